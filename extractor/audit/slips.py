"""The likely slip of the pen behind a wrong figure, told from its digits."""

from collections.abc import Iterable
from decimal import Decimal

from extractor.notation import printed as show
from extractor.notation import truncates_to
from extractor.notation.intervals import Interval
from schemas import Fact


def slip_of(fact: Fact, right: Decimal, others: Iterable[Fact] = ()) -> str | None:
    """The slip that turns the right value into the printed one; null where none is likely.

    `others` are figures from which the printed one may have been copied: the same column, the same row.
    """
    value = fact.value
    if value is None:
        return None
    if value >= 0 and right > value and truncates_to(Interval(right, right), value, fact.decimals):
        return "truncated"
    wrong, wanted = _digits(value, fact.decimals), _digits(right, fact.decimals)
    if wrong == wanted:
        return None
    if _stripped(wrong) == _stripped(wanted):
        return "dropped-zero" if len(wrong) != len(wanted) and value == value.to_integral_value() else "decimal-point"
    if len(wrong) == len(wanted) and sorted(wrong) == sorted(wanted):
        return "digit-swap"
    if any(other.value == value and other.id != fact.id for other in others) and len(wrong) >= _TELLING:
        return "copied-row"
    if _lost_one(wrong, wanted):
        return "dropped-digit"
    return None


_TELLING = 3


def _digits(value: Decimal, decimals: int) -> str:
    return "".join(character for character in show(abs(value), decimals) if character.isdigit())


def _stripped(digits: str) -> str:
    return digits.strip("0")


def _lost_one(short: str, long: str) -> bool:
    """Whether one digit of the longer figure is missing in the shorter one."""
    return (
        len(long) >= _TELLING
        and len(short) + 1 == len(long)
        and any(long[:index] + long[index + 1 :] == short for index in range(len(long)))
    )
