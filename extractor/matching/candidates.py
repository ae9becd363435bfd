"""Catalogue entries that a name may mean, best first."""

import heapq
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from extractor.matching.features import Comparison, compare, conflict
from extractor.matching.normalise import Name, read_name
from schemas.catalogue import catalogue

# So many names are looked at closely, and only those whose letters are alike at all.
MOST, LEAST_ALIKE = 12, 75
# An abbreviation in brackets that the catalogue knows counts for this much where the rest is alike.
ABBREVIATION_SCORE, ABBREVIATION_ALIKE = 0.97, 0.55
SHORTEST_ABBREVIATION = 2
# A name that is the catalogue's but for an explanation in brackets.
BRACKET_SCORE = 0.95


@dataclass(frozen=True, slots=True)
class Index:
    """Catalogue names in normal form with the id of their indicator, in catalogue order."""

    names: tuple[Name, ...]
    ids: tuple[str, ...]
    exact: dict[str, str]
    squashed: dict[str, str]


@dataclass(frozen=True, slots=True)
class Scored:
    """An indicator, the name of it that fits best, and how well."""

    id: str
    name: str
    comparison: Comparison


@lru_cache(maxsize=1)
def index() -> Index:
    """All names of the catalogue's indicators; a form that two indicators share stands for neither."""
    names: list[Name] = []
    ids: list[str] = []
    exact: dict[str, str] = {}
    for indicator in catalogue().indicators:
        for spelling in (indicator.name, *indicator.synonyms):
            name = read_name(spelling)
            if exact.setdefault(name.text, indicator.id) == indicator.id:
                names.append(name)
                ids.append(indicator.id)
    return Index(tuple(names), tuple(ids), exact, {name.squashed: id_ for name, id_ in zip(names, ids, strict=True)})


def candidates(name: Name) -> tuple[Scored, ...]:
    """At most five indicators by score, then id; one entry an indicator."""
    known = index()
    direct = known.exact.get(name.text) or known.squashed.get(name.squashed)
    if direct:
        return (Scored(direct, name.text, Comparison(1.0 if name.text in known.exact else 0.99)),)
    best: dict[str, Scored] = {}
    for position in _alike(name):
        scored = _scored(name, known.names[position], known.ids[position])
        old = best.get(scored.id)
        if old is None or _order(scored) < _order(old):
            best[scored.id] = scored
    for scored in (*_by_abbreviation(name), *_without_brackets(name)):
        best[scored.id] = scored
    return tuple(sorted(best.values(), key=_order)[:5])


def _order(scored: Scored) -> tuple[bool, float, str, str]:
    """Best first: what is allowed, the score, then id and name, so that the order of the catalogue does not matter."""
    return (scored.comparison.forbidden is not None, -scored.comparison.score, scored.id, scored.name)


def _alike(name: Name) -> list[int]:
    """Positions of the catalogue names that share half of their words, else of those whose letters are alike."""
    known = index().names
    shared = Counter(position for word in dict.fromkeys(name.words) for position in _by_word().get(word, ()))
    close = [
        (-2 * count / (len(name.words) + len(known[position].words)), position)
        for position, count in shared.items()
        if 2 * count >= min(len(name.words), len(known[position].words))
    ]
    if close:
        return [position for _, position in heapq.nsmallest(MOST, close)]
    return [hit[2] for hit in process.extract(name.text, _texts(), scorer=ratio, limit=MOST, score_cutoff=LEAST_ALIKE)]


@lru_cache(maxsize=1)
def _texts() -> list[str]:
    """The catalogue's names in normal form."""
    return [name.text for name in index().names]


@lru_cache(maxsize=1)
def _by_word() -> dict[str, list[int]]:
    """Positions of the catalogue names that hold a word."""
    found: dict[str, list[int]] = defaultdict(list)
    for position, name in enumerate(index().names):
        for word in dict.fromkeys(name.words):
            found[word].append(position)
    return found


def _scored(name: Name, known: Name, id_: str) -> Scored:
    """A name against one of the catalogue's."""
    return Scored(id_, known.text, compare(name, known))


def _by_abbreviation(name: Name) -> list[Scored]:
    """Indicators whose abbreviation stands in brackets behind a name that is alike."""
    known = index()
    out = []
    for short in name.short:
        id_ = known.exact.get(read_name(short).text) if len(short) > SHORTEST_ABBREVIATION else None
        if id_ is None:
            continue
        full = max(
            (compare(name, n).score for n, i in zip(known.names, known.ids, strict=True) if i == id_), default=0.0
        )
        if full >= ABBREVIATION_ALIKE:
            out.append(Scored(id_, short, Comparison(max(full, ABBREVIATION_SCORE))))
    return out


def _without_brackets(name: Name) -> list[Scored]:
    """The indicator of the name without its brackets, where they explain and do not narrow it."""
    if name.bare is None:
        return []
    outer, known = read_name(name.bare), index()
    id_ = known.exact.get(outer.text)
    added = [word for word in name.words if word not in outer.words]
    return (
        [Scored(id_, outer.text, Comparison(BRACKET_SCORE, tuple(added)))]
        if id_ and conflict(added, ()) is None
        else []
    )
