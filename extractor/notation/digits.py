"""Grammar of the digits of one number: Indonesian and English grouping, and what breaks both (DOMAIN section 4)."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from extractor.notation.model import Hint, Kind

LOCALE = "NUM-LOCALE"
MALFORMED = "NUM-MALFORMED"
MOST_DIGITS = 24
"""Longer runs are no figure; the largest budgets of the country have 16 digits."""
_IDENTIFIER_DIGITS = 16
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


class Digits(NamedTuple):
    """Reading of a digit token; see `Parsed` for `candidates`."""

    value: Decimal | None = None
    decimals: int = 0
    candidates: tuple[Decimal, ...] = ()
    notices: tuple[str, ...] = ()
    kind: Kind = "number"


_IDENTIFIER = Digits(kind="identifier")
_TEXT = Digits(kind="text")


def read_digits(token: str, hint: Hint) -> Digits:
    """The reading of a token of digits, dots and commas that starts and ends with a digit.

    A single dot before three digits ("1.391") is a thousands dot for amounts and counts and a decimal dot for
    percentages and indices; where nothing is known it is read as the Indonesian grammar has it, as thousands, and the
    decimal reading stands in `candidates`.
    """
    dots, commas = token.count("."), token.count(",")
    if not dots and not commas:
        return _plain(token)
    if len(token) - dots - commas > MOST_DIGITS:
        return _IDENTIFIER
    groups = re.split("[.,]", token)
    if "" in groups:
        return _malformed([group for group in groups if group])
    if dots and commas:
        return _mixed(token, groups, hint)
    if dots:
        return _one_dot(groups, hint) if dots == 1 else _dots(groups, hint)
    return _one_comma(groups, hint) if commas == 1 else _commas(groups, hint)


def _plain(token: str) -> Digits:
    """Digits without separators; a long run or one that is filled up with zeros is a code, not a figure."""
    if len(token) >= _IDENTIFIER_DIGITS or (len(token) > 2 and token[0] == "0" and token.strip("0")):
        return _IDENTIFIER
    return Digits(Decimal(token))


def _grouped(groups: list[str]) -> bool:
    """Whether the groups are well-formed thousands: one to three digits, then threes."""
    return len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def _whole(groups: list[str], notices: tuple[str, ...] = (), others: tuple[Decimal, ...] = ()) -> Digits:
    """A grouped whole number; a first group that starts with a zero is a slip that leaves the value readable."""
    if groups[0][0] == "0" and len(groups) > 1:
        notices = (*notices, MALFORMED)
    return Digits(Decimal("".join(groups)), 0, others, notices)


def _decimal(whole: str, fraction: str, hint: Hint, notices: tuple[str, ...] = ()) -> Digits:
    """A number with decimals; on an amount ",00" is no precision."""
    if hint.money and not fraction.strip("0"):
        return Digits(Decimal(whole), 0, (), notices)
    return Digits(Decimal(f"{whole}.{fraction}"), len(fraction), (), notices)


def _malformed(groups: list[str]) -> Digits:
    """A number that breaks every grammar, with the readings that one slip explains, the likelier first."""
    head, last = "".join(groups[:-1]), groups[-1]
    readings: list[str] = []
    if len(last) < 3 and head and all(len(group) == 3 for group in groups[1:-1]):
        readings = [head + last.ljust(3, "0"), f"{head}.{last}"]
    elif len(last) > 3 and head:
        readings = [head + last, head + last[:3]]
    elif any(len(group) < 3 for group in groups[1:]):
        readings = [
            groups[0] + "".join(group.ljust(3, "0") for group in groups[1:]),
            groups[0] + "".join(group.rjust(3, "0") for group in groups[1:]),
        ]
    else:
        readings = [head + last]
    values = dict.fromkeys(Decimal(reading) for reading in readings if reading)
    return Digits(None, 0, tuple(values), (MALFORMED,), "malformed")


def _one_dot(groups: list[str], hint: Hint) -> Digits:
    whole, tail = groups
    if len(tail) == 3 and len(whole) <= 3:
        return _dot_before_three(groups, hint)
    thousands_meant = hint.money and not hint.percent and whole.strip("0")
    if thousands_meant and (len(whole) <= 3 or len(tail) > 2):
        return _malformed(groups)
    if len(tail) == 3 and not hint.percent:
        other = Decimal(f"{whole}.{tail}")
        return Digits(None, 0, (Decimal(whole + tail), other), (MALFORMED,), "malformed")
    return _decimal(whole, tail, hint, (LOCALE,))


def _dot_before_three(groups: list[str], hint: Hint) -> Digits:
    whole, tail = groups
    point = Decimal(f"{whole}.{tail}")
    if whole == "0":
        if hint.money and tail.strip("0"):
            return Digits(None, 0, (Decimal(tail), point), (MALFORMED,), "malformed")
        return _decimal(whole, tail, hint, (LOCALE,))
    if hint.money or hint.count:
        return _whole(groups)
    if hint.percent:
        return Digits(point, 3, (Decimal(whole + tail),), (LOCALE,))
    return _whole(groups, (), (point,))


def _dots(groups: list[str], hint: Hint) -> Digits:
    if _grouped(groups):
        return _whole(groups)
    return _IDENTIFIER if _is_code(groups, hint) else _malformed(groups)


def _is_code(groups: list[str], hint: Hint) -> bool:
    """Whether dotted groups look like a code (5.03.02, 700.1.2.1) and not like thousands with one slip."""
    rest = groups[1:]
    threes = sum(len(group) == 3 for group in rest)
    if not threes:
        return True
    if len(rest) == 2:
        return not hint.money and len(rest[0]) < 3 and len(groups[0]) == 1
    return threes < len(rest) - 1


def _one_comma(groups: list[str], hint: Hint) -> Digits:
    whole, tail = groups
    if _YEAR.fullmatch(whole) and _YEAR.fullmatch(tail):
        return _TEXT
    notices = (MALFORMED,) if len(whole) > 1 and whole[0] == "0" else ()
    if len(tail) == 3 and len(whole) <= 3 and whole[0] != "0" and not hint.percent:
        point = Decimal(f"{whole}.{tail}")
        if hint.money or hint.count:
            return _whole(groups, (LOCALE,), (point,))
        return Digits(point, 3, (Decimal(whole + tail),), notices)
    return _decimal(whole, tail, hint, notices)


def _commas(groups: list[str], hint: Hint) -> Digits:
    if _grouped(groups):
        return _whole(groups, (LOCALE,))
    if not hint.money and not any(len(group) == 3 for group in groups[1:]):
        return _TEXT
    if len(groups[-1]) == 2 and _grouped(groups[:-1]):
        return _comma_cents(groups, hint)
    return _malformed(groups)


def _comma_cents(groups: list[str], hint: Hint) -> Digits:
    """English thousands with an Indonesian decimal comma ("57,600,000,00"): readable, though no grammar allows it.

    A dropped zero would need a comma in the place of a thousands dot too, so that reading comes second.
    """
    whole, cents = "".join(groups[:-1]), groups[-1]
    read = _decimal(whole, cents, replace(hint, money=hint.money or cents == "00"), (LOCALE, MALFORMED))
    return read._replace(candidates=(Decimal(whole + cents + "0"),))


def _slip_before_cents(whole: list[str], cents: str) -> Digits:
    """Broken thousands in front of a sound decimal part ("133.825.00,00"): the slip is sought in the thousands only."""
    read = _malformed(whole)
    fraction = f".{cents}" if cents.strip("0") else ""
    values = (Decimal(f"{value}{fraction}") for value in read.candidates if value == value.to_integral_value())
    return read._replace(candidates=tuple(dict.fromkeys(values)))


def _mixed(token: str, groups: list[str], hint: Hint) -> Digits:
    """Dots and commas: the last sign must be the decimal one and stand once, after well-formed thousands.

    Thousands with ",00" are amounts of rupiah where no percentage or index is meant.
    """
    mark = max(token.rfind("."), token.rfind(","))
    whole, tail = groups[:-1], groups[-1]
    if token.count(token[mark]) > 1 or not _grouped(whole):
        amount = hint.money or any(len(group) == 3 for group in groups[1:])
        if amount and token.count(token[mark]) == 1 and len(tail) < 3:
            return _slip_before_cents(whole, tail)
        return _malformed(groups) if amount else _IDENTIFIER
    indonesian = token[mark] == ","
    if len(tail) == 3 and (hint.money or not indonesian) and (tail.strip("0") or not indonesian):
        readings = (Decimal("".join(groups)), Decimal(f"{''.join(whole)}.{tail}"))
        return Digits(None, 0, readings, (MALFORMED,), "malformed")
    notices = () if indonesian else (LOCALE,)
    if whole[0][0] == "0":
        notices = (*notices, MALFORMED)
    amount = len(whole) > 1 and tail == "00" and not hint.percent
    return _decimal("".join(whole), tail, replace(hint, money=amount or hint.money), notices)
