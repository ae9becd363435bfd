"""The command `lkjip` and its verbs."""

import sys
from typing import Annotated

import typer

from extractor.cli.audit import audit
from extractor.cli.explain import explain
from extractor.cli.rules import rules
from extractor.cli.schema import schema
from extractor.errors import ExtractorError

app = typer.Typer(
    name="lkjip",
    help="Reads Indonesian government performance reports (LKjIP) from PDF and audits every figure in them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(audit)
app.command()(schema)
app.command()(rules)
app.command()(explain)


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
    """Runs the command line; an error becomes one message and its own exit code."""
    try:
        app()
    except ExtractorError as error:
        print(f"lkjip: {error}", file=sys.stderr)
        sys.exit(int(error.exit_code))
