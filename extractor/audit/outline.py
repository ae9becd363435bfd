"""The headings and captions of a report as its lists of contents, tables and figures must name them."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import filterfalse
from sys import intern
from typing import NamedTuple

from rapidfuzz import fuzz, process

from extractor.audit.context import Context
from extractor.facts.model import Sentence
from extractor.remembered import remembered
from extractor.tables.captions import CAPTION
from extractor.tables.captions import SENTENCE as SPOKEN

# Headings that are set like text still begin with a number of two levels and a capital.
_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+(?P<title>[A-Z].{3,})$")
_CHAPTER = re.compile(r"^BAB\s+(?P<number>[IVX]+|\d+)\b[\s.:–-]*(?P<title>.*)$", re.IGNORECASE)
_FIGURE = re.compile(
    r"^(?:gambar|grafik|bagan|diagram)\.?\s*(?P<number>(?:[IVX]+|\d+)(?:\s?[.\-–]\s?\d+)*)\s*[.:)]?\s*(?P<title>.*)$",
    re.IGNORECASE,
)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6"}
_LONGEST = 260
# So many captions on a page without a table are a list of tables.
_LISTED = 3
# Titles whose words are kept.
_KEPT = 1 << 15
# Pairs of titles whose comparison is kept: rules ask for one again soon or never.
_PAIRS = 1 << 10
# Words that are this alike are one word in two spellings.
SPELLING = 80
_SHORT = {
    "renja": "rencana kerja",
    "renstra": "rencana strategis",
    "pk": "perjanjian kinerja",
    "iku": "indikator kinerja utama",
    "kab": "kabupaten",
    "prov": "provinsi",
    "pd": "perangkat daerah",
    "opd": "perangkat daerah",
    "rs": "rumah sakit",
    "rsud": "rumah sakit umum daerah",
    "sdm": "sumber daya manusia",
}
_WORD = re.compile(r"[^\W_]+")
_SOURCE = re.compile(r"\(?\s*sumber\b", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[a-z])-\s+(?=[a-z])")
_BAB = re.compile(r"^bab\s+", re.IGNORECASE)
_STOP = re.compile(r"\s*[.,\-–]\s*")
_EMPTY = frozenset(
    ["dan", "di", "dengan", "pada", "yang", "untuk", "tahun", "atas", "serta", "dalam", "kabupaten", "kota", "provinsi"]
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading or caption: number as printed, title, page, and the sentence or table where it stands."""

    number: str
    title: str
    page: int
    sentence: Sentence | None = None
    table: str | None = None


@remembered(_KEPT)
def plain_number(number: str) -> str:
    """A number for comparison: "BAB III" and "3" are one, "III.1" and "3.1" too; no final stop."""
    bare = _BAB.sub("", number.strip().rstrip("."))
    first, *rest = _STOP.split(bare)
    return ".".join([_ROMAN.get(first.upper(), first), *rest])


class TitleWords(NamedTuple):
    """The words of a title: all of them in order, those that tell what it is about, and all without spaces.

    A word that is set in two pieces is found in the last.
    """

    plain: tuple[str, ...]
    known: frozenset[str]
    joined: str


@remembered(_KEPT)
def title_words(title: str) -> TitleWords:
    """The words of a title in lower case without marks and years, usual abbreviations written out; each is kept once."""
    words = tuple(map(intern, words_of(title)))
    return TitleWords(words, frozenset({word for word in words if tells(word)}), "".join(words))


def words_of(text: str) -> list[str]:
    """The words of a text as `title_words` has them, in order."""
    low = text.lower()
    found = _WORD.findall(_HYPHEN.sub("", low) if "-" in low else low)
    if not _SHORT.keys().isdisjoint(found):
        found = " ".join(_SHORT.get(word, word) for word in found).split()
    return list(filterfalse(str.isdigit, found))


def tells(word: str) -> bool:
    """Whether a word of a title tells what it is about."""
    return len(word) > 2 and word not in _EMPTY


@remembered(_KEPT)
def plain_title(title: str) -> str:
    """The words of a title in lower case without marks and years, usual abbreviations written out."""
    return " ".join(title_words(title).plain)


@remembered(_KEPT)
def telling(title: str) -> tuple[str, ...]:
    """The words of a title that tell what it is about, each once."""
    words = title_words(title)
    return tuple(dict.fromkeys(word for word in words.plain if word in words.known))


@remembered(_PAIRS)
def lacks(title: str, other: str) -> tuple[str, ...]:
    """The telling words of a title that the other one has in no spelling."""
    its = title_words(other)
    absent = (word for word in telling(title) if word not in its.known)
    return tuple(word for word in absent if word not in its.joined and not _spelt(word, its.known))


def _spelt(word: str, others: frozenset[str]) -> bool:
    """Whether one of some words is a word in another spelling; each pair of words is compared once."""
    seen, alike = _compared(word)
    if unseen := others - seen:
        seen |= unseen
        found = process.extract(word, unseen, scorer=fuzz.ratio, score_cutoff=SPELLING, limit=None)
        alike.update(other for other, *_ in found)
    return not alike.isdisjoint(others)


