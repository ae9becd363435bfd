"""The figures of a network as whole numbers of one small unit, so that sums need no common divisors."""

from collections.abc import Mapping
from fractions import Fraction
from math import lcm


class Amounts:
    """Each figure as a whole number of the unit 1 / `scale`."""

    __slots__ = ("scale", "whole")

    def __init__(self, values: Mapping[str, Fraction]) -> None:
        self.scale = lcm(*{value.denominator for value in values.values()})
        self.whole = {name: self._in_units(value) for name, value in values.items()}

    def _in_units(self, value: Fraction) -> int:
        return value.numerator * (self.scale // value.denominator)

    def changed(self, values: Mapping[str, Fraction]) -> "Amounts":
        """The same with some figures at other values."""
        finer = lcm(self.scale, *[value.denominator for value in values.values()])
        times = finer // self.scale
        other = Amounts.__new__(Amounts)
        other.scale = finer
        other.whole = dict(self.whole) if times == 1 else {name: value * times for name, value in self.whole.items()}
        for name, value in values.items():
            other.whole[name] = other._in_units(value)
        return other

    def total(self, terms: Mapping[str, int]) -> int:
        """The sum of coefficient × figure, in units."""
        whole = self.whole
        return sum([part * whole[name] for name, part in terms.items()])
