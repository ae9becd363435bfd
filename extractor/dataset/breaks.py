"""Where a series is another from one report on: unit, scale, name, level, polarity, formula or definition."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from extractor.audit.phrases import Filling
from extractor.dataset.derived_rows import BreakRow
from extractor.dataset.formulas import Formulas, Printed, other_formula
from extractor.dataset.panel import best_of
from extractor.dataset.restated import factor
from extractor.dataset.statements import TOTAL, Statement, plain_name
from extractor.dataset.ways import other_way, simplest, ways
from extractor.dataset.wording import sentence
from extractor.matching.normalise import read_name
from schemas.catalogue import catalogue

OWN_UNIT = ("target", "realization")
# So many years must change by one factor, and by at least so much, before it is the scale and not a slip.
FEWEST_YEARS, LEAST_FACTOR, ALIKE = 2, Decimal("1.5"), Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Telling:
    """All that one report says of one series."""

    report: str
    year: int
    said: tuple[Statement, ...]
    formulas: tuple[Printed, ...] = ()

    @property
    def name(self) -> str:
        """The name that the report prints most often, in tables first."""
        names = [item.name for item in self.said if item.table] or [item.name for item in self.said]
        return min(names, key=lambda name: (-names.count(name), name))

    @property
    def units(self) -> frozenset[str]:
        """The units of its targets and results, each in one spelling."""
        return frozenset(unit for item in self.said if item.measure in OWN_UNIT and (unit := unit_id(item.unit)))

    @property
    def levels(self) -> frozenset[str]:
        """Where the indicator stands: its level, where a report tells one."""
        return frozenset(item.level for item in self.said if item.level)

    def page(self) -> int | None:
        """A page where it stands."""
        return min((item.page for item in self.said), default=None)


def breaks(said: Sequence[Statement], formulas: Formulas) -> tuple[list[BreakRow], frozenset[tuple[str, str, str]]]:
    """All breaks, and between which reports (series, earlier, later) figures cannot be compared."""
    by_series: dict[tuple[str, str], dict[tuple[int, str], list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for item in said:
        if item.series != TOTAL:
            by_series[item.agency_id, item.series][item.fiscal_year, item.report].append(item)
    rows: list[BreakRow] = []
    changed: set[tuple[str, str, str]] = set()
    for (_, series), reports in sorted(by_series.items()):
        tellings = [_telling(report, year, items, formulas) for (year, report), items in sorted(reports.items())]
        for index, (before, after) in enumerate(pairwise(tellings)):
            found = list(_between(before, after))
            rows += found
            if any(row.kind in ("unit", "scale") for row in found):
                # Nothing before the break can be compared with anything behind it.
                changed |= {(series, a.report, b.report) for a in tellings[: index + 1] for b in tellings[index + 1 :]}
    return rows, frozenset(changed)


def _telling(report: str, year: int, said: Sequence[Statement], formulas: Formulas) -> Telling:
    names = sorted({plain_name(item.name) for item in said})
    printed = dict.fromkeys(found for name in names for found in formulas.get((report, name), ()))
    return Telling(report, year, tuple(said), tuple(printed))


def _between(before: Telling, after: Telling) -> Iterator[BreakRow]:
    """The breaks between two reports that follow each other."""
    units = before.units, after.units
    if all(units) and not units[0] & units[1]:
        yield _row("unit", before, after, (", ".join(sorted(units[0])), ", ".join(sorted(units[1]))))
    else:
        times = scale(before.said, after.said)
        if times is not None:
            yield _row("scale", before, after, ("1", f"{times.normalize():f}"))
    if read_name(before.name).text != read_name(after.name).text:
        yield _row("name", before, after, (before.name, after.name))
    if before.levels and after.levels and not before.levels & after.levels:
        yield _row("level", before, after, (", ".join(sorted(before.levels)), ", ".join(sorted(after.levels))))
    earlier, later = ways(before.said), ways(after.said)
    if kind := other_way(earlier, later):
        yield _row(kind, before, after, (simplest(earlier).words, simplest(later).words))
    if texts := other_formula(before.formulas, after.formulas):
        first, second = texts
        yield _row("definition", before, after, (first.text, second.text), (first.page, second.page))


def scale(before: Sequence[Statement], after: Sequence[Statement]) -> Decimal | None:
    """The factor by which all results of the years that both reports print changed; None where there is none."""
    theirs = _results(after)
    factors = [
        found
        for year, old in _results(before).items()
        if (new := theirs.get(year)) is not None and old.value is not None and new.value is not None
        if (found := factor(old.value, new.value)) is not None
    ]
    if len(factors) < FEWEST_YEARS or not all(abs(f / factors[0] - 1) <= ALIKE for f in factors):
        return None
    times = factors[0].quantize(Decimal("0.001"))
    return times if times >= LEAST_FACTOR or (times and 1 / times >= LEAST_FACTOR) else None


def _results(said: Sequence[Statement]) -> dict[int, Statement]:
    """The result of every year that is over."""
    years: dict[int, list[Statement]] = defaultdict(list)
    for item in said:
        if item.measure == "realization" and item.value is not None and item.fiscal_year >= item.year:
            years[item.year].append(item)
    return {year: best_of(items)[0] for year, items in years.items()}


@lru_cache(maxsize=1)
def _units() -> Mapping[str, str]:
    return {
        spelling.casefold(): unit.id for unit in catalogue().units for spelling in (unit.id, unit.name, *unit.synonyms)
    }


def unit_id(unit: str | None) -> str | None:
    """A unit in one spelling."""
    if unit is None:
        return None
    plain = " ".join(unit.casefold().split())
    return _units().get(plain, plain) or None


def _row(
    kind: str,
    before: Telling,
    after: Telling,
    what: tuple[Filling, Filling],
    pages: tuple[int | None, int | None] | None = None,
) -> BreakRow:
    """A break; `pages` are those where it is seen, if it is not where the figures stand."""
    first = after.said[0]
    message = sentence(kind, name=after.name, before=what[0], after=what[1], year=after.year)
    earlier_page, page = pages or (before.page(), after.page())
    return BreakRow(
        agency_id=first.agency_id,
        agency=first.agency,
        series=first.series,
        year=after.year,
        kind=kind,
        before=_indonesian(what[0]),
        after=_indonesian(what[1]),
        message_id=message.id,
        message_en=message.en,
        earlier_report=before.report,
        earlier_page=earlier_page,
        report=after.report,
        page=page,
    )


def _indonesian(text: Filling) -> str:
    """The text itself, or its Indonesian words."""
    return text[0] if isinstance(text, tuple) else str(text)
