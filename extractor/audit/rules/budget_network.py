"""The most likely true amount of every budget line: the value that sums, percentages and other tables agree on.

This is the repair idea of statistical data editing in a small form. For each line and column the values that some evidence
names are weighed: what the tables print, what the rows below add up to, what is left of the parent, and which of them the
printed percentage fits. Another value than the printed one wins only with two independent kinds of evidence.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from extractor.audit.rules.budget_identity import SIGNIFICANT, Lines, comparable, lines
from extractor.audit.rules.budget_nesting import is_sound, lost_digit
from extractor.audit.rules.budget_percent import fits
from extractor.audit.rules.budget_tree import MONEY, Amount, Series, Tree, leaf_total, parts_of, wholes_of
from schemas import Fact

Slot = tuple[int, int]
"""A figure that may stand in several tables: a line and a group of comparable columns."""
Place = tuple[int, int, int]
"""A cell: tree, row and column."""
Proposal = tuple[int, Slot, Decimal]
"""A value that no table prints, with its slot, behind the weight by which it beats the printed ones."""
Named = dict[str, Collection[Decimal]]
"""Values by the kind of evidence that names them."""
Witnesses = dict[tuple[str, Decimal], frozenset[str]]
"""The tables in which a measure has a value; running text has the name ""."""

# One round settles or takes one value; a report with more unexplained figures is left as it is.
_ROUNDS = 40


class Opinion(NamedTuple):
    """What speaks for one value of a slot: the kinds of evidence, and their weight."""

    value: Decimal
    kinds: tuple[str, ...]
    weight: int


class Added(NamedTuple):
    """The likely amounts of a whole's parts: their places by row, what those that are known come to, how many are not."""

    places: dict[int, int]
    values: list[Decimal | None]
    total: Decimal
    unknown: int

    def others(self, row: int) -> Decimal | None:
        """What all parts but one come to; null where one is unknown or the row is no part."""
        place = self.places.get(row)
        if place is None or self.unknown > (self.values[place] is None):
            return None
        return self.total - (self.values[place] or Decimal(0))


@dataclass(slots=True)
class Network:
    """All budget tables of a report, joined; `best` holds the likely value of each slot.

    `printed` and `proposals` are what the opinions on a slot come to: the printed value with most evidence, and one that
    no table prints but the evidence prefers. Where nothing but the printed value is named, opinions wait until they are asked.
    While opinions on the slot `asking` are formed, `askers` notes whose likely values they rest on, and `sum_askers` on
    which sums, where `sums_of` tells the sums that a slot is a part of.
    """

    trees: Sequence[Tree]
    lines: Lines
    groups: dict[tuple[int, int], int]
    elsewhere: Witnesses = field(default_factory=dict)
    best: dict[Slot, Decimal] = field(default_factory=dict)
    opinions: dict[Slot, tuple[Opinion, ...]] = field(default_factory=dict)
    printed: dict[Slot, Decimal | None] = field(default_factory=dict)
    proposals: dict[Slot, Proposal | None] = field(default_factory=dict)
    asking: Slot | None = None
    askers: dict[Slot, set[Slot]] = field(default_factory=dict)
    added: dict[Place, Added] = field(default_factory=dict)
    sums_of: dict[Slot, set[Place]] = field(default_factory=dict)
    sum_askers: dict[Place, set[Slot]] = field(default_factory=dict)
    known_cells: dict[Slot, list[tuple[int, int, int, Amount]]] = field(default_factory=dict)
    known_ratios: dict[tuple[int, int], list[tuple[int, list[int], bool]]] = field(default_factory=dict)

    def opinions_on(self, slot: Slot) -> tuple[Opinion, ...]:
        """What speaks for each value of a slot that some evidence names."""
        if slot not in self.opinions and slot in self.printed:
            self.opinions[slot] = _opinions(self, slot, _named(self, slot))
        return self.opinions.get(slot, ())

    def slot(self, tree: int, row: int, column: int) -> Slot:
        """The slot that a cell fills."""
        return self.lines.of[tree, row], self.groups[tree, column]

    def likely(self, tree: int, row: int, column: int) -> Decimal | None:
        """The likely value of a cell, its own where nothing speaks against it."""
        slot = self.slot(tree, row, column)
        if self.asking is not None:
            self.askers.setdefault(slot, set()).add(self.asking)
        amount = self.trees[tree].amount(row, column)
        return self.best.get(slot, amount.value)

    def parts(self, tree: int, row: int, column: int) -> Added:
        """The likely amounts of the parts of a whole, added up once until likely values change."""
        place = (tree, row, column)
        if self.asking is not None:
            self.sum_askers.setdefault(place, set()).add(self.asking)
        if place not in self.added:
            self.added[place] = self._added(place)
        return self.added[place]

    def _added(self, place: Place) -> Added:
        tree, row, column = place
        places: dict[int, int] = {}
        values: list[Decimal | None] = []
        for part in parts_of(self.trees[tree], row, column):
            places.setdefault(part.row.index, len(values))
            slot = self.slot(tree, part.row.index, column)
            self.sums_of.setdefault(slot, set()).add(place)
            blank = part.amount.state == "blank"
            values.append(None if blank else self.best.get(slot, part.amount.value))
        total = sum((value for value in values if value is not None), Decimal(0))
        return Added(places, values, total, values.count(None))

    def ratios(self, tree: int, column: int) -> list[tuple[int, list[int], bool]]:
        """The columns of percentages beside a money column, the columns that may make each, and whether they are budgets."""
        if (tree, column) not in self.known_ratios:
            table = self.trees[tree]
            mine = next(series for series in table.series if series.column == column)
            self.known_ratios[tree, column] = [
                (percent.column, [other.column for other in partners(table, mine, percent)], mine.measure == "spending")
                for percent in table.percents
            ]
        return self.known_ratios[tree, column]

    def cells(self, slot: Slot) -> list[tuple[int, int, int, Amount]]:
        """The cells (tree, row, column, amount) that fill a slot and are not blank."""
        if slot not in self.known_cells:
            self.known_cells[slot] = self._cells(slot)
        return self.known_cells[slot]

    def _cells(self, slot: Slot) -> list[tuple[int, int, int, Amount]]:
        out = []
        for tree, row in self.lines.rows.get(slot[0], ()):
            for series in self.trees[tree].series:
                amount = self.trees[tree].amount(row, series.column)
                if self.groups[tree, series.column] == slot[1] and amount.state != "blank":
                    out.append((tree, row, series.column, amount))
        return out


