"""The cheapest set of figures that meets all demands: a weighted covering problem in zeros and ones.

Demands and figures that others make needless are dropped, what is left falls apart into small problems, and those are
settled by branch and bound. One that is not, goes to the mixed-integer solver HiGHS through scipy, imported only then.
All of it is exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.audit.repair.integers import by_integers

# Branches that are tried before the mixed-integer solver takes over.
BRANCHES = 3000
# Figures that hang together in one problem, and what it may cost: more are no slips of the pen but two versions of a table.
_MOST, _DEAREST = 80, 12_000
# More than any set costs.
_UNLIKELY = 10**9


@dataclass(frozen=True, slots=True)
class Demand:
    """One of `more` is in the set, or one of `less` is not."""

    more: frozenset[str]
    less: frozenset[str] = frozenset()

    def met(self, chosen: frozenset[str]) -> bool:
        """Whether a set meets the demand."""
        return not self.more.isdisjoint(chosen) or not self.less <= chosen


@dataclass(slots=True)
class _Best:
    """The cheapest set found so far, and the branches that are left."""

    cost: int
    chosen: frozenset[str] | None = None
    branches: int = BRANCHES


@dataclass(slots=True)
class Known:
    """Small problems that were settled before, with the same weights, and the figures of those too large to settle."""

    settled: dict[frozenset[Demand], frozenset[str] | None] = field(default_factory=dict)
    tangled: set[str] = field(default_factory=set)


def cheapest(demands: Sequence[Demand], weights: Mapping[str, int], most: int, known: Known) -> frozenset[str] | None:
    """The cheapest set within a cost that meets all demands, the first by name among equals; null where there is none.

    Demands that hang together over too many figures are let go, their figures told in `known`.
    """
    chosen: frozenset[str] = frozenset()
    clear = [demand for demand in demands if known.tangled.isdisjoint(demand.more)]
    for part in _apart(_needed(clear, weights)):
        key = frozenset(part)
        if key not in known.settled:
            known.settled[key] = _small(part, weights, known)
        found = known.settled[key]
        if found is None:
            return None
        chosen |= found
    return chosen if sum(weights[name] for name in chosen) <= most else None


def _small(demands: Sequence[Demand], weights: Mapping[str, int], known: Known) -> frozenset[str] | None:
    if any(not demand.more and not demand.less for demand in demands):
        return None
    names = {name for demand in demands for name in demand.more}
    if len(names) > _MOST or _least([demand.more for demand in demands if not demand.less], weights) > _DEAREST:
        known.tangled |= names
        return frozenset()
    search = _Search(demands, weights)
    search.branch(search.demands)
    if search.best.branches > 0:
        return search.best.chosen
    return by_integers([(demand.more, demand.less) for demand in demands], weights)


def _needed(demands: Sequence[Demand], weights: Mapping[str, int]) -> list[Demand]:
    """The demands without those that others imply, and without figures that a cheaper one can always stand for."""
    unique = sorted(
        set(demands), key=lambda item: (len(item.more) + len(item.less), sorted(item.more), sorted(item.less))
    )
    kept: list[Demand] = []
    for demand in unique:
        if not any(other.more <= demand.more and other.less <= demand.less for other in kept):
            kept.append(demand)
    places: dict[str, set[int]] = {}
    for index, demand in enumerate(kept):
        for name in demand.more:
            places.setdefault(name, set()).add(index)
    fixed = {name for demand in kept for name in demand.less}
    dropped = {name for name in places if name not in fixed and _is_replaced(name, kept, places, fixed, weights)}
    return [Demand(demand.more - dropped, demand.less) for demand in kept]


def _is_replaced(
    name: str,
    demands: Sequence[Demand],
    places: Mapping[str, set[int]],
    fixed: set[str],
    weights: Mapping[str, int],
) -> bool:
    """Whether another figure meets all demands that this one meets and costs less (or comes first by name)."""
    mine = places[name]
    rank = (weights[name], name)
    others = demands[min(mine)].more
    return any(other not in fixed and (weights[other], other) < rank and mine <= places[other] for other in others)


def _apart(demands: Sequence[Demand]) -> list[list[Demand]]:
    """Demands that share figures, directly or through others."""
    groups: list[tuple[set[str], list[Demand]]] = []
    for demand in demands:
        names, members = set(demand.more | demand.less), [demand]
        apart = []
        for group in groups:
            if group[0].isdisjoint(names):
                apart.append(group)
            else:
                names |= group[0]
                members = [*group[1], *members]
        groups = [*apart, (names, members)]
    return [members for _, members in groups]


class _Seen(NamedTuple):
    """What the search asks of a set of figures: their number, their order by name and by weight, the least weight.

    Tuples compare by number first and by name then, which is the order in which demands are met.
    """

    size: int
    names: tuple[int, ...]
    cheapest_first: tuple[int, ...]
    least: int
    mask: int


class _Search:
    """Branch and bound over demands as bit masks; the bits stand for the figures in the order of their names."""

    def __init__(self, demands: Sequence[Demand], weights: Mapping[str, int]) -> None:
        self._names = sorted({name for demand in demands for name in demand.more | demand.less})
        self._weights = [weights[name] for name in self._names]
        self._bits = {name: 1 << place for place, name in enumerate(self._names)}
        self._seen: dict[int, _Seen] = {}
        self.best = _Best(_UNLIKELY)
        self.demands = [(self._mask(demand.more), self._mask(demand.less)) for demand in demands]

    def _mask(self, names: frozenset[str]) -> int:
        return sum(self._bits[name] for name in names)

    def _look(self, mask: int) -> _Seen:
        """What is known of a set, worked out once: the search meets the same few again and again."""
        names = tuple(place for place in range(mask.bit_length()) if mask >> place & 1)
        order = tuple(sorted(names, key=lambda place: (self._weights[place], place)))
        seen = self._seen[mask] = _Seen(len(names), names, order, self._weights[order[0]], mask)
        return seen

    def branch(self, demands: Sequence[tuple[int, int]], chosen: int = 0, barred: int = 0, cost: int = 0) -> None:
        """Try all ways to meet the demand with the fewest figures left; each way bars those before it."""
        best = self.best
        if best.branches <= 0:
            return
        best.branches -= 1
        left = {more & ~barred for more, less in demands if not more & chosen and not less & ~chosen}
        # A demand that is met because a row was not added may be open again later, so all are handed down.
        if not left:
            if cost < best.cost:
                names = frozenset(name for name, bit in self._bits.items() if chosen & bit)
                best.cost, best.chosen = cost, names
            return
        if 0 in left:
            return
        opened = sorted(self._seen.get(mask) or self._look(mask) for mask in left)
        if cost + _apart_cost(opened) >= best.cost:
            return
        rest = [demand for demand in demands if demand[1] or not demand[0] & chosen]
        for place in opened[0].cheapest_first:
            self.branch(rest, chosen | 1 << place, barred, cost + self._weights[place])
            barred |= 1 << place


def _apart_cost(opened: Sequence[_Seen]) -> int:
    """What demands without a common figure cost at least."""
    cost = taken = 0
    for seen in opened:
        if not taken & seen.mask:
            cost += seen.least
            taken |= seen.mask
    return cost


def _least(demands: Sequence[frozenset[str]], weights: Mapping[str, int]) -> int:
    """What demands without a common figure cost at least; more than any set where one cannot be met."""
    cost, seen = 0, frozenset[str]()
    for names in sorted(demands, key=len):
        if not names:
            return _UNLIKELY
        if seen.isdisjoint(names):
            cost += min(weights[name] for name in names)
            seen |= names
    return cost
