"""`lkjip report`: a stored audit as page, workbook, forms, letter, and as comments in the PDF."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.language import Language, LanguageOption
from extractor.cli.output import deliver
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.report.originals import Originals
    from schemas import Report

WRITTEN = {Language.id: "Ditulis ke", Language.en: "Written to"}
WITHOUT = {
    Language.id: "Tanpa gambar halaman: berikan PDF-nya dengan --pdf",
    Language.en: "Without pictures of the pages: give the PDF with --pdf",
}


def report(  # noqa: PLR0917  one parameter an option
    audit: Annotated[Path, typer.Argument(help="The JSON of an audit.", metavar="OUT.json")],
    pdf: Annotated[
        list[Path] | None,
        typer.Option("--pdf", help="A PDF that the audit was made from; may be given again.", metavar="REPORT.pdf"),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The audit as one HTML file.", metavar="AUDIT.html")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", help="A workbook with live formulas.", metavar="FILE.xlsx")
    ] = None,
    docx: Annotated[
        Path | None, typer.Option("--docx", help="The review form (formulir reviu).", metavar="FILE.docx")
    ] = None,
    letter: Annotated[
        Path | None, typer.Option("--letter", help="Letter and Catatan Hasil Reviu.", metavar="FILE.docx")
    ] = None,
    lke: Annotated[
        Path | None,
        typer.Option(
            "--lke", help="Your AKIP evaluation worksheet; evidence is written beside it.", metavar="TEMPLATE.xlsx"
        ),
    ] = None,
    annotate: Annotated[
        Path | None,
        typer.Option("--annotate", help="A copy of the PDF with the findings as comments.", metavar="COPY.pdf"),
    ] = None,
    lang: LanguageOption = Language.id,
) -> None:
    """Turn the JSON of an audit into what a person opens; without any target, into AUDIT.html beside it.

    Example: lkjip report audit.json --pdf LKJIP_2024.pdf -o audit.html --xlsx audit.xlsx --docx formulir.docx
    """
    from extractor.report.originals import originals

    stored = _stored(audit)
    files = originals(stored, pdf or ())
    wanted = {"html": output, "xlsx": xlsx, "docx": docx, "letter": letter, "lke": lke, "annotate": annotate}
    if not any(wanted.values()):
        wanted["html"] = Path(f"{audit.stem}.html")
    jobs = [(target, maker) for name, maker in MAKERS.items() if (target := wanted[name]) is not None]
    for target, _ in jobs:
        _refuse(target, [audit, *(pdf or ())])
    for target, maker in jobs:
        place, data = maker(files, target, lang.value)
        deliver(data, place)
        typer.echo(f"{WRITTEN[lang]} {place}", err=True)
    if files.missing and wanted["html"]:
        typer.echo(f"{WITHOUT[lang]}: {', '.join(files.missing)}", err=True)


def _stored(path: Path) -> "Report":
    """The report of a JSON file.

    Raises:
        UsageError: there is no such file, or it holds no audit.
    """
    from extractor.report.stored import load

    return load(path)


def _refuse(target: Path, inputs: list[Path]) -> None:
    """Tells before the work that a target is an input or cannot be written.

    Raises:
        UsageError: the target is one of the inputs.
        CannotWriteError: it cannot be written.
    """
    from extractor.report import refuse_unwritable

    if any(target.exists() and path.exists() and target.samefile(path) for path in inputs):
        raise UsageError(
            "an output beside the inputs",
            f"{target} is an input",
            "Choose another name.",
            ("keluaran di samping masukan", f"{target} adalah masukan", "Pilih nama lain."),
        )
    refuse_unwritable(target)


def _html(files: "Originals", target: Path, language: str) -> tuple[Path, bytes]:
    from extractor.report.html import to_html

    return target, to_html(files, language)


def _workbook(files: "Originals", target: Path, language: str) -> tuple[Path, bytes]:
    from extractor.report.book import to_workbook

    return target, to_workbook(files.report, language)


def _form(files: "Originals", target: Path, language: str) -> tuple[Path, bytes]:
    from extractor.report.forms import review_form

    return target, review_form(files.report)


def _letter(files: "Originals", target: Path, language: str) -> tuple[Path, bytes]:
    from extractor.report.forms import review_letter

    return target, review_letter(files.report)


def _worksheet(files: "Originals", target: Path, language: str) -> tuple[Path, bytes]:
    """The user's own worksheet stays as it is; the filled copy stands beside it."""
    from extractor.report.forms import filled_worksheet

    return target.with_name(f"{target.stem}-terisi{target.suffix}"), filled_worksheet(target, files.report)


def _annotated(files: "Originals", target: Path, language: str) -> tuple[Path, bytes]:
    from extractor.report.annotate import annotated

    return target, annotated(files, language)


MAKERS: dict[str, Callable[["Originals", Path, str], tuple[Path, bytes]]] = {
    "html": _html,
    "xlsx": _workbook,
    "docx": _form,
    "letter": _letter,
    "lke": _worksheet,
    "annotate": _annotated,
}
