"""The cheapest set of figures that meets all demands: a weighted covering problem in zeros and ones.

Demands and figures that others make needless are dropped, what is left falls apart into small problems, and those are
settled by branch and bound. One that is not, goes to the mixed-integer solver HiGHS through scipy, imported only then.
All of it is exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.audit.repair.branches import OPEN, Demand, by_branches
from extractor.audit.repair.integers import by_integers

# Figures that hang together in one problem, and what it may cost: more are no slips of the pen but two versions of a table.
_MOST, _DEAREST = 80, 12_000


@dataclass(slots=True)
class Known:
    """Problems that were settled before, with the same weights, and the figures of those too large to settle."""

    settled: dict[frozenset[Demand], frozenset[str] | None] = field(default_factory=dict)
    small: dict[frozenset[Demand], frozenset[str] | None] = field(default_factory=dict)
    tangled: set[str] = field(default_factory=set)


def cheapest(demands: Sequence[Demand], weights: Mapping[str, int], most: int, known: Known) -> frozenset[str] | None:
    """The cheapest set within a cost that meets all demands, the first by name among equals; null where there is none.

    Demands that hang together over too many figures are let go, their figures told in `known`.
    """
    chosen: frozenset[str] = frozenset()
    clear = {demand for demand in demands if known.tangled.isdisjoint(demand.more)}
    for part in _apart(clear):
        key = frozenset(part)
        if key not in known.settled:
            known.settled[key] = _settled(part, weights, known)
        found = known.settled[key]
        if found is None:
            return None
        chosen |= found
    return chosen if sum(weights[name] for name in chosen) <= most else None


def _settled(demands: Sequence[Demand], weights: Mapping[str, int], known: Known) -> frozenset[str] | None:
    """The cheapest set for demands that hang together; they may fall apart when needless ones are dropped."""
    chosen: frozenset[str] = frozenset()
    for part in _apart(_needed(demands, weights)):
        key = frozenset(part)
        if key not in known.small:
            known.small[key] = _small(part, weights, known)
        found = known.small[key]
        if found is None:
            return None
        chosen |= found
    return chosen


def _small(demands: Sequence[Demand], weights: Mapping[str, int], known: Known) -> frozenset[str] | None:
    if any(not demand.more and not demand.less for demand in demands):
        return None
    names = {name for demand in demands for name in demand.more}
    if len(names) > _MOST or _floor(demands, weights) > _DEAREST:
        known.tangled |= names
        return frozenset()
    found = by_branches(demands, weights)
    if found is not OPEN:
        return found
    return by_integers([(demand.more, demand.less) for demand in demands], weights)


def _floor(demands: Iterable[Demand], weights: Mapping[str, int]) -> int:
    """What demands without a common figure cost at least."""
    cost, seen = 0, frozenset[str]()
    for more, _ in sorted((demand for demand in demands if not demand.less), key=lambda item: len(item.more)):
        if seen.isdisjoint(more):
            cost += min(weights[name] for name in more)
            seen |= more
    return cost


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


def _apart(demands: Iterable[Demand]) -> list[list[Demand]]:
    """Demands that share figures, directly or through others."""
    group_of: dict[str, int] = {}
    groups: dict[int, tuple[set[str], list[Demand]]] = {}
    for number, demand in enumerate(demands):
        names = set(demand.more | demand.less)
        members = [demand]
        for old in {group_of[name] for name in names if name in group_of}:
            others, theirs = groups.pop(old)
            names |= others
            members += theirs
        groups[number] = names, members
        group_of.update(dict.fromkeys(names, number))
    return [members for _, members in groups.values()]
