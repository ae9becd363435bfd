"""`lkjip show`: a page with what was read drawn over it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.audit import Ocr, _progress, _target
from extractor.cli.decision_book import DecisionsOption, read_book
from extractor.cli.language import Language, LanguageOption
from extractor.cli.output import about, deliver

WRITTEN = {Language.id: "Ditulis ke", Language.en: "Written to"}
UNREAD = {Language.id: "Halaman ini tidak terbaca", Language.en: "This page was not read"}


class Drawn(StrEnum):
    """What is drawn; the stages of `extractor.report.picture`, which is loaded only when it is needed."""

    words = "words"
    rulings = "rulings"
    cells = "cells"
    roles = "roles"
    facts = "facts"


def show(  # noqa: PLR0917  one parameter an option
    report: Annotated[Path, typer.Argument(help="The report as PDF.", metavar="REPORT.pdf")],
    page: Annotated[int, typer.Option("--page", help="Page of the file, counted from 1.")],
    stage: Annotated[Drawn, typer.Option("--stage", help="What is drawn over the page.")] = Drawn.cells,
    output: Annotated[
        str | None, typer.Option("-o", "--output", help="Where the picture goes; - is stdout.", metavar="PAGE.png")
    ] = None,
    lang: LanguageOption = Language.id,
    ocr: Annotated[Ocr, typer.Option("--ocr", help="How scans and pictures of tables are read.")] = Ocr.auto,
    decisions: DecisionsOption = None,
) -> None:
    """Draw over a page what was read there: words, rulings, cells, roles of columns or facts.

    Example: lkjip show LKJIP_2024.pdf --page 61 --stage cells
    """
    from extractor.report.picture import Stage, look, picture, rendered, to_png

    target = _target(report, output or f"{report.stem}-p{page}-{stage}.png")
    wanted = Stage(stage.value)
    book = read_book(decisions) if decisions else None
    with about(report), _progress() as progress:
        seen = look(report, page, wanted, ocr=ocr.value, progress=progress, decisions=book)
        drawn = picture(rendered(report, page), seen, wanted)
    deliver(to_png(drawn), target)
    if seen.page.reader == "none":
        typer.echo(f"{UNREAD[lang]}: {seen.page.reason}", err=True)
    for note in seen.notes:
        typer.echo(f"p. {note.page or '-'}: {note.message}", err=True)
    if target is not None:
        typer.echo(f"{WRITTEN[lang]} {target}", err=True)
