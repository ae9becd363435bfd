"""Figures that were recognised in a picture: those of running text are as sure as the words that they were read from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.pages.model import Page, Word
from schemas import BBox, Fact, Table

# Words count as those of a line up to this many points around its box.
ROOM = 3.0
# Below this confidence a figure was read with doubt.
SURE = 0.9
# Readers of pages whose words come from a picture.
READERS = ("ocr", "embedded_ocr")
FIGURE = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Pictured:
    """What the pages say of recognition: which of them are pictures, and the words with a figure that may be misread."""

    pages: frozenset[int]
    words: dict[int, list[Word]]

    @classmethod
    def of(cls, pages: Sequence[Page]) -> "Pictured":
        """What some pages say."""
        return cls(
            frozenset(page.number for page in pages if page.reader in READERS),
            {page.number: words for page in pages if (words := _unsure(page))},
        )


def with_confidence(facts: Sequence[Fact], pictured: Pictured) -> tuple[Fact, ...]:
    """The facts, those of sentences on recognised pages no surer than their words."""
    unsure = pictured.words
    return tuple(_limited(fact, unsure) if unsure and fact.source.table is None else fact for fact in facts)


def recognised(facts: Sequence[Fact], tables: Sequence[Table], pictured: Pictured) -> frozenset[str]:
    """The ids of the facts whose figure was recognised; of those in sentences, the ones that recognition is not sure of."""
    grids = {table.id for table in tables if table.method == "ocr"}
    doubted = {number: [w for w in words if w.confidence < SURE] for number, words in pictured.words.items()}
    return frozenset(
        fact.id
        for fact in facts
        if (
            _holding(fact, doubted)
            if fact.source.table is None
            else fact.source.page in pictured.pages or fact.source.table in grids
        )
    )


def _unsure(page: Page) -> list[Word]:
    """Words with a figure that recognition is not sure of, as a viewer shows them; none on a page that was printed."""
    return [
        replace(word, x0=box[0], top=box[1], x1=box[2], bottom=box[3])
        for word in page.words
        if word.confidence < 1 and any(c.isdigit() for c in word.text)
        for box in [page.shown(word.bbox)]
    ]


def _limited(fact: Fact, unsure: dict[int, list[Word]]) -> Fact:
    """A fact that is as sure as the least sure word of its lines that holds one of its figures."""
    holding = _holding(fact, unsure)
    if not holding:
        return fact
    least = min(holding, key=lambda w: w.confidence)
    return fact.model_copy(update={"confidence": min(fact.confidence, least.confidence), "raw": fact.raw or least.raw})


def _holding(fact: Fact, unsure: dict[int, list[Word]]) -> list[Word]:
    """The unsure words of a fact's lines that hold one of its figures."""
    place, figures = fact.source, set(FIGURE.findall(fact.printed))
    words = [w for w in unsure.get(place.page, []) if _inside(w, place.bbox)]
    return [w for w in words if figures & set(FIGURE.findall(w.text))]


def _inside(word: Word, box: BBox) -> bool:
    """Whether a word stands in the box of a figure's lines."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] - ROOM <= x <= box[2] + ROOM and box[1] - ROOM <= y <= box[3] + ROOM
