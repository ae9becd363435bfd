"""A year's index against its quarters or semesters in one row of a table."""

import re
from collections.abc import Iterator

from extractor.audit.calculate import attempt, hidden
from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome, expected
from extractor.audit.phrases import phrase
from extractor.audit.registry import part
from extractor.audit.rules import prose  # noqa: F401  registers the rule that this is a part of
from extractor.notation import exact, printed, total
from schemas import Fact

_INDEX = re.compile(r"^\s*(?:nilai|indeks|index|survei|ikm|skm)\b", re.IGNORECASE)
_PERIODS = {"Q": 4, "S": 2}
_MEASURES = ("realization", "score")


@part("AVG-PERIOD")
def index_of_the_year(context: Context) -> Iterator[Outcome]:
    """The year's value of an index below or above all of its periods: no mean, weighted or not, lies there.

    A value between them that is not their plain mean may be weighted by respondents, or be the last one, and is left alone.
    """
    for table in context.reading.tables:
        for row in context.rows(table.id):
            facts = [fact for fact in context.row(table.id, row.index) if fact.measure in _MEASURES]
            for year in [fact for fact in facts if (fact.period or "").isdigit() and fact.value is not None]:
                parts = _periods(year, facts)
                if parts and _INDEX.search(year.subject.name):
                    yield _outcome(context, year, parts)


def _periods(year: Fact, facts: list[Fact]) -> list[Fact]:
    """The values of all quarters or both semesters of a year, none of them cumulative; empty where one is missing."""
    for letter, count in _PERIODS.items():
        found = {
            fact.period: fact
            for fact in facts
            if (fact.period or "").startswith(f"{year.period}-{letter}")
            and fact.measure == year.measure
            and fact.value is not None
            and not fact.cumulative
        }
        if len(found) == count:
            return list(found.values())
    return []


def _outcome(context: Context, year: Fact, parts: list[Fact]) -> Outcome:
    mean = total(interval for fact in parts if (interval := hidden(fact)) is not None) / exact(len(parts))
    formula = f"({' + '.join(printed(fact.value or exact(0).low, fact.decimals) for fact in parts)}) / {len(parts)}"
    judged = attempt("rata-rata periode", year, lambda interval: interval, [mean])
    values = [fact.value for fact in parts if fact.value is not None]
    if judged.holds:
        return Outcome.held(formula, parts, year, interval=mean, verdict=judged.verdict)
    if year.value is None or min(values) <= year.value <= max(values):
        return Outcome.not_checkable(formula, parts, year, "bobot setiap periode tidak dicetak")
    draft = Draft(
        phrase(
            "AVG-PERIOD.outside",
            name=year.subject.name,
            place=context.wording.fact(year),
            printed=year.printed,
            low=printed(min(values), parts[0].decimals),
            high=printed(max(values), parts[0].decimals),
            formula=formula,
            right=printed(mean.middle, max(year.decimals, 2)),
        ),
        reported=year,
        expected=expected(mean, year.decimals, formula),
        facts=(year, *parts),
    )
    return Outcome.broken(formula, parts, year, draft, interval=mean)
