"""Whether figures can take values that keep all rows: exact elimination, with the reason where they cannot.

Equations are used up by Gauss, intervals by Fourier and Motzkin, in whole numbers, so that amounts of 10^11 rupiah lose
no digit. A combination of rows that leaves no changing figure and does not hold is an implied edit in the sense of
Fellegi and Holt: one of the figures in it must be wrong as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from extractor.audit.repair.relation import Bound, Row, Values

Edit = frozenset[str]
# Rows that elimination may grow to; more is taken for "possible" and left to the check of the values.
_MOST_ROWS = 400
Whole = int | None


@dataclass(frozen=True, slots=True)
class _Scaled:
    """A row in whole numbers: low ≤ Σ coefficient × (figure × scale) ≤ high, the scale common to all rows."""

    terms: dict[str, int]
    low: Whole
    high: Whole
    kept: frozenset[str]


def broken_edits(rows: Sequence[Row], free: frozenset[str], values: Values) -> list[Edit]:
    """The implied edits that no values of the free figures can keep; empty where there are such values."""
    left, known, _ = _scaled(rows, free, values)
    found: list[Edit] = []
    for name in sorted(free):
        left, failed = _checked(left, free, known)
        found += failed
        left = _without(left, name)
        if len(left) > _MOST_ROWS:
            return found
    return found + _checked(left, free, known)[1]


def bounds(rows: Sequence[Row], name: str, free: frozenset[str], values: Values) -> tuple[Bound, Bound]:
    """Lowest and highest value of one figure when the other free ones may take any."""
    left, known, scale = _scaled(rows, free, values)
    for other in sorted(free - {name}):
        left = _without(left, other)
        if len(left) > _MOST_ROWS:
            return None, None
    low: Bound = None
    high: Bound = None
    for row in left:
        factor = row.terms.get(name)
        if not factor:
            continue
        rest = sum(c * known[other] for other, c in row.terms.items() if other != name)
        ends = (_share(row.low, rest, factor * scale), _share(row.high, rest, factor * scale))
        least, most = ends if factor > 0 else (ends[1], ends[0])
        low = least if low is None else low if least is None else max(low, least)
        high = most if high is None else high if most is None else min(high, most)
    return low, high


def _scaled(rows: Sequence[Row], free: frozenset[str], values: Values) -> tuple[list[_Scaled], dict[str, int], int]:
    """The rows and the figures that do not change in whole numbers, and the scale of the figures."""
    fixed = {name: values[name] for row in rows for name in row.terms if name not in free}
    scale = lcm(*(value.denominator for value in fixed.values()))
    known = {name: value.numerator * (scale // value.denominator) for name, value in fixed.items()}
    return [_in_whole_numbers(row, scale) for row in rows], known, scale


def _in_whole_numbers(row: Row, scale: int) -> _Scaled:
    ends = [end for end in (row.low, row.high) if end is not None]
    times = lcm(*(part.denominator for part in (*row.terms.values(), *ends)))
    terms = {name: part.numerator * (times // part.denominator) for name, part in row.terms.items() if part}
    low, high = (
        None if end is None else end.numerator * (times // end.denominator) * scale for end in (row.low, row.high)
    )
    return _Scaled(terms, low, high, row.kept)


def _checked(rows: Iterable[_Scaled], free: frozenset[str], known: dict[str, int]) -> tuple[list[_Scaled], list[Edit]]:
    """Rows that still hold a free figure, and the edits of those without one that do not hold."""
    left: list[_Scaled] = []
    failed: list[Edit] = []
    for row in rows:
        if not free.isdisjoint(row.terms):
            left.append(row)
            continue
        amount = sum(c * known[name] for name, c in row.terms.items())
        if (row.low is not None and amount < row.low) or (row.high is not None and amount > row.high):
            failed.append(frozenset(row.terms) | (row.kept - free))
    return left, failed


def _without(rows: Sequence[_Scaled], name: str) -> list[_Scaled]:
    """Rows that follow from these and do not hold a figure."""
    having = [row for row in rows if name in row.terms]
    others = [row for row in rows if name not in row.terms]
    exact = (row for row in having if row.low is not None and row.low == row.high)
    pivot = min(exact, key=lambda row: len(row.terms), default=None)
    if pivot is not None:
        return others + [_less(row, pivot, name) for row in having if row is not pivot]
    pairs = [_less(second, first, name) for index, first in enumerate(having) for second in having[index + 1 :]]
    return others + pairs


def _less(row: _Scaled, pivot: _Scaled, name: str) -> _Scaled:
    """The row less as much of the pivot as takes a figure out of it, in the smallest whole numbers."""
    mine, its = row.terms[name], pivot.terms[name]
    common = gcd(mine, its)
    times, factor = abs(its) // common, (mine if its > 0 else -mine) // common
    terms = {other: part * times for other, part in row.terms.items()} if times != 1 else dict(row.terms)
    for other, part in pivot.terms.items():
        left = terms.get(other, 0) - factor * part
        if left:
            terms[other] = left
        else:
            terms.pop(other, None)
    low, high = (pivot.low, pivot.high) if factor < 0 else (pivot.high, pivot.low)
    return _smallest(
        terms, _minus(row.low, times, low, factor), _minus(row.high, times, high, factor), row.kept | pivot.kept
    )


def _smallest(terms: dict[str, int], low: Whole, high: Whole, kept: frozenset[str]) -> _Scaled:
    common = gcd(*terms.values(), low or 0, high or 0)
    if common > 1:
        terms = {name: part // common for name, part in terms.items()}
        low, high = (None if end is None else end // common for end in (low, high))
    return _Scaled(terms, low, high, kept)


def _minus(one: Whole, times: int, two: Whole, factor: int) -> Whole:
    return None if one is None or two is None else one * times - two * factor


def _share(end: Whole, rest: int, divisor: int) -> Bound:
    return None if end is None else Fraction(end - rest, divisor)
