"""The smallest weighted set of figures whose change lets every calculation hold.

After I. P. Fellegi and D. Holt (1976), "A systematic approach to automatic edit and imputation", as in the R package
errorlocate. A covering problem chooses figures so that every edit that fails holds one of them; exact elimination then
tells whether values exist, and if not, which implied edit was overlooked. So no bound on how far a figure may move
("big M") is needed, and amounts of 10^11 stand beside percentages with two decimals.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from operator import or_

from extractor.audit.repair.branches import NO_LIMIT
from extractor.audit.repair.cover import Known, Question, cheapest, needed
from extractor.audit.repair.eliminate import Edit, broken_edits
from extractor.audit.repair.figures import Bits, Demand, Figures
from extractor.audit.repair.network import Network
from extractor.audit.repair.values import derived
from extractor.audit.repair.weights import THOUSAND, penalty, weight

# Work that one search may cost. Counted, not timed: the same report gives the same answer on every machine.
ROUNDS = 120


@dataclass(frozen=True, slots=True)
class Solution:
    """Figures to change with their right values (null where many would do), and rows to add.

    `weight` is what the set costs in the search, `strangeness` what its values cost on top, in thousandths of a figure.
    `alternatives` are sets that are as good, best first; none where the solution is unique. `shifted` tells that a row
    carries the figures of the row beside it, `proven` that all questions after others were answered.
    """

    values: dict[str, Fraction | None]
    rows: tuple[str, ...]
    weight: int
    strangeness: int
    alternatives: tuple["Solution", ...] = ()
    shifted: bool = False
    proven: bool = True

    @property
    def names(self) -> frozenset[str]:
        """The figures and rows of the set."""
        return frozenset(self.values) | frozenset(self.rows)

    @property
    def cost(self) -> int:
        """Weight and strangeness together."""
        return self.weight + self.strangeness


Lesson = tuple[Edit, frozenset[str]]
"""An edit, and the rows in it that were added when it came up."""


@dataclass(slots=True)
class Search:
    """A covering problem that grows: demands of edits that fail, and sets that are no answer.

    `exhausted` tells that a question was left open for the work that it cost. `fine` is the last set that overlooked nothing. `lessons` are the edits that came up on the way, each with the figures whose change it was worked out for.
    """

    net: Network
    figures: Figures
    demands: list[Demand] = field(default_factory=list)
    rounds: int = ROUNDS
    exhausted: bool = False
    known: Known = field(default_factory=Known)
    failing: dict[Edit, list[Edit]] = field(default_factory=dict)
    fine: frozenset[str] = frozenset()
    lessons: dict[Lesson, Edit] = field(default_factory=dict)

    def next(
        self,
        most: int = NO_LIMIT,
        without: frozenset[str] = frozenset(),
        lacking: frozenset[str] = frozenset(),
        proven: bool = True,
        wide: bool = False,
    ) -> frozenset[str] | None:
        """The cheapest set for which values exist; null where there is none within the cost, or the work ran out.

        It holds none of the figures `without` and not all of those `lacking`. One that is not `proven` to be the cheapest
        mostly is. A `wide` search learns from all sets that it meets, which pays where a set holds many figures.
        """
        barred = ~self.figures.of(without)
        extra = [Demand(0, self.figures.of(lacking))] if lacking else []
        # What a good set overlooks, the cheapest one mostly does too: only one without fault is worth the proof.
        whole: Bits | None = None
        proving = False
        while self.rounds > 0:
            self.rounds -= 1
            demands = [*self.demands, *extra]
            if without:
                demands = needed(Demand(more & barred, less) for more, less in demands)
            before = len(self.lessons)
            check = self._learn if proving or wide else None
            chosen, sure = cheapest(demands, Question(self.figures, most, check, whole, proving, wide), self.known)
            if chosen is not None and not self._learn(chosen):
                whole = chosen
            if (sure and len(self.lessons) == before) or (whole is not None and not proven):
                return None if chosen is None else self.figures.names(chosen)
            if proving and len(self.lessons) == before:
                # The work that a proof may cost ran out: the good set that is known serves, if there is one.
                self.rounds = 0
                break
            proving = whole is not None or len(self.lessons) == before
        self.exhausted = True
        return self.figures.names(whole) if wide and whole is not None else None

    def _learn(self, chosen: Bits) -> list[Bits]:
        """The edits that a set overlooks, which become demands."""
        names = self.figures.names(chosen)
        found = []
        for edit, part in self._failing(self._parts(names)):
            added = frozenset(name for name in edit & names if name in self.net.absent)
            demand = self.demand((edit, added))
            if not (demand.more | demand.less) & self.known.tangled:
                self.require(demand)
                self.lessons.setdefault((edit, added), part)
                found.append(demand.more)
        if not found:
            self.fine = names
        return found

    def _parts(self, chosen: frozenset[str]) -> list[frozenset[str]]:
        """The parts of a set that stand in calculations together; only those that the last fine set did not have."""
        other = chosen ^ self.fine
        near = other.union(*(relation.facts for relation in self.net.of(other))) if self.fine else chosen
        return _together(self.net, chosen, chosen & near)

    def demand(self, lesson: Lesson) -> Demand:
        """What a lesson demands of a set: another figure of the edit, or one of the rows less."""
        edit, added = lesson
        return Demand(self.figures.of(edit - added), self.figures.of(added))

    def require(self, demand: Demand) -> None:
        """Adds a demand, in place of those that it implies."""
        self.demands = required(self.demands, demand)

    def _failing(self, parts: Iterable[frozenset[str]]) -> list[tuple[Edit, Edit]]:
        """The edits that fail, worked out once for each part."""
        found: dict[Edit, Edit] = {}
        for part in parts:
            if part not in self.failing:
                self.failing[part] = failing_edits(self.net, part)
            for edit in self.failing[part]:
                found.setdefault(edit, part)
        return sorted(found.items(), key=lambda item: sorted(item[0]))

    def solution(
        self,
        most: int = NO_LIMIT,
        without: frozenset[str] = frozenset(),
        lacking: frozenset[str] = frozenset(),
        proven: bool = True,
    ) -> Solution | None:
        """The cheapest set that has values of the printed precision, without some figures and lacking one of others."""
        while (chosen := self.next(most, without, lacking, proven)) is not None:
            if (found := self._with_values(chosen)) is not None:
                return found
        return None

    def made_of(self, chosen: frozenset[str], most: int) -> Solution | None:
        """A set with its values; null where it costs more than a limit, overlooks something or has no printable values."""
        bits = self.figures.of(chosen)
        return None if self.figures.cost(bits) > most or self._learn(bits) else self._with_values(chosen)

    def _with_values(self, chosen: frozenset[str]) -> Solution | None:
        """The set with its values; null where it has none of the printed precision: a further figure is demanded then."""
        values, given = derived(self.net, chosen)
        if values is not None:
            return self._solution(chosen, values)
        bits = self.figures.of(chosen)
        near = reduce(or_, [demand.more for demand in self.demands], bits) if given is None else self.figures.of(given)
        self.require(Demand(near & ~bits, near & bits))
        return None

    def _solution(self, chosen: frozenset[str], values: dict[str, Fraction | None]) -> Solution:
        extra = sum(penalty(self.net, name, values.get(name)) for name in sorted(chosen))
        rows = tuple(sorted(name for name in chosen if name in self.net.absent))
        return Solution(values, rows, self.figures.cost(self.figures.of(chosen)), extra)


def required(demands: Iterable[Demand], demand: Demand) -> list[Demand]:
    """The demands with a further one, in place of those that it implies."""
    more, less = demand
    return [*(old for old in demands if more & ~old.more or less & ~old.less), demand]


def search(net: Network, broken: Iterable[Edit]) -> Search:
    """The search for figures that explain why these edits fail."""
    task = Search(net, Figures(lambda name: weight(net, name)))
    for edit in broken:
        task.require(Demand(task.figures.of(edit)))
    return task


def again(before: Search, net: Network, broken: Iterable[Edit]) -> Search:
    """The search in a network with some figures at other values, beginning with what one before it learned."""
    figures = before.figures.reweighed(lambda name: weight(net, name))
    task = Search(net, figures, known=before.known.without(figures.differing(before.figures)))
    task.lessons = _taken_over(before, task)
    for lesson in (*_plain(broken), *task.lessons):
        task.require(task.demand(lesson))
    return task


def narrowed(before: Search, net: Network, broken: Iterable[Edit], about: frozenset[str]) -> Search:
    """The search about some figures in a network with others at new values; figures weigh what they did before.

    It begins with what the search before learned about them.
    """
    task = Search(net, before.figures.among(lambda name: weight(net, name)), known=before.known.copy())
    near = [lesson for lesson in _taken_over(before, task) if not lesson[0].isdisjoint(about)]
    for lesson in (*_plain(broken), *near):
        task.require(task.demand(lesson))
    return task


def _plain(edits: Iterable[Edit]) -> list[Lesson]:
    return [(edit, frozenset()) for edit in edits]


def _taken_over(before: Search, task: Search) -> dict[Lesson, Edit]:
    """The edits of a search that fail in the network of another too, which takes over what was worked out for parts.

    For an edit its figures and all calculations behind it are the same, for a part all figures of its calculations.
    """
    net = task.net
    moved, other = net.changed(before.net)
    near = other.union(moved, *(relation.facts for relation in net.of(moved)))
    task.failing.update((part, edits) for part, edits in before.failing.items() if part.isdisjoint(near))
    return {
        lesson: part
        for lesson, part in before.lessons.items()
        if lesson[0].isdisjoint(moved) and part.isdisjoint(other)
    }


def _together(net: Network, chosen: frozenset[str], some: frozenset[str]) -> list[frozenset[str]]:
    """The parts of a set that hold some figures: those that stand in one calculation, directly or through others."""
    left, parts = set(chosen), []
    for first in sorted(some):
        if first in left:
            left.discard(first)
            part, open_names = set[str](), [first]
            while open_names:
                name = open_names.pop()
                part.add(name)
                near = {other for index in net.touching.get(name, ()) for other in net.relations[index].facts & left}
                left -= near
                open_names += near
            parts.append(frozenset(part))
    return parts


def failing_edits(net: Network, chosen: frozenset[str]) -> list[Edit]:
    """Edits that fail even when the chosen figures may take any value."""
    added = {name: Fraction(1) for name in chosen if name in net.absent}
    amounts = net.amounts.changed(added) if added else net.amounts
    free = chosen - added.keys()
    rows = [row for relation in net.of(chosen) for row in relation.rows(free, amounts)]
    return sorted(set(broken_edits(rows, free, amounts)), key=sorted)


def as_good(best: Solution) -> int:
    """The weight up to which another set is as good: one more figure costs about a thousand."""
    return best.weight + THOUSAND * 3 // 4
