"""The cheapest covering set by branch and bound on sets of bits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import NamedTuple

# Branches that are tried before the mixed-integer solver takes over.
BRANCHES = 3000
# More than any set costs.
_UNLIKELY = 10**9
OPEN = frozenset({"open"})
"""The answer of a search that used up its branches."""


class Demand(NamedTuple):
    """One of `more` is in the set, or one of `less` is not."""

    more: frozenset[str]
    less: frozenset[str] = frozenset()

    def met(self, chosen: frozenset[str]) -> bool:
        """Whether a set meets the demand."""
        return not self.more.isdisjoint(chosen) or not self.less <= chosen


class _Bits(NamedTuple):
    """A demand as two sets of bits."""

    more: int
    less: int


@dataclass(slots=True)
class _Best:
    """The cheapest set found so far, what each bit costs, and the branches that are left."""

    cost: int
    costs: dict[int, int]
    chosen: int | None = None
    branches: int = BRANCHES


def by_branches(demands: Sequence[Demand], weights: Mapping[str, int]) -> frozenset[str] | None:
    """The cheapest set that meets all demands, the first by name among equals; null where there is none, else `OPEN`."""
    names = sorted({name for demand in demands for part in demand for name in part}, reverse=True)
    # The first name has the highest bit, so that the larger of two sets comes first by name.
    bits = {name: 1 << place for place, name in enumerate(names)}
    best = _Best(_UNLIKELY, {bits[name]: weights[name] for name in names})
    _branch([_Bits(_of(demand.more, bits), _of(demand.less, bits)) for demand in demands], 0, 0, 0, best)
    if best.branches <= 0:
        return OPEN
    chosen = best.chosen
    return None if chosen is None else frozenset(name for name, bit in bits.items() if bit & chosen)


def _of(names: Iterable[str], bits: Mapping[str, int]) -> int:
    return sum(bits[name] for name in names)


def _single(names: int) -> Iterator[int]:
    while names:
        bit = names & -names
        yield bit
        names ^= bit


def _branch(demands: Sequence[_Bits], chosen: int, cost: int, barred: int, best: _Best) -> None:
    """Try all ways to meet the demand with the fewest figures left; each way bars those before it."""
    if best.branches <= 0:
        return
    best.branches -= 1
    # A demand that is met because a row was not added may be open again later, so all are handed down.
    opened = [more & ~barred for more, less in demands if not more & chosen and less & chosen == less]
    if not opened:
        if cost < best.cost:
            best.cost, best.chosen = cost, chosen
        return
    if cost + _least(opened, best.costs, best.cost - cost) >= best.cost:
        return
    narrow = min(opened, key=lambda names: (names.bit_count(), -names))
    rest = [demand for demand in demands if demand.less or not demand.more & chosen]
    fixed = reduce(or_, (demand.less for demand in rest), 0)
    tried: list[int] = []
    for bit in sorted(_single(narrow), key=lambda item: (best.costs[item], -item)):
        mine = reduce(and_, (names for names in opened if names & bit), -1)
        # A cheaper figure that meets all that this one meets was tried before, with all that may go with it.
        if not any(other & mine and not other & fixed for other in tried):
            _branch(rest, chosen | bit, cost + best.costs[bit], barred, best)
            tried.append(bit)
        barred |= bit


def _least(opened: Iterable[int], costs: Mapping[int, int], enough: int) -> int:
    """What demands cost at least, as far as that is below `enough`; more than any set where one cannot be met.

    Each demand in turn charges its figures as much as the cheapest of them has left (dual ascent).
    """
    total = 0
    left = dict(costs)
    spent = 0
    for names in sorted(opened, key=int.bit_count):
        if not names:
            return _UNLIKELY
        if names & spent:
            continue
        single = tuple(_single(names))
        charge = min([left[bit] for bit in single])
        total += charge
        if total >= enough:
            return total
        for bit in single:
            left[bit] -= charge
            if not left[bit]:
                spent |= bit
    return total
