"""Rows of a table that carry another row's figures: the slip that makes many figures wrong at once.

A row is suspected when its amount differs from what other tables print for the line, and is what they print for the
row next to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from extractor.audit.repair.amounts import Amounts
from extractor.audit.repair.relation import Linear, Relation
from schemas import Fact

# Rows this far apart are neighbours; an amount of fewer digits may be equal by chance.
_NEAR, _SIGNIFICANT = 2, 100_000

Cell = tuple[str, int]
"""Table and row."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A row with another one's figures: its `own` figures are unknown, those of the owner are the `moved` ones."""

    own: frozenset[str]
    moved: dict[str, Fraction]

    @property
    def names(self) -> frozenset[str]:
        """All figures of both rows."""
        return self.own | frozenset(self.moved)


def shifts(
    facts: Mapping[str, Fact], values: Mapping[str, Fraction], amounts: Amounts, relations: Sequence[Relation]
) -> tuple[Shift, ...]:
    """The rows that seem to carry the figures of a row near them."""
    agreements = [item for item in relations if isinstance(item, Linear) and item.agreement]
    elsewhere = _elsewhere(facts, values, [item for item in agreements if not item.holds(amounts)])
    if not elsewhere:
        return ()
    rows: dict[Cell, dict[str, Fact]] = {}
    for fact in facts.values():
        if fact.source.table is not None and fact.source.row is not None and fact.id in values:
            rows.setdefault((fact.source.table, fact.source.row), {})[f"{fact.source.column} {fact.measure}"] = fact
    found = []
    for name in sorted(elsewhere):
        owner = _owner(facts[name], values, elsewhere, facts)
        if owner is not None:
            found.append(_shift(rows, facts[name], owner, values))
    return tuple(found)


def _elsewhere(
    facts: Mapping[str, Fact], values: Mapping[str, Fraction], broken: Sequence[Linear]
) -> dict[str, Fraction]:
    """What another table prints for a figure, where two prints differ."""
    found: dict[str, Fraction] = {}
    for relation in broken:
        one, two = sorted(relation.facts)
        if facts[one].source.table != facts[two].source.table:
            found[one], found[two] = values[two], values[one]
    return found


def _owner(
    fact: Fact, values: Mapping[str, Fraction], elsewhere: Mapping[str, Fraction], facts: Mapping[str, Fact]
) -> Fact | None:
    """The figure of a near row that the printed one belongs to; null where there is none."""
    if abs(values[fact.id]) < _SIGNIFICANT:
        return None
    for name in sorted(elsewhere):
        other = facts[name]
        same = other.source.table == fact.source.table and other.source.column == fact.source.column
        far = abs((other.source.row or 0) - (fact.source.row or 0))
        if same and 0 < far <= _NEAR and elsewhere[name] == values[fact.id] and values[name] != values[fact.id]:
            return other
    return None


def _shift(rows: Mapping[Cell, Mapping[str, Fact]], fact: Fact, owner: Fact, values: Mapping[str, Fraction]) -> Shift:
    here = rows.get((fact.source.table or "", fact.source.row or 0), {})
    there = rows.get((owner.source.table or "", owner.source.row or 0), {})
    moved = {there[column].id: values[item.id] for column, item in here.items() if column in there}
    return Shift(frozenset(item.id for item in here.values()), moved)