def network(trees: Sequence[Tree], facts: Sequence[Fact] = ()) -> Network:
    """The network of all trees with the likely value of each slot.

    A value that no table prints is taken one at a time, best supported first: each may explain other sums that do not
    hold. Two values that rest on one sum with equal support explain each other away, and neither is taken.

    Args:
        trees: the budget tables.
        facts: all figures of the report; one that stands in another place too has a weak witness there.
    """
    joined = lines(trees)
    net = Network(trees, joined, comparable(trees, joined), _witnesses(facts))
    slots = _slots(net)
    net.best = {slot: value for slot in slots if (value := _first(net, slot)) is not None}
    taken: dict[Slot, Decimal] = {}
    barred: set[Slot] = set()
    stale = set(slots)
    for _ in range(_ROUNDS):
        _form_opinions(net, slots, stale)
        best = {slot: taken.get(slot, value) for slot in slots if (value := net.printed[slot]) is not None}
        stale = _shaken(net, best)
        changed, net.best = best != net.best, best
        if changed:
            continue
        proposals = [p for slot in slots if slot not in taken and slot not in barred and (p := net.proposals[slot])]
        if not proposals:
            break
        margin, slot, value = max(proposals, key=lambda proposal: proposal[0])
        sums = _rest_on(net, slot, value)
        rivals = {o for much, o, v in proposals if much == margin and o != slot and sums & _rest_on(net, o, v)}
        if rivals:
            barred |= {slot, *rivals}
        else:
            taken[slot] = value
    return net


def _form_opinions(net: Network, slots: Sequence[Slot], stale: Collection[Slot]) -> None:
    """Opinions on the stale slots; those on the others still stand, for nothing that they rest on has changed."""
    for slot in slots if stale else ():
        if slot in stale:
            net.asking = slot
            named = _named(net, slot)
            values = set[Decimal]().union(*named.values())
            if len(values) == 1 and named["printed"]:
                net.opinions.pop(slot, None)
                net.printed[slot], net.proposals[slot] = next(iter(named["printed"])), None
                continue
            net.opinions[slot] = _opinions(net, slot, named)
            net.printed[slot], net.proposals[slot] = _printed(net, slot), _proposal(net, slot)
    net.asking = None


