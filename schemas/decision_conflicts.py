"""Decisions that contradict each other, each with both places."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.decisions import CellDecision, FindingDecision, NameDecision, TableDecision


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision with its section, file and line."""

    file: str
    line: int
    section: str
    decision: Any


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two decisions that cannot both hold, the earlier first."""

    first: Placed
    second: Placed
    problem: str


def conflicts(placed: Sequence[Placed]) -> list[Conflict]:
    """All contradictions: of names in their meaning, of everything else where one place is decided in two ways."""
    found = [*_twice(placed)]
    names = [entry for entry in placed if entry.section == "names"]
    for agency, unit in sorted({_scope(entry.decision) for entry in names}):
        found += _of_names([entry for entry in names if _reaches(entry.decision, agency, unit)])
    return list({(c.first, c.second): c for c in found}.values())


def name_key(name: str) -> str:
    """A printed name without case and spare spaces: what a decision about it means."""
    return " ".join(name.casefold().split())


def _scope(decision: NameDecision) -> tuple[str, str]:
    """Office and unit that a decision is limited to, empty where it is not."""
    return name_key(decision.agency or ""), name_key(decision.unit or "")


def _reaches(decision: NameDecision, agency: str, unit: str) -> bool:
    """Whether a decision holds for an office and a unit."""
    own = _scope(decision)
    return own[0] in ("", agency) and own[1] in ("", unit)


def _twice(placed: Iterable[Placed]) -> Iterator[Conflict]:
    """Places that are decided in two ways."""
    seen: dict[tuple[object, ...], Placed] = {}
    for entry in placed:
        key, value, what = _place(entry.decision)
        if not key:
            continue
        first = seen.setdefault(key, entry)
        if _place(first.decision)[1] != value:
            yield Conflict(first, entry, f"{what} is decided in two ways")


def _place(decision: Any) -> tuple[tuple[object, ...], object, str]:
    """What a decision is about, what it says of it, and its name; nothing for names."""
    if isinstance(decision, CellDecision):
        cell = (decision.report, decision.table, decision.row, decision.column, decision.page, decision.bbox)
        told = f"{decision.row}/{decision.column} of {decision.table}" if decision.table else f"on page {decision.page}"
        return ("cell", *cell), decision.text, f"cell {told}"
    if isinstance(decision, FindingDecision):
        return ("finding", decision.key), decision.decision, f"finding {decision.key}"
    if isinstance(decision, TableDecision):
        said = decision.model_dump(exclude={"who", "when", "reason", "place"})
        place = decision.place
        name = place.table or place.caption or place.number or place.kind
        # Without an id, each box is a table of its own.
        where = (decision.regions, decision.without) if name is None else ()
        return ("table", place, *where), said, f"table {name or 'in a box'}"
    return (), None, ""


class _Sets:
    """Names and ids that are one thing, each set with the decision that joined them last."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self.ids: dict[str, tuple[str, Placed]] = {}
        self.joined: dict[str, Placed] = {}

    def top(self, node: str) -> str:
        """The node that stands for the set."""
        while self._parent.get(node, node) != node:
            node = self._parent[node]
        return node

    def join(self, left: str, right: str, by: Placed) -> None:
        """Makes two sets one."""
        a, b = self.top(left), self.top(right)
        if a != b:
            self._parent[b] = a
            if b in self.ids:
                self.ids.setdefault(a, self.ids[b])
        self.joined[a] = by


def _of_names(entries: Sequence[Placed]) -> Iterator[Conflict]:
    """Contradictions between decisions about names that reach the same figures."""
    into = yield from _merged([entry for entry in entries if entry.decision.decision == "merged"])
    sets = _Sets()
    for entry in entries:
        if entry.decision.decision == "same":
            yield from _same(entry, sets, into)
    for entry in entries:
        decision = entry.decision
        if decision.decision != "different":
            continue
        nodes = [_node(name) for name in decision.names] + ([_id(decision.id, into)] if decision.id else [])
        if sets.top(nodes[0]) == sets.top(nodes[1]):
            other = sets.joined[sets.top(nodes[0])]
            what = " and ".join(f'"{name}"' for name in (*decision.names, *([decision.id] if decision.id else [])))
            first, second = sorted((other, entry), key=entries.index)
            yield Conflict(first, second, f"{what} are called the same and different")


def _merged(entries: Sequence[Placed]) -> Generator[Conflict, None, dict[str, str]]:
    """Ids that were merged into two others or, in the end, into themselves; returns what was merged into what."""
    into: dict[str, str] = {}
    by: dict[str, Placed] = {}
    for entry in entries:
        old, new = entry.decision.id, entry.decision.into
        if into.get(old, new) != new:
            yield Conflict(by[old], entry, f"{old} is merged into {into[old]} and into {new}")
            continue
        end = new
        while end in into and end != old:
            end = into[end]
        if end == old:
            yield Conflict(by[new], entry, f"{old} is merged into {new}, which is merged into {old}")
            continue
        into[old], by[old] = new, entry
    return into


def _same(entry: Placed, sets: _Sets, into: dict[str, str]) -> Iterator[Conflict]:
    """Joins the names of a decision; two ids for one thing contradict each other."""
    decision = entry.decision
    nodes = [_node(name) for name in decision.names] + ([_id(decision.id, into)] if decision.id else [])
    if decision.id:
        sets.ids.setdefault(sets.top(nodes[-1]), (_id(decision.id, into), entry))
    for node in nodes[1:]:
        known, other = sets.ids.get(sets.top(nodes[0])), sets.ids.get(sets.top(node))
        if known and other and known[0] != other[0]:
            first, second = (other[1], entry) if known[1] is entry else (known[1], entry)
            yield Conflict(first, second, f'"{decision.names[0]}" is {known[0][3:]} and {other[0][3:]}')
            return
        sets.join(nodes[0], node, entry)


def _node(name: str) -> str:
    """The node of a name."""
    return f"name:{name_key(name)}"


def _id(id_: str, into: dict[str, str]) -> str:
    """The node of an id, or of what it was merged into."""
    while id_ in into:
        id_ = into[id_]
    return f"id:{id_}"
