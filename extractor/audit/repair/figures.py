"""Figures as bits, so that sets of them are whole numbers, and what calling each of them wrong costs."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from extractor.remembered import remembered

Bits = int
"""A set of figures."""


class Demand(NamedTuple):
    """One of `more` is in the set, or one of `less` is not."""

    more: Bits
    less: Bits = 0

    def met(self, chosen: Bits) -> bool:
        """Whether a set meets the demand."""
        return bool(self.more & chosen) or self.less & chosen != self.less


class Figures:
    """The figures of one search; the bit of a figure that came up later is higher."""

    def __init__(self, weigh: Callable[[str], int]) -> None:
        self._weigh = weigh
        self._bits: dict[str, Bits] = {}
        self._names: list[str] = []
        self.costs: dict[Bits, int] = {}

    def of(self, names: Iterable[str]) -> Bits:
        """The bits of some figures; new ones are weighed, in the order of their names."""
        found = 0
        for name in sorted(names):
            bit = self._bits.get(name)
            if bit is None:
                bit = self._bits[name] = 1 << len(self._names)
                self._names.append(name)
                self.costs[bit] = self._weigh(name)
            found |= bit
        return found

    def names(self, bits: Bits) -> frozenset[str]:
        """The figures of some bits."""
        return frozenset(self._names[bit.bit_length() - 1] for bit in single(bits))

    def cost(self, bits: Bits) -> int:
        """What calling some figures wrong costs."""
        return sum([self.costs[bit] for bit in single(bits)])

    def among(self, weigh: Callable[[str], int]) -> "Figures":
        """The same figures for another search, which weighs further ones by itself."""
        copy = Figures(weigh)
        copy._bits, copy._names, copy.costs = dict(self._bits), list(self._names), dict(self.costs)
        return copy

    def reweighed(self, weigh: Callable[[str], int]) -> "Figures":
        """The same figures, all weighed anew."""
        copy = self.among(weigh)
        copy.costs = {bit: weigh(name) for name, bit in self._bits.items()}
        return copy

    def differing(self, other: "Figures") -> Bits:
        """The figures that cost another amount in another search about the same."""
        return sum([bit for bit, cost in self.costs.items() if other.costs.get(bit) != cost])


@remembered(1 << 10)
def single(bits: Bits) -> tuple[Bits, ...]:
    """Each bit by itself, the lowest first."""
    found = []
    while bits:
        bit = bits & -bits
        found.append(bit)
        bits ^= bit
    return tuple(found)
