"""Everything that the budget rules share about one report: trees, likely values, sums and percentages, worked out once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.rules.budget_nesting import rehang
from extractor.audit.rules.budget_network import Network, network
from extractor.audit.rules.budget_percent import HOLDS, amount, exchanges, fits, judge, share
from extractor.audit.rules.budget_sums import SumCheck, sum_checks
from extractor.audit.rules.budget_tree import Amount, Series, Tree, is_balance, trees
from extractor.audit.structure import unended
from extractor.facts.model import Reading, Row
from extractor.notation import Interval, Verdict, round_half_up
from schemas import Fact

FINE: tuple[Verdict, ...] = (*HOLDS, "last_digit")


@dataclass(frozen=True, slots=True)
class PercentCheck:
    """A printed percentage with the amounts of its row.

    `share` is what the printed amounts allow; `repaired` tells whether the likely amounts give the printed percentage.
    """

    tree: int
    row: Row
    percent: Fact
    budget: Amount
    spending: Amount
    share: Interval
    verdict: Verdict
    repaired: bool
    series: tuple[Series, Series]

    def right(self, decimals: int | None = None) -> Decimal:
        """The recalculated percentage at the printed decimals, or at others."""
        return round_half_up(self.share.middle, self.percent.decimals if decimals is None else decimals)


@dataclass(frozen=True, slots=True)
class Case:
    """The budget side of one report."""

    reading: Reading
    trees: Sequence[Tree]
    net: Network
    sums: tuple[SumCheck, ...]
    percents: tuple[PercentCheck, ...]

    def fact(self, tree: int, row: int, column: int) -> Fact | None:
        """The figure of a cell."""
        return self.trees[tree].facts.get((row, column))


def case_of(reading: Reading) -> Case:
    """The budget tables of a report, joined and recalculated."""
    found = trees(reading)
    for tree in found:
        rehang(tree)
    net = network(found, reading.facts)
    checks = [check for number in range(len(found)) for check in _percents(net, number)]
    return Case(reading, found, net, tuple(sum_checks(net, unended(reading))), tuple(checks))


def _percents(net: Network, number: int) -> list[PercentCheck]:
    """The percentages of one table; those of a column that mostly fails are left out, for it may be another ratio."""
    tree = net.trees[number]
    out: list[PercentCheck] = []
    for series in tree.percents:
        found = [check for row in tree.rows.values() if (check := _percent(net, number, row, series)) is not None]
        wrong = [check for check in found if check.verdict not in FINE]
        moved = exchanges([check.percent for check in wrong], [check.share for check in wrong])
        left = len(wrong) - sum(len(ring) for ring in moved)
        if left < 3 or 2 * left <= len(found):
            out.extend(found)
    return sorted(out, key=lambda check: check.row.index)


def _percent(net: Network, number: int, row: Row, series: Series) -> PercentCheck | None:
    """The check of one percentage; null where it or an amount is missing, or the row is a balance."""
    tree = net.trees[number]
    percent = tree.facts.get((row.index, series.column))
    if percent is None or percent.value is None or is_balance(row):
        return None
    tried = []
    for budget, spending in pairs(tree, series):
        amounts = (tree.amount(row.index, budget.column), tree.amount(row.index, spending.column))
        result = _share(net, number, row, (budget, spending), amounts)
        if result is not None:
            likely = [net.likely(number, row.index, series.column) for series in (budget, spending)]
            repaired = likely[0] is not None and likely[1] is not None and fits(likely[1], likely[0], percent)
            outcome = judge(percent, result)
            tried.append(PercentCheck(number, row, percent, *amounts, result, outcome, repaired, (budget, spending)))
    return min(tried, key=lambda check: _rank(check.verdict), default=None)


def _rank(outcome: Verdict) -> int:
    return FINE.index(outcome) if outcome in FINE else len(FINE)


def pairs(tree: Tree, percent: Series) -> list[tuple[Series, Series]]:
    """The budget and spending columns that a percentage column may belong to, the likeliest first.

    They share their period and further dimensions; the ones nearest to the percentage win, and a budget after the change goes
    before one before it.
    """
    budgets = [series for series in tree.series if series.measure == "budget"]
    spendings = [series for series in tree.series if series.measure == "spending"]
    found = [
        (b, s) for s in spendings for b in budgets if _one_period(b, s) and _one_period(s, percent) and s.axes == b.axes
    ]
    if not found:
        return []
    nearest = min(abs(percent.column - s.column) for _, s in found)
    near = [(b, s) for b, s in found if abs(percent.column - s.column) == nearest]
    return sorted(near, key=lambda pair: (pair[0].phase == "initial", abs(pair[1].column - pair[0].column)))


def _one_period(one: Series, two: Series) -> bool:
    return one.period is None or two.period is None or one.period == two.period


def _share(
    net: Network, number: int, row: Row, series: tuple[Series, Series], amounts: tuple[Amount, Amount]
) -> Interval | None:
    """The percentage that the printed amounts allow; null where one is missing or the budget is 0."""
    values = []
    for column, cell in zip(series, amounts, strict=True):
        value = cell.value if cell.state != "malformed" else net.likely(number, row.index, column.column)
        if value is None or cell.state == "blank":
            return None
        values.append(amount(value, cell.fact))
    return share(values[1], values[0])