def _shaken(net: Network, best: dict[Slot, Decimal]) -> set[Slot]:
    """The slots on which opinions rest on a likely value that is about to change; sums of such values are forgotten."""
    changed = [slot for slot in {**net.best, **best} if net.best.get(slot) is not best.get(slot)]
    sums = {place for slot in changed for place in net.sums_of.get(slot, ())}
    for place in sums:
        net.added.pop(place, None)
    alone = {asker for slot in changed for asker in net.askers.get(slot, ())}
    return alone | {asker for place in sums for asker in net.sum_askers.get(place, ())}


def _witnesses(facts: Sequence[Fact]) -> Witnesses:
    out: dict[tuple[str, Decimal], set[str]] = {}
    for fact in facts:
        if fact.measure in MONEY and fact.value is not None and abs(fact.value) >= SIGNIFICANT:
            out.setdefault((fact.measure, fact.value), set()).add(fact.source.table or "")
    return {key: frozenset(places) for key, places in out.items()}


def _rest_on(net: Network, slot: Slot, value: Decimal) -> set[tuple[int, int, int]]:
    """The sums (tree, row of the whole, column) that speak for a value of a slot."""
    kinds = next(opinion.kinds for opinion in net.opinions[slot] if opinion.value == value)
    out: set[tuple[int, int, int]] = set()
    for tree, row, column, _ in net.cells(slot):
        if "children" in kinds:
            out.add((tree, row, column))
        if "parent" in kinds:
            out |= {(tree, whole, column) for whole in wholes_of(net.trees[tree], row, column)}
    return out


def _slots(net: Network) -> list[Slot]:
    found = dict.fromkeys(
        net.slot(number, row, series.column)
        for number, tree in enumerate(net.trees)
        for row in tree.rows
        for series in tree.series
        if tree.amount(row, series.column).state != "blank"
    )
    return list(found)


def _first(net: Network, slot: Slot) -> Decimal | None:
    """The value that most tables print; among malformed ones the reading that the percentage fits."""
    votes: dict[Decimal, int] = {}
    for tree, row, column, amount in net.cells(slot):
        for value in readings(net, tree, row, column, amount):
            votes[value] = votes.get(value, 0) + (2 if amount.state == "printed" else 1)
    return max(votes, key=lambda value: votes[value]) if votes else None


def readings(net: Network, tree: int, row: int, column: int, amount: Amount) -> tuple[Decimal, ...]:
    """The values that a cell may mean: its own, or of a malformed one those that its percentage fits (all where none does)."""
    if amount.value is not None:
        return (amount.value,)
    fitting = tuple(value for value in amount.candidates if _fitting(net, tree, row, column, value))
    return fitting or amount.candidates


def _named(net: Network, slot: Slot) -> Named:
    """The values that each kind of evidence names."""
    cells = net.cells(slot)
    prints: dict[Decimal, int] = {}
    for tree, row, column, amount in cells:
        for reading in readings(net, tree, row, column, amount):
            prints[reading] = prints.get(reading, 0) + 1
    sums = {value for tree, row, column, _ in cells if (value := _below(net, tree, row, column)) is not None}
    lefts = [(_rest(net, tree, row, column), amount.value) for tree, row, column, amount in cells]
    rests: dict[Decimal, set[Decimal | None]] = {}
    for left, printed in lefts:
        if left is not None:
            rests.setdefault(left, set()).add(printed)
    leaves = {value for tree, row, column, _ in cells if (value := _leaf_sum(net, tree, row, column)) is not None}
    twice = {value for value, against in rests.items() if len(against) > 1}
    return {"printed": prints, "children": sums, "parent": rests, "parents": twice, "leaves": leaves}


def _opinions(net: Network, slot: Slot, named: Named) -> tuple[Opinion, ...]:
    """All values that some evidence names, with what speaks for them; printed ones first."""
    others = (value for kind in ("children", "parent", "leaves") for value in sorted(named[kind]))
    return tuple(_opinion(net, slot, value, named) for value in dict.fromkeys([*named["printed"], *others]))


def _opinion(net: Network, slot: Slot, value: Decimal, named: Named) -> Opinion:
    cells = net.cells(slot)
    percents = {fit for tree, row, column, _ in cells for fit in _fitting(net, tree, row, column, value)}
    measure = next(series.measure for series in net.trees[cells[0][0]].series if series.column == cells[0][2])
    children, parent, leaves = value in named["children"], value in named["parent"], value in named["leaves"]
    summed = children or parent or leaves
    slipped = summed and any(a.value is not None and lost_digit(a.value, value) for *_, a in cells)
    prints = named["printed"]
    weights = (
        ("printed", min(prints.get(value, 0), 3) if isinstance(prints, dict) else 0),
        ("children", 2 * children),
        ("parent", 2 * parent),
        ("parents", int(value in named["parents"])),
        ("leaves", 2 * leaves),
        ("percent", min(len(percents), 2)),
        ("slip", int(slipped)),
        ("elsewhere", int(_stands_elsewhere(net, measure, value, cells))),
    )
    spoken = [item for item in weights if item[1]]
    return Opinion(value, tuple(kind for kind, _ in spoken), sum(weight for _, weight in spoken))


