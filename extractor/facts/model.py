"""What the reading of a report amounts to: identity, tables with nested rows, sentences, facts."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, TypeVar, cast

from extractor.facts.printed_lines import PrintedLine, lines_under, place_of
from schemas import BBox, Diagnostic, Document, Fact, Section, SupportingDocument, Table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """The part that a table row plays.

    `kind` is header, numbering, group (a label above other rows), data, total, average or note. `parent` is the index
    of the row that this one is part of, `name` the joined text of its name cell in column `name_column`.
    """

    table: str
    index: int
    kind: str
    name: str = ""
    name_column: int | None = None
    level: str | None = None
    code: str | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of running text, a heading or a caption.

    `place` is front (cover, preface, lists), summary (Ikhtisar Eksekutif), body (BAB I-IV) or appendix; `kind` is
    sentence, item (of a list), heading, caption or footer; `section` is the number of the heading above it. `page` and
    `bbox` are where it begins; it may go on overleaf, as its `lines` tell.
    """

    id: str
    text: str
    page: int
    bbox: BBox
    kind: str = "sentence"
    place: str = "body"
    section: str | None = None
    paragraph: int = 0
    lines: tuple[PrintedLine, ...] = ()

    def at(self, start: int, end: int) -> "Sentence":
        """The sentence with the place of a part of its text: the lines that it stands on, on the page where it ends."""
        under = lines_under(self.lines, start, end)
        if not under:
            return self
        page = under[-1].page
        return replace(self, page=page, bbox=place_of(under, page))

    def stands_at(self, page: int, bbox: BBox) -> bool:
        """Whether a place is the sentence's, or that of some of its lines."""
        if not self.lines:
            return page == self.page
        return any(line.page == page and bbox[1] <= line.bbox[1] <= line.bbox[3] <= bbox[3] for line in self.lines)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of contents, tables or figures: what it announces, and the page number that it prints.

    `listing` is contents, tables, figures or appendices; `number` is "3.2", "III.1" or empty, `label` the page number
    as printed, null where the line has none.
    """

    listing: str
    number: str
    title: str
    label: str | None
    page: int
    bbox: BBox
    text: str

    @property
    def line(self) -> Sentence:
        """The line as a sentence, to be shown as the place of a finding."""
        return Sentence(f"l{self.page}-{self.number}", self.text, self.page, self.bbox, kind="listing", place="front")


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the audit may look at.

    `footers` are the running heads and feet, each text once, where it is first; `recognised` are the ids of facts that were
    read from a picture; `known` keeps what was worked out from the reading, see `once`.
    """

    document: Document
    tables: tuple[Table, ...] = ()
    rows: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    listings: tuple[Entry, ...] = ()
    footers: tuple[Sentence, ...] = ()
    labels: dict[int, str] = field(default_factory=dict)
    recognised: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
    supporting: tuple["Supporting", ...] = ()
    known: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Supporting:
    """A document that the report is held against: which one it is, and what was read of it under ids of its own."""

    document: SupportingDocument
    reading: Reading


def once(build: Callable[[Reading], T]) -> Callable[[Reading], T]:
    """Decorator: `build(reading)` is worked out at its first use and kept with the reading, for all that ask after."""

    @wraps(build)
    def kept(reading: Reading) -> T:
        if build not in reading.known:
            reading.known[build] = build(reading)
        return cast(T, reading.known[build])

    return kept
