"""The right values of figures that are called wrong: derived where the calculations give them, else told by a slip."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from extractor.audit.repair.amounts import Amounts
from extractor.audit.repair.eliminate import Range, ranges
from extractor.audit.repair.network import Network
from extractor.audit.repair.relation import Bound, Relation
from extractor.audit.repair.weights import likely_slip
from extractor.notation import ulp
from schemas import Fact

# Values of the printed precision that an interval may hold for one of them to be named.
_FEW = 5
# Nothing is spent above its budget on purpose: no repair makes it so.
_WHOLE = 100


class Derived(NamedTuple):
    """The value of each free figure, null where many would do; no values where no printable ones keep all.

    `given` are the figures that together leave one of them a value only that cannot be printed, that one among them; null
    where they are not known.
    """

    values: dict[str, Fraction | None] | None
    given: frozenset[str] | None = None


def derived(net: Network, free: frozenset[str]) -> Derived:
    """A value for each free figure.

    Figures are settled the narrowest first, each with those before it in place. Those that can take one value only are
    settled at once where all demands are known, for none of them changes what is left to the others.
    """
    added = {name: Fraction(1) for name in free if name in net.absent}
    amounts = net.amounts.changed(added) if added else net.amounts
    left = set(free - added.keys())
    found: dict[str, Fraction | None] = {}
    relations = net.of(free)
    while left:
        open_names = frozenset(left)
        rows = [row for relation in relations for row in relation.rows(open_names, amounts)]
        possible = ranges(rows, sorted(left), open_names, amounts)
        exact = [name for name in sorted(left) if possible[name].exact]
        if any(relation.waits(open_names) for relation in relations):
            exact = exact[:1]
        settled: dict[str, Fraction] = {}
        for name in exact or [min(sorted(left), key=lambda item: possible[item].width)]:
            value = _choice(net, name, possible[name], _wanted(relations, name, open_names, amounts))
            if value is None and exact:
                return Derived(None, None if found else possible[name].given | {name})
            if value is None:
                return Derived({**found, **dict.fromkeys(left)})
            settled[name] = value
        found.update(settled)
        amounts = amounts.changed(settled)
        left -= settled.keys()
    return Derived(found if all(relation.holds(amounts) for relation in relations) else None)


def _wanted(relations: list[Relation], name: str, free: frozenset[str], amounts: Amounts) -> Bound:
    """The centre of what the first relation gives for a figure that is its only open one, else null."""
    for relation in relations:
        if relation.facts & free == {name}:
            for row in relation.rows(free, amounts):
                if row.low is not None and row.high is not None and name in row.terms:
                    rest = amounts.total({other: part for other, part in row.terms.items() if other != name})
                    return Fraction(
                        (row.low + row.high) * amounts.scale - 2 * rest, 2 * row.terms[name] * amounts.scale
                    )
    return None


def _choice(net: Network, name: str, possible: Range, wanted: Bound) -> Fraction | None:
    """The value of the printed precision that a range holds: the one that rounding gives, else the only likely one."""
    low, high = possible.low, possible.high
    if low is None or high is None or low > high or high < 0:
        return None
    fact = net.facts[name]
    if fact.measure == "absorption" and low > _WHOLE:
        return None
    steps = _steps(fact, low, high)
    if wanted is not None and len(steps) > 1 and len(steps) <= _FEW:
        return min(steps, key=lambda value: (abs(value - wanted), -value))
    if len(steps) == 1:
        return steps[0]
    slips = [value for value in _slipped(net, fact) if low <= value <= high and likely_slip(net, name, value)]
    return slips[0] if len(set(slips)) == 1 else None


def _steps(fact: Fact, low: Fraction, high: Fraction) -> list[Fraction]:
    """The values of the printed precision within a range, or too many of them; one digit more where it holds none."""
    for decimals in (max(fact.decimals, 0), max(fact.decimals, 0) + 2):
        step = Fraction(ulp(decimals))
        first = -(-low // step)
        last = high // step
        if last >= first:
            return [step * number for number in range(int(first), int(min(last, first + _FEW)) + 1)]
    return []


def _slipped(net: Network, fact: Fact) -> Iterator[Fraction]:
    """Values that a usual slip turns into the printed one: two digits swapped, a zero or the point lost, a copied row."""
    value = fact.value
    if value is None:
        return
    text = str(int(abs(value).scaleb(max(fact.decimals, 0))))
    unit = Fraction(ulp(max(fact.decimals, 0)))
    for index in range(len(text) - 1):
        swapped = text[:index] + text[index + 1] + text[index] + text[index + 2 :]
        if swapped != text and swapped[0] != "0":
            yield int(swapped) * unit
    for power in (-3, -2, -1, 1, 2, 3):
        yield Fraction(value) * Fraction(Decimal(1).scaleb(power))
