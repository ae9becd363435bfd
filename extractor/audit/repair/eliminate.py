"""Whether figures can take values that keep all rows: exact elimination, with the reason where they cannot.

Equations are used up by Gauss, intervals by Fourier and Motzkin, in whole numbers, so that amounts of 10^11 rupiah lose
no digit. A combination of rows that leaves no changing figure and does not hold is an implied edit in the sense of
Fellegi and Holt: one of the figures in it must be wrong as well.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import gcd
from typing import NamedTuple

from extractor.audit.repair.amounts import Amounts
from extractor.audit.repair.relation import Bound, Row, Whole, kept

Edit = frozenset[str]
# Rows that elimination may grow to; more is taken for "possible" and left to the check of the values.
_MOST_ROWS = 400


def broken_edits(rows: Sequence[Row], free: frozenset[str], known: Amounts) -> list[Edit]:
    """The implied edits that no values of the free figures can keep; empty where there are such values."""
    left, found = _checked(rows, free, known)
    for name in sorted(free):
        if not left:
            break
        others, made = _without(left, name)
        if len(others) + len(made) > _MOST_ROWS:
            break
        open_rows, failed = _checked(made, free, known)
        left = others + open_rows
        found += failed
    return found


class Range(NamedTuple):
    """Lowest and highest value of a figure, null where there is none, and the other figures that give them, free ones too."""

    low: Bound = None
    high: Bound = None
    given: frozenset[str] = frozenset()

    @property
    def exact(self) -> bool:
        """Whether there is one value only."""
        return self.low is not None and self.low == self.high

    @property
    def width(self) -> tuple[int, Fraction]:
        """For sorting: the narrowest first, those without end last."""
        return (1, Fraction(0)) if self.low is None or self.high is None else (0, self.high - self.low)


def ranges(rows: Sequence[Row], names: Iterable[str], free: frozenset[str], known: Amounts) -> dict[str, Range]:
    """The range of each of some figures when the other free ones may take any value."""
    return {name: _range(_alone(rows, name, free), name, known) for name in names}


def _alone(rows: Sequence[Row], name: str, free: frozenset[str]) -> list[Row]:
    """The rows that follow without any free figure but one; none where they grow too many."""
    left = list(rows)
    for other in sorted(free - {name}):
        others, made = _without(left, other)
        left = others + made
        if len(left) > _MOST_ROWS:
            return []
    return left


def _range(rows: Iterable[Row], name: str, known: Amounts) -> Range:
    found = Range()
    for row in rows:
        factor = row.terms.get(name)
        if not factor:
            continue
        rest = known.total({other: part for other, part in row.terms.items() if other != name})
        ends = [None if end is None else Fraction(end * known.scale - rest, factor * known.scale) for end in row.ends]
        low, high = ends if factor > 0 else reversed(ends)
        narrower = Range(
            found.low if low is None or (found.low is not None and found.low >= low) else low,
            found.high if high is None or (found.high is not None and found.high <= high) else high,
        )
        if narrower[:2] != found[:2]:
            found = narrower._replace(given=found.given.union(row.terms, row.kept) - {name})
    return found


def _checked(rows: Iterable[Row], free: frozenset[str], known: Amounts) -> tuple[list[Row], list[Edit]]:
    """Rows that still hold a free figure, and the edits of those without one that do not hold."""
    left: list[Row] = []
    failed: list[Edit] = []
    for row in rows:
        if not free.isdisjoint(row.terms):
            left.append(row)
        elif not kept(row, known):
            failed.append(frozenset(row.terms) | (row.kept - free))
    return left, failed


def _without(rows: Sequence[Row], name: str) -> tuple[list[Row], list[Row]]:
    """The rows that do not hold a figure, and those that follow from the others and do not hold it either."""
    having = [row for row in rows if name in row.terms]
    others = [row for row in rows if name not in row.terms]
    exact = [row for row in having if row.low is not None and row.low == row.high]
    if exact:
        pivot = min(exact, key=lambda row: len(row.terms))
        return others, [_less(row, pivot, name) for row in having if row is not pivot]
    pairs = [_less(second, first, name) for index, first in enumerate(having) for second in having[index + 1 :]]
    return others, pairs


def _less(row: Row, pivot: Row, name: str) -> Row:
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
        terms,
        _minus(row.low, times, low, factor),
        _minus(row.high, times, high, factor),
        row.kept.union(pivot.kept, (name,)),
    )


def _smallest(terms: dict[str, int], low: Whole, high: Whole, kept: frozenset[str]) -> Row:
    common = gcd(*terms.values(), low or 0, high or 0)
    if common > 1:
        terms = {name: part // common for name, part in terms.items()}
        low = None if low is None else low // common
        high = None if high is None else high // common
    return Row(terms, low, high, kept)


def _minus(one: Whole, times: int, two: Whole, factor: int) -> Whole:
    return None if one is None or two is None else one * times - two * factor
