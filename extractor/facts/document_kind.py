"""What kind of document a file is, with the lines that say so.

A document names itself on its first pages; a chapter alone is known by its headings, its usual words and its tables.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import median

from extractor.facts.prose import Paragraph
from extractor.tables.captions import LEADER
from schemas import Table
from schemas.catalogue import catalogue
from schemas.catalogue.models import DocumentKind

OTHER = "other"
# Points: a title on the first page and on the next two, more in large print; a heading; a usual phrase; a kind of table.
TITLE, LATER_TITLE, LARGE, HEADING, PHRASE, TABLE = 10.0, 5.0, 4.0, 4.0, 1.5, 1.5
FIRST_PAGES, TITLE_LENGTH, HEADING_LENGTH = 3, 220, 140
MOST_PHRASES = 4
FLOOR = 6.0
# Behind this share of the pages appendices may stand, documents of other kinds: what is found there counts half.
BEHIND = 0.4
# Print this much larger than most of the text is large.
LARGER = 1.15
SHOWN = 4
EXCERPT = 90


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for a kind: what was found, on which page, with how many points."""

    kind: str
    page: int
    text: str
    points: float


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph as it is searched, for all kinds alike: `low` in lower case, `start` without wide spaces too."""

    page: int
    size: float
    text: str
    low: str
    start: str

    @classmethod
    def of(cls, paragraph: Paragraph) -> "_Text":
        low = paragraph.text.lower()
        return cls(paragraph.page, paragraph.size, paragraph.text, low, " ".join(low.split()))


@dataclass(frozen=True, slots=True)
class Recognised:
    """The kind of a document with the signs that decided, the strongest first."""

    kind: str
    signs: tuple[Sign, ...] = ()

    @property
    def evidence(self) -> tuple[str, ...]:
        """The signs in words: "p. 1: PERJANJIAN KINERJA TAHUN 2024"."""
        return tuple(f"p. {sign.page}: {sign.text}" for sign in self.signs[:SHOWN])


def recognise(paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> Recognised:
    """The kind with most points, "other" where none reaches the floor."""
    best, most, signs = OTHER, 0.0, tuple[Sign, ...]()
    texts = [_Text.of(p) for p in paragraphs if p.kind != "listing" and not LEADER.search(p.text)]
    body = median(text.size for text in texts) if texts else 0.0
    for kind in catalogue().document_kinds:
        found = tuple(_signs(kind, texts, tables, body))
        points = sum(sign.points for sign in found)
        if points >= FLOOR and points > most:
            best, most, signs = kind.kind, points, found
    return Recognised(best, tuple(sorted(signs, key=lambda s: (-s.points, s.page))))


def _signs(kind: DocumentKind, texts: Sequence[_Text], tables: Sequence[Table], body: float) -> Iterator[Sign]:
    front = max(FIRST_PAGES, max((text.page for text in texts), default=0) * BEHIND)
    yield from _titles(kind, texts, tables, body)
    for sign in (*_headings(kind, texts), *_phrases(kind, texts), *_tables(kind, tables)):
        yield sign if sign.page <= front else replace(sign, points=sign.points / 2)


def _phrases(kind: DocumentKind, texts: Sequence[_Text]) -> Iterator[Sign]:
    for pattern in kind.phrases:
        search = _compiled(pattern).search
        hits = [(text.page, found[0]) for text in texts if (found := search(text.low))]
        if hits:
            early = 2 if hits[0][0] <= FIRST_PAGES else 1
            yield Sign(kind.kind, *hits[0], early * PHRASE * min(len(hits), MOST_PHRASES) / 2)


def _tables(kind: DocumentKind, tables: Sequence[Table]) -> Iterator[Sign]:
    for wanted in kind.tables:
        held = next((table for table in tables if table.kind == wanted), None)
        if held is not None:
            yield Sign(kind.kind, held.pages[0], held.caption or wanted, TABLE)


def _titles(kind: DocumentKind, texts: Sequence[_Text], tables: Sequence[Table], body: float) -> Iterator[Sign]:
    """The strongest line of the first pages that begins like a title; the head of a table may hold it too."""
    found = [
        Sign(kind.kind, text.page, text.text[:EXCERPT], _title_points(text, body))
        for text in texts
        if text.page <= FIRST_PAGES and len(text.text) <= TITLE_LENGTH and _begins(kind.title, text.start)
    ]
    found += [
        Sign(kind.kind, cell.page, cell.text[:EXCERPT], LATER_TITLE)
        for table in tables
        if table.pages[0] == 1
        for cell in table.cells
        if cell.row < max(table.header_rows, 1) and _begins(kind.title, " ".join(cell.text.lower().split()))
    ]
    if found:
        yield max(found, key=lambda sign: sign.points)


def _title_points(text: _Text, body: float) -> float:
    large = LARGE if text.size >= body * LARGER else 0.0
    return (TITLE if text.page == 1 else LATER_TITLE) + large


def _headings(kind: DocumentKind, texts: Sequence[_Text]) -> Iterator[Sign]:
    short = [text for text in texts if len(text.text) <= HEADING_LENGTH]
    for pattern in kind.headings:
        match = _compiled(pattern).match
        first = next((text for text in short if match(text.start)), None)
        if first is not None:
            yield Sign(kind.kind, first.page, first.text[:EXCERPT], HEADING)


def _begins(patterns: Sequence[str], text: str) -> bool:
    return any(_compiled(pattern).match(text) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
