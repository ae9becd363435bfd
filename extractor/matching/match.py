"""Gives the subjects of a report's facts their identity."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractor.matching.budget import LineKey, line_ids, line_key
from extractor.matching.clusters import clusters
from extractor.matching.decide import decide, unit_kind_of
from extractor.matching.identifiers import provisional
from extractor.matching.normalise import read_name
from schemas import Fact, Match

INDICATOR, LINE = "indicator", "budget_line"
# Measures whose unit is that of the indicator; an achievement is always in per cent.
OWN_UNIT = frozenset({"target", "realization"})
# Kinds of units that two indicators of one name differ by: a share and the number behind it.
APART = {"percent": "persen", "count": "jumlah"}
Identity = tuple[str, Match]


def match(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts with canonical id and match of indicators and budget lines filled in, in the same order.

    Every distinct name is matched once. The result does not depend on the order of the facts. Subjects of other kinds
    and those that a person decided stay as they are.
    """
    units = _Units(fact for fact in facts if fact.subject.kind == INDICATOR)
    indicators = _indicator_ids([fact for fact in facts if fact.subject.kind == INDICATOR], units)
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


def _row(fact: Fact) -> tuple[str, int] | None:
    """The table row that a fact stands in."""
    source = fact.source
    return (source.table, source.row) if source.table is not None and source.row is not None else None


def _indicator_ids(facts: Sequence[Fact], units: _Units) -> dict[tuple[str, str | None], Identity]:
    """Identity of every indicator name with the kind of its unit."""
    counts = Counter(fact.subject.name for fact in facts)
    tables: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[str | None]] = defaultdict(set)
    for fact in facts:
        kinds[fact.subject.name].add(units.of(fact))
        if fact.source.table:
            tables[fact.subject.name].add(fact.source.table)
    heads = clusters(counts, tables)
    shared: dict[str, set[str | None]] = defaultdict(set)
    for name, found in kinds.items():
        shared[heads[name]] |= found
    identities: dict[tuple[str, str | None], Identity] = {}
    decided: dict[tuple[str, str | None], Match] = {}
    for name in sorted(kinds):
        for kind in sorted(kinds[name], key=str):
            head = heads[name]
            if (head, kind) not in decided:
                decided[head, kind] = decide(read_name(head), kind)
            identities[name, kind] = _identity(
                name, head, kind if set(APART) <= shared[head] else None, decided[head, kind]
            )
    return identities


def _identity(name: str, head: str, kind: str | None, found: Match) -> Identity:
    """The catalogue's id of a matched name, else a provisional one."""
    if name != head:
        found = found.model_copy(update={"reasons": (*found.reasons, f'spelling of "{head}"')})
    if found.decision == "matched":
        return found.candidates[0].id, found
    return provisional(head, APART.get(kind or "")), found
