"""Which ids of different reports are one indicator: names that no catalogue has, joined by the features of matching.

Every id that an audit gave is a node. Two nodes are compared as two names of one report are: the same guards forbid, the same
features speak for and against. In one office equal figures of the same years speak too, so that a renamed indicator stays one
series. Two ids that stand in one table are two things. The result depends on the set of ids alone, not on the order in which
reports came; the series has the id of the earliest member, so that newer reports never change it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.dataset.derived_rows import ConcordanceRow, MoveRow
from extractor.matching.compare import Comparison, compare
from extractor.matching.entries import Entries, Entry
from extractor.matching.normalise import read_name
from extractor.matching.view import Side, objective_words
from extractor.matching.weights import weights
from schemas.catalogue import polarity_of

PROVISIONAL = "x-"
# So many other ids are looked at closely for each one, those that share this part of the weight of its words.
MOST, LEAST_SHARED = 24, 0.35
# Equal figures that two ids of one office need, and what each of them leaves of the doubt.
FEWEST_FIGURES, DOUBT_LEFT = 2, 0.2
Figure = tuple[str, str, int, str]
"""Office, measure, year and value."""


@dataclass
class Node:
    """An id with all that reports print of it."""

    id: str
    names: Counter[str] = field(default_factory=Counter)
    unit_kinds: Counter[str] = field(default_factory=Counter)
    agencies: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    tables: set[tuple[str, str]] = field(default_factory=set)
    objectives: set[str] = field(default_factory=set)
    figures: set[Figure] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The name that is printed most often."""
        return min(self.names, key=lambda name: (-self.names[name], name))

    @property
    def unit_kind(self) -> str | None:
        """The kind of unit that is printed most often."""
        return min(self.unit_kinds, key=lambda kind: (-self.unit_kinds[kind], kind)) if self.unit_kinds else None

    @property
    def known(self) -> bool:
        """Whether the catalogue has it."""
        return not self.id.startswith(PROVISIONAL)

    @property
    def age(self) -> tuple[bool, int, str]:
        """What gives a series its id: the catalogue first, then the earliest year, then the alphabet."""
        return (not self.known, min(self.years, default=9999), self.id)

    def side(self) -> Side:
        """The name as it is compared."""
        words = frozenset().union(*map(objective_words, sorted(self.objectives)))
        return Side(
            read_name(self.name), self.unit_kind, tuple(sorted(self.kinds)), words, polarity_of(self.name, None)
        )


@dataclass(frozen=True, slots=True)
class Edge:
    """Two ids that may be one indicator, how surely, by what, and why."""

    left: str
    right: str
    score: float
    by: str
    reasons: tuple[str, ...]


def concordance(nodes: Mapping[str, Node]) -> list[ConcordanceRow]:
    """For every id the series that it belongs to."""
    sides = {id_: node.side() for id_, node in sorted(nodes.items())}
    edges = sorted(_edges(nodes, sides), key=lambda edge: (-edge.score, edge.left, edge.right))
    groups = _Groups(nodes, sides)
    for edge in edges:
        groups.join(edge)
    return [_row(nodes[id_], groups) for id_ in sorted(nodes)]


def _edges(nodes: Mapping[str, Node], sides: Mapping[str, Side]) -> Iterator[Edge]:
    """The pairs that are surely one, by their names or by names and figures."""
    figures = _shared_figures(nodes)
    pairs = {*figures, *_near(nodes)}
    for left, right in sorted(pairs):
        one, two = nodes[left], nodes[right]
        if (one.known and two.known) or one.tables & two.tables:
            continue
        found = compare(sides[left], sides[right])
        shared = figures.get((left, right), 0)
        if found.forbidden:
            continue
        near = not (one.known or two.known) or bool(one.agencies & two.agencies)
        if found.score >= weights().matched and near:
            yield Edge(left, right, round(found.score, 3), "name", _why(two, found, 0))
        elif found.score >= weights().proposed and shared >= FEWEST_FIGURES:
            score = 1 - (1 - found.score) * DOUBT_LEFT**shared
            yield Edge(left, right, round(score, 3), "figures", _why(two, found, shared))


def _why(other: Node, found: Comparison, shared: int) -> tuple[str, ...]:
    """What speaks for it, in words."""
    alone = sorted({*found.only_left, *found.only_right})
    told = [f'read as "{other.name}"']
    told += [f"words of one only: {', '.join(alone)}"] if alone else []
    told += [f"equal figures of the same years: {shared}"] if shared else []
    return tuple(told)


