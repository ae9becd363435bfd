"""Figures of earlier years that a report tells in two ways: totals of the text, and the score of the AKIP evaluation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from extractor.audit.candidates import candidates
from extractor.audit.context import Context
from extractor.audit.text_figures import Figure, figures
from extractor.facts.model import Sentence
from extractor.notation.screened import Screened
from schemas import Fact

_SPENT = re.compile(r"\b(?:terealisasi|realisasi)\b(?P<rest>[^.;]{0,90})$", re.IGNORECASE)
_TOTAL = Screened(
    re.compile(r"\b(?:total|seluruh|realisasi\s+(?:belanja|anggaran)|pagu\s+anggaran)\b", re.IGNORECASE),
    "total",
    "seluruh",
    "realisasi",
    "pagu",
)
_LAST = re.compile(r"\btahun\s+(?:lalu|sebelumnya)\b|\btahun\s+(?:anggaran\s+)?(20\d\d)\b", re.IGNORECASE)
# A total below this is no office's.
_LEAST = Decimal(100_000_000)
_NEAR = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class TwoTotals:
    """Last year's spending in two sentences."""

    first: tuple[Sentence, Figure]
    second: tuple[Sentence, Figure]


def two_totals(context: Context) -> Iterator[TwoTotals]:
    """Sentences that give last year's total spending differently, though nearly the same."""
    year = context.year
    found: list[tuple[Sentence, Figure]] = []
    for sentence in candidates(context.reading, _TOTAL) if year else ():
        if (
            sentence.kind in ("sentence", "item")
            and sentence.place in ("summary", "body")
            and _TOTAL.search(sentence.text)
        ):
            found += [(sentence, figure) for figure in _spent_before(sentence.text, (year or 0) - 1)]
    for first, second in combinations(found, 2):
        low, high = sorted((first[1].value, second[1].value))
        if first[0].paragraph != second[0].paragraph and low != high and low >= _NEAR * high:
            yield TwoTotals(first, second)
            return


def _spent_before(text: str, last: int) -> list[Figure]:
    """The amounts that a sentence says were spent in the year before."""
    money = [figure for figure in figures(text) if figure.kind == "money" and figure.value >= _LEAST]
    out = []
    for figure in money:
        before = text[: figure.start]
        named = list(_LAST.finditer(before))
        year = None if not named else int(named[-1][1]) if named[-1][1] else last
        if year == last and _SPENT.search(before):
            out.append(figure)
    return out[:1]


@dataclass(frozen=True, slots=True)
class OtherScore:
    """The score of the AKIP evaluation in two tables: the same year's (`differs`), or one score under two years."""

    total: Fact
    result: Fact
    differs: bool


_SCORE = "nilai-akip"


def other_scores(context: Context) -> Iterator[OtherScore]:
    """Totals of the AKIP component table against the results of the indicator, which may carry the year after.

    The evaluation of a year is published in the next; where the newest total stands under the next year elsewhere, the
    older ones are compared with the same step.
    """
    tables = {table.id for table in context.reading.tables if table.kind == "akip_components"}
    if not tables:
        return
    facts = [fact for fact in context.reading.facts if fact.value is not None and fact.period and fact.period.isdigit()]
    totals = {
        int(fact.period or 0): fact
        for fact in facts
        if fact.source.table in tables
        and fact.measure == "score"
        and (fact.subject.level == "total" or fact.subject.kind == "total")
    }
    series = {table.id for table in context.reading.tables if table.kind == "previous_years"}
    told = [
        fact
        for fact in facts
        if fact.measure == "realization" and fact.subject.canonical_id == _SCORE and fact.source.table
        if fact.source.table not in tables and fact.entity is None
    ]
    told.sort(key=lambda fact: (fact.source.table in series, -fact.source.page))
    results = {int(fact.period or 0): fact for fact in told}
    if not totals:
        return
    newest = max(totals)
    step = next(
        (s for s in (0, 1) if newest + s in results and results[newest + s].value == totals[newest].value), None
    )
    if step is None:
        return
    if step:
        yield OtherScore(totals[newest], results[newest + step], differs=False)
    for year, total in totals.items():
        result = results.get(year + step)
        if year != newest and result and result.value != total.value:
            yield OtherScore(total, result, differs=True)
