"""The command `lkjip` and its verbs."""

import sys
import traceback
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from extractor.cli.audit import audit
from extractor.cli.batch import batch
from extractor.cli.catalogue import app as catalogue
from extractor.cli.classify import classify
from extractor.cli.dataset import dataset
from extractor.cli.decisions import decisions
from extractor.cli.diff import diff
from extractor.cli.doctor import doctor
from extractor.cli.explain import explain
from extractor.cli.language import spoken
from extractor.cli.match import match
from extractor.cli.output import printable
from extractor.cli.reaudit import reaudit
from extractor.cli.report import report
from extractor.cli.review import review
from extractor.cli.rules import rules
from extractor.cli.schema import schema
from extractor.cli.show import show
from extractor.cli.tables import tables
from extractor.collector import leaving, seldom_collecting
from extractor.errors import ExitCode, ExtractorError, LimitError
from extractor.isolation.guard import guard, out_of_memory

# The verbs that open PDFs; they guard themselves against what a file may do.
READING = {"audit", "tables", "show", "classify", "report"}


class Verbs(TyperGroup):
    """The verbs; an error of ours becomes one message on stderr and its own exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Runs a verb."""
        ctx.obj = {}
        try:
            return super().invoke(ctx)
        except ExtractorError as error:
            typer.echo(f"lkjip: {printable(error.message(spoken(ctx)))}", err=True)
            raise typer.Exit(int(error.exit_code)) from None


app = typer.Typer(
    name="lkjip",
    cls=Verbs,
    help="Reads Indonesian government performance reports (LKjIP) from PDF and audits every figure in them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(audit)
app.command()(schema)
app.command()(rules)
app.command()(explain)
app.command()(tables)
app.command()(show)
app.command()(match)
app.add_typer(decisions)
app.add_typer(dataset)
app.command()(report)
app.command()(diff)
app.command()(classify)
app.command()(doctor)
app.command()(review)
app.command()(batch)
app.command()(reaudit)

app.add_typer(catalogue, name="catalogue")


def _version(wanted: bool) -> None:
    if wanted:
        from extractor.report.build import own_version

        typer.echo(own_version())
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reads Indonesian government performance reports (LKjIP) from PDF and audits every figure in them."""


def main() -> None:
    """Runs the command line; a fault of the program itself has an exit code that no finding has."""
    try:
        if set(sys.argv[1:2]) & READING:
            guard()
        with seldom_collecting():
            app()
    except (MemoryError, LimitError) as error:
        told = error if isinstance(error, LimitError) else out_of_memory()
        # No context of typer any more, which knows the language.
        language = "en" if "--lang=en" in sys.argv or "--lang en" in " ".join(sys.argv) else "id"
        print(f"lkjip: {printable(told.message(language))}", file=sys.stderr)
        sys.exit(int(told.exit_code))
    except Exception:
        traceback.print_exc()
        print("lkjip: this is a fault of the program; please report it with the lines above.", file=sys.stderr)
        sys.exit(int(ExitCode.INTERNAL))
    finally:
        leaving()
