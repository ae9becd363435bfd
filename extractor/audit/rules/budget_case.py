"""Everything that the budget rules share about one report: trees, likely values, sums and percentages, worked out once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from extractor.audit.rules.budget_network import Network, network
from extractor.audit.rules.budget_percent import exchanges, ratio
from extractor.audit.rules.budget_sums import SumCheck, sum_checks
from extractor.audit.rules.budget_tree import Amount, Series, Tree, is_balance, trees
from extractor.facts.model import Reading, Row
from schemas import Fact

HOLDS = ("consistent", "consistent_by_rounding", "consistent_by_truncation", "last_digit")


@dataclass(frozen=True, slots=True)
class PercentCheck:
    """A printed percentage with the amounts of its row. `low` and `high` bound the ratio; `repaired` is that of likely values."""

    tree: int
    row: Row
    percent: Fact
    budget: Amount
    spending: Amount
    low: Decimal
    high: Decimal
    verdict: str
    repaired: bool
    series: tuple[Series, Series]

    @property
    def exact(self) -> Decimal:
        """The ratio of the printed amounts in per cent."""
        return (self.low + self.high) / 2


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
    net = network(found, reading.facts)
    checks = [check for number in range(len(found)) for check in _percents(net, number)]
    return Case(reading, found, net, tuple(sum_checks(net)), tuple(checks))


def verdict(percent: Fact, low: Decimal, high: Decimal) -> str:
    """How a printed percentage relates to the ratio that its amounts allow (rounding rule of the audit)."""
    assert percent.value is not None
    step = Decimal(1).scaleb(-percent.decimals)
    value = percent.value
    if low <= value <= high:
        return "consistent"
    if low - step / 2 <= value <= high + step / 2:
        return "consistent_by_rounding"
    if low.quantize(step, ROUND_DOWN) <= value <= high.quantize(step, ROUND_DOWN):
        return "consistent_by_truncation"
    return "last_digit" if low - step <= value <= high + step else "inconsistent"


def _percents(net: Network, number: int) -> list[PercentCheck]:
    """The percentages of one table; those of a column that mostly fails are left out, for it may be another ratio."""
    tree = net.trees[number]
    out: list[PercentCheck] = []
    for series in tree.percents:
        found = [check for row in tree.rows.values() if (check := _percent(net, number, row, series)) is not None]
        wrong = [check for check in found if check.verdict not in HOLDS]
        moved = exchanges([check.percent for check in wrong], [check.exact for check in wrong])
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
        bounds = _bounds(net, number, row, (budget, spending), amounts)
        if bounds is not None:
            likely = [net.likely(number, row.index, column.column) for column in (budget, spending)]
            fixed = ratio(likely[1], likely[0]) if likely[0] and likely[1] is not None else None
            repaired = fixed is not None and verdict(percent, fixed, fixed) in HOLDS
            outcome = verdict(percent, *bounds)
            tried.append(PercentCheck(number, row, percent, *amounts, *bounds, outcome, repaired, (budget, spending)))
    return min(tried, key=lambda check: _rank(check.verdict), default=None)


def _rank(outcome: str) -> int:
    return HOLDS.index(outcome) if outcome in HOLDS else len(HOLDS)


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


def _bounds(
    net: Network, number: int, row: Row, series: tuple[Series, Series], amounts: tuple[Amount, Amount]
) -> tuple[Decimal, Decimal] | None:
    """The ratio that the printed amounts allow: exact, or an interval where an amount is printed in millions."""
    values = []
    for column, amount in zip(series, amounts, strict=True):
        value = amount.value if amount.state != "malformed" else net.likely(number, row.index, column.column)
        if value is None or amount.state == "blank":
            return None
        decimals = amount.fact.decimals if amount.fact else 0
        half = Decimal(5).scaleb(-decimals - 1) if decimals < 0 else Decimal(0)
        values.append((value - half, value + half))
    (budget_low, budget_high), (spending_low, spending_high) = values
    if budget_low <= 0:
        return None
    return spending_low / budget_high * 100, spending_high / budget_low * 100
