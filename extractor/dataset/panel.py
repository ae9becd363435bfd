"""One value for each office, indicator, measure and year, chosen among all that reports print, with the reason."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from extractor.audit.duplicate_facts import agree
from extractor.dataset.columns import digits, number
from extractor.dataset.derived_rows import PanelRow, RestatementRow
from extractor.dataset.statements import TOTAL, Statement

# Which plan binds where a report prints several targets of its year, the strongest first.
PLANS = ("pk_revised", "pk", "iku", None, "renja", "rkpd", "renstra")
PHASES = ("revised", None, "initial")
OWN, LATER, EARLIER, EXPLAINED = "own-year", "later-report", "earlier-report", "explained-restatement"
Restated = dict[tuple[str, str, str, int], list[RestatementRow]]


def panel(said: Sequence[Statement], restated: Restated) -> list[PanelRow]:
    """A row for each cell; `said` is ordered by cell."""
    return [_row(list(group), restated.get(cell, [])) for cell, group in groupby(said, key=lambda item: item.cell)]


def _row(said: list[Statement], restated: Sequence[RestatementRow]) -> PanelRow:
    """The chosen value of a cell."""
    chosen, reason = _chosen(said, restated)
    newest = max(said, key=lambda item: (item.fiscal_year, item.report))
    return PanelRow(
        agency_id=chosen.agency_id,
        agency=newest.agency,
        region=newest.region,
        series=chosen.series,
        name=chosen.name,
        year=chosen.year,
        measure=chosen.measure,
        value=number(chosen.value),
        value_exact=digits(chosen.value),
        printed=chosen.printed,
        decimals=chosen.decimals,
        unit=unit_of(chosen, said),
        basis=chosen.basis,
        reason=reason,
        distinct_values=len({item.value for item in said if item.value is not None}),
        places=len(said),
        restated=("explained" if all(row.explained for row in restated) else "silent") if restated else None,
        report=chosen.report,
        fact=chosen.fact,
        sha256=chosen.sha256,
        page=chosen.page,
        x0=chosen.x0,
        top=chosen.top,
        x1=chosen.x1,
        bottom=chosen.bottom,
    )


def unit_of(chosen: Statement, said: Iterable[Statement]) -> str | None:
    """The unit of a figure, else that of another print of the same value in the same report."""
    if chosen.unit or chosen.measure == "achievement":
        return chosen.unit
    others = [s.unit for s in said if s.report == chosen.report and s.value == chosen.value and s.unit]
    return others[0] if others else None


def _chosen(said: Sequence[Statement], restated: Sequence[RestatementRow]) -> tuple[Statement, str]:
    """The statement that counts, and why: the report of the year, unless a later one explains that it was revised."""
    explained = [row for row in restated if row.explained]
    if explained:
        last = max(explained, key=lambda row: (row.later_year, row.later_report))
        report, why = last.later_report, EXPLAINED
    else:
        report, why = _report(said)
    told = [item for item in said if item.report == report]
    best, how = best_of(told)
    return best, f"{why}, {how}" if how else why


def _report(said: Sequence[Statement]) -> tuple[str, str]:
    """The report that is asked: that of the year, else the next one after it, else the last one before it."""
    year = said[0].year
    own = [item.report for item in said if item.fiscal_year == year]
    if own:
        return min(own), OWN
    later = [(item.fiscal_year, item.report) for item in said if item.fiscal_year > year]
    if later:
        return min(later)[1], LATER
    return max((item.fiscal_year, item.report) for item in said)[1], EARLIER


def best_of(told: Sequence[Statement]) -> tuple[Statement, str]:
    """The statement of one report that counts, and why where it prints several values."""
    plans = [item for item in told if _plan(item) == min(map(_plan, told))]
    valued = [item for item in plans if item.value is not None] or plans
    if all(agree(valued[0], item) for item in valued):
        return max(valued, key=lambda item: (item.decimals, item.table is not None)), ""
    if valued[0].series == TOTAL:
        return _largest(valued), "largest"
    votes = Counter(item.value for item in valued)
    support = {value: max(i.support for i in valued if i.value == value) for value in votes}
    best = min(
        valued,
        key=lambda i: (
            -support[i.value],
            -votes[i.value],
            i.table is None,
            -i.confidence,
            len(i.fact),
            i.fact,
        ),
    )
    confirmed = support[best.value] > max(n for value, n in support.items() if value != best.value)
    return best, "most-confirmed" if confirmed else "most-often"


def _largest(told: Sequence[Statement]) -> Statement:
    """Of several totals the greatest that no more calculations contradict than confirm: the others are those of parts."""
    sound = [item for item in told if item.support >= 0] or told
    return max(sound, key=lambda item: (item.value or 0, item.support, item.table is not None))


def _plan(item: Statement) -> tuple[int, int]:
    """How strongly the plan of a figure binds."""
    basis = item.basis if item.basis in PLANS else None
    weight = PLANS.index(basis) if item.measure == "target" else int(item.basis == "renstra")
    phase = PHASES.index(item.phase if item.phase in PHASES else None) if item.measure == "budget" else 0
    return (weight, phase)
