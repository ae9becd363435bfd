"""Where a finding looks: cells of tables and lines of text, the one to look at first in front."""

import re
from collections.abc import Sequence

from extractor.audit.context import Context
from extractor.audit.outcome import Draft
from extractor.facts.model import Sentence
from schemas import Fact, Place

# A finding shows at most this many places.
_MOST = 12


def places_of(context: Context, draft: Draft, evidence: Sequence[Fact]) -> tuple[Place, ...]:
    """Cells and lines of a finding, each once."""
    cited = [_of_fact(fact) for fact in evidence]
    told = [_of_sentence(sentence, draft) for sentence in draft.sentences]
    cells = [place for cell in draft.cells if (place := _of_cell(context, *cell)) is not None]
    if draft.lead == "sentences":
        ordered = [*told, *cited, *cells]
    else:
        ordered = [*cited, *cells, *(place for place in told if not _holds_one(place, cited))]
    unique: dict[tuple[object, ...], Place] = {}
    for place in ordered:
        unique.setdefault(_spot(place), place)
    return tuple(unique.values())[:_MOST]


def _spot(place: Place) -> tuple[object, ...]:
    return (place.document, place.page, place.bbox, place.table, place.row, place.column)


def _of_sentence(sentence: Sentence, draft: Draft) -> Place:
    """The lines of a sentence that print the figure in question, else those that it begins with."""
    printed = draft.shown.printed if draft.shown else ""
    found = re.search(rf"(?<![\d.,]){re.escape(printed)}(?!\d)", sentence.text) if printed else None
    seen = sentence.at(*found.span()) if found else sentence
    return Place(page=seen.page, bbox=seen.bbox, text=sentence.text)


def _holds_one(told: Place, cited: Sequence[Place]) -> bool:
    """Whether a figure of the evidence stands on the lines of a sentence, so that its own place is enough."""
    left, top, right, bottom = told.bbox
    return any(
        place.table is None and place.page == told.page and place.document is None
        and left <= place.bbox[0] and top <= place.bbox[1] and place.bbox[2] <= right and place.bbox[3] <= bottom
        for place in cited
    )  # fmt: skip


def _of_fact(fact: Fact) -> Place:
    source = fact.source
    return Place(
        document=source.document,
        page=source.page,
        bbox=source.bbox,
        table=source.table,
        row=source.row,
        column=source.column,
        text=fact.printed,
    )


def _of_cell(context: Context, table: str, row: int, column: int) -> Place | None:
    for cell in context.tables[table].cells if table in context.tables else ():
        if cell.row <= row < cell.row + cell.row_span and cell.column <= column < cell.column + cell.column_span:
            return Place(page=cell.page, bbox=cell.bbox, table=table, row=row, column=column, text=cell.text)
    return None