def _stands_elsewhere(
    net: Network, measure: str, value: Decimal, cells: Sequence[tuple[int, int, int, Amount]]
) -> bool:
    """Whether a value stands in other places than the tables of its cells."""
    places = net.elsewhere.get((measure, value))
    return places is not None and not places <= {net.trees[tree].table.id for tree, *_ in cells}


def _printed(net: Network, slot: Slot) -> Decimal | None:
    """The printed value with most evidence."""
    printed = [opinion for opinion in net.opinions[slot] if "printed" in opinion.kinds]
    return max(printed, key=lambda opinion: opinion.weight).value if printed else None


def _proposal(net: Network, slot: Slot) -> Proposal | None:
    """The value that no table prints but two kinds of evidence name, if it beats the printed ones."""
    against = max((o.weight for o in net.opinions[slot] if "printed" in o.kinds), default=None)
    others = [o for o in net.opinions[slot] if "printed" not in o.kinds and len(o.kinds) >= 2 and o.value > 0]
    if against is None or not others:
        return None
    other = max(others, key=lambda opinion: opinion.weight)
    return (other.weight - against, slot, other.value) if other.weight > against else None


def _below(net: Network, tree: int, row: int, column: int) -> Decimal | None:
    """What the likely values of the rows below add up to; null where a part is blank or there are none."""
    if row not in net.trees[tree].children or not is_sound(net.trees[tree], row, column):
        return None
    parts = net.parts(tree, row, column)
    return None if parts.unknown or not any(parts.values) else parts.total


def _leaf_sum(net: Network, tree: int, row: int, column: int) -> Decimal | None:
    """What the lowest rows below a row add up to, where amounts in between were passed over.

    For a total this is one more witness; for a row in between it counts only when all the lowest rows of the table add up
    to its total, so that they are right together.
    """
    table = net.trees[tree]
    below = row in table.children and is_sound(table, row, column)
    total = leaf_total(table, row, column) if below else None
    if total is None:
        return None
    if table.is_total(table.rows[row]):
        values = [part.amount.value for part in parts_of(table, row, column)]
        between = None if None in values else sum((value for value in values if value is not None), Decimal(0))
        return None if between == total else total
    tops = [above.index for above in table.ancestors(row)] + wholes_of(table, row, column)
    wholes = {top: leaf_total(table, top, column) for top in tops if table.is_total(table.rows[top])}
    proven = any(whole is not None and whole == net.likely(tree, top, column) for top, whole in wholes.items())
    return total if proven else None


def _rest(net: Network, tree: int, row: int, column: int) -> Decimal | None:
    """What the parent's likely value leaves for a row after its siblings."""
    table = net.trees[tree]
    for parent in (whole for whole in wholes_of(table, row, column) if is_sound(table, whole, column)):
        others = net.parts(tree, parent, column).others(row)
        likely = net.likely(tree, parent, column)
        if others is not None and likely is not None:
            return likely - others
    return None


def _fitting(net: Network, tree: int, row: int, column: int, value: Decimal) -> list[str]:
    """The printed percentages of a row that a value fits, with the likely value of the amount on the other side."""
    table = net.trees[tree]
    out = []
    for percent, others, spending in net.ratios(tree, column):
        fact = table.facts.get((row, percent))
        if fact is None or fact.value is None:
            continue
        for other in others:
            against = net.likely(tree, row, other)
            pair = (against, value) if spending else (value, against)
            if pair[0] and pair[1] is not None and fits(pair[1], pair[0], fact):
                out.append(fact.printed)
    return out


def partners(tree: Tree, mine: Series, percent: Series) -> list[Series]:
    """The columns that make a percentage together with one: the other measure in the same period."""
    return [
        other
        for other in tree.series
        if other.measure != mine.measure and _meets(other.period, mine.period) and _meets(percent.period, mine.period)
    ]


def _meets(one: str | None, two: str | None) -> bool:
    return one is None or two is None or one == two
