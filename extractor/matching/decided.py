"""What a person decided about names, ready to be applied before any score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from schemas import Fact
from schemas.decision_conflicts import name_key
from schemas.decisions import Decisions, NameDecision


@dataclass(frozen=True, slots=True)
class NameRules:
    """The decisions that hold for one report.

    `groups` gives for every decided name the name that stands for its group, `ids` the decided id of a group,
    `apart` pairs of names that are two things, `not_ids` ids that a name is not, `merged` ids and what they became.
    """

    groups: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()
    not_ids: dict[str, frozenset[str]] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)

    def group(self, name: str) -> str | None:
        """The name that stands for a decided name, None for a name that nobody decided."""
        return self.groups.get(name_key(name))

    def id_of(self, name: str) -> str | None:
        """The id that a person gave a name."""
        group = self.group(name)
        return self.ids.get(group) if group is not None else None

    def parted(self, left: str, right: str) -> bool:
        """Whether a person decided that two names are two things."""
        a, b = name_key(left), name_key(right)
        if frozenset((a, b)) in self.apart:
            return True
        first, second = self.id_of(left), self.id_of(right)
        if first is not None and second is not None:
            return first != second
        return (second in self.not_ids.get(a, ())) or (first in self.not_ids.get(b, ()))

    def final(self, id_: str) -> str:
        """An id, or what it was merged into."""
        return self.merged.get(id_, id_)


def rules_for(decisions: Decisions | None, agency: str | None, facts: Iterable[Fact]) -> NameRules:
    """The decisions about names that reach the reports of an office; those limited to a unit reach its figures only."""
    if decisions is None or not decisions.names:
        return NameRules()
    units: dict[str, set[str]] = {}
    for fact in facts:
        if fact.unit:
            units.setdefault(name_key(fact.subject.name), set()).add(name_key(fact.unit))
    reaching = [entry for entry in decisions.names if _reaches(entry, agency)]
    merged = _merged(entry for entry in reaching if entry.decision == "merged")
    groups, ids = _groups(reaching, merged, units)
    apart, not_ids = _different(reaching, merged)
    return NameRules(groups, ids, apart, not_ids, merged)


def _reaches(entry: NameDecision, agency: str | None) -> bool:
    """Whether a decision holds for an office."""
    return entry.agency is None or (agency is not None and name_key(entry.agency) == name_key(agency))


def _merged(entries: Iterable[NameDecision]) -> dict[str, str]:
    """Every merged id with what it is in the end."""
    into = {str(entry.id): str(entry.into) for entry in entries}
    return {old: _end(new, into) for old, new in into.items()}


def _end(id_: str, into: Mapping[str, str]) -> str:
    """What an id is in the end; a circle, which files of decisions cannot hold, ends where it began."""
    seen: set[str] = set()
    while id_ in into and id_ not in seen:
        seen.add(id_)
        id_ = into[id_]
    return id_


def _groups(
    entries: Iterable[NameDecision], merged: Mapping[str, str], units: Mapping[str, set[str]]
) -> tuple[dict[str, str], dict[str, str]]:
    """The name that stands for every decided name, and the ids of groups; the first name decided stands for its group."""
    groups: dict[str, str] = {}
    ids: dict[str, str] = {}
    for entry in entries:
        if entry.decision != "same":
            continue
        keys = [name_key(name) for name in entry.names if _in_unit(entry, name, units)]
        heads = list(dict.fromkeys(groups.get(key, key) for key in keys))
        for key, head in [*groups.items(), *((key, key) for key in keys)]:
            if head in heads or key in keys:
                groups[key] = heads[0]
        found = [ids.pop(head) for head in heads if head in ids] + ([entry.id] if entry.id else [])
        if found and heads:
            ids[heads[0]] = merged.get(found[0], found[0])
    return groups, ids


def _in_unit(entry: NameDecision, name: str, units: Mapping[str, set[str]]) -> bool:
    """Whether a decision limited to a unit reaches a name of the report."""
    return entry.unit is None or name_key(entry.unit) in units.get(name_key(name), ())


def _different(
    entries: Iterable[NameDecision], merged: Mapping[str, str]
) -> tuple[frozenset[frozenset[str]], dict[str, frozenset[str]]]:
    """Pairs of names that are two things, and for a name the ids that it is not."""
    pairs: set[frozenset[str]] = set()
    not_ids: dict[str, frozenset[str]] = {}
    for entry in entries:
        if entry.decision != "different":
            continue
        keys = [name_key(name) for name in entry.names]
        if entry.id is None:
            pairs.add(frozenset(keys))
        else:
            not_ids[keys[0]] = not_ids.get(keys[0], frozenset()) | {merged.get(entry.id, entry.id)}
    return frozenset(pairs), not_ids
