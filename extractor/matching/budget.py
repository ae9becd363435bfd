"""Identity of budget lines: the printed code, else one id for all spellings of a name at one level."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractor.matching.clusters import Printed, clusters
from extractor.matching.identifiers import provisional
from extractor.remembered import remembered
from schemas import Fact, Match, Subject

LineKey = tuple[str, str | None, str | None]
_MARK = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s*)+", re.IGNORECASE)
_LEVEL_WORD = re.compile(r"^\s*(?:(?:sub\s*kegiatan|kegiatan|program)\b\s*[:.]?\s*)", re.IGNORECASE)
_REGION = re.compile(r"\b(?:kabupaten\s*/?\s*kota|provinsi)\s*$", re.IGNORECASE)


@remembered(4096)
def line_name(name: str) -> str:
    """The name of a budget line without its number, the word of its level and the kind of region behind it."""
    bare = _LEVEL_WORD.sub("", _MARK.sub("", name))
    return _REGION.sub("", bare).strip() or name


def line_key(subject: Subject) -> LineKey:
    """What tells the budget lines of a report apart before spellings are joined."""
    return line_name(subject.name), subject.level, subject.code


def line_ids(facts: Sequence[Fact]) -> dict[LineKey, tuple[str, Match]]:
    """Canonical id and reason for every budget line of a report."""
    counts = Counter(line_name(fact.subject.name) for fact in facts)
    tables: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.source.table:
            tables[line_name(fact.subject.name)].add(fact.source.table)
    printed = {name: Printed(count, frozenset(tables.get(name, ()))) for name, count in counts.items()}
    heads = clusters(printed, line=True)
    levels, codes = _levels(facts, heads), _codes(facts, heads)
    return {
        key: _identity(key, heads[key[0]], levels, codes) for key in dict.fromkeys(line_key(f.subject) for f in facts)
    }


def _levels(facts: Iterable[Fact], heads: Mapping[str, str]) -> dict[str, set[str]]:
    """Levels at which a name stands."""
    out: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.subject.level:
            out[heads[line_name(fact.subject.name)]].add(fact.subject.level)
    return out


def _codes(facts: Iterable[Fact], heads: Mapping[str, str]) -> dict[tuple[str, str | None], set[str]]:
    """Codes that are printed beside a name at a level."""
    out: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for fact in facts:
        if fact.subject.code:
            head = heads[line_name(fact.subject.name)]
            out[head, fact.subject.level].add(_plain(fact.subject.code))
            out[head, None].add(_plain(fact.subject.code))
    return out


def _plain(code: str) -> str:
    """A code without spaces and without a dot at its end."""
    return re.sub(r"\s+", "", code).strip(".")


def _identity(
    key: LineKey, head: str, levels: Mapping[str, set[str]], codes: Mapping[tuple[str, str | None], set[str]]
) -> tuple[str, Match]:
    """Code as printed; the only code that another table prints beside the name; else a slug of the name.

    The level is part of the slug only where a name stands at several levels, as in a chain of single children.
    """
    name, level, code = key
    if code:
        return _plain(code), Match(decision="matched", score=1.0, reasons=("code as printed",))
    known = codes.get((head, level), set())
    if len(known) == 1:
        return min(known), Match(decision="matched", score=0.95, reasons=("code printed beside this name elsewhere",))
    reason = "new name" if name == head else f'spelling of "{head}"'
    apart = level if len(levels.get(head, ())) > 1 else None
    return provisional(head, apart, line=True), Match(decision="new", reasons=(reason,))
