"""Cells with two numbers that belong together: ranges, fractions and rates."""

import re
from dataclasses import replace
from decimal import Decimal

from extractor.notation.affixes import Head, Tail, read_head, read_tail
from extractor.notation.digits import Digits, read_digits
from extractor.notation.figure import assemble, scaled, sharpen
from extractor.notation.intervals import printed
from extractor.notation.model import Cell, Hint, Parsed

NUMBER = r"[0-9]+(?:[.,]{1,2}[0-9]+)*"
"""Two separators in a row are a slip of the pen, three are the leader of a list of contents."""
_UNIT = r"(?:\s?(?:%|persen|orang|poin|hari|menit|jam|,-))?"
RANGE_LINK = r"(?:-|~|s\.?\s?/\s?d\.?|s\.d\.?|sd\.?|sampai(?:\sdengan)?|hingga|[<≤](?:\s?[xX]\s?[<≤])?)"
_RANGE = re.compile(
    rf"(?P<head>[^0-9]*)(?P<low>{NUMBER})(?P<unit>{_UNIT})\s?{RANGE_LINK}\s?"
    rf"[<>≤≥=]{{0,2}}\s?(?:rp\.?\s?)?(?P<high>{NUMBER})(?P<tail>[^0-9]*)",
    re.IGNORECASE,
)
_FRACTION = re.compile(rf"(?P<top>{NUMBER})\s?(?:/|dari|of)\s?(?P<bottom>{NUMBER})(?P<tail>[^0-9]*)", re.IGNORECASE)
RATE_BASE = r"1(?:000|00|0000|00000|000000|\.000|0\.000|00\.000|\.000\.000)"
_RATE = re.compile(
    rf"(?P<head>[^0-9]*)(?P<top>{NUMBER})\s?(?:/|per)\s?(?P<bottom>{RATE_BASE})\s?(?P<of>[A-Za-z][A-Za-z .]{{1,30}})",
    re.IGNORECASE,
)


def read_range(cell: Cell) -> Parsed | None:
    """A closed range, low to high ("76,61-88,30", "80 - 90%", "91 ≤ 100"), None where it is anything else."""
    match = _RANGE.fullmatch(cell.clean)
    if match is None:
        return None
    head, tail = read_head(match["head"]), read_tail(match["tail"], opened=match["head"].count("("))
    if head is None or tail is None or head.negative:
        return None
    currency = head.currency or tail.currency
    percent_sign = tail.percent_sign or "%" in match["unit"]
    unit = "%" if percent_sign else tail.unit or head.unit
    hint = sharpen(cell.hint, currency=currency, scaled=bool(tail.scale), unit=unit)
    low, high = read_digits(match["low"], hint), read_digits(match["high"], hint)
    if low.value is None or high.value is None or low.value > high.value:
        return None
    return Parsed(
        cell.printed,
        None,
        max(low.decimals, high.decimals) - tail.scale,
        unit,
        tail.predicate or head.predicate,
        range=(scaled(low.value, tail.scale), scaled(high.value, tail.scale)),
        kind="range",
        notices=tuple(dict.fromkeys((*low.notices, *high.notices))),
        percent_sign=percent_sign,
        currency=currency,
        scale=tail.scale,
    )


def read_fraction(cell: Cell) -> Parsed | None:
    """A fraction ("4/5", "396 dari 425"); `parts` holds its two numbers, the value stays None."""
    match = _FRACTION.fullmatch(cell.clean)
    tail = None if match is None else read_tail(match["tail"])
    if match is None or tail is None:
        return None
    hint = Hint(count=True) if tail.unit != "%" else Hint(percent=True)
    top, bottom = read_digits(match["top"], hint), read_digits(match["bottom"], hint)
    if top.value is None or bottom.value is None or bottom.value == 0:
        return None
    return Parsed(
        cell.printed,
        unit=tail.unit,
        predicate=tail.predicate,
        kind="fraction",
        notices=_both(top, bottom),
        percent_sign=tail.percent_sign,
        parts=(top.value, bottom.value),
    )


def _both(first: Digits, second: Digits) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first.notices, *second.notices)))


def rate_unit(base: str, of: str) -> str:
    """The unit of a rate: "per 100.000 KH"."""
    return f"per {printed(Decimal(base.replace('.', '')), 0)} {of.strip(' .')}"


def read_rate(cell: Cell) -> Parsed | None:
    """A rate such as "89/100.000 KH": the number in front, with the rest as its unit."""
    match = _RATE.fullmatch(cell.clean)
    head = None if match is None else read_head(match["head"])
    if match is None or head is None:
        return None
    marks: tuple[Head, Tail] = (head, Tail(unit=rate_unit(match["bottom"], match["of"])))
    return assemble(cell.printed, match["top"], marks, replace(cell.hint, money=False))
