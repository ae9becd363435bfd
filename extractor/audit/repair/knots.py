"""Knots of broken calculations, each solved apart: the figures to change, and how sure that is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from extractor.audit.repair.branches import NO_LIMIT
from extractor.audit.repair.localise import Search, Solution, again, as_good, narrowed, search
from extractor.audit.repair.network import Network
from extractor.audit.repair.relation import Ratio
from extractor.audit.repair.shifted import Shift
from extractor.audit.repair.values import derived
from extractor.audit.repair.weights import DEAREST, THOUSAND
from extractor.forks import shared

# Alternatives that are told of one knot.
_TOLD = 3
# Sets that are tried in place of one figure.
_TRIED = 5
# Work for each question after other sets.
_MORE_ROUNDS = 10
# Shifts that are tried.
_SHIFTS = 4
# A set of more figures is looked at again for one that takes at least half a figure less, before its rivals are asked after.
_MANY, _HALF = 5, THOUSAND // 2

Edit = frozenset[str]
Values = dict[str, Fraction | None]


def untangled(net: Network, jobs: int = 1) -> list[Solution]:
    """One solution for each knot, in the order of its first figure; empty where all calculations hold.

    A knot that the work allowed does not solve is left out: its findings stay unexplained. `jobs` processes share the knots.
    """
    # A row with many figures of another one speaks loudest.
    best, applied = _explained_with(net, sorted(net.shifts, key=lambda shift: -len(shift.names))[:_SHIFTS])
    return _with_shifts(_untied(best, jobs), applied, best.task.net) if best.chosen else []


@dataclass(frozen=True, slots=True)
class _Explained:
    """The figures that explain all broken calculations together, null where none do, and the search for them."""

    task: Search
    chosen: frozenset[str] | None

    @property
    def cost(self) -> int:
        """What the figures weigh."""
        return self.task.figures.cost(self.task.figures.of(self.chosen or ()))


def _explained(net: Network, before: Search | None = None, most: int = NO_LIMIT) -> _Explained:
    """What explains all broken calculations within a cost; a search about other values of some figures lends what still fails."""
    broken = [relation.facts for relation in net.broken()]
    task = again(before, net, broken) if before else search(net, broken)
    return _Explained(task, task.next(most, wide=True) if task.demands else frozenset())


def _explained_with(net: Network, shifts: Sequence[Shift]) -> tuple[_Explained, list[Shift]]:
    """What explains all broken calculations, and the shifts without each of which that takes more than a figure more."""
    best, applied = None, []
    for shift in shifts:
        best, worth = _with_or_without(net, shift) if best is None else _with_one_more(best, shift)
        applied += [shift] if worth else []
    return best or _explained(net), applied


def _with_or_without(net: Network, shift: Shift) -> tuple[_Explained, bool]:
    """What explains all with a shift where that is worth it, else without, and which it is."""
    found = _explained(_moved(net, shift))
    # That there is no cheap set without the shift is told sooner than what the cheapest one is.
    without = _explained(net, found.task, found.cost + THOUSAND)
    if found.chosen is not None and without.chosen is None and not without.task.exhausted:
        return found, True
    return without if without.chosen is not None else _explained(net), False


def _with_one_more(best: _Explained, shift: Shift) -> tuple[_Explained, bool]:
    """What explains all with a further shift where that is worth it, else what did before, and which it is."""
    found = _explained(_moved(best.task.net, shift), best.task, best.cost - THOUSAND - 1)
    return (best, False) if found.chosen is None else (found, True)


def _moved(net: Network, shift: Shift) -> Network:
    """The network with the figures of a row where they belong."""
    return net.altered(shift.moved, frozenset(), net.meant | shift.own)


def _untied(found: _Explained, jobs: int) -> list[Solution]:
    """The solutions of all knots in their order."""
    net = found.task.net
    knots = _knots(net, found.chosen or frozenset())
    tasks = [partial(_one_by_one, found.task, near) for near in _apart(net, knots)]
    solved = {knot: solution for near in shared(tasks, jobs) for knot, solution in near}
    return [solved[knot] for knot in knots if knot in solved]


def _one_by_one(task: Search, knots: Sequence[frozenset[str]]) -> list[tuple[frozenset[str], Solution]]:
    """The solutions of some knots that bear on each other, each found with the others untied."""
    now = {knot: _first(task.net, knot) for knot in knots} if len(knots) > 1 else {}
    solved = []
    for knot in knots:
        solution = _solved(task, knot, now)
        if solution is not None:
            now[knot] = {**solution.values, **{name: Fraction(1) for name in solution.rows}}
            solved.append((knot, solution))
    return solved


def _apart(net: Network, knots: Sequence[frozenset[str]]) -> list[list[frozenset[str]]]:
    """The knots, those together that calculations join, directly or through other figures: no others bear on each other."""
    groups: list[list[frozenset[str]]] = []
    places: dict[str, int] = {}
    for knot in knots:
        name = min(knot)
        if name not in places:
            places.update(dict.fromkeys(_reached(net, name), len(groups)))
            groups.append([])
        groups[places[name]].append(knot)
    return groups


def _reached(net: Network, name: str) -> set[str]:
    """The figures that calculations join with one."""
    seen, left = {name}, [name]
    while left:
        near = {other for index in net.touching.get(left.pop(), ()) for other in net.relations[index].facts} - seen
        seen |= near
        left += near
    return seen


def _with_shifts(solved: Sequence[Solution], applied: Sequence[Shift], net: Network) -> list[Solution]:
    """The solutions, those of the rows of a shift joined with the figures that it moved."""
    found = list(solved)
    for shift in applied:
        mine = [item for item in found if not item.names.isdisjoint(shift.names)]
        moved = {name: value for name, value in shift.moved.items() if value != Fraction(net.facts[name].value or 0)}
        values: Values = dict(moved)
        for item in mine:
            values.update(item.values)
        rows = tuple(name for item in mine for name in item.rows)
        whole = Solution(values, rows, THOUSAND, 0, (), shifted=True)
        found = [*(item for item in found if item not in mine), whole]
    return sorted(found, key=lambda item: sorted(item.names))


def _groups(edits: Iterable[Edit]) -> list[frozenset[Edit]]:
    """Edits that share figures, directly or through others."""
    groups: list[tuple[set[str], set[Edit]]] = []
    for edit in edits:
        names, members = set(edit), {edit}
        apart = []
        for group in groups:
            if group[0].isdisjoint(edit):
                apart.append(group)
            else:
                names |= group[0]
                members |= group[1]
        groups = [*apart, (names, members)]
    return [frozenset(members) for _, members in groups]


def _knots(net: Network, chosen: frozenset[str]) -> list[frozenset[str]]:
    """The chosen figures, those together that stand in one calculation."""
    links = [relation.facts & chosen for relation in net.of(chosen)]
    links += [frozenset({name}) for name in sorted(chosen)]
    # Where the formula is open, figures around one calculation may have one cause by another formula.
    for relation in net.relations:
        if isinstance(relation, Ratio) and relation.open_form and not relation.holds(net.amounts):
            links.append(frozenset(name for item in net.of(relation.facts) for name in item.facts & chosen))
    found = [frozenset(name for link in group for name in link) for group in _groups(filter(None, links))]
    return sorted(found, key=sorted)


def _solved(task: Search, knot: frozenset[str], first: Mapping[frozenset[str], Values]) -> Solution | None:
    """The best set for a knot with all other knots untied, and those that are as good."""
    untied = [values for other, values in first.items() if other != knot]
    rest = _with_untied(task.net, untied) if untied else task.net
    best = _best(rest, knot, task, cheapest=True)
    for relation in rest.of(knot):
        for other in relation.other_forms() if isinstance(relation, Ratio) else ():
            most = NO_LIMIT if best is None else best.cost - 1
            turned = _best(rest.instead(relation, other), knot, task, most)
            if turned is not None and turned.cost <= most:
                others = () if best is None else (best,)
                best = replace(turned, alternatives=(*turned.alternatives, *others)[:_TOLD])
    return best


def _best(
    rest: Network, knot: frozenset[str], before: Search, most: int = NO_LIMIT, cheapest: bool = False
) -> Solution | None:
    """The best set within a cost for a knot of a network in which all else holds, and those that are as good.

    None where it takes more figures than there are calculations that fail: these tell of no repair. `cheapest` tells that
    no set is cheaper than the knot.
    """
    broken = [relation.facts for relation in rest.of(knot) if not relation.holds(rest.amounts)]
    if not broken:
        return None
    task = narrowed(before, rest, broken, knot)
    most = min(most, DEAREST * _failing(before.net, broken))
    found = (task.made_of(knot, most) if cheapest else None) or _good(task, most)
    if found is None or not found.names:
        return None
    rivals = _rivals(task, found)
    while rivals and rivals[0].weight < found.weight:
        found = rivals[0]
        rivals = _rivals(task, found)
    seen = {item.names: item for item in reversed([found, *rivals])}
    best = min(seen.values(), key=_order)
    for other in _rivals(task, best) if best is not found else ():
        seen.setdefault(other.names, other)
    others = [item for item in sorted(seen.values(), key=_order) if item is not best and item.weight <= as_good(best)]
    return replace(best, alternatives=tuple(others[:_TOLD]), proven=not task.exhausted)


def _good(task: Search, most: int) -> Solution | None:
    """A set within a cost that mostly is the best."""
    found = task.solution(most, proven=False)
    while found is not None and len(found.names) > _MANY:
        other = task.solution(found.weight - _HALF, lacking=found.names, proven=False)
        if other is None:
            break
        found = other
    return found


def _failing(net: Network, broken: Iterable[Edit]) -> int:
    """How many calculations with figures of some broken ones fail as printed."""
    near = frozenset(name for edit in broken for name in edit)
    return len({relation.number for relation in net.of(near) if not relation.holds(net.amounts)})


def _order(solution: Solution) -> tuple[int, list[str]]:
    return solution.cost, sorted(solution.names)


def _rivals(task: Search, best: Solution) -> list[Solution]:
    """For each figure of a set the cheapest sets that leave it as printed, where they are as good.

    Only the first where that costs less than the set, which is not the best then.
    """
    found: list[Solution] = []
    left = best.names
    while left:
        task.rounds += _MORE_ROUNDS
        # The cheapest that leaves any of them is the cheapest for all that it leaves.
        other = task.solution(as_good(best), lacking=left)
        if other is None:
            break
        found.append(other)
        if other.weight < best.weight:
            break
        for name in sorted(left - other.names):
            found += _further(task, best, name, other)
        left &= other.names
    return found


def _further(task: Search, best: Solution, name: str, other: Solution | None) -> Iterator[Solution]:
    """The next sets that leave a figure as printed, each without what those before it have beside the best."""
    without = frozenset({name})
    for _ in range(_TRIED - 1):
        if other is None:
            break
        without |= other.names - best.names
        task.rounds += _MORE_ROUNDS
        other = task.solution(as_good(best), without)
        if other is not None:
            yield other


def _first(net: Network, knot: frozenset[str]) -> Values:
    """Values for a knot until it is solved by itself; unknown ones where there are none of the printed precision."""
    values = derived(net, knot).values
    unknown: Values = dict.fromkeys(knot)
    rows: Values = {name: Fraction(1) for name in knot if name in net.absent}
    return {**(unknown if values is None else values), **rows}


def _with_untied(net: Network, others: Iterable[Values]) -> Network:
    """The network with the figures of other knots at their right values; without the calculations of unknown ones."""
    values: dict[str, Fraction] = {}
    unknown: set[str] = set()
    for found in others:
        for name, value in found.items():
            if value is None:
                unknown.add(name)
            else:
                values[name] = value
    return net.altered(values, frozenset(unknown), net.meant)
