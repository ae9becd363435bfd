"""Legends that a report prints for its categories: "76 ≤ 90 Tinggi", "> 80 - < 100 % Baik", "60 s/d 79,99 % = Baik"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extractor.facts.model import Sentence
from extractor.notation.screened import Screened
from extractor.remembered import remembered
from schemas import Table

LABELS = (
    "sangat memuaskan", "memuaskan", "sangat tinggi", "tinggi", "sedang", "sangat rendah", "rendah", "sangat baik",
    "cukup baik", "kurang baik", "tidak baik", "baik", "cukup", "sangat kurang", "kurang sekali", "kurang",
    "sangat berhasil", "cukup berhasil", "kurang berhasil", "tidak berhasil", "berhasil", "buruk", "istimewa",
)  # fmt: skip
_LABEL = re.compile(r"\b(" + "|".join(sorted(map(re.escape, LABELS), key=len, reverse=True)) + r")\b", re.IGNORECASE)
_NUM = r"(\d+(?:[.,]\d+)?)\s*%?"
_UNTIL = r"(?:-|–|—|s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|≤|<=|<|>)"
_DIGIT = re.compile(r"\d")
_BELOW = re.compile(r"<(?!=)\s*[\d.,]+\s*%?$")
_FORMS = (
    (re.compile(rf"(>=|≥|>|≤|<=|<)?\s*{_NUM}\s*{_UNTIL}\s*(>=|≥|>|≤|<=|<)?\s*{_NUM}"), "both"),
    (re.compile(rf"(>=|≥|>|≤|<=|<)\s*{_NUM}"), "one"),
    (re.compile(rf"{_NUM}\s*(?:ke\s+atas)"), "up"),
)

# A table with more rows lists something else than classes.
_MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Interval:
    """What a class covers; None is open."""

    low: Decimal | None
    low_included: bool
    high: Decimal | None
    high_included: bool

    def meets(self, low: Decimal, high: Decimal) -> bool:
        """Whether any value between `low` and `high` belongs to the class."""
        above = self.low is None or high > self.low or (high == self.low and self.low_included)
        below = self.high is None or low < self.high or (low == self.high and self.high_included)
        return above and below


@dataclass(frozen=True, slots=True)
class Legend:
    """A printed scale, from high to low; `where` says where it is printed."""

    classes: tuple[tuple[str, Interval], ...]
    where: str
    page: int
    table: str | None = None

    def allowed(self, low: Decimal, high: Decimal) -> frozenset[str]:
        """Labels that a value in [low, high] may carry: its class, both sides of a gap, above all the top class."""
        hits = {label for label, interval in self.classes if interval.meets(low, high)}
        return frozenset(hits | self._at(low) | self._at(high))

    def _at(self, value: Decimal) -> set[str]:
        """Labels of one value: of its class, or of both neighbours where it falls into a gap."""
        ordered = sorted(
            self.classes, key=lambda item: item[1].low if item[1].low is not None else Decimal("-Infinity")
        )
        hits = {label for label, interval in ordered if interval.meets(value, value)}
        if hits:
            return hits
        if ordered[-1][1].high is not None and value >= ordered[-1][1].high:
            return {ordered[-1][0]}
        below = [label for label, interval in ordered if interval.high is not None and interval.high <= value]
        above = [label for label, interval in ordered if interval.low is not None and interval.low >= value]
        return {*below[-1:], *above[:1]}

    def interval_of(self, label: str) -> Interval | None:
        """The interval printed for a label."""
        return next((interval for name, interval in self.classes if name == label), None)


def find_label(text: str) -> str | None:
    """The category that a text names, in lower case, when it names exactly one."""
    found = {match[1].lower() for match in _LABEL.finditer(text)}
    return next(iter(found)) if len(found) == 1 else None


def parse_interval(text: str) -> Interval | None:
    """The range that a legend cell prints, None where it is none."""
    for pattern, form in _FORMS if _DIGIT.search(text) else ():
        match = pattern.search(text)
        if match:
            return _interval(match.groups(), form, match[0])
    return None


def _interval(parts: tuple[str | None, ...], form: str, text: str) -> Interval:
    if form == "up":
        return Interval(_number(parts[0]), True, None, False)
    if form == "one":
        sign, value = parts[0] or "", _number(parts[1])
        if sign in (">", ">=", "≥"):
            return Interval(value, sign != ">", None, False)
        return Interval(None, False, value, sign != "<")
    first, low, second, high = parts
    low_value, high_value = _number(low), _number(high)
    strict_high = second == "<" or (second is None and _BELOW.search(text) is not None)
    return Interval(low_value, first != ">", high_value, not strict_high)


def _number(text: str | None) -> Decimal:
    return Decimal((text or "0").replace(",", "."))


def legends(tables: Sequence[Table], sentences: Sequence[Sentence]) -> list[Legend]:
    """All scales that the report prints, in tables or as lines of text, each with at least three classes."""
    return [*_from_tables(tables), *_from_text(sentences)]


def _from_tables(tables: Sequence[Table]) -> list[Legend]:
    out = []
    for table in tables:
        if len({cell.row for cell in table.cells}) > _MOST_ROWS:
            continue
        rows: dict[int, list[str]] = {}
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
            rows.setdefault(cell.row, []).append(cell.text)
        classes = [pair for texts in rows.values() if (pair := class_of(texts))]
        if _complete(classes):
            name = f"Tabel {table.number}" if table.number else f"tabel di halaman {table.pages[0]}"
            out.append(Legend(tuple(classes), name, table.pages[0], table.id))
    return out


def class_of(texts: Iterable[str]) -> tuple[str, Interval] | None:
    """A row with one range and one label."""
    kept = [text for text in texts if len(text) <= 60]
    labels = [label for text in kept if len(text) <= 40 and (label := find_label(text))]
    if len(set(labels)) != 1:
        return None
    intervals = [interval for text in kept if (interval := parse_interval(text))]
    return (labels[0], intervals[0]) if len(intervals) == 1 else None


_LINE = Screened(
    re.compile(
        rf"(?=[\d<>≤≥])(?P<range>(?:(?:>=|≥|>|≤|<=|<)\s*)?{_NUM}(?:\s*{_UNTIL}\s*(?:(?:>=|≥|>|≤|<=|<)\s*)?{_NUM})?)\s*(?:[=:]|"
        rf"berarti|kategori)\s*"
        r"(?P<label>[A-Za-z]+(?:\s[A-Za-z]+)?)\s*(?:\(\w{1,3}\))?",
        re.IGNORECASE,
    ),
    "=",
    ":",
    "berarti",
    "kategori",
)


def _from_text(sentences: Sequence[Sentence]) -> list[Legend]:
    """Runs of "range = label" lines, in one sentence or several."""
    out: list[Legend] = []
    run: list[tuple[str, Interval]] = []
    page = 0
    for sentence in [*sentences, None]:
        found = text_classes(sentence.text) if sentence else ()
        if found and sentence:
            page = page if run else sentence.page
            run += found
        else:
            if _complete(run):
                out.append(Legend(tuple(run), f"halaman {page}", page))
            run = []
    return out


@remembered(4096)
def text_classes(text: str) -> tuple[tuple[str, Interval], ...]:
    """Classes that one text prints as "range = label"."""
    out: list[tuple[str, Interval]] = []
    if not _DIGIT.search(text):
        return ()
    for match in _LINE.finditer(text):
        label, interval = find_label(match["label"]), parse_interval(match["range"])
        if label and interval:
            out.append((label, interval))
    return tuple(out)


def _complete(classes: Sequence[tuple[str, Interval]]) -> bool:
    """Three or more different labels, with ranges that do not overlap by more than a bound."""
    labels = [label for label, _ in classes]
    if len(classes) < 3 or len(set(labels)) != len(labels):
        return False
    bounds = sorted(
        (
            (interval.low if interval.low is not None else Decimal("-Infinity")),
            (interval.high if interval.high is not None else Decimal("Infinity")),
        )
        for _, interval in classes
    )
    return all(first[1] <= second[0] for first, second in pairwise(bounds))
