"""`lkjip tables`: the tables of any PDF, without an audit."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.audit import JobsOption, Ocr, _progress, _target, page_numbers
from extractor.cli.decision_book import DecisionsOption, read_book
from extractor.cli.language import Language, LanguageOption
from extractor.cli.output import about, deliver
from extractor.errors import ExitCode

WRITTEN = {Language.id: "tabel, ditulis ke", Language.en: "tables, written to"}


def tables(  # noqa: PLR0917  one parameter an option
    report: Annotated[Path, typer.Argument(help="Any PDF.", metavar="FILE.pdf")],
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            help="Where the tables go; the ending .json, .csv or .xlsx says how, - is JSON on stdout.",
            metavar="OUT.json|.csv|.xlsx",
        ),
    ] = None,
    lang: LanguageOption = Language.id,
    pages: Annotated[str | None, typer.Option("--pages", help="Only these pages, as 1-40 or 3,7,10-12.")] = None,
    ocr: Annotated[Ocr, typer.Option("--ocr", help="How scans and pictures of tables are read.")] = Ocr.auto,
    jobs: JobsOption = 1,
    decisions: DecisionsOption = None,
) -> None:
    """Write the tables of a PDF as JSON, CSV or XLSX, without an audit.

    Example: lkjip tables LKJIP_2024.pdf -o tables.xlsx --pages 20-60
    """
    from extractor.report.table_files import TableFormat, encoded, format_of, read_tables

    target = _target(report, output or f"{report.stem}.tables.json")
    wanted = TableFormat.json if target is None else format_of(target.name)
    numbers = page_numbers(pages)
    book = read_book(decisions) if decisions else None
    with about(report), _progress() as progress:
        file, read = read_tables(report, numbers, ocr=ocr.value, jobs=jobs, progress=progress, decisions=book)
    deliver(encoded(file, wanted), target)
    if target is not None:
        typer.echo(f"{len(file.tables)} {WRITTEN[lang]} {target}", err=True)
    for note in file.diagnostics:
        typer.echo(f"p. {note.page or '-'}: {note.message}", err=True)
    if all(page.reader == "none" for page in read):
        raise typer.Exit(int(ExitCode.NO_TEXT))
