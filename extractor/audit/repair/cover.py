"""The cheapest set of figures that meets all demands: a weighted covering problem in zeros and ones.

Demands and figures that others make needless are dropped, what is left falls apart into small problems, and those are
settled by branch and bound. One that is not, goes to the mixed-integer solver HiGHS through scipy, imported only then.
All of it is exact.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import NamedTuple

from extractor.audit.repair.branches import BRANCHES, NO_LIMIT, Answer, Check, by_branches
from extractor.audit.repair.figures import Bits, Demand, Figures, single
from extractor.audit.repair.integers import by_integers

# Figures that hang together in one problem, and what it may cost: more are no slips of the pen but two versions of a table.
_MOST, _DEAREST = 80, 12_000
# More figures take the solver of integers seconds.
_FOR_INTEGERS = 40
# Branches of a quick search, whose set need not be the cheapest.
_QUICK = 40

Part = frozenset[Demand]


class Limited(NamedTuple):
    """What was found for a problem, the limit that the search had, and the figures of the problem."""

    answer: Answer
    limit: int
    figures: Bits

    def serves(self, asked: "Question") -> bool:
        """Whether it answers another question about the problem as well."""
        chosen, sure = self.answer
        return (sure and chosen is not None) or (asked.most <= self.limit and (sure or not asked.proven))


@dataclass(slots=True)
class Known:
    """Problems that were settled before, with the same weights, and the figures of those too large to settle."""

    settled: dict[Part, Limited] = field(default_factory=dict)
    small: dict[Part, Limited] = field(default_factory=dict)
    tangled: Bits = 0

    def copy(self) -> "Known":
        """What was settled, for another search with these weights."""
        return Known(dict(self.settled), dict(self.small))

    def without(self, figures: Bits) -> "Known":
        """What was settled about all but some figures, for another search in which these cost something else."""
        return Known(_without(self.settled, figures), _without(self.small, figures))


def _without(found: Mapping[Part, Limited], figures: Bits) -> dict[Part, Limited]:
    return {part: item for part, item in found.items() if not item.figures & figures}


class Question(NamedTuple):
    """How a covering problem is to be answered.

    `most` is what a set may cost, and `check` tells what one overlooks. Where it need not be `proven` to be the cheapest
    any good set will do; else `whole` is an answer to all demands that serves where nothing is cheaper. A `brief` proof
    does without the solver of integers.
    """

    figures: Figures
    most: int
    check: Check | None = None
    whole: Bits | None = None
    proven: bool = False
    brief: bool = False


def cheapest(demands: Iterable[Demand], asked: Question, known: Known) -> Answer:
    """The cheapest set within a cost that meets all demands, none of which implies another; null where there is none.

    Demands that hang together over too many figures are let go, their figures told in `known`.
    """
    clear = [demand for demand in demands if not demand.more & known.tangled]
    if not all(demand.more or demand.less for demand in clear):
        return Answer(None, True)
    return _together(_apart(clear), asked, known, _settled)


Solver = Callable[[Sequence[Demand], Question, Known], Answer]


def _together(parts: Sequence[Sequence[Demand]], asked: Question, known: Known, solve: Solver) -> Answer:
    """The sets of several problems as one; each may cost what the others leave of the limit."""
    chosen, sure, spent = 0, True, 0
    limited = asked.most < NO_LIMIT and len(parts) > 1
    floors = [_floor(part, asked.figures.costs) if limited else 0 for part in parts]
    rest = sum(floors)
    for part, floor in zip(parts, floors, strict=True):
        rest -= floor
        bits, exact = solve(part, asked._replace(most=asked.most - spent - rest), known)
        if bits is None:
            return Answer(None, sure and exact)
        sure = sure and exact
        spent += asked.figures.cost(bits)
        chosen |= bits
    return Answer(chosen, sure)


def _settled(demands: Sequence[Demand], asked: Question, known: Known) -> Answer:
    """The cheapest set for demands that hang together; they may fall apart when needless ones are dropped."""
    key = frozenset(demands)
    old = known.settled.get(key)
    if old is not None and old.serves(asked):
        return _up_to(old.answer, asked)
    answer = _cheaper(demands, asked, known)
    names = _all(demands)
    if not known.tangled & names:
        known.settled[key] = Limited(answer, asked.most, names)
    return answer


def _cheaper(demands: Sequence[Demand], asked: Question, known: Known) -> Answer:
    """The cheapest set; the one that is known to serve where none is cheaper."""
    before = None if asked.whole is None else asked.whole & _all(demands)
    cost = NO_LIMIT if before is None else asked.figures.cost(before)
    parts = _apart(_without_dear(demands, asked.figures.costs))
    answer = _together(parts, asked._replace(most=min(asked.most, cost - 1)), known, _small)
    return Answer(before, answer.sure) if answer.chosen is None and cost <= asked.most else answer


def _small(demands: Sequence[Demand], asked: Question, known: Known) -> Answer:
    key = frozenset(demands)
    old = known.small.get(key)
    if old is not None and old.serves(asked):
        return _up_to(old.answer, asked)
    names = _all(demands)
    if names.bit_count() > _MOST or _floor(demands, asked.figures.costs) > _DEAREST:
        known.tangled |= names
        return Answer(0, True)
    if asked.proven:
        found = _surely(demands, asked)
    else:
        found = by_branches(demands, asked.figures.costs, asked.most, _QUICK, asked.check)
    known.small[key] = Limited(found, asked.most, names)
    return found


def _surely(demands: Sequence[Demand], asked: Question) -> Answer:
    """The cheapest set, checked as a part of the whole in place of the figures there."""
    learned: list[Bits] = []
    names = _all(demands)
    rest = (asked.whole or 0) & ~names

    def check(chosen: Bits) -> Sequence[Bits]:
        # What other parts have to meet says nothing about this one.
        found = [other for other in asked.check(rest | chosen) if other & names] if asked.check else []
        learned.extend(found)
        return found

    answer = by_branches(demands, asked.figures.costs, asked.most, BRANCHES, check)
    if answer.sure or learned or asked.brief or names.bit_count() > _FOR_INTEGERS:
        return answer
    return _up_to(Answer(by_integers(demands, asked.figures.costs), True), asked)


def _up_to(answer: Answer, asked: Question) -> Answer:
    """An answer as one within a limit."""
    dear = answer.chosen is not None and asked.figures.cost(answer.chosen) > asked.most
    return Answer(None, answer.sure) if dear else answer


def _all(demands: Iterable[Demand]) -> Bits:
    return reduce(or_, [demand.more for demand in demands], 0)


def _floor(demands: Iterable[Demand], costs: Mapping[Bits, int]) -> int:
    """What demands without a common figure cost at least."""
    cost = seen = 0
    for more in sorted(
        [demand.more for demand in demands if not demand.less], key=lambda item: (item.bit_count(), item)
    ):
        if not more & seen:
            cost += min([costs[bit] for bit in single(more)])
            seen |= more
    return cost


def needed(demands: Iterable[Demand]) -> list[Demand]:
    """The demands without those that others imply."""
    kept: list[Demand] = []
    for demand in sorted(set(demands), key=_width):
        more, less = ~demand.more, ~demand.less
        for other in kept:
            if not other[0] & more and not other[1] & less:
                break
        else:
            kept.append(demand)
    return kept


def _without_dear(demands: Iterable[Demand], costs: Mapping[Bits, int]) -> list[Demand]:
    """The demands without figures that a cheaper one can always stand for."""
    kept = sorted(demands, key=_width)
    common: dict[Bits, Bits] = {}
    for more, _ in kept:
        for bit in single(more):
            common[bit] = common.get(bit, more) & more
    # A row that must not be added stands for no figure.
    free = ~reduce(or_, [less for _, less in kept], 0)
    dropped = 0
    for bit, beside in common.items():
        if beside != bit and _is_replaced(bit, beside & free, costs):
            dropped |= bit
    if not dropped:
        return kept
    return [Demand(more & ~dropped, less) for more, less in kept if not less & dropped]


def _width(demand: Demand) -> tuple[int, Bits, Bits]:
    return demand.more.bit_count() + demand.less.bit_count(), demand.more, demand.less


def _is_replaced(bit: Bits, beside: Bits, costs: Mapping[Bits, int]) -> bool:
    """Whether one of the figures in all demands of this one costs less, or the same and came up before."""
    rank = (costs[bit], bit)
    return any((costs[other], other) < rank for other in single(beside))


def _apart(demands: Iterable[Demand]) -> list[list[Demand]]:
    """Demands that share figures, directly or through others."""
    groups: list[tuple[Bits, list[Demand]]] = []
    for demand in demands:
        names, members = demand.more | demand.less, [demand]
        others = []
        for group in groups:
            if group[0] & names:
                names |= group[0]
                members = group[1] + members
            else:
                others.append(group)
        others.append((names, members))
        groups = others
    return [members for _, members in groups]
