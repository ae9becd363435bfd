"""The right values of figures that are called wrong: derived where the calculations give them, else told by a slip."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from extractor.audit.repair.eliminate import bounds
from extractor.audit.repair.network import Network
from extractor.audit.repair.relation import Bound, Relation, Row
from extractor.audit.repair.weights import likely_slip
from extractor.notation import ulp
from schemas import Fact

# Values of the printed precision that an interval may hold for one of them to be named.
_FEW = 5
# Nothing is spent above its budget on purpose: no repair makes it so.
_WHOLE = 100


def derived(net: Network, free: frozenset[str]) -> dict[str, Fraction | None] | None:
    """A value for each free figure, null where many would do; null altogether where no printable values keep all.

    Figures are settled one after the other, the narrowest first, each with those before it in place.
    """
    fixed = dict(net.values)
    fixed.update({name: Fraction(1) for name in free if name in net.absent})
    left = {name for name in free if name not in net.absent}
    found: dict[str, Fraction | None] = {}
    relations = net.of(free)
    while left:
        open_names = frozenset(left)
        rows = [row for relation in relations for row in relation.rows(open_names, fixed)]
        ranges = {name: bounds(rows, name, open_names, fixed) for name in sorted(left)}
        name = min(sorted(left), key=lambda item: (not _is_exact(ranges[item]), _width(ranges[item])))
        value = _choice(net, name, ranges[name], _wanted(relations, name, open_names, fixed))
        if value is None and _is_exact(ranges[name]):
            return None
        if value is None:
            return {**found, **dict.fromkeys(left)}
        found[name], fixed[name] = value, value
        left.discard(name)
    return found if all(relation.holds(fixed) for relation in relations) else None


def _width(ends: tuple[Bound, Bound]) -> tuple[int, Fraction]:
    low, high = ends
    return (1, Fraction(0)) if low is None or high is None else (0, high - low)


def _is_exact(ends: tuple[Bound, Bound]) -> bool:
    return ends[0] is not None and ends[0] == ends[1]


def _wanted(relations: list[Relation], name: str, free: frozenset[str], fixed: dict[str, Fraction]) -> Bound:
    """The centre of what the first relation gives for a figure that is its only open one, else null."""
    for relation in relations:
        if relation.facts & free == {name}:
            for row in relation.rows(free, fixed):
                if row.low is not None and row.high is not None and name in row.terms:
                    return _centre(row, name, fixed)
    return None


def _centre(row: Row, name: str, fixed: dict[str, Fraction]) -> Fraction:
    assert row.low is not None and row.high is not None
    rest = sum((c * fixed[other] for other, c in row.terms.items() if other != name), Fraction(0))
    return ((row.low + row.high) / 2 - rest) / row.terms[name]


def _choice(net: Network, name: str, ends: tuple[Bound, Bound], wanted: Bound) -> Fraction | None:
    """The value of the printed precision that a range holds: the one that rounding gives, else the only likely one."""
    low, high = ends
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
