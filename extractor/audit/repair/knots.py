"""Knots of broken calculations, each solved apart: the figures to change, and how sure that is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from extractor.audit.repair.localise import Search, Solution, as_good, search
from extractor.audit.repair.network import Network
from extractor.audit.repair.relation import Ratio
from extractor.audit.repair.shifted import Shift
from extractor.audit.repair.values import derived
from extractor.audit.repair.weights import THOUSAND

# Alternatives that are told of one knot.
_TOLD = 3
# Sets that are tried in place of one figure.
_TRIED = 10
# Work for each question after other sets.
_MORE_ROUNDS = 10
# Shifts that are tried.
_SHIFTS = 4

Edit = frozenset[str]
Values = dict[str, Fraction | None]


def untangled(net: Network) -> list[Solution]:
    """One solution for each knot, in the order of its first figure; empty where all calculations hold.

    A knot that the work allowed does not solve is left out: its findings stay unexplained.
    """
    weights: dict[str, int] = {}
    chosen = _explained(net, weights)
    if not chosen:
        return []
    applied: list[Shift] = []
    for shift in net.shifts[:_SHIFTS]:
        moved = net.altered({**net.values, **shift.moved}, frozenset(), net.meant | shift.own)
        fewer: dict[str, int] = {}
        found = _explained(moved, fewer)
        if _total(found, fewer) + THOUSAND < _total(chosen, weights):
            net, chosen, weights = moved, found, fewer
            applied.append(shift)
    return _with_shifts(_untied_one_by_one(net, chosen, weights), applied, net)


def _explained(net: Network, weights: dict[str, int]) -> frozenset[str]:
    """The figures that explain all broken calculations together."""
    edits = [relation.facts for relation in net.broken()]
    return (search(net, edits, weights).next() if edits else None) or frozenset()


def _total(chosen: frozenset[str], weights: dict[str, int]) -> int:
    return sum(weights[name] for name in chosen)


def _untied_one_by_one(net: Network, chosen: frozenset[str], weights: dict[str, int]) -> list[Solution]:
    knots = _knots(net, chosen)
    first = {knot: _first(net, knot) for knot in knots}
    solved = []
    for knot in knots:
        solution = _solved(net, knot, first, weights)
        if solution is not None:
            first[knot] = {**solution.values, **{name: Fraction(1) for name in solution.rows}}
            solved.append(solution)
    return solved


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
        if isinstance(relation, Ratio) and relation.open_form and not relation.holds(net.values):
            links.append(frozenset(name for item in net.of(relation.facts) for name in item.facts & chosen))
    found = [frozenset(name for link in group for name in link) for group in _groups(links)]
    return sorted(found, key=sorted)


def _solved(
    net: Network, knot: frozenset[str], first: Mapping[frozenset[str], Values], weights: dict[str, int]
) -> Solution | None:
    """The best set for a knot with all other knots untied, and those that are as good."""
    rest = _untied(net, (values for other, values in first.items() if other != knot))
    best = _best(rest, knot, weights)
    for relation in rest.of(knot):
        for other in relation.other_forms() if isinstance(relation, Ratio) else ():
            turned = _best(rest.instead(relation, other), knot, weights)
            if turned is not None and best is not None and turned.cost < best.cost:
                best = replace(turned, alternatives=(*turned.alternatives, best)[:_TOLD])
    return best


def _best(rest: Network, knot: frozenset[str], weights: dict[str, int]) -> Solution | None:
    """The best set for a knot of a network in which all else holds, and those that are as good."""
    broken = [relation.facts for relation in rest.of(knot) if not relation.holds(rest.values)]
    if not broken:
        return None
    task = search(rest, broken, dict(weights))
    found = task.solution()
    if found is None or not found.names:
        return None
    seen = {found.names: found}
    for other in _rivals(task, found):
        seen.setdefault(other.names, other)
    best = min(seen.values(), key=_order)
    for other in _rivals(task, best) if best is not found else ():
        seen.setdefault(other.names, other)
    others = [item for item in sorted(seen.values(), key=_order) if item is not best and item.weight <= as_good(best)]
    return replace(best, alternatives=tuple(others[:_TOLD]))


def _order(solution: Solution) -> tuple[int, list[str]]:
    return solution.cost, sorted(solution.names)


def _rivals(task: Search, best: Solution) -> list[Solution]:
    """For each figure of a set the cheapest sets that leave it as printed, where they are as good."""
    found = []
    for name in sorted(best.names):
        without = frozenset({name})
        for _ in range(_TRIED):
            task.rounds += _MORE_ROUNDS
            other = task.solution(as_good(best), without)
            if other is None:
                break
            found.append(other)
            without |= other.names - best.names
    return found


def _first(net: Network, knot: frozenset[str]) -> Values:
    """Values for a knot until it is solved by itself; unknown ones where there are none of the printed precision."""
    values = derived(net, knot)
    unknown: Values = dict.fromkeys(knot)
    rows: Values = {name: Fraction(1) for name in knot if name in net.absent}
    return {**(unknown if values is None else values), **rows}


def _untied(net: Network, others: Iterable[Values]) -> Network:
    """The network with the figures of other knots at their right values; without the calculations of unknown ones."""
    values = dict(net.values)
    unknown: set[str] = set()
    for found in others:
        for name, value in found.items():
            if value is None:
                unknown.add(name)
            else:
                values[name] = value
    return net.altered(values, frozenset(unknown), net.meant)