def _near(nodes: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    """Pairs of ids whose names share much of their words."""
    ids = sorted(nodes)
    entries = Entries(Entry(id_, nodes[id_].name, None, ()) for id_ in ids)
    for id_ in ids:
        for place in entries.sharing(read_name(nodes[id_].name).words, LEAST_SHARED, MOST):
            if entries.all[place].id != id_:
                left, right = sorted((id_, entries.all[place].id))
                yield left, right


def _shared_figures(nodes: Mapping[str, Node]) -> dict[tuple[str, str], int]:
    """How many telling figures two ids of one office have in common, for those that share some."""
    holders: dict[Figure, list[str]] = defaultdict(list)
    for id_, node in sorted(nodes.items()):
        for figure in node.figures:
            if _telling(figure[3]):
                holders[figure].append(id_)
    counts: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        # A figure that many indicators have tells nothing.
        if len(ids) == 2:
            counts[ids[0], ids[1]] += 1
    return counts


def _telling(digits: str) -> bool:
    """Whether two indicators hardly have this value by chance, as they have 100 and 0."""
    return len("".join(character for character in digits if character.isdigit()).strip("0")) > 1


class _Groups:
    """Ids that are one series, joined pair by pair, the surest first."""

    def __init__(self, nodes: Mapping[str, Node], sides: Mapping[str, Side]) -> None:
        self._nodes, self._sides = nodes, sides
        self._group = {id_: [id_] for id_ in nodes}
        self._edge: dict[str, list[Edge]] = defaultdict(list)
        self._figures: set[frozenset[str]] = set()

    def join(self, edge: Edge) -> None:
        """Makes two series one, unless some of their members are two things."""
        one, two = self._group[edge.left], self._group[edge.right]
        if edge.by == "figures":
            self._figures.add(frozenset((edge.left, edge.right)))
        self._edge[edge.left].append(edge)
        self._edge[edge.right].append(edge)
        if one is two or any(self._apart(left, right) for left in one for right in two):
            return
        one += two
        for id_ in two:
            self._group[id_] = one

    def _apart(self, left: str, right: str) -> bool:
        """Whether two ids are two things."""
        a, b = self._nodes[left], self._nodes[right]
        if (a.known and b.known) or a.tables & b.tables:
            return True
        if frozenset((left, right)) in self._figures:
            return False
        return compare(self._sides[left], self._sides[right]).score < weights().proposed

    def head(self, id_: str) -> str:
        """The id of the series."""
        return min(self._group[id_], key=lambda member: self._nodes[member].age)

    def best(self, id_: str) -> Edge | None:
        """The surest pair that put an id into its series."""
        members = set(self._group[id_])
        return next((edge for edge in self._edge[id_] if {edge.left, edge.right} <= members), None)


def _row(node: Node, groups: _Groups) -> ConcordanceRow:
    head, edge = groups.head(node.id), groups.best(node.id)
    own = head == node.id or edge is None
    return ConcordanceRow(
        canonical_id=node.id,
        series=head,
        name=node.name,
        unit_kind=node.unit_kind,
        reports=len(node.reports),
        first_year=min(node.years, default=None),
        last_year=max(node.years, default=None),
        joined_by="own" if own or edge is None else edge.by,
        score=None if own or edge is None else edge.score,
        reasons=() if own or edge is None else edge.reasons,
    )


def moves(rows: Sequence[tuple[str, str, str]], state: str) -> list[MoveRow]:
    """The ids whose series changed: rows are id, series before and series now of ids that are in both."""
    was: dict[str, set[str]] = defaultdict(set)
    now: dict[str, set[str]] = defaultdict(set)
    for id_, before, after in rows:
        was[before].add(id_)
        now[after].add(id_)
    found = []
    for id_, before, after in rows:
        if before != after:
            kind = "split" if was[before] - now[after] else "merged" if now[after] - was[before] else "renamed"
            found.append(MoveRow(canonical_id=id_, before=before, after=after, kind=kind, state=state))
    return found


def nodes_of(rows: Iterable[tuple[object, ...]]) -> dict[str, Node]:
    """The nodes of indicator figures: id, name, unit kind, office, kind of office, report, year, table, sasaran, figure."""
    nodes: dict[str, Node] = {}
    for id_, name, unit, agency, kind, report, year, table, objective, measure, about, value in rows:
        node = nodes.setdefault(str(id_), Node(str(id_)))
        node.names[str(name)] += 1
        node.reports.add(str(report))
        if unit:
            node.unit_kinds[str(unit)] += 1
        if agency:
            node.agencies.add(str(agency))
        if kind:
            node.kinds.add(str(kind))
        if isinstance(year, int):
            node.years.add(year)
        if table:
            node.tables.add((str(report), str(table)))
        if objective:
            node.objectives.add(str(objective))
        if agency and value is not None and isinstance(about, int):
            node.figures.add((str(agency), str(measure), about, str(value)))
    return nodes


QUERY = """
SELECT f.canonical_id, f.name, CASE WHEN f.measure IN ('target', 'realization') THEN f.unit_kind END, d.agency_id, d.agency_kind,
  f.report, d.fiscal_year, f.table_id, f.path[-1], f.measure, f.year,
  CASE WHEN f.measure IN ('target', 'realization') AND f.entity IS NULL AND f.member IS NULL AND coalesce(f.basis, '') <> 'national'
    THEN f.value_exact END
FROM facts f JOIN documents d USING (report)
WHERE f.subject_kind = 'indicator' AND f.canonical_id IS NOT NULL AND f.document IS NULL
"""
"""What `nodes_of` takes."""
