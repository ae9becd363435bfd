"""Which indicator every name of a report is: what a person decided, else the catalogue, else an id of its own."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from extractor.matching.clusters import clusters
from extractor.matching.decide import decide, decide_all
from extractor.matching.decided import NameRules
from extractor.matching.heads import head_class
from extractor.matching.identifiers import HASH, provisional
from extractor.matching.normalise import read_name
from extractor.matching.printed import APART, Key, Units, kinds_of, objectives, printed_names
from extractor.matching.view import Side
from schemas import Fact, Match
from schemas.catalogue import polarity_of
from schemas.decision_conflicts import name_key

Identity = tuple[str, Match]


def indicator_ids(
    facts: Sequence[Fact], units: Units, rules: NameRules, agency_kind: str | None
) -> dict[Key, Identity]:
    """Identity of every indicator name with the kind of its unit."""
    printed = printed_names(facts, units)
    heads = clusters(printed, parted=rules.parted)
    kinds = kinds_of(facts, heads, units)
    keys = sorted(set(kinds.values()), key=str)
    above = objectives(facts, heads)
    found = dict(zip(keys, decide_all([_side(key, agency_kind, above) for key in keys]), strict=True))
    tables = {name: entry.tables for name, entry in printed.items()}
    found = _one_a_table(found, {head: _tables_of(head, heads, tables) for head in heads.values()})
    split = {head for head, count in Counter(head for head, _ in found).items() if count > 1}
    groups = _groups(heads, rules)
    out: dict[Key, Identity] = {}
    for key, (head, kind) in kinds.items():
        group = rules.group(key[0]) or groups.get(head)
        unit = kind if head in split or not _told(head) else None
        if group is None:
            out[key] = _own(key[0], head, unit, _allowed(key[0], found[head, kind], rules))
        else:
            out[key] = _of_group(group, unit, rules)
    return _parted(out, rules)


def _groups(heads: Mapping[str, str], rules: NameRules) -> dict[str, str]:
    """The decided group of every cluster in which a spelling is decided; the first by alphabet."""
    found: dict[str, str] = {}
    for name, head in sorted(heads.items()):
        group = rules.group(name)
        if group is not None:
            found.setdefault(head, group)
    return found


def _of_group(group: str, unit: str | None, rules: NameRules) -> Identity:
    """The identity of a name that a person put with others: the id that was given, else that of the first of them."""
    given = rules.ids.get(group)
    if given is not None:
        return given, _decided(f"decided: this name is {given}")
    first = decide(Side(read_name(group)))
    id_ = first.candidates[0].id if first.decision == "matched" else provisional(group, APART.get(unit or ""))
    return rules.final(id_), _decided(f'decided: the same as "{group}"')


def _allowed(name: str, found: Match, rules: NameRules) -> Match:
    """The match, unless a person decided that the name is not that indicator."""
    refused = rules.not_ids.get(name_key(name), frozenset())
    if found.decision != "matched" or found.candidates[0].id not in refused:
        return found
    reason = f"decided: this name is not {found.candidates[0].id}"
    return found.model_copy(update={"decision": "new", "reasons": (reason,)})


def _parted(ids: Mapping[Key, Identity], rules: NameRules) -> dict[Key, Identity]:
    """The identities, where names that a person called different do not share an id; merged ids are what they became."""
    out = {key: _final(identity, rules) for key, identity in ids.items()}
    by_name = {name_key(name): (name, kind) for name, kind in sorted(out, key=str, reverse=True)}
    for pair in sorted(rules.apart, key=sorted):
        keys = [by_name.get(name) for name in sorted(pair)]
        if len(keys) != 2 or None in keys or out[keys[0]][0] != out[keys[1]][0]:  # type: ignore[index]
            continue
        better, worse = sorted((k for k in keys if k), key=lambda k: (-(out[k][1].score or 0), k[0]))
        mark = hashlib.sha256(name_key(worse[0]).encode("utf-8")).hexdigest()[:HASH]
        out[worse] = (provisional(worse[0], mark), _decided(f'decided: another thing than "{better[0]}"'))
    return out


def _final(identity: Identity, rules: NameRules) -> Identity:
    """The identity, where its id was merged into another with that one."""
    final = rules.final(identity[0])
    return identity if final == identity[0] else (final, _decided(f"decided: {identity[0]} was merged into {final}"))


def _decided(reason: str) -> Match:
    """A match that a person made."""
    return Match(decision="decided", score=1.0, reasons=(reason,))


def _told(name: str) -> bool:
    """Whether a name says what is measured."""
    words = read_name(name).words
    return bool(words) and head_class(words[0]) is not None


def _side(key: Key, agency_kind: str | None, objectives: Mapping[str, frozenset[str]]) -> Side:
    """A name with what stands around it in the report."""
    name, kind = key
    agencies = (agency_kind,) if agency_kind else ()
    return Side(read_name(name), kind, agencies, objectives.get(name, frozenset()), polarity_of(name, None))


def _tables_of(head: str, heads: Mapping[str, str], tables: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The tables in which a name stands in any spelling."""
    return frozenset(table for name, other in heads.items() if other == head for table in tables.get(name, ()))


def _one_a_table(decided: Mapping[Key, Match], tables: Mapping[str, frozenset[str]]) -> dict[Key, Match]:
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


def _own(name: str, head: str, kind: str | None, found: Match) -> Identity:
    """The catalogue's id of a matched name, else a provisional one made of name and unit.

    The unit is part of the id only where the name does not say what is measured.
    """
    if name != head:
        found = found.model_copy(update={"reasons": (*found.reasons, f'spelling of "{head}"')})
    return own_id(head, kind, found, told=False), found


def own_id(name: str, kind: str | None, found: Match, told: bool = True) -> str:
    """The catalogue's id of a match, else the provisional one; `told` leaves out a unit that the name says itself."""
    if found.decision == "matched":
        return found.candidates[0].id
    return provisional(name, None if told and _told(name) else APART.get(kind or ""))
