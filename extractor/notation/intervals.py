"""What printed precision allows: closed intervals of Decimals, monotone arithmetic, and the verdict on a printed result.

The rules are those of DOMAIN section 5.1: primary data are exact as printed, derived ones stand for an interval.
"""

from collections.abc import Callable, Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

Verdict = Literal[
    "consistent",
    "consistent_by_rounding",
    "consistent_by_truncation",
    "consistent_by_hidden_decimals",
    "last_digit",
    "inconsistent",
]
_Operation = Callable[[Decimal, Decimal], Decimal]
_PRECISION = 50
_HALF = Decimal("0.5")
_EXACT = Decimal("1e-30")


# Operations are methods of these contexts: entering a context for each of them would cost more than the arithmetic.
_DOWN = Context(prec=_PRECISION, rounding=ROUND_FLOOR)
_UP = Context(prec=_PRECISION, rounding=ROUND_CEILING)
_NEAREST = Context(prec=_PRECISION)
_INDONESIAN = str.maketrans(",.", ".,")


class _Ends(NamedTuple):
    low: Decimal
    high: Decimal


class Interval(_Ends):
    """A closed interval; arithmetic rounds outwards, so that it always contains the true value."""

    __slots__ = ()

    def __new__(cls, low: Decimal, high: Decimal) -> "Interval":
        """The interval from `low` to `high`.

        Raises:
            ValueError: the ends are in the wrong order.
        """
        if low is not high and low > high:
            raise ValueError(f"expected low <= high, found {low} > {high}")
        return tuple.__new__(cls, (low, high))

    def __add__(self, other: "Interval") -> "Interval":  # type: ignore[override]
        return Interval(_DOWN.add(self.low, other.low), _UP.add(self.high, other.high))

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(_DOWN.subtract(self.low, other.high), _UP.subtract(self.high, other.low))

    def __mul__(self, other: "Interval") -> "Interval":  # type: ignore[override]
        if self.low >= 0 and other.low >= 0:
            return Interval(_DOWN.multiply(self.low, other.low), _UP.multiply(self.high, other.high))
        return _spanned(self, other, _DOWN.multiply, _UP.multiply)

    def __truediv__(self, other: "Interval") -> "Interval":
        """The quotient.

        Raises:
            ZeroDivisionError: the divisor contains zero; no interval can hold the quotient.
        """
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError(f"divisor {other.low} to {other.high} contains zero")
        if self.low >= 0 and other.low > 0:
            return Interval(_DOWN.divide(self.low, other.high), _UP.divide(self.high, other.low))
        return _spanned(self, other, _DOWN.divide, _UP.divide)

    def scale(self, factor: Decimal | int) -> "Interval":
        """The interval times an exact number."""
        number = factor if isinstance(factor, Decimal) else Decimal(factor)
        if number < 0:
            return self * exact(number)
        return Interval(_DOWN.multiply(self.low, number), _UP.multiply(self.high, number))

    def __contains__(self, value: Decimal) -> bool:  # type: ignore[override]
        return self.low <= value <= self.high

    @property
    def middle(self) -> Decimal:
        """The centre."""
        return _NEAREST.divide(_NEAREST.add(self.low, self.high), Decimal(2))

    @property
    def is_exact(self) -> bool:
        """Whether the interval is one value but for the last digits of a division."""
        return self.high - self.low <= _EXACT * max(Decimal(1), abs(self.high))

    def distance(self, value: Decimal) -> Decimal:
        """How far the value lies outside, 0 inside."""
        if value < self.low:
            return _NEAREST.subtract(self.low, value)
        return _NEAREST.subtract(value, self.high) if value > self.high else Decimal(0)

    def widen(self, by: Decimal) -> "Interval":
        """The interval with both ends moved outwards."""
        return Interval(_DOWN.subtract(self.low, by), _UP.add(self.high, by))


def _spanned(one: Interval, two: Interval, down: _Operation, up: _Operation) -> Interval:
    """The interval of all results of a monotone operation: it lies between those of the ends."""
    pairs = [(a, b) for a in (one.low, one.high) for b in (two.low, two.high)]
    return Interval(min(down(a, b) for a, b in pairs), max(up(a, b) for a, b in pairs))


@lru_cache(maxsize=256)
def ulp(decimals: int) -> Decimal:
    """One unit of the last printed digit: 0.01 for two decimals, 10^8 for -8."""
    return Decimal(1).scaleb(-decimals)


def exact(value: Decimal | int) -> Interval:
    """The interval of a primary figure: the value itself."""
    number = value if isinstance(value, Decimal) else Decimal(value)
    return Interval(number, number)


def rounded(value: Decimal, decimals: int) -> Interval:
    """The interval of a derived figure printed with so many decimals: half a unit of the last digit to both sides."""
    half = ulp(decimals) * _HALF
    return Interval(_DOWN.subtract(value, half), _UP.add(value, half))


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum, 0 for none."""
    low = high = Decimal(0)
    for interval in intervals:
        low, high = _DOWN.add(low, interval.low), _UP.add(high, interval.high)
    return Interval(low, high)


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """The value at so many decimals, halves away from zero; negative decimals round to tens, hundreds and so on."""
    context = _NEAREST if decimals <= 0 else _finer(decimals)
    result = value.quantize(ulp(decimals), ROUND_HALF_UP, context)
    return result if decimals >= 0 else result.quantize(Decimal(1), context=context)


@lru_cache(maxsize=64)
def _finer(decimals: int) -> Context:
    return Context(prec=_PRECISION + decimals)


def printed(value: Decimal, decimals: int) -> str:
    """The value in Indonesian notation, rounded half up: 27.346.788.906 for no decimals, 102,03 for two."""
    number = round_half_up(value, decimals)
    text = f"{abs(number):,.{max(decimals, 0)}f}".translate(_INDONESIAN)
    return f"-{text}" if number < 0 else text


def truncates_to(interval: Interval, value: Decimal, decimals: int) -> bool:
    """Whether some value of the interval gives the printed one when it is cut, not rounded, to so many decimals."""
    step = ulp(decimals)
    if value > 0:
        return interval.low < value + step and interval.high >= value
    if value < 0:
        return interval.low <= value and interval.high > value - step
    return interval.low < step and interval.high > -step


def verdict(result: Interval, value: Decimal, decimals: int, widened: Interval | None = None) -> Verdict:
    """The verdict of DOMAIN section 5.1 on a printed `value` with so many `decimals`.

    `result` is what the inputs allow (one point where all are primary), `widened` what they allow when a realisasi is
    taken to have had unprinted decimals. "consistent" means that the inputs as printed suffice, "by rounding" that the
    intervals of derived inputs were needed.
    """
    step = ulp(decimals)
    half = step * _HALF
    distance = result.distance(value)
    if distance > step:
        near = widened is not None and widened.distance(value) <= half
        return "consistent_by_hidden_decimals" if near else "inconsistent"
    if _NEAREST.abs(_NEAREST.subtract(result.middle, value)) <= half:
        return "consistent"
    if distance <= half:
        return "consistent" if result.is_exact else "consistent_by_rounding"
    return "consistent_by_truncation" if truncates_to(result, value, decimals) else "last_digit"
