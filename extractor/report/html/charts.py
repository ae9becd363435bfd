"""Bars of target, realisation and achievement per indicator, and of budget absorption per programme."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from schemas import Fact, Report

# Bars end here; more is told by the figure beside them.
LONGEST = Decimal(150)
MOST_BARS = 40
TABLES = ("achievement", "budget_realization")


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart: what was planned and reached as printed, and the per cent between them."""

    name: str
    planned: str
    reached: str
    percent: str
    share: float
    fact: str


@dataclass(frozen=True, slots=True)
class Charts:
    """The two charts of a report."""

    indicators: tuple[Bar, ...]
    budget: tuple[Bar, ...]


def charts(report: Report) -> Charts:
    """Bars for the indicators of the year's achievement tables and the programmes of the year's budget tables."""
    kinds = {table.id: table.kind for table in report.tables}
    rows: dict[tuple[str, int], list[Fact]] = {}
    for fact in report.facts:
        if fact.source.table and fact.source.row is not None and kinds.get(fact.source.table) in TABLES:
            rows.setdefault((fact.source.table, fact.source.row), []).append(fact)
    return Charts(
        tuple(_once(_bars(rows, "indicator", ("target", "realization", "achievement"))))[:MOST_BARS],
        tuple(_once(_by_amounts(_once(_bars(rows, "budget_line", ("budget", "spending", "absorption"))))))[:MOST_BARS],
    )


def _bars(
    rows: dict[tuple[str, int], list[Fact]], kind: str, measures: tuple[str, str, str]
) -> Iterator[tuple[str, Bar]]:
    for facts in rows.values():
        mine = [fact for fact in facts if fact.subject.kind == kind and fact.entity is None]
        planned, reached, percent = (_last(mine, measure) for measure in measures)
        leads = kind == "indicator" or ((percent or planned) and (percent or planned).subject.level == "program")  # type: ignore[union-attr]
        if percent is None or percent.value is None or not leads:
            continue
        share = float(max(Decimal(0), min(percent.value, LONGEST)))
        yield (
            percent.subject.canonical_id or percent.subject.name,
            Bar(
                percent.subject.name,
                planned.printed if planned else "",
                reached.printed if reached else "",
                percent.printed,
                share,
                percent.id,
            ),
        )


def _last(facts: Sequence[Fact], measure: str) -> Fact | None:
    """The figure of the latest period in a row."""
    found = sorted((fact for fact in facts if fact.measure == measure), key=lambda fact: fact.period or "")
    return found[-1] if found else None


def _by_amounts(bars: Iterator[Bar]) -> Iterator[tuple[str, Bar]]:
    """Bars by their amounts: a programme that two tables name differently has the same ones."""
    for bar in bars:
        yield " ".join(re.findall(r"\d+", f"{bar.planned} / {bar.reached}")) or bar.name, bar


def _once(bars: Iterator[tuple[str, Bar]]) -> Iterator[Bar]:
    """Each subject once, where it stands first."""
    seen: set[str] = set()
    for key, bar in bars:
        if key not in seen:
            seen.add(key)
            yield bar
