"""Sums of budget trees: every printed amount with rows below it, recalculated, and what explains the ones that do not hold."""

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from extractor.audit.rules.budget_nesting import is_sound, lost_digit, rows_below
from extractor.audit.rules.budget_network import Network, readings
from extractor.audit.rules.budget_tree import EXPENDITURE, Amount, Part, Series, Tree, depth_of, parts_of
from extractor.facts.model import Row

_LEVEL_WORD = re.compile(r"^\W*(?:program|kegiatan|sub\s*kegiatan|sasaran|belanja)\b", re.IGNORECASE)
# More readings of malformed parts than this are not tried.
_COMBINATIONS = 64
# A sum of a level that never holds is only believed wrong within this share of the printed amount.
_NEAR = Decimal("0.1")


class SumCheck(NamedTuple):
    """One sum: a printed whole and its parts. `total` is what the parts add up to, null where that cannot be known."""

    tree: int
    row: Row
    series: Series
    whole: Amount
    parts: tuple[Part, ...]
    total: Decimal | None
    holds: bool | None
    reason: str | None = None

    @property
    def printed(self) -> Decimal:
        """The value of the whole; only asked for where it is known."""
        assert self.whole.value is not None
        return self.whole.value

    @property
    def gap(self) -> Decimal:
        """The printed whole less the sum of the parts; only asked for where both are known."""
        assert self.total is not None
        return self.printed - self.total


def sum_checks(net: Network, unended: str | None = None) -> list[SumCheck]:
    """All sums of all tables in reading order; those of a doubtful nesting are not checkable.

    Nor are those that fall short at the end of the table that may go on in another file.
    """
    out: list[SumCheck] = []
    for number, tree in enumerate(net.trees):
        checks = [
            check
            for row in tree.rows.values()
            if row.index in tree.children
            for series in tree.series
            if (check := _check(net, number, tree, row, series)) is not None
        ]
        if tree.table.id == unended:
            checks = [_cut_off(tree, check) for check in checks]
        out.extend(_without_doubt(net, tree, checks))
    return out


def _cut_off(tree: Tree, check: SumCheck) -> SumCheck:
    """The sum, not checkable where it falls short and its last row is that of the table."""
    last = max(rows_below(tree, check.row.index), default=check.row.index)
    short = check.holds is False and check.gap > 0 and last == max(tree.rows)
    return check._replace(holds=None, reason="cut-off") if short else check


def _check(net: Network, number: int, tree: Tree, row: Row, series: Series) -> SumCheck | None:
    """The sum of one row in one column; null where the row has no amount or nothing below it."""
    whole = tree.amount(row.index, series.column)
    parts = tuple(parts_of(tree, row.index, series.column))
    if whole.state == "blank" or not any(part.amount.state != "blank" for part in parts):
        return None
    base = SumCheck(number, row, series, whole, parts, None, None)
    if whole.fact is None:
        return None if not any(part.amount.value for part in parts) else base._replace(reason="dash-whole")
    wholes = readings(net, number, row.index, series.column, whole)
    options = [_options(net, number, series, part) for part in parts]
    totals = _totals([option for option in options if option])
    blank = [part.row.name for part in parts if part.amount.state == "blank"]
    slack = _slack([whole, *(part.amount for part in parts)])
    for value in wholes:
        if any(abs(total - value) <= slack for total in totals):
            return base._replace(whole=whole._replace(value=value), total=value, holds=True, reason=_how(parts, blank))
    if blank:
        return base._replace(reason="blank-part")
    if len(totals) != 1 or len(wholes) != 1:
        return base._replace(reason="malformed-part" if len(totals) != 1 else "malformed-whole")
    if _reached_before_the_end(wholes[0], parts):
        return base._replace(reason="doubtful-nesting")
    return base._replace(whole=whole._replace(value=wholes[0]), total=totals[0], holds=False)


def _reached_before_the_end(whole: Decimal, parts: Sequence[Part]) -> bool:
    """Whether the first two parts or more add up to the whole already: then what follows begins another branch."""
    total = Decimal(0)
    for count, part in enumerate(parts[:-1], 1):
        total += part.amount.value or Decimal(0)
        if count >= 2 and total == whole and any(later.amount.value for later in parts[count:]):
            return True
    return False


def _options(net: Network, number: int, series: Series, part: Part) -> tuple[Decimal, ...]:
    return readings(net, number, part.row.index, series.column, part.amount) if part.amount.state != "blank" else ()


