"""The smallest weighted set of figures whose change lets every calculation hold.

After I. P. Fellegi and D. Holt (1976), "A systematic approach to automatic edit and imputation", as in the R package
errorlocate. A covering problem chooses figures so that every edit that fails holds one of them; exact elimination then
tells whether values exist, and if not, which implied edit was overlooked. So no bound on how far a figure may move
("big M") is needed, and amounts of 10^11 stand beside percentages with two decimals.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from extractor.audit.repair.branches import Demand
from extractor.audit.repair.cover import Known, cheapest
from extractor.audit.repair.eliminate import broken_edits
from extractor.audit.repair.network import Network
from extractor.audit.repair.values import derived
from extractor.audit.repair.weights import THOUSAND, penalty, weight

# Work that one search may cost. Counted, not timed: the same report gives the same answer on every machine.
ROUNDS = 120
# More than any set of figures costs.
NO_LIMIT = 10**9


@dataclass(frozen=True, slots=True)
class Solution:
    """Figures to change with their right values (null where many would do), and rows to add.

    `weight` is what the set costs in the search, `strangeness` what its values cost on top, in thousandths of a figure.
    `alternatives` are sets that are as good, best first; none where the solution is unique. `shifted` tells that a row
    carries the figures of the row beside it.
    """

    values: dict[str, Fraction | None]
    rows: tuple[str, ...]
    weight: int
    strangeness: int
    alternatives: tuple["Solution", ...] = ()
    shifted: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The figures and rows of the set."""
        return frozenset(self.values) | frozenset(self.rows)

    @property
    def cost(self) -> int:
        """Weight and strangeness together."""
        return self.weight + self.strangeness


@dataclass(slots=True)
class Search:
    """A covering problem that grows: demands of edits that fail, and sets that are no answer."""

    net: Network
    demands: list[Demand]
    weights: dict[str, int]
    rounds: int = ROUNDS
    known: Known = field(default_factory=Known)
    failing: dict[frozenset[str], list[frozenset[str]]] = field(default_factory=dict)

    def weigh(self, names: Iterable[str]) -> int:
        """The weight of a set."""
        self._know(names)
        return sum(self.weights[name] for name in names)

    def _know(self, names: Iterable[str]) -> None:
        for name in names:
            if name not in self.weights:
                self.weights[name] = weight(self.net, name)

    def next(self, most: int = NO_LIMIT, without: frozenset[str] = frozenset()) -> frozenset[str] | None:
        """The cheapest set for which values exist; null where there is none within the cost, or the work ran out."""
        while self.rounds > 0:
            self.rounds -= 1
            demands = self.demands
            if without:
                demands = [Demand(demand.more - without, demand.less) for demand in demands]
            self._know({name for demand in demands for name in demand.more})
            chosen = cheapest(demands, self.weights, most, self.known)
            if chosen is None:
                return None
            edits = [edit for edit in self._failing(chosen) if self.known.tangled.isdisjoint(edit)]
            if not edits:
                return chosen
            self.demands += [_demand(edit, chosen, self.net) for edit in edits]
        return None

    def _failing(self, chosen: frozenset[str]) -> list[frozenset[str]]:
        """The edits that fail, worked out once for each part of the set that stands in calculations together."""
        found: set[frozenset[str]] = set()
        for part in _together(self.net, chosen):
            if part not in self.failing:
                self.failing[part] = failing_edits(self.net, part)
            found.update(self.failing[part])
        return sorted(found, key=sorted)

    def solution(self, most: int = NO_LIMIT, without: frozenset[str] = frozenset()) -> Solution | None:
        """The cheapest set that has values of the printed precision."""
        while (chosen := self.next(most, without)) is not None:
            values = derived(self.net, chosen)
            if values is not None:
                return self._solution(chosen, values)
            names = frozenset(name for demand in self.demands for name in demand.more)
            self.demands.append(Demand(names - chosen, chosen))
        return None

    def _solution(self, chosen: frozenset[str], values: dict[str, Fraction | None]) -> Solution:
        extra = sum(penalty(self.net, name, values.get(name)) for name in sorted(chosen))
        rows = tuple(sorted(name for name in chosen if name in self.net.absent))
        return Solution(values, rows, self.weigh(sorted(chosen)), extra)


def search(net: Network, broken: Sequence[frozenset[str]], weights: dict[str, int] | None = None) -> Search:
    """The search for figures that explain why these edits fail."""
    return Search(net, [Demand(edit) for edit in broken], {} if weights is None else weights)


def _together(net: Network, chosen: frozenset[str]) -> list[frozenset[str]]:
    """The figures of a set, those together that stand in one calculation, directly or through others."""
    left, parts = set(chosen), []
    while left:
        part, open_names = set[str](), [left.pop()]
        while open_names:
            name = open_names.pop()
            part.add(name)
            near = {other for index in net.touching.get(name, ()) for other in net.relations[index].facts & left}
            left -= near
            open_names += near
        parts.append(frozenset(part))
    return parts


def failing_edits(net: Network, chosen: frozenset[str]) -> list[frozenset[str]]:
    """Edits that fail even when the chosen figures may take any value."""
    values = {**net.values, **{name: Fraction(1) for name in chosen if name in net.absent}}
    free = frozenset(name for name in chosen if name not in net.absent)
    rows = [row for relation in net.of(chosen) for row in relation.rows(free, values)]
    return sorted(set(broken_edits(rows, free, values)), key=sorted)


def _demand(edit: frozenset[str], chosen: frozenset[str], net: Network) -> Demand:
    """The demand of an edit: change one of its figures, or leave out one of the rows that were added."""
    added = frozenset(name for name in edit & chosen if name in net.absent)
    return Demand(edit - added, added)


def as_good(best: Solution) -> int:
    """The weight up to which another set is as good: one more figure costs about a thousand."""
    return best.weight + THOUSAND * 3 // 4
