"""Whether figures can take values that keep all rows: exact elimination, with the reason where they cannot.

Equations are used up by Gauss, intervals by Fourier and Motzkin, in fractions, so that amounts of 10^11 rupiah lose no
digit. A combination of rows that leaves no changing figure and does not hold is an implied edit in the sense of Fellegi
and Holt: one of the figures in it must be wrong as well.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from extractor.audit.repair.relation import Bound, Row, Values

Edit = frozenset[str]
# Rows that elimination may grow to; more is taken for "possible" and left to the check of the values.
_MOST_ROWS = 400


def broken_edits(rows: Sequence[Row], free: frozenset[str], values: Values) -> list[Edit]:
    """The implied edits that no values of the free figures can keep; empty where there are such values."""
    left = list(rows)
    found: list[Edit] = []
    for name in sorted(free):
        left, failed = _checked(left, free, values)
        found += failed
        left = _without(left, name)
        if len(left) > _MOST_ROWS:
            return found
    return found + _checked(left, free, values)[1]


def bounds(rows: Sequence[Row], name: str, free: frozenset[str], values: Values) -> tuple[Bound, Bound]:
    """Lowest and highest value of one figure when the other free ones may take any."""
    left = list(rows)
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
        rest = _rest(row, frozenset({name}), values)
        ends = _divided(_minus(row.low, rest), _minus(row.high, rest), factor)
        low = ends[0] if low is None else low if ends[0] is None else max(low, ends[0])
        high = ends[1] if high is None else high if ends[1] is None else min(high, ends[1])
    return low, high


def _checked(rows: Iterable[Row], free: frozenset[str], values: Values) -> tuple[list[Row], list[Edit]]:
    """Rows that still hold a free figure, and the edits of those without one that do not hold."""
    left: list[Row] = []
    failed: list[Edit] = []
    for row in rows:
        if free.isdisjoint(row.terms):
            if not row.allows(_rest(row, frozenset(), values)):
                failed.append(frozenset(row.terms) | (row.kept - free))
        else:
            left.append(row)
    return left, failed


def _rest(row: Row, but: frozenset[str], values: Values) -> Fraction:
    return sum((c * values[name] for name, c in row.terms.items() if name not in but), Fraction(0))


def _without(rows: Sequence[Row], name: str) -> list[Row]:
    """Rows that follow from these and do not hold a figure."""
    having = [row for row in rows if name in row.terms]
    others = [row for row in rows if name not in row.terms]
    pivot = min((row for row in having if row.exact), key=lambda row: len(row.terms), default=None)
    if pivot is not None:
        return others + [_less(row, pivot, name) for row in having if row is not pivot]
    pairs = [_less(second, first, name) for index, first in enumerate(having) for second in having[index + 1 :]]
    return others + pairs


def _less(row: Row, pivot: Row, name: str) -> Row:
    """The row less as much of the pivot as takes a figure out of it."""
    factor = row.terms[name] / pivot.terms[name]
    terms = dict(row.terms)
    for other, coefficient in pivot.terms.items():
        left = terms.get(other, Fraction(0)) - factor * coefficient
        if left:
            terms[other] = left
        else:
            terms.pop(other, None)
    low, high = (pivot.low, pivot.high) if factor > 0 else (pivot.high, pivot.low)
    return Row(
        terms, _minus(row.low, _times(high, factor)), _minus(row.high, _times(low, factor)), row.kept | pivot.kept
    )


def _minus(one: Bound, two: Bound) -> Bound:
    return None if one is None or two is None else one - two


def _times(one: Bound, factor: Fraction) -> Bound:
    return None if one is None else one * factor


def _divided(low: Bound, high: Bound, factor: Fraction) -> tuple[Bound, Bound]:
    ends = (_times(low, 1 / factor), _times(high, 1 / factor))
    return ends if factor > 0 else (ends[1], ends[0])
