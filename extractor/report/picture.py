"""A page as a picture with what was read drawn over it, for a person who asks why."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PIL import Image

from extractor.corrections import MISFIT, corrected
from extractor.errors import UsageError
from extractor.facts import read as read_facts
from extractor.pages import Choice, Page, Progress, Word
from extractor.pages import read as read_pages
from extractor.pages.bounds import scale_within
from extractor.pages.source import open_pdf
from extractor.report.pen import Pen
from extractor.tables import find
from extractor.tables.segments import rulings
from schemas import BBox, Cell, Diagnostic, Fact, Table
from schemas.decision_files import Book

# Pixels a point: 150 dots an inch.
SCALE = 150 / 72
WORD, TURNED, REPAIRED, UNSURE = "#1565c0", "#6a1b9a", "#c62828", "#ad5c00"
ACROSS, DOWN = "#c62828", "#1565c0"
CELL, OTHER_CELL, TITLE, FACT, QUIET = "#2e7d32", "#ad5c00", "#37474f", "#c62828", "#90a4ae"
ROLES = ("#1565c0", "#2e7d32", "#ad5c00", "#6a1b9a", "#c62828", "#00695c")
# Points that a label is high.
LABEL = 7.5
# Recognised words below this are marked.
SURE = 0.8


class Stage(StrEnum):
    """What is drawn: a step of the reading."""

    words = "words"
    rulings = "rulings"
    cells = "cells"
    roles = "roles"
    facts = "facts"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read of one page; tables and facts are those of the document that touch it.

    `notes` tell which decisions do not fit the document.
    """

    page: Page
    tables: tuple[Table, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[Diagnostic, ...] = ()


def look(
    path: Path,
    number: int,
    stage: Stage,
    *,
    ocr: Choice = False,
    progress: Progress | None = None,
    decisions: Book | None = None,
) -> Seen:
    """What a stage read of a page (from 1).

    Words and rulings need the page alone; tables run over pages and roles hang on the document, so all is read for them;
    decisions about tables and cells are applied.

    Raises:
        UsageError: the file has no such page.
        ExtractorError: the file cannot be read.
    """
    opened = open_pdf(path)
    count = len(opened.document)
    opened.close()
    if not 1 <= number <= count:
        raise UsageError(
            f"a page between 1 and {count}",
            str(number),
            "Count pages of the file from 1.",
            (f"halaman antara 1 dan {count}", str(number), "Hitung halaman berkas mulai dari 1."),
        )
    if stage in (Stage.words, Stage.rulings):
        return Seen(read_pages(path, [number], ocr=ocr, progress=progress).pages[0])
    document = read_pages(path, ocr=ocr, progress=progress)
    pages = document.pages
    reading = read_facts(pages, corrected(find(pages), document, decisions.placed if decisions else ()))
    tables = tuple(t for t in reading.tables if t.pages[0] <= number <= t.pages[1])
    facts = tuple(f for f in reading.facts if f.source.page == number)
    notes = tuple(note for note in reading.diagnostics if note.code == MISFIT)
    return Seen(pages[number - 1], tables, facts, notes)


def rendered(path: Path, number: int) -> Image.Image:
    """The bare page as a viewer shows it, at 150 dots an inch."""
    opened = open_pdf(path)
    try:
        page = opened.document[number - 1]
        image: Image.Image = page.render(scale=scale_within(page.get_size(), SCALE)).to_pil().convert("RGB")
        page.close()
        return image
    finally:
        opened.close()


def picture(image: Image.Image, seen: Seen, stage: Stage) -> Image.Image:
    """The rendering with what the stage read drawn over it; every colour has a label or a legend beside it."""
    drawn = image.copy()
    pen = Pen(drawn, image.width / seen.page.shown_width)
    DRAWERS[stage](pen, seen)
    return drawn


def to_png(image: Image.Image) -> bytes:
    """The picture as PNG."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _words(pen: Pen, seen: Seen) -> None:
    """Boxes of words; turned, repaired and unsure ones are named."""
    for word in seen.page.words:
        colour, label = _kind(word)
        box = seen.page.shown(word.bbox)
        pen.box(box, colour)
        if label:
            pen.tag(box[2], box[1], colour, label)
    pen.note(0, 0, WORD, f"{len(seen.page.words)} words, {seen.page.reader}")


def _kind(word: Word) -> tuple[str, str]:
    """Colour and label of a word; a plain one has no label."""
    if word.raw is not None:
        return REPAIRED, "repaired"
    if word.confidence < SURE:
        return UNSURE, f"{word.confidence:.2f}"
    return (WORD, "") if word.upright else (TURNED, "turned")


def _rulings(pen: Pen, seen: Seen) -> None:
    """Rulings as the grid is built from them: pieces joined, short ones left out; h across, v down."""
    across, down = rulings(seen.page.edges, horizontal=True), rulings(seen.page.edges, horizontal=False)
    for index, ruling in enumerate(across):
        pen.line(seen.page.shown((ruling.start, ruling.at, ruling.stop, ruling.at)), ACROSS, f"h{index}")
    for index, ruling in enumerate(down):
        pen.line(seen.page.shown((ruling.at, ruling.start, ruling.at, ruling.stop)), DOWN, f"v{index}")
    pen.note(0, 0, TITLE, f"{len(across)} rulings across (h), {len(down)} down (v)")


def _cells(pen: Pen, seen: Seen) -> None:
    """Cells with row and column (from 0), and their spans of rows x columns where they are merged."""
    for table, boxes in _on_page(seen):
        colour = CELL if table.method == "ruled" else OTHER_CELL
        for _, bbox in boxes:
            pen.box(bbox, colour)
        for cell, (_, top, right, _) in boxes:
            merged = f" {cell.row_span}x{cell.column_span}" if cell.row_span > 1 or cell.column_span > 1 else ""
            pen.tag(right, top, colour, f"{cell.row},{cell.column}{merged}")
        _title(pen, table, boxes, rise=4)
    _count(pen, seen)


def _roles(pen: Pen, seen: Seen) -> None:
    """Cells with the role of their column as a label over it."""
    for table, boxes in _on_page(seen):
        for cell, bbox in boxes:
            pen.box(bbox, ROLES[cell.column % len(ROLES)] if cell.column_span == 1 else QUIET)
        top = min(bbox[1] for _, bbox in boxes)
        for index, column in enumerate(table.columns):
            starts = [bbox[0] for cell, bbox in boxes if cell.column == index]
            said = (column.role, column.period, column.entity, column.unit)
            if starts:
                # Every second label stands higher, for labels are wider than narrow columns.
                pen.note(
                    min(starts),
                    top - index % 2 * LABEL,
                    ROLES[index % len(ROLES)],
                    " ".join(part for part in said if part),
                )
        _title(pen, table, boxes, rise=2 * LABEL)
    _count(pen, seen)


def _facts(pen: Pen, seen: Seen) -> None:
    """Facts with measure and value at the foot of their cell or sentence; the print where it is no number."""
    said: dict[BBox, list[str]] = {}
    for fact in seen.facts:
        value = fact.printed if fact.value is None else format(fact.value, "f")
        said.setdefault(fact.source.bbox, []).append(f"{fact.measure} {value}")
    for bbox in said:
        pen.box(bbox, FACT)
    for (_, _, right, bottom), facts in said.items():
        pen.tag(right, bottom, FACT, "; ".join(facts))
    pen.note(0, 0, TITLE, f"{len(seen.facts)} facts")


def _on_page(seen: Seen) -> list[tuple[Table, list[tuple[Cell, BBox]]]]:
    """Tables with the boxes that their cells have on the page."""
    found = [(table, [(c, b) for c in table.cells for b in _boxes(c, seen.page.number)]) for table in seen.tables]
    return [(table, boxes) for table, boxes in found if boxes]


def _boxes(cell: Cell, page: int) -> Sequence[BBox]:
    """The places of a cell on a page."""
    if cell.boxes:
        return [region.bbox for region in cell.boxes if region.page == page]
    return [cell.bbox] if cell.page == page else []


def _title(pen: Pen, table: Table, boxes: Sequence[tuple[Cell, BBox]], rise: float) -> None:
    """Id, number, kind and way of reading, so many points over a table."""
    left, top = min(b[0] for _, b in boxes), min(b[1] for _, b in boxes)
    said = (table.id, table.number, table.kind, table.method)
    pen.note(left, top - rise, TITLE, " ".join(part for part in said if part))


def _count(pen: Pen, seen: Seen) -> None:
    """The number of tables in the corner of the page."""
    pen.note(0, 0, TITLE, f"{len(seen.tables)} tables")


DRAWERS: dict[Stage, Callable[[Pen, Seen], None]] = {
    Stage.words: _words,
    Stage.rulings: _rulings,
    Stage.cells: _cells,
    Stage.roles: _roles,
    Stage.facts: _facts,
}
