"""`lkjip decisions`: check, join and draw from an audit what a person decided."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.decision_book import read_book, wrong_decisions
from extractor.cli.language import Language, LanguageOption
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.record.events import Record
    from schemas import Report

decisions = typer.Typer(
    name="decisions",
    help="Check, join and export the decisions of a person (decisions.yaml).",
    no_args_is_help=True,
    add_completion=False,
)
TAKEN = {
    Language.id: "{new} keputusan baru, {known} sudah tercatat",
    Language.en: "{new} new decisions, {known} were recorded already",
}
Files = Annotated[list[Path], typer.Argument(help="Files of decisions.", metavar="FILE.yaml...")]
Output = Annotated[
    str | None,
    typer.Option("-o", "--output", help="Where the decisions go; - (default) is stdout.", metavar="OUT.yaml"),
]


@decisions.command()
def check(files: Files, lang: LanguageOption = Language.id) -> None:
    """Check files of decisions, each alone and all together; exit with 2 when one cannot be used.

    Example: lkjip decisions check decisions.yaml
    """
    from schemas.catalogue import catalogue

    book = read_book(files)
    for entry in book.placed:
        ids = [entry.decision.id, entry.decision.into] if entry.section == "names" else []
        for id_ in ids[:2]:
            if id_ and not id_.startswith("x-") and id_ not in catalogue().indicator_by_id:
                raise wrong_decisions(f"{entry.file}:{entry.line}: the catalogue has no indicator {id_}")
    count = len(book.placed)
    typer.echo(
        f"{count} keputusan, tidak ada pertentangan" if lang is Language.id else f"{count} decisions, no conflict"
    )


@decisions.command()
def merge(files: Files, output: Output = None, lang: LanguageOption = Language.id) -> None:
    """Join files of decisions into one; what two files decide alike stands once, contradictions are refused.

    Example: lkjip decisions merge mine.yaml yours.yaml -o decisions.yaml
    """
    from extractor.cli.output import deliver
    from schemas.decision_files import dump_decisions

    deliver(dump_decisions(read_book(files).decisions).encode("utf-8"), _target(output))


@decisions.command()
def export(
    audit: Annotated[Path, typer.Argument(help="An audit as JSON, or a store of reports.", metavar="AUDIT.json|STORE")],
    output: Output = None,
    proposed: Annotated[
        bool, typer.Option("--proposed", help="Also what matching proposes, as comments to uncomment.")
    ] = False,
    lang: LanguageOption = Language.id,
) -> None:
    """Write the names that a person decided in an audit, or all that was decided in a store, as a file of decisions.

    Example: lkjip decisions export audit.json --proposed -o decisions.yaml
    """
    from extractor.cli.output import deliver
    from extractor.matching.export import exported

    if audit.is_dir():
        from extractor.record.subjects import exported as all_of
        from schemas.decision_files import dump_decisions

        deliver(dump_decisions(all_of(_record(audit))).encode("utf-8"), _target(output))
        return
    deliver(exported(_report(audit).facts, proposed).encode("utf-8"), _target(output))


@decisions.command(name="import")
def take(
    store: Annotated[Path, typer.Argument(help="A store of reports.", metavar="STORE")],
    files: Files,
    who: Annotated[str, typer.Option("--who", help="Who decided, where a file does not say.", metavar="NAME")] = "",
    lang: LanguageOption = Language.id,
) -> None:
    """Take decisions of files into a store, where the review app shows them; all or none.

    Example: lkjip decisions import STORE decisions.yaml --who Sri
    """
    from extractor.record.subjects import imported

    decided = read_book(files).decisions
    new, known = imported(_record(store), decided, who)
    typer.echo(TAKEN[lang].format(new=new, known=known))


def _record(folder: Path) -> "Record":
    """The decisions of a store.

    Raises:
        StoreError: the folder is no store.
    """
    from extractor.record.events import Record
    from extractor.store import Store

    return Record(Store.open(folder))


def _target(output: str | None) -> Path | None:
    """The file to write, None for stdout."""
    return None if output in (None, "-") else Path(str(output))


def _report(path: Path) -> "Report":
    """The report of a JSON file.

    Raises:
        UsageError: the file is no audit.
    """
    from pydantic import ValidationError

    from schemas import Report

    try:
        return Report.model_validate_json(path.read_bytes())
    except OSError as error:
        found = error.strerror or type(error).__name__
    except ValidationError as error:
        found = f"{error.error_count()} values that do not fit, first: {error.errors()[0]['msg']}"
    raise UsageError(
        "an audit as JSON",
        f"{path}: {found}",
        "Write one with: lkjip audit REPORT.pdf -o audit.json",
        ("audit sebagai JSON", f"{path}: {found}", "Buat dengan: lkjip audit LAPORAN.pdf -o audit.json"),
    )
