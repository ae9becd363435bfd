"""Figures of an earlier year that a later report prints otherwise than the report before it (check XT-PREV).

A report is accused only where none of its prints of a figure agrees with any print of the reports before it, and where neither
the unit nor the scale of the indicator changed. What the later report explains is told and not accused.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from rapidfuzz import fuzz

from extractor.audit.duplicate_facts import agree
from extractor.audit.remarks import REVISED
from extractor.dataset.derived_rows import RestatementRow
from extractor.dataset.panel import best_of
from extractor.dataset.statements import Statement, plain_name
from extractor.dataset.wording import MEASURES, sentence

RESULTS = ("realization", "achievement", "spending", "budget")
# A sentence names an indicator where so much of its name stands in it.
NAMED, SHORTEST_NAMED = 88, 8
NEAR_PAGES = 1
# Where more than this part of so many figures differs, the reading is in doubt, not the report.
MANY, MOST_DIFFER = 4, 0.5
_YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Remark:
    """A note or sentence of a report about revised figures."""

    page: int
    text: str
    note: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the figures: remarks by report, headers of columns by report and table, names by office."""

    remarks: Mapping[str, Sequence[Remark]] = field(default_factory=dict)
    headers: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure as an earlier and as a later report print it."""

    earlier: Statement
    later: Statement

    @property
    def reports(self) -> tuple[str, str, str]:
        """The two reports and the measure."""
        return (self.earlier.report, self.later.report, self.later.measure)


def restatements(
    said: Sequence[Statement], beside: Beside, changed: frozenset[tuple[str, str, str]]
) -> list[RestatementRow]:
    """All restatements; `changed` are series, earlier and later report between which unit or scale changed."""
    met: dict[tuple[str, str, str], int] = defaultdict(int)
    pairs: list[Pair] = []
    shown: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for item in said:
        shown[item.report, item.series].append(item)
    for _, group in groupby(said, key=lambda item: item.cell):
        pairs += _of_cell(list(group), met)
    pairs = [pair for pair in pairs if (pair.later.series, pair.earlier.report, pair.later.report) not in changed]
    differ: dict[tuple[str, str, str], int] = defaultdict(int)
    for pair in pairs:
        differ[pair.reports] += 1
    doubtful = {key for key, count in differ.items() if met[key] >= MANY and count > MOST_DIFFER * met[key]}
    of_results = {(p.later.report, p.later.series, p.later.year) for p in pairs if p.later.measure == "realization"}
    kept = [
        p
        for p in pairs
        if not (p.later.measure == "achievement" and (p.later.report, p.later.series, p.later.year) in of_results)
    ]
    return [_row(pair, beside, pair.reports in doubtful, shown) for pair in kept]


def _of_cell(said: Sequence[Statement], met: dict[tuple[str, str, str], int]) -> Iterator[Pair]:
    """The restatements of one cell, in the order of reports; counts what was compared."""
    if said[0].measure not in RESULTS:
        return
    reports = sorted({(item.fiscal_year, item.report) for item in said if item.fiscal_year >= item.year})
    known: list[Statement] = []
    last: list[Statement] = []
    for _, report in reports:
        told = [item for item in said if item.report == report and item.value is not None and _counts(item)]
        if not told:
            continue
        if last and told[0].fiscal_year > last[0].fiscal_year:
            met[last[0].report, report, told[0].measure] += 1
            if not any(agree(old, new) for old in known for new in told):
                yield Pair(best_of(last)[0], best_of(told)[0])
        known += told
        last = told


def _counts(item: Statement) -> bool:
    """Whether a figure says what it says of the year's result: not one against the end of the Renstra, nor the first budget."""
    against_end = item.measure == "achievement" and item.basis == "renstra"
    return not against_end and item.phase != "initial"


def _row(pair: Pair, beside: Beside, odd: bool, shown: Mapping[tuple[str, str], Sequence[Statement]]) -> RestatementRow:
    earlier, later = pair.earlier, pair.later
    why = _explanation(pair, beside)
    slip = slip_of(pair, shown)
    doubtful = odd or earlier.doubtful or later.doubtful
    notice = doubtful or slip == "wrong-year"
    message = sentence(
        "explained" if why else "silent",
        measure=MEASURES[later.measure],
        name=later.name or "total",
        year=later.year,
        earlier=earlier.printed,
        later=later.printed,
        earlier_year=earlier.fiscal_year,
        later_year=later.fiscal_year,
        page=earlier.page,
        other_page=later.page,
        **({"why": why.text} if why else {}),
    )
    return RestatementRow(
        agency_id=later.agency_id,
        agency=later.agency,
        series=later.series,
        name=later.name,
        measure=later.measure,
        year=later.year,
        explained=why is not None,
        explanation=why.text if why else None,
        explanation_page=why.page if why else None,
        severity=None if why else "notice" if notice else "warning",
        slip=slip,
        doubtful=doubtful,
        message_id=message.id,
        message_en=message.en,
        **_place("earlier", earlier),
        **_place("later", later),
    )


def _place(prefix: str, item: Statement) -> dict[str, object]:
    told = {
        "report": item.report,
        "year": item.fiscal_year,
        "fact": item.fact,
        "page": item.page,
        "box": item.box,
        "printed": item.printed,
        "value": f"{item.value:f}",
    }
    return {f"{prefix}_{name}": value for name, value in told.items()}


def _explanation(pair: Pair, beside: Beside) -> Remark | None:
    """What the later report says of the revision, or the earlier one of figures that are not final."""
    later, earlier = pair.later, pair.earlier
    headers = beside.headers.get((later.report, later.table or ""), ())
    if later.column is not None and later.column < len(headers) and REVISED.search(headers[later.column]):
        return Remark(later.page, headers[later.column], note=True)
    for item in (later, earlier):
        for remark in beside.remarks.get(item.report, ()):
            if _explains(remark, item, beside.names.get(item.agency_id, frozenset())):
                return remark
    return None


def _explains(remark: Remark, item: Statement, others: Iterable[str]) -> bool:
    """Whether a remark is about this figure: it names the indicator, or is a note beside it that names no other."""
    years = {int(year) for year in _YEAR.findall(remark.text)}
    if years and item.year not in years:
        return False
    if names(remark.text, item.name):
        return True
    near = abs(remark.page - item.page) <= NEAR_PAGES
    return remark.note and near and not any(names(remark.text, other) for other in others)


def names(text: str, name: str) -> bool:
    """Whether a text names an indicator."""
    plain = plain_name(name)
    return len(plain) >= SHORTEST_NAMED and fuzz.partial_ratio(plain, plain_name(text)) >= NAMED


def slip_of(pair: Pair, shown: Mapping[tuple[str, str], Sequence[Statement]]) -> str | None:
    """The likely slip of the pen behind a restatement."""
    earlier, later = pair.earlier, pair.later
    if earlier.value is None or later.value is None:
        return None
    around = [
        s
        for s in shown.get((earlier.report, earlier.series), ())
        if s.measure == later.measure and abs(s.year - later.year) == 1
    ]
    if any(agree(item, later) for item in around if item.value is not None):
        return "wrong-year"
    one, two = _digits(earlier.printed), _digits(later.printed)
    if one.strip("0") == two.strip("0"):
        return "decimal-point"
    return "digit-swap" if sorted(one) == sorted(two) else None


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def factor(earlier: Decimal, later: Decimal) -> Decimal | None:
    """By how much a value became larger, where neither is 0."""
    return later / earlier if earlier and later else None