@remembered(_KEPT)
def _compared(word: str) -> tuple[set[str], set[str]]:
    """The words that a word was compared with, and those of them that are other spellings of it; both grow."""
    return set(), set()


def covered(title: str, other: str) -> float:
    """The share of a title's telling words that the other one has, 0 to 1; 0 for a title without such words."""
    words = telling(title)
    return 1 - len(lacks(title, other)) / len(words) if words else 0.0


def covers(other: str, title: str, share: float) -> bool:
    """Whether a text has at least this share of a title's telling words: `covered`, given up as soon as too many lack."""
    words, its = title_words(title).known, title_words(other)
    absent: Collection[str] = words - its.known
    if 1 - len(absent) / max(len(words), 1) < share:
        absent = [word for word in absent if word not in its.joined]
    # Words as they are tell most texts apart; only where they leave it open are spellings compared.
    lacking = 0
    for place, word in enumerate(absent):
        if 1 - (lacking + len(absent) - place) / len(words) >= share:
            return True
        lacking += not _spelt(word, its.known)
        if 1 - lacking / len(words) < share:
            return False
    return bool(words) and 1 - lacking / len(words) >= share


def cover_each_other(one: str, two: str, share: float) -> bool:
    """Whether each of two titles has at least this share of the other's telling words."""
    return covers(two, one, share) and covers(one, two, share)


def headings(context: Context) -> tuple[Mark, ...]:
    """Numbered headings of the body chapters, in reading order, each number once.

    A line that is set like text counts only where its number goes on with the heading before it: the outline of the
    report that a first chapter tells has the same numbers.
    """
    found: dict[str, Mark] = {}
    last: tuple[int, ...] = ()
    for sentence in context.reading.sentences:
        match = _heading(sentence)
        if not match:
            continue
        number = plain_number(match["number"])
        order = tuple(int(part) for part in number.split(".") if part.isdigit())
        goes_on = bool(last) and order[:1] == last[:1] and order > last
        if sentence.kind != "heading" and not goes_on:
            continue
        last = order
        found.setdefault(number, Mark(match["number"], match["title"], sentence.page, sentence))
    return tuple(found.values())


def _heading(sentence: Sentence) -> re.Match[str] | None:
    text = sentence.text.strip()
    if sentence.place != "body" or len(text) > _LONGEST or sentence.kind == "caption":
        return None
    chapter = _CHAPTER.match(text) if sentence.kind == "heading" else None
    return chapter or _NUMBERED.match(text)


def captions(context: Context) -> tuple[Mark, ...]:
    """Captions of tables in reading order, with the title of the table where it was found."""
    reading = context.reading
    tables = {(plain_number(t.number), t.pages[0]): t for t in reading.tables if t.number}
    out: list[Mark] = []
    known: set[tuple[str, int]] = set()
    running = [item for item in reading.sentences if item.kind != "footer"]
    for index, sentence in enumerate(running):
        match = CAPTION.match(sentence.text) if sentence.kind == "caption" else None
        if not match or sentence.place == "front" or SPOKEN.match(match["title"]):
            continue
        number = plain_number(match["number"])
        table = tables.get((number, sentence.page))
        after = running[index + 1] if index + 1 < len(running) else None
        title = match["title"].strip() or (_next_line(after) if after and after.page == sentence.page else "")
        if table and table.caption and (told := CAPTION.match(table.caption)):
            title = told["title"] if len(told["title"]) > len(title) else title
        known.add((number, sentence.page))
        out.append(Mark(match["number"].strip(), title, sentence.page, sentence, table.id if table else None))
    for (number, page), table in tables.items():
        told = CAPTION.match(table.caption or "")
        if (number, page) not in known:
            out.append(Mark(table.number or "", told["title"] if told else table.caption or "", page, None, table.id))
    return tuple(sorted(_without_lists(out), key=lambda mark: mark.page))


def _next_line(after: Sentence) -> str:
    """The title that stands on a line of its own under the number; a line that names the source is none."""
    return "" if _SOURCE.match(after.text) else after.text


def _without_lists(marks: list[Mark]) -> list[Mark]:
    """Captions without those of pages that only list them."""
    pages = Counter(mark.page for mark in marks)
    bodies = Counter(mark.page for mark in marks if mark.table)
    return [mark for mark in marks if pages[mark.page] < _LISTED or bodies[mark.page]]


def figures_named(context: Context) -> tuple[Mark, ...]:
    """Captions of figures that stand in the text; many are part of the picture and cannot be seen."""
    out = []
    for sentence in context.reading.sentences:
        match = _FIGURE.match(sentence.text) if sentence.place != "front" and len(sentence.text) < 200 else None
        if match and not SPOKEN.match(match["title"]):
            out.append(Mark(match["number"], match["title"], sentence.page, sentence))
    return tuple(out)
