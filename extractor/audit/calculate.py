"""Recalculation after DOMAIN section 5.1: primary inputs exact, derived ones as intervals, one verdict."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractor.audit.outcome import HOLDS, NOT_CHECKABLE, Tried
from extractor.notation import Interval, exact, rounded, ulp, verdict
from schemas import Fact

DERIVED = frozenset({"achievement", "absorption", "average_achievement", "efficiency", "score", "growth", "index"})
"""Measures whose printed figure is itself the result of a calculation and stands for an interval."""
_ORDER = (
    "consistent",
    "consistent_by_rounding",
    "consistent_by_truncation",
    "last_digit",
    "consistent_by_hidden_decimals",
    "inconsistent",
)
Formula = Callable[..., Interval]


class Attempt(NamedTuple):
    """One variant with what the inputs allow, and its verdict on the printed result."""

    variant: str
    interval: Interval | None
    verdict: str

    @property
    def holds(self) -> bool:
        """Whether the printed result is no error."""
        return self.verdict in HOLDS


def operand(fact: Fact, *, derived: bool | None = None) -> Interval | None:
    """What a printed figure stands for as an input; null without a value.

    Scaled amounts ("28,8 miliar") stand for an interval as well, for their last digits are not printed.
    """
    if fact.value is None:
        return None
    loose = fact.measure in DERIVED if derived is None else derived
    return rounded(fact.value, fact.decimals) if loose or fact.decimals < 0 else exact(fact.value)


def hidden(fact: Fact) -> Interval | None:
    """What a figure may have been before it was printed: half a unit of its last digit to both sides."""
    return None if fact.value is None else rounded(fact.value, fact.decimals)


def readings(fact: Fact) -> tuple[Decimal, ...]:
    """The values that a print may mean: its value, else the candidates of a malformed number."""
    return (fact.value,) if fact.value is not None else fact.candidates


def attempt(
    variant: str, result: Fact, formula: Formula, inputs: Sequence[Interval], widened: Sequence[Interval] | None = None
) -> Attempt:
    """The verdict on a printed result by one formula; not checkable where the formula divides by zero.

    `widened` are the inputs with the realisasi taken to have had unprinted decimals.
    """
    low_high = _value(formula, inputs)
    if low_high is None or result.value is None:
        return Attempt(variant, low_high, NOT_CHECKABLE)
    found = verdict(low_high, result.value, result.decimals)
    if found == "inconsistent" and widened is not None:
        found = verdict(low_high, result.value, result.decimals, _value(formula, widened))
    return Attempt(variant, low_high, found)


def _value(formula: Formula, inputs: Sequence[Interval]) -> Interval | None:
    try:
        return formula(*inputs)
    except ZeroDivisionError:
        return None


def best(attempts: Sequence[Attempt]) -> Attempt | None:
    """The attempt with the kindest verdict, the first among equals; null where none is checkable."""
    checkable = [item for item in attempts if item.verdict in _ORDER]
    return min(checkable, key=lambda item: _ORDER.index(item.verdict), default=None)


def tried(attempts: Sequence[Attempt], but: Attempt | None = None) -> tuple[Tried, ...]:
    """The attempts as an outcome lists them, without the one that holds."""
    return tuple(Tried(item.variant, item.interval) for item in attempts if item is not but)


def far(interval: Interval, value: Decimal) -> bool:
    """Whether a printed value is off by more than 5 per cent or one point: what an inspector opens first."""
    distance = interval.distance(value)
    return distance > 1 or distance > abs(interval.middle) / 20


def last_digit(interval: Interval, value: Decimal, decimals: int) -> bool:
    """Whether a value is off by at most one unit of its last printed digit."""
    return interval.distance(value) <= ulp(decimals)
