"""What a calculation demands of the figures in it: linear rows with exact bounds, ratios linearised where a side is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from extractor.audit.repair.amounts import Amounts

Values = Mapping[str, Fraction]
Bound = Fraction | None
Whole = int | None


class Row(NamedTuple):
    """low ≤ Σ coefficient × figure ≤ high in whole numbers, and the figures that were taken as printed to make it linear."""

    terms: dict[str, int]
    low: Whole
    high: Whole
    kept: frozenset[str] = frozenset()

    @property
    def ends(self) -> tuple[Whole, Whole]:
        """Both bounds."""
        return self.low, self.high


def row_of(terms: Mapping[str, Fraction], low: Bound, high: Bound, kept: frozenset[str] = frozenset()) -> Row:
    """The row with all its numbers times what makes them whole."""
    parts = [*terms.values(), *(end for end in (low, high) if end is not None)]
    times = lcm(*[part.denominator for part in parts])
    ends = [None if end is None else _times(end, times) for end in (low, high)]
    return Row({name: _times(part, times) for name, part in terms.items() if part}, ends[0], ends[1], kept)


def _times(part: Fraction, times: int) -> int:
    return part.numerator * (times // part.denominator)


def kept(row: Row, amounts: Amounts) -> bool:
    """Whether the figures keep a row."""
    amount = amounts.total(row.terms)
    low, high = row.low, row.high
    return (low is None or amount >= low * amounts.scale) and (high is None or amount <= high * amounts.scale)


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum, difference or mean of figures, or the `agreement` of two prints of one figure."""

    number: int
    row: Row
    facts: frozenset[str] = field(default=frozenset())
    agreement: bool = False

    def holds(self, amounts: Amounts) -> bool:
        """Whether the figures keep the relation."""
        return kept(self.row, amounts)

    def rows(self, free: frozenset[str], amounts: Amounts) -> tuple[Row, ...]:
        """The rows of the relation, whichever figures may change."""
        return (self.row,)

    def waits(self, free: frozenset[str]) -> bool:
        """Whether the relation demands more once some of the free figures are settled."""
        return False


@dataclass(frozen=True, slots=True)
class Ratio:
    """offset + factor × upper / lower lies within a margin around the printed share.

    `open_form` tells that the rule tried other formulas as well and none gave the print. `times` is what makes the
    numbers of the formula whole.
    """

    number: int
    share: str
    upper: str
    lower: str
    factor: Fraction
    offset: Fraction
    below: Fraction
    above: Fraction
    facts: frozenset[str] = field(default=frozenset())
    open_form: bool = False
    times: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        parts = (self.factor, self.offset, self.below, self.above)
        object.__setattr__(self, "times", lcm(*[part.denominator for part in parts]))

    def other_forms(self) -> tuple["Ratio", ...]:
        """The same figures by the formulas for indicators where less is better, where the report may have used one."""
        if not self.open_form:
            return ()
        mirrored = replace(self, factor=-self.factor, offset=2 * self.factor, open_form=False)
        turned = replace(self, upper=self.lower, lower=self.upper, open_form=False)
        return mirrored, turned

    def holds(self, amounts: Amounts) -> bool:
        """Whether the figures keep the relation; nothing is a share of zero."""
        return amounts.whole[self.lower] != 0 and kept(self._with_base(amounts), amounts)

    def rows(self, free: frozenset[str], amounts: Amounts) -> tuple[Row, ...]:
        """Linear rows: with the base kept, else with the share kept, else none, for a new share follows from any amounts."""
        if self.lower not in free:
            # No value of the others helps against a base of zero; that the relation does not hold is told by `holds`.
            return (self._with_base(amounts),) if amounts.whole[self.lower] else ()
        return () if self.share in free else self._with_share(amounts)

    def waits(self, free: frozenset[str]) -> bool:
        """Whether the relation demands more once some of the free figures are settled."""
        return self.lower in free and self.share in free

    def _with_base(self, amounts: Amounts) -> Row:
        """Times × (factor × scale × upper - base × share) between the bounds, the base in units of 1 / scale."""
        base = amounts.whole[self.lower]
        least, most = (base * _times(end, self.times) for end in (-self.below - self.offset, self.above - self.offset))
        if base < 0:
            least, most = most, least
        terms = {self.upper: _times(self.factor, self.times) * amounts.scale, self.share: -base * self.times}
        return Row(terms, least, most, frozenset({self.lower}))

    def _with_share(self, amounts: Amounts) -> tuple[Row, Row]:
        """Factor × upper is no less than the lowest share of the base, and no more than the highest."""
        share = amounts.whole[self.share] * self.times
        less, more, offset = (
            _times(part, self.times) * amounts.scale for part in (self.below, self.above, self.offset)
        )
        upper = _times(self.factor, self.times) * amounts.scale
        taken = frozenset({self.share})
        low = {self.upper: upper, self.lower: -(share - offset - less)}
        high = {self.upper: upper, self.lower: -(share - offset + more)}
        return Row(low, 0, None, taken), Row(high, None, 0, taken)


Relation = Linear | Ratio
