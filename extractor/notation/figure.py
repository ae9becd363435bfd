"""One number with its marks: head, digits and tail put together into a reading."""

from decimal import Decimal

from extractor.notation.affixes import Head, Tail
from extractor.notation.digits import Digits, read_digits
from extractor.notation.model import Hint, Parsed
from extractor.notation.units import is_count

CURRENCY = "NUM-CURRENCY"
WORDS = "NUM-WORDS"
_INDEX_UNITS = ("%", "indeks", "nilai", "poin", "skor", "rasio")


def sharpen(hint: Hint, *, currency: bool = False, scaled: bool = False, unit: str | None = None) -> Hint:
    """The hint with what the number itself says; what is printed in the cell outweighs the column."""
    if scaled:
        return Hint()
    if unit in _INDEX_UNITS:
        return Hint(percent=True)
    if currency:
        return Hint(money=True)
    return Hint(count=True) if is_count(unit) else hint


def assemble(printed: str, token: str, marks: tuple[Head, Tail], hint: Hint) -> Parsed:
    """The reading of a number from its digit token and the marks around it."""
    head, tail = marks
    currency = head.currency or tail.currency
    unit = tail.unit or head.unit
    clear = sharpen(hint, currency=currency, scaled=bool(tail.scale), unit=unit)
    digits = read_digits(token, clear)
    bracketed = head.brackets > 0 and (hint.money or currency) and not tail.percent_sign
    predicate = tail.predicate or head.predicate
    negative = head.negative or (bracketed and predicate is None and head.words is None)
    words = tail.words if tail.words is not None else head.words
    return Parsed(
        printed,
        _signed(digits.value, negative, tail.scale),
        digits.decimals - tail.scale,
        unit,
        predicate,
        _signed_all(digits, negative, tail.scale),
        kind=digits.kind,
        notices=_notices(digits, words, currency and unit == "%"),
        percent_sign=tail.percent_sign,
        currency=currency,
        bound=head.bound,
        words=words,
        scale=tail.scale,
    )


def scaled(value: Decimal, scale: int) -> Decimal:
    """The value times a power of ten, exact and without exponent."""
    return Decimal(f"{Decimal(f'{value}e{scale}'):f}") if scale else value


def _signed(value: Decimal | None, negative: bool, scale: int) -> Decimal | None:
    if value is None:
        return None
    sized = scaled(value, scale)
    return sized.copy_negate() if negative and sized else sized


def _signed_all(digits: Digits, negative: bool, scale: int) -> tuple[Decimal, ...]:
    signed = (_signed(value, negative, scale) for value in digits.candidates)
    return tuple(value for value in signed if value is not None)


def _notices(digits: Digits, words: int | None, mixed: bool) -> tuple[str, ...]:
    """Notices of the digits, of words that say another number, and of Rp beside %."""
    contradicted = words is not None and digits.value is not None and digits.value != words
    return (*digits.notices, *([WORDS] if contradicted else []), *([CURRENCY] if mixed else []))
