"""Other values that a figure may have had on the page: those that were recorded, and usual confusions of recognition."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.facts.recognised import SURE
from extractor.notation import parse, printed, ulp
from schemas import Fact

# Digits that engines take for one another in small or blurred print.
_CONFUSED = ("147", "38", "56")
# What a per cent sign is read as where it touches the figure, longest first.
_SIGN_AS = ("96", "90", "0")
# So many decimals behind a comma that was lost.
_LOST = (2, 1)
_MARKED = re.compile(r"\d[.,]\d")


@dataclass(frozen=True, slots=True)
class Misreading:
    """Another reading of a figure: its value, how it would be printed, and whether it was recorded when it was read."""

    value: Decimal
    text: str
    recorded: bool


def is_doubtful(fact: Fact) -> bool:
    """Whether a figure was read with little confidence, mended or joined."""
    return fact.confidence < SURE or fact.raw is not None


def misreadings(fact: Fact, recognised: bool) -> tuple[Misreading, ...]:
    """The other readings of a doubtful figure, each value once; confusions only of one that was `recognised`."""
    if fact.value is None:
        return ()
    unique: dict[Decimal, Misreading] = {}
    for item in (*_recorded(fact), *(_confused(fact) if recognised else ())):
        if item.value != fact.value:
            unique.setdefault(item.value, item)
    return tuple(unique.values())


def _recorded(fact: Fact) -> Iterator[Misreading]:
    """Readings that were set aside when the figure was read: by another engine, by another grammar, before a repair."""
    for other in fact.alternatives:
        yield Misreading(other, _text(fact, other, _decimals(other, fact.decimals)), True)
    if fact.raw is not None:
        before = parse(fact.raw, money=fact.unit == "Rp", percent=fact.unit == "%").value
        if before is not None:
            yield Misreading(Decimal(before), fact.raw, True)


def _confused(fact: Fact) -> Iterator[Misreading]:
    """Readings by the usual confusions: one digit for another, a sign for digits, a comma or a minus that was lost."""
    value = fact.value
    assert value is not None
    decimals = max(fact.decimals, 0)
    digits = str(int(abs(value).scaleb(decimals)))
    for right in _other_digits(digits):
        amount = Decimal(right) * ulp(decimals)
        yield Misreading(amount, _text(fact, amount, decimals), False)
    if "%" not in fact.printed:
        yield from _with_sign(fact, digits, decimals)
    if not _MARKED.search(fact.printed):
        for lost in _LOST:
            if len(digits) > lost and len(digits) > 2:
                amount = abs(value) * ulp(lost)
                yield Misreading(amount, _text(fact, amount, lost), False)
    if value > 0 and not re.search(r"[-(]\s*(?:Rp\.?\s*)?\d", fact.printed):
        yield Misreading(-value, _text(fact, -value, decimals), False)


def _other_digits(digits: str) -> Iterator[str]:
    """The digits with one of them taken for another that looks like it."""
    for index, digit in enumerate(digits):
        for group in _CONFUSED:
            if digit in group:
                yield from (digits[:index] + other + digits[index + 1 :] for other in group if other != digit)


def _with_sign(fact: Fact, digits: str, decimals: int) -> Iterator[Misreading]:
    """The figure with its last digits taken for a per cent sign."""
    for tail in _SIGN_AS:
        left = max(decimals - len(tail), 0)
        # A sign stands behind the decimals, so that those that are left are whole, or there were none at all.
        if digits.endswith(tail) and len(digits) > len(tail) and (decimals == 0 or decimals > len(tail)):
            amount = Decimal(digits[: -len(tail)]) * ulp(left)
            yield Misreading(amount, f"{printed(amount, left)}%", False)


def _text(fact: Fact, value: Decimal, decimals: int) -> str:
    """A value as it would be printed in place of the figure."""
    sign = "%" if "%" in fact.printed else ""
    return f"{printed(value, decimals)}{sign}"


def _decimals(value: Decimal, usual: int) -> int:
    """The decimals to print a value with: none of a whole number, else as many as usual or as it has."""
    own = max(0, -int(value.normalize().as_tuple().exponent))
    return max(own, usual) if own else 0
