"""Percentages of the budget: does a printed one follow from its amounts, or from those of another row."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.notation import Interval, Verdict, exact, ulp, verdict
from extractor.remembered import remembered
from schemas import Fact

HOLDS: tuple[Verdict, ...] = ("consistent", "consistent_by_rounding", "consistent_by_truncation")


def share(spending: Interval, budget: Interval) -> Interval | None:
    """Spending as per cent of the budget; null for a budget that may be 0 or less."""
    return (spending / budget).scale(100) if budget.low > 0 else None


def amount(value: Decimal, fact: Fact | None) -> Interval:
    """What a printed amount allows: itself, or half a unit of its last digit where it is printed in millions."""
    decimals = fact.decimals if fact is not None else 0
    return exact(value).widen(ulp(decimals) / 2) if decimals < 0 else exact(value)


def judge(percent: Fact, result: Interval) -> Verdict:
    """The verdict of the rounding rule on a printed percentage."""
    assert percent.value is not None
    return verdict(result, percent.value, percent.decimals)


def fits(spending: Decimal, budget: Decimal, percent: Fact) -> bool:
    """Whether a printed percentage is the ratio of two amounts, rounded or cut to its decimals."""
    value, decimals = percent.value, percent.decimals
    # Most amounts are far off: two products tell it.
    if value is None or budget <= 0 or abs(spending * 100 - value * budget) > 2 * ulp(decimals) * budget:
        return False
    return _fits(spending, budget, value, decimals)


@remembered(4096)
def _fits(spending: Decimal, budget: Decimal, value: Decimal, decimals: int) -> bool:
    result = share(exact(spending), exact(budget))
    return result is not None and verdict(result, value, decimals) in HOLDS


def exchanges(printed: Sequence[Fact], shares: Sequence[Interval]) -> list[tuple[int, ...]]:
    """Rings of rows whose percentages were exchanged: each printed one is right for the next row of its ring.

    Args:
        printed: the percentages of siblings, all wrong in their own row.
        shares: the recalculated percentages of the same rows.
    """
    owner: dict[int, int] = {}
    for index, fact in enumerate(printed):
        fitting = [other for other, result in enumerate(shares) if other != index and judge(fact, result) in HOLDS]
        if len(fitting) == 1:
            owner[index] = fitting[0]
    rings: list[tuple[int, ...]] = []
    for start in range(len(printed)):
        ring = _ring(start, owner)
        if len(ring) >= 2 and min(ring) == start:
            rings.append(ring)
    return rings


def _ring(start: int, owner: dict[int, int]) -> tuple[int, ...]:
    """The ring through a row; empty where the chain does not come back to it."""
    ring = [start]
    while (following := owner.get(ring[-1])) is not None and following not in ring:
        ring.append(following)
    return tuple(ring) if owner.get(ring[-1]) == start else ()


def moved(ring: Sequence[int]) -> str:
    """How the percentages of a ring were moved: swapped (two), rotated (all by one row) or mixed."""
    if len(ring) == 2:
        return "swapped"
    steps = {following - index for index, following in pairwise(ring)}
    return "rotated" if steps <= {1, -1} and len(steps) == 1 else "mixed"
