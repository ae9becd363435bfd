"""The indicator names of a report as it prints them: units, tables, figures, objectives."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractor.matching.clusters import Printed
from extractor.matching.units import unit_kind_of
from extractor.matching.view import objective_words
from schemas import Fact

# Measures whose unit is that of the indicator; an achievement is always in per cent.
OWN_UNIT = frozenset({"target", "realization"})
# Kinds of units that two indicators of one name differ by: a share and the number behind it.
APART = {"percent": "persen", "count": "jumlah"}
Key = tuple[str, str | None]
"""A name and the kind of its unit."""


class Units:
    """Kind of unit (percent, count, ...) of every row and name of indicators, by targets and realisations."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._rows: dict[tuple[str, int], str] = {}
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for fact in facts:
            kind = unit_kind_of(fact.unit) if fact.measure in OWN_UNIT else None
            if kind is None:
                continue
            votes[fact.subject.name][kind] += 1
            place = _row(fact)
            if place is not None:
                self._rows[place] = min(kind, self._rows.get(place, kind))
        self._names = {name: min(count, key=lambda kind: (-count[kind], kind)) for name, count in votes.items()}

    def of(self, fact: Fact) -> str | None:
        """The kind of a fact's row, else the most frequent one of its name."""
        place = _row(fact)
        return (self._rows.get(place) if place is not None else None) or self._names.get(fact.subject.name)

    def usual(self, name: str) -> str | None:
        """The most frequent kind of a name."""
        return self._names.get(name)


def _row(fact: Fact) -> tuple[str, int] | None:
    """The table row that a fact stands in."""
    source = fact.source
    return (source.table, source.row) if source.table is not None and source.row is not None else None


def printed_names(facts: Sequence[Fact], units: Units) -> dict[str, Printed]:
    """Every name as the report prints it."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.subject.name].append(fact)
    return {
        name: Printed(
            len(group),
            frozenset(fact.source.table for fact in group if fact.source.table),
            frozenset((fact.measure, fact.period, fact.printed) for fact in group if fact.measure in OWN_UNIT),
            units.usual(name),
        )
        for name, group in groups.items()
    }


def objectives(facts: Sequence[Fact], heads: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Words of the sasaran above every name, those of all its places together."""
    texts: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        texts[heads[fact.subject.name]].update(fact.subject.path[-1:])
    return {head: frozenset().union(*map(objective_words, found)) for head, found in texts.items()}


def kinds_of(facts: Sequence[Fact], heads: Mapping[str, str], units: Units) -> dict[Key, Key]:
    """Name that stands for every name with a kind of unit, and the kind that counts.

    Only a table that has a share and a number under one name tells them apart; else the most frequent kind counts for
    all, as a "(%)" in a header is often wrong.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    beside: dict[tuple[str, str], set[str]] = defaultdict(set)
    keys = dict.fromkeys((fact.subject.name, units.of(fact)) for fact in facts)
    for fact in facts:
        head, kind = heads[fact.subject.name], units.of(fact)
        if kind is not None:
            votes[head][kind] += 1
            beside[head, fact.source.table or ""].add(kind)
    split = {head for (head, table), found in beside.items() if table and set(APART) <= found}
    usual = {head: min(count, key=lambda kind: (-count[kind], kind)) for head, count in votes.items()}
    return {
        (name, kind): (heads[name], kind if heads[name] in split and kind else usual.get(heads[name]))
        for name, kind in keys
    }
