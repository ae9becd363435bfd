"""Percentages of the budget: does a printed one follow from its amounts, and do the ones that don't belong to other rows."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from schemas import Fact

HUNDRED = Decimal(100)


def ratio(spending: Decimal, budget: Decimal) -> Decimal | None:
    """Spending as per cent of the budget; null for a budget of 0."""
    return spending / budget * HUNDRED if budget else None


def fits(spending: Decimal, budget: Decimal, percent: Fact) -> bool:
    """Whether a printed percentage is the ratio of two amounts, rounded or cut to its decimals."""
    exact = ratio(spending, budget)
    return exact is not None and shows(percent, exact)


def shows(percent: Fact, exact: Decimal) -> bool:
    """Whether a printed percentage is an exact one, rounded or cut to its decimals."""
    if percent.value is None:
        return False
    step = Decimal(1).scaleb(-percent.decimals)
    return abs(percent.value - exact) <= step / 2 or exact.quantize(step, ROUND_DOWN) == percent.value


def rounded(value: Decimal, decimals: int) -> Decimal:
    """A value at a number of decimals, half up."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def exchanges(printed: Sequence[Fact], exact: Sequence[Decimal]) -> list[tuple[int, ...]]:
    """Rings of rows whose percentages were exchanged: each printed one is right for the next row of its ring.

    Args:
        printed: the percentages of siblings, all wrong in their own row.
        exact: the recalculated percentages of the same rows.
    """
    owner: dict[int, int] = {}
    for index, fact in enumerate(printed):
        fitting = [other for other, value in enumerate(exact) if other != index and shows(fact, value)]
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
    steps = {following - index for index, following in zip(ring, ring[1:], strict=False)}
    return "rotated" if steps <= {1, -1} and len(steps) == 1 else "mixed"
