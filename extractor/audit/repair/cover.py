"""The cheapest set of figures that meets all demands: a weighted covering problem in zeros and ones.

Demands and figures that others make needless are dropped, what is left falls apart into small problems, and those are
settled by branch and bound. One that is not, goes to the mixed-integer solver HiGHS through scipy, imported only then.
All of it is exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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
    best = _Best(_UNLIKELY)
    _branch(demands, weights, frozenset(), frozenset(), best)
    if best.branches > 0:
        return best.chosen
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


def _branch(
    demands: Sequence[Demand], weights: Mapping[str, int], chosen: frozenset[str], barred: frozenset[str], best: _Best
) -> None:
    """Try all ways to meet the demand with the fewest figures left; each way bars those before it."""
    if best.branches <= 0:
        return
    best.branches -= 1
    left = [demand for demand in demands if not demand.met(chosen)]
    cost = sum(weights[name] for name in chosen)
    # A demand that is met because a row was not added may be open again later, so all are handed down.
    if not left:
        if cost < best.cost:
            best.cost, best.chosen = cost, chosen
        return
    opened = [demand.more - barred for demand in left]
    if cost + _least(opened, weights) >= best.cost:
        return
    narrow = min(opened, key=lambda names: (len(names), sorted(names)))
    rest = [demand for demand in demands if demand.less or not demand.met(chosen)]
    for name in sorted(narrow, key=lambda item: (weights[item], item)):
        _branch(rest, weights, chosen | {name}, barred, best)
        barred |= {name}


def _least(opened: Sequence[frozenset[str]], weights: Mapping[str, int]) -> int:
    """What demands without a common figure cost at least; more than any set where one cannot be met."""
    cost, seen = 0, frozenset[str]()
    for names in sorted(opened, key=len):
        if not names:
            return _UNLIKELY
        if seen.isdisjoint(names):
            cost += min(weights[name] for name in names)
            seen |= names
    return cost