def _totals(options: Sequence[Sequence[Decimal]]) -> list[Decimal]:
    """What the parts can add up to; empty where there are too many readings."""
    count = 1
    for option in options:
        count *= len(option)
    if count > _COMBINATIONS:
        return []
    return list(dict.fromkeys(sum(values, Decimal(0)) for values in product(*options)))


def _slack(amounts: Sequence[Amount]) -> Decimal:
    """What rounding allows: nothing between whole rupiah, a unit of the last digit for each scaled or broken amount."""
    decimals = [amount.fact.decimals for amount in amounts if amount.fact is not None and amount.fact.decimals]
    return len(amounts) * max(Decimal(1), Decimal(1).scaleb(-min(decimals))) if decimals else Decimal(0)


def _how(parts: Sequence[Part], blank: Sequence[str]) -> str | None:
    if any(part.amount.state == "malformed" for part in parts):
        return "malformed-resolved"
    if blank:
        return "blank-as-zero"
    return "dash-as-zero" if any(part.amount.state == "dash" for part in parts) else None


def _without_doubt(net: Network, tree: Tree, checks: Sequence[SumCheck]) -> list[SumCheck]:
    """The sums of one table, with the failing ones of a level that mostly fails made not checkable.

    When the nesting was guessed wrong, most sums of a level are far off: then the tree is doubted and not the report. A sum
    whose row holds in another column or with the likely values, or that misses by a lost digit or a little, stays.
    """
    levels = Counter((depth_of(tree, check.row), check.holds) for check in checks)
    holding = {check.row.index for check in checks if check.holds and any(part.amount.value for part in check.parts)}
    out = []
    for check in checks:
        level = depth_of(tree, check.row)
        usual = bool(levels[level, True]) and levels[level, True] >= levels[level, False]
        doubted = check.holds is False and not _believed(net, tree, check, check.row.index in holding, usual)
        out.append(check._replace(holds=None, reason="doubtful-nesting") if doubted else check)
    return out


def _believed(net: Network, tree: Tree, check: SumCheck, holding: bool, usual: bool) -> bool:
    """Whether a failing sum is the report's and not that of a wrong tree."""
    if holding or repaired(net, check):
        return True
    return is_sound(tree, check.row.index, check.series.column) and (usual or _near(check) or _named(check))


def _near(check: SumCheck) -> bool:
    """Whether the gap of a sum looks like a slip and not like a wrong tree."""
    assert check.total is not None
    return abs(check.gap) <= _NEAR * abs(check.printed) or lost_digit(check.printed, check.total)


def _named(check: SumCheck) -> bool:
    """Whether the row itself says that it is above its parts, and the gap is no double counting."""
    assert check.total is not None
    return (
        bool(_LEVEL_WORD.match(check.row.name))
        and 4 * check.printed > 3 * check.total
        and 4 * check.total > 3 * check.printed
    )


def repaired(net: Network, check: SumCheck) -> bool:
    """Whether a sum holds between the likely values of its whole and its parts."""
    whole = net.likely(check.tree, check.row.index, check.series.column)
    values = [net.likely(check.tree, part.row.index, check.series.column) for part in check.parts]
    return whole is not None and whole == sum((value for value in values if value is not None), Decimal(0))


def check_id(tree: Tree, check: SumCheck) -> str:
    """The catalogue id of a failing sum: by kind of expenditure, a total or an objective, else rows of a tree."""
    below = {part.row.level for part in check.parts}
    if check.row.level in EXPENDITURE or below & set(EXPENDITURE):
        return "BUD-JENIS"
    return "BUD-TOTAL" if tree.is_total(check.row) or check.row.level == "objective" else "BUD-SUM"


def other_level(net: Network, check: SumCheck) -> Row | None:
    """The row whose amount was added to the printed one by taking it from another level; null where there is none.

    The parts add up to a value, and the printed whole is that value and the amount of a row beside it.
    """
    tree = net.trees[check.tree]
    if tree.is_total(check.row):
        return None
    inside = {part.row.index for part in check.parts} | {check.row.index}
    for row in tree.rows.values():
        if row.index not in inside and row.level == check.row.level:
            amount = net.likely(check.tree, row.index, check.series.column)
            if amount and check.holds is False and amount == check.gap:
                return row
    return None
