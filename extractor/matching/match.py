"""Gives the subjects of a report's facts their identity."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractor.matching.budget import LineKey, line_ids, line_key
from extractor.matching.clusters import Printed, clusters
from extractor.matching.decide import decide_all
from extractor.matching.heads import head_class
from extractor.matching.identifiers import provisional
from extractor.matching.normalise import read_name
from extractor.matching.units import unit_kind_of
from extractor.matching.view import Side, objective_words
from schemas import Fact, Match
from schemas.catalogue import polarity_of

INDICATOR, LINE = "indicator", "budget_line"
# Measures whose unit is that of the indicator; an achievement is always in per cent.
OWN_UNIT = frozenset({"target", "realization"})
# Kinds of units that two indicators of one name differ by: a share and the number behind it.
APART = {"percent": "persen", "count": "jumlah"}
Identity = tuple[str, Match]
Key = tuple[str, str | None]


def match(facts: Sequence[Fact], agency_kind: str | None = None) -> tuple[Fact, ...]:
    """The facts with canonical id and match of indicators and budget lines filled in, in the same order.

    Every distinct name is matched once. The result does not depend on the order of the facts. Subjects of other kinds
    and those that a person decided stay as they are. `agency_kind` is that of the reporting office.
    """
    units = _Units(fact for fact in facts if fact.subject.kind == INDICATOR)
    indicators = _indicator_ids([fact for fact in facts if fact.subject.kind == INDICATOR], units, agency_kind)
    lines = line_ids([fact for fact in facts if fact.subject.kind == LINE])
    return tuple(_with_identity(fact, indicators, lines, units) for fact in facts)


def _with_identity(
    fact: Fact,
    indicators: Mapping[tuple[str, str | None], Identity],
    lines: Mapping[LineKey, Identity],
    units: "_Units",
) -> Fact:
    """The fact with the identity of its subject."""
    subject = fact.subject
    if subject.kind not in (INDICATOR, LINE) or (subject.match is not None and subject.match.decision == "decided"):
        return fact
    found = indicators[subject.name, units.of(fact)] if subject.kind == INDICATOR else lines[line_key(subject)]
    named = subject.model_copy(update={"canonical_id": found[0], "match": found[1]})
    return fact.model_copy(update={"subject": named})


class _Units:
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


def _indicator_ids(facts: Sequence[Fact], units: _Units, agency_kind: str | None) -> dict[Key, Identity]:
    """Identity of every indicator name with the kind of its unit."""
    printed = _printed(facts, units)
    heads = clusters(printed)
    kinds = _kinds(facts, heads, units)
    keys = sorted(set(kinds.values()), key=str)
    objectives = _objectives(facts, heads)
    sides = [_side(key, agency_kind, objectives) for key in keys]
    decided = dict(zip(keys, decide_all(sides), strict=True))
    tables = {name: entry.tables for name, entry in printed.items()}
    decided = _one_a_table(decided, {head: _tables_of(head, heads, tables) for head in heads.values()})
    split = {head for head, count in Counter(head for head, _ in decided).items() if count > 1}
    return {
        key: _identity(key[0], head, kind if head in split or not _told(head) else None, decided[head, kind])
        for key, (head, kind) in kinds.items()
    }


def _told(name: str) -> bool:
    """Whether a name says what is measured."""
    words = read_name(name).words
    return bool(words) and head_class(words[0]) is not None


def _side(key: Key, agency_kind: str | None, objectives: Mapping[str, frozenset[str]]) -> Side:
    """A name with what stands around it in the report."""
    name, kind = key
    agencies = (agency_kind,) if agency_kind else ()
    return Side(read_name(name), kind, agencies, objectives.get(name, frozenset()), polarity_of(name, None))


def _printed(facts: Sequence[Fact], units: _Units) -> dict[str, Printed]:
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


def _objectives(facts: Sequence[Fact], heads: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Words of the sasaran above every name, those of all its places together."""
    texts: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        texts[heads[fact.subject.name]].update(fact.subject.path[-1:])
    return {head: frozenset().union(*map(objective_words, found)) for head, found in texts.items()}


def _kinds(
    facts: Sequence[Fact], heads: Mapping[str, str], units: _Units
) -> dict[tuple[str, str | None], tuple[str, str | None]]:
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


def _tables_of(head: str, heads: Mapping[str, str], tables: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The tables in which a name stands in any spelling."""
    return frozenset(table for name, other in heads.items() if other == head for table in tables.get(name, ()))


def _one_a_table(
    decided: Mapping[tuple[str, str | None], Match], tables: Mapping[str, frozenset[str]]
) -> dict[tuple[str, str | None], Match]:
    """The matches, where two different names of one table do not share an indicator: the better one keeps it."""
    out = dict(decided)
    order = sorted(decided, key=lambda key: (-(decided[key].score or 0), key[0], str(key[1])))
    kept: dict[str, list[str]] = defaultdict(list)
    for key in order:
        found = decided[key]
        if found.decision != "matched":
            continue
        others = [name for name in kept[found.candidates[0].id] if tables[name] & tables[key[0]]]
        if others:
            reason = f'"{others[0]}" of the same table has it'
            out[key] = found.model_copy(update={"decision": "proposed", "reasons": (*found.reasons, reason)})
        else:
            kept[found.candidates[0].id].append(key[0])
    return out


def _identity(name: str, head: str, kind: str | None, found: Match) -> Identity:
    """The catalogue's id of a matched name, else a provisional one made of name and unit.

    The unit is part of the id only where the name does not say what is measured.
    """
    if name != head:
        found = found.model_copy(update={"reasons": (*found.reasons, f'spelling of "{head}"')})
    if found.decision == "matched":
        return found.candidates[0].id, found
    return provisional(head, APART.get(kind or "")), found
