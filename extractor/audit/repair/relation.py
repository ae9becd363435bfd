"""What a calculation demands of the figures in it: linear rows with exact bounds, ratios linearised where a side is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

Values = Mapping[str, Fraction]
Bound = Fraction | None


@dataclass(frozen=True, slots=True)
class Row:
    """low ≤ Σ coefficient × figure ≤ high, and the figures that were taken as printed to make it linear."""

    terms: dict[str, Fraction]
    low: Bound
    high: Bound
    kept: frozenset[str] = frozenset()

    @property
    def exact(self) -> bool:
        """Whether the row is an equation."""
        return self.low is not None and self.low == self.high

    def allows(self, amount: Fraction) -> bool:
        """Whether a sum of the terms lies within the bounds."""
        return (self.low is None or amount >= self.low) and (self.high is None or amount <= self.high)


def total(terms: Mapping[str, Fraction], values: Values) -> Fraction:
    """The sum of coefficient × figure; most are whole numbers, which add up without looking for common divisors."""
    whole, rest = 0, Fraction(0)
    for name, factor in terms.items():
        value = values[name]
        if factor.denominator == value.denominator == 1:
            whole += factor.numerator * value.numerator
        else:
            rest += factor * value
    return rest + whole


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum, difference or mean of figures, or the `agreement` of two prints of one figure."""

    number: int
    row: Row
    facts: frozenset[str] = field(default=frozenset())
    agreement: bool = False

    def holds(self, values: Values) -> bool:
        """Whether the figures keep the relation."""
        return self.row.allows(total(self.row.terms, values))

    def rows(self, free: frozenset[str], values: Values) -> tuple[Row, ...]:
        """The rows of the relation, whichever figures may change."""
        return (self.row,)


@dataclass(frozen=True, slots=True)
class Ratio:
    """offset + factor × upper / lower lies within a margin around the printed share.

    `open_form` tells that the rule tried other formulas as well and none gave the print.
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

    def other_forms(self) -> tuple["Ratio", ...]:
        """The same figures by the formulas for indicators where less is better, where the report may have used one."""
        if not self.open_form:
            return ()
        mirrored = replace(self, factor=-self.factor, offset=2 * self.factor, open_form=False)
        turned = replace(self, upper=self.lower, lower=self.upper, open_form=False)
        return mirrored, turned

    def holds(self, values: Values) -> bool:
        """Whether the figures keep the relation; nothing is a share of zero."""
        if values[self.lower] == 0:
            return False
        gap = self.offset + self.factor * values[self.upper] / values[self.lower] - values[self.share]
        return -self.below <= gap <= self.above

    def rows(self, free: frozenset[str], values: Values) -> tuple[Row, ...]:
        """Linear rows: with the base kept, else with the share kept, else none, for a new share follows from any amounts."""
        base = values[self.lower]
        if self.lower not in free and base == 0:
            # No value of the others helps; that the relation does not hold is told by `holds`.
            return ()
        if self.lower not in free:
            terms = {self.upper: self.factor / base, self.share: Fraction(-1)}
            return (Row(terms, -self.below - self.offset, self.above - self.offset, frozenset({self.lower})),)
        if self.share in free:
            return ()
        share, kept = values[self.share] - self.offset, frozenset({self.share})
        low = {self.upper: self.factor, self.lower: -(share - self.below)}
        high = {self.upper: self.factor, self.lower: -(share + self.above)}
        return (Row(low, Fraction(0), None, kept), Row(high, None, Fraction(0), kept))


Relation = Linear | Ratio
