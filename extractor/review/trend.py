"""An indicator of one agency over the years, from all its reports in the store."""

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from threading import Lock

from extractor.record.tally import Tally
from extractor.review.listing import of_agency
from extractor.store import Entry
from schemas import Fact, Report

MEASURES = ("target", "realization")
# Plans whose targets are not those of one year's agreement.
OTHER_PLANS = ("renstra", "national", "rkpd")
YEAR = re.compile(r"\d{4}")
MOST_REPORTS, MOST_KEPT = 12, 24
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 300, 70, 20, 20, 40


@dataclass(frozen=True, slots=True)
class Point:
    """What a report prints of an indicator for a year."""

    id: str
    name: str
    unit: str
    year: int
    measure: str
    printed: str
    value: Decimal
    page: int
    report: str = ""
    told_in: int | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A value of a year with all reports that print it."""

    year: int
    measure: str
    printed: str
    told: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the drawing."""

    x: float
    y: float
    point: Point


@dataclass(frozen=True, slots=True)
class Drawing:
    """The chart: a line for each measure, labels of both axes."""

    lines: tuple[tuple[str, tuple[Dot, ...]], ...]
    years: tuple[tuple[float, int], ...]
    levels: tuple[tuple[float, Decimal], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


class Trends:
    """Points of indicators, kept for the reports that were looked at last."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self._kept: OrderedDict[tuple[str, str], tuple[Point, ...]] = OrderedDict()
        self._lock = Lock()

    def of_agency(self, agency: str) -> tuple[Point, ...]:
        """What the reports of an agency print of all its indicators, by year; of its last twelve reports."""
        points = [point for entry in of_agency(self.tally, agency, MOST_REPORTS) for point in self._of(entry)]
        return tuple(sorted(points, key=lambda p: (p.name, p.year, p.measure, p.told_in or 0, p.report)))

    def _of(self, entry: Entry) -> tuple[Point, ...]:
        name = (entry.key, entry.digest)
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                return self._kept[name]
        points = points_of(self.tally.store.report(entry.key), entry.key)
        with self._lock:
            self._kept[name] = points
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return points


def points_of(report: Report, key: str) -> tuple[Point, ...]:
    """What a report prints of its own indicators for whole years, each value once."""
    found: dict[tuple[str, int, str, Decimal], Point] = {}
    for fact in report.facts:
        if _tells(fact):
            assert fact.value is not None and fact.period is not None
            id_ = fact.subject.canonical_id or fact.subject.name
            point = Point(
                id_, fact.subject.name, fact.unit or "", int(fact.period), fact.measure, fact.printed, fact.value,
                fact.source.page, key, report.document.fiscal_year, report.source.file,
            )  # fmt: skip
            found.setdefault((id_, point.year, point.measure, point.value), point)
    return tuple(found.values())


def indicators(points: Sequence[Point]) -> tuple[tuple[str, str], ...]:
    """The indicators that are told for two years or more, then the others, by name."""
    years: dict[str, set[int]] = {}
    names: dict[str, str] = {}
    for point in points:
        years.setdefault(point.id, set()).add(point.year)
        names.setdefault(point.id, point.name)
    return tuple(sorted(names.items(), key=lambda item: (len(years[item[0]]) < 2, item[1].lower())))


def drawing(points: Sequence[Point]) -> Drawing | None:
    """The chart of one indicator; None where there is no point."""
    if not points:
        return None
    values = [point.value for point in points]
    low, high = min(values), max(values)
    span = (high - low) or (abs(high) or Decimal(1))
    low, high = low - span / 10, high + span / 10
    first, last = min(p.year for p in points), max(p.year for p in points)

    def across(year: int) -> float:
        share = (year - first) / (last - first) if last > first else 0.5
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def up(value: Decimal) -> float:
        return round(HEIGHT - BOTTOM - float((value - low) / (high - low)) * (HEIGHT - BOTTOM - TOP), 1)

    lines = tuple(
        (measure, tuple(Dot(across(p.year), up(p.value), p) for p in points if p.measure == measure))
        for measure in MEASURES
    )
    step = (high - low) / 4
    levels = tuple((up(low + step * n), (low + step * n).quantize(Decimal("0.01"))) for n in range(5))
    return Drawing(lines, tuple((across(year), year) for year in sorted({p.year for p in points})), levels)


def rows(points: Sequence[Point]) -> tuple[Row, ...]:
    """The points of one indicator by year, measure and value."""
    found: dict[tuple[int, str, Decimal], list[Point]] = {}
    for point in sorted(points, key=lambda p: (p.year, MEASURES.index(p.measure))):
        found.setdefault((point.year, point.measure, point.value), []).append(point)
    return tuple(Row(year, measure, told[0].printed, tuple(told)) for (year, measure, _), told in found.items())


def restated(points: Sequence[Point]) -> frozenset[tuple[int, str]]:
    """Years and measures for which reports print different values."""
    seen: dict[tuple[int, str], set[Decimal]] = {}
    for point in points:
        seen.setdefault((point.year, point.measure), set()).add(point.value)
    return frozenset(key for key, values in seen.items() if len(values) > 1)


def _tells(fact: Fact) -> bool:
    """Whether a figure is the agency's own target or realisation of a whole year."""
    own = fact.entity is None and not fact.member and fact.source.document is None and fact.basis not in OTHER_PLANS
    whole = fact.period is not None and YEAR.fullmatch(fact.period) is not None
    return own and whole and fact.subject.kind == "indicator" and fact.measure in MEASURES and fact.value is not None
