"""Where a finding looks: cells of tables and lines of text, the one to look at first in front."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from extractor.audit.context import Context
from extractor.audit.outcome import Draft
from extractor.facts.model import Sentence
from schemas import BBox, Fact, Place
from schemas.base import trusted

# A finding shows at most this many places.
_MOST = 12


class _Spot(NamedTuple):
    """Where a place is; a finding shows each spot once."""

    document: str | None
    page: int
    bbox: BBox
    table: str | None = None
    row: int | None = None
    column: int | None = None


_Seen = tuple[_Spot, str]
"""A spot and the text that stands there."""


def places_of(context: Context, draft: Draft, evidence: Sequence[Fact]) -> tuple[Place, ...]:
    """Cells and lines of a finding, each once."""
    cited = [_of_fact(fact) for fact in evidence]
    told = [_of_sentence(sentence, draft.shown_text or "") for sentence in draft.sentences]
    cells = [seen for cell in draft.cells if (seen := _of_cell(context, *cell)) is not None]
    if draft.lead == "sentences":
        ordered = [*told, *cited, *cells]
    else:
        ordered = [*cited, *cells, *(seen for seen in told if not _holds_one(seen[0], cited))]
    unique: dict[_Spot, str] = {}
    for spot, text in ordered:
        unique.setdefault(spot, text)
    return tuple(
        trusted(Place, document=document, page=page, bbox=bbox, table=table, row=row, column=column, text=text)
        for (document, page, bbox, table, row, column), text in islice(unique.items(), _MOST)
    )


def _of_sentence(sentence: Sentence, printed: str) -> _Seen:
    """The lines of a sentence that print the figure in question, else those that it begins with."""
    found = _printed_at(printed, sentence.text)
    seen = sentence.at(*found) if found else sentence
    return _Spot(None, seen.page, seen.bbox), sentence.text


def _printed_at(printed: str, text: str) -> tuple[int, int] | None:
    """Where a text prints a figure, begin and end; null where it does, if at all, only as a part of a longer number."""
    start = text.find(printed) if printed else -1
    while start >= 0:
        end = start + len(printed)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (before.isdecimal() or before in (".", ",") or after.isdecimal()):
            return start, end
        start = text.find(printed, start + 1)
    return None


def _holds_one(told: _Spot, cited: Sequence[_Seen]) -> bool:
    """Whether a figure of the evidence stands on the lines of a sentence, so that its own place is enough."""
    left, top, right, bottom = told.bbox
    return any(
        spot.table is None and spot.page == told.page and spot.document is None
        and left <= spot.bbox[0] and top <= spot.bbox[1] and spot.bbox[2] <= right and spot.bbox[3] <= bottom
        for spot, _ in cited
    )  # fmt: skip


def _of_fact(fact: Fact) -> _Seen:
    at = fact.source
    return _Spot(at.document, at.page, at.bbox, at.table, at.row, at.column), fact.printed


def _of_cell(context: Context, table: str, row: int, column: int) -> _Seen | None:
    cell = context.cell(table, row, column)
    return (_Spot(None, cell.page, cell.bbox, table, row, column), cell.text) if cell else None
