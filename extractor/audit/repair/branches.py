"""The cheapest covering set by branch and bound on sets of bits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import NamedTuple

from extractor.audit.repair.figures import Bits, Demand, single

# Branches that are tried before the mixed-integer solver takes over.
BRANCHES = 3000
# More than any set costs.
NO_LIMIT = 10**9

Check = Callable[[Bits], Sequence[Bits]]
"""The demands that a set overlooks; none where it is an answer."""


class Answer(NamedTuple):
    """A set that meets all demands, null where there is none; `sure` that none is cheaper and within the limit."""

    chosen: Bits | None
    sure: bool


@dataclass(slots=True)
class _Best:
    """The cheapest set found so far, what each bit costs, and the branches that are left.

    `check` tells what a set overlooks, and `learned` holds it: demands that came up on the way. `mixed` are the demands
    that are met without some figures, which are `fixed`: they stand for no others.
    """

    cost: int
    figures: Bits
    costs: Mapping[Bits, int]
    branches: int
    check: Check | None
    mixed: Sequence[Demand]
    fixed: Bits
    chosen: Bits | None = None
    learned: list[Bits] = field(default_factory=list)


def by_branches(
    demands: Sequence[Demand],
    costs: Mapping[Bits, int],
    most: int,
    branches: int = BRANCHES,
    check: Check | None = None,
) -> Answer:
    """The cheapest set up to a limit that meets all demands, as far as some branches tell.

    Sets that `check` refuses are left out. The answer is not sure then, for what was passed over before may serve now.
    """
    mixed = [demand for demand in demands if demand.less]
    fixed = reduce(or_, [demand.less for demand in mixed], 0)
    plain = [demand.more for demand in demands if not demand.less]
    figures = reduce(or_, [more | less for more, less in demands], 0)
    best = _Best(most + 1, figures, {bit: costs[bit] for bit in single(figures)}, branches, check, mixed, fixed)
    _branch(plain, 0, 0, 0, 0, best)
    return Answer(best.chosen, best.branches > 0 and not best.learned)


def _branch(plain: list[Bits], told: int, chosen: Bits, cost: int, barred: Bits, best: _Best) -> None:  # noqa: PLR0917
    """Try all ways to meet the demand with the fewest figures left; each way bars those before it.

    `plain` are the demands that are open with what was `chosen` at a `cost`, those of the first `told` that were learned
    among them.
    """
    if best.branches <= 0:
        return
    best.branches -= 1
    if told < len(best.learned):
        plain = plain + [more & ~barred for more in best.learned[told:] if not more & chosen]
    opened, later = plain[:], _NONE
    if best.mixed:
        # A demand that is met because a row was not added may be open again later, so it is looked at each time.
        mixed = [demand for demand in best.mixed if not demand.more & chosen]
        opened += [more & ~barred for more, less in mixed if less & chosen == less]
        later = [more & ~barred for more, less in mixed if less & chosen != less]
    if not opened:
        opened = plain = [more & ~barred for more in _taken(chosen, cost, best)]
        if not opened:
            return
    told = len(best.learned)
    opened.sort(key=int.bit_count)
    if cost + least(opened, best.costs, best.cost - cost) >= best.cost:
        return
    costs, tried, fixed = best.costs, 0, ~best.fixed
    for bit in sorted(single(opened[0]), key=costs.__getitem__):
        if cost + costs[bit] >= best.cost:
            break
        # A cheaper figure that meets all that this one meets was tried before, with all that may go with it.
        if not tried or not _standing(bit, tried & fixed, opened, later):
            left = ~barred
            further = [names & left for names in plain if not names & bit]
            _branch(further, told, chosen | bit, cost + costs[bit], barred, best)
            tried |= bit
        barred |= bit


_NONE: list[Bits] = []


def _standing(bit: Bits, others: Bits, opened: Iterable[Bits], later: Iterable[Bits]) -> Bits:
    """Those of other figures that are in all demands with a figure: in the open ones, and in those that may be open later."""
    for names in opened:
        if names & bit:
            others &= names
            if not others:
                return 0
    for names in later:
        if names & bit:
            others &= names
    return others


def _taken(chosen: Bits, cost: int, best: _Best) -> Sequence[Bits]:
    """Takes a set that meets all demands where it is the cheapest so far; else what it overlooks."""
    if cost >= best.cost:
        return ()
    overlooked = [names & best.figures for names in best.check(chosen)] if best.check else ()
    if overlooked:
        best.learned += overlooked
    else:
        best.cost, best.chosen = cost, chosen
    return overlooked


def least(demands: Iterable[Bits], costs: Mapping[Bits, int], enough: int) -> int:
    """What demands cost at least, as far as that is below `enough`; more than any set where one cannot be met.

    Each demand in turn charges its figures as much as the cheapest of them has left (dual ascent).
    """
    total = spent = 0
    left = dict(costs)
    for names in demands:
        if names & spent:
            continue
        if not names:
            return NO_LIMIT
        bits = single(names)
        charge = min([left[bit] for bit in bits])
        total += charge
        if total >= enough:
            return total
        for bit in bits:
            left[bit] -= charge
            if not left[bit]:
                spent |= bit
    return total
