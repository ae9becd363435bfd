"""Catalogue entries that names may mean, best first; only a few are looked at closely."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from extractor.matching.alignment import strangers
from extractor.matching.compare import Comparison, compare
from extractor.matching.entries import Entries
from extractor.matching.guards import qualifiers
from extractor.matching.normalise import read_name
from extractor.matching.view import Side
from extractor.matching.vocabulary import vocabulary

# So many names are looked at closely, those that share at least this part of the weight of the words.
MOST, LEAST_SHARED = 8, 0.4
# With so many words that have no partner a name is not even proposed; the nearest is kept to tell why.
STRANGE = 2
# So alike are the letters of a misspelt name; so many names are held against all entries at a time.
LEAST_ALIKE, CHUNK = 75, 256
# An abbreviation in brackets that the catalogue knows counts for this much where the rest is alike.
ABBREVIATION_SCORE, ABBREVIATION_ALIKE = 0.97, 60
SHORTEST_ABBREVIATION = 2
# A name that is the catalogue's but for an explanation in brackets.
BRACKET_SCORE = 0.95


@dataclass(frozen=True, slots=True)
class Scored:
    """An indicator, the name of it that fits best, and how well."""

    id: str
    name: str
    comparison: Comparison


def candidates(sides: Sequence[Side], entries: Entries) -> list[tuple[Scored, ...]]:
    """For every name at most five indicators by probability, then id; one entry an indicator."""
    places = [_places(side, entries) for side in sides]
    unfound = [index for index, found in enumerate(places) if not found and _misspelt(sides[index])]
    for start in range(0, len(unfound), CHUNK):
        chunk = unfound[start : start + CHUNK]
        for index, found in zip(chunk, _by_letters([sides[i] for i in chunk], entries), strict=True):
            places[index] = found
    return [_best(side, found, entries) for side, found in zip(sides, places, strict=True)]


def _places(side: Side, entries: Entries) -> list[int]:
    """Places of the entries with the same letters or words, else of those that share most words."""
    direct = entries.with_letters(side.name.raw)
    if direct:
        return list(direct)
    found = entries.sharing(side.name.words, LEAST_SHARED, MOST)
    words = side.name.words
    return [p for i, p in enumerate(found) if not i or strangers(words, entries.all[p].side.name.words) < STRANGE]


def _misspelt(side: Side) -> bool:
    """Whether a word is unknown, so that only the letters may find the name."""
    return any(word not in vocabulary() for word in side.name.words)


def _by_letters(sides: Sequence[Side], entries: Entries) -> list[list[int]]:
    """Places of the entries whose letters are alike, for every name."""
    texts = [side.name.text for side in sides]
    table = process.cdist(texts, entries.texts, scorer=ratio, score_cutoff=LEAST_ALIKE, dtype=np.uint8)
    return [[int(place) for place in np.argsort(-row.astype(int), kind="stable")[:MOST] if row[place]] for row in table]


def _best(side: Side, places: Sequence[int], entries: Entries) -> tuple[Scored, ...]:
    """The indicators at some places, compared."""
    best: dict[str, Scored] = {}
    for place in places:
        entry = entries.all[place]
        scored = Scored(entry.id, entry.side.name.text, compare(side, entry.side))
        if entry.id not in best or _order(scored) < _order(best[entry.id]):
            best[entry.id] = scored
    for scored in (*_by_abbreviation(side, entries), *_without_brackets(side, entries)):
        if scored.id not in best or _order(scored) < _order(best[scored.id]):
            best[scored.id] = scored
    return tuple(sorted(best.values(), key=_order)[:5])


def _order(scored: Scored) -> tuple[bool, float, str, str]:
    """Best first: what is allowed, the score, then id and name, so that the order of the catalogue does not matter."""
    return (scored.comparison.forbidden is not None, -scored.comparison.score, scored.id, scored.name)


def _by_abbreviation(side: Side, entries: Entries) -> list[Scored]:
    """Indicators whose abbreviation stands in brackets behind a name that is alike."""
    out = []
    for short in side.name.short:
        ids = {entries.all[p].id for p in entries.with_letters(short)}
        if len(short) <= SHORTEST_ABBREVIATION or len(ids) != 1:
            continue
        places = [place for place, entry in enumerate(entries.all) if entry.id in ids]
        alike = max(places, key=lambda place: ratio(side.name.text, entries.texts[place]))
        found = compare(side, entries.all[alike].side)
        if found.forbidden is None and ratio(side.name.text, entries.texts[alike]) >= ABBREVIATION_ALIKE:
            out.append(Scored(min(ids), short, replace(found, score=max(found.score, ABBREVIATION_SCORE))))
    return out


def _without_brackets(side: Side, entries: Entries) -> list[Scored]:
    """The indicator of the name without its brackets, where they explain and do not narrow it."""
    if side.name.bare is None:
        return []
    outer = read_name(side.name.bare)
    places = _places(Side(outer), entries)
    ids = {entries.all[p].id for p in places if entries.all[p].side.name.text == outer.text}
    added = {word for word in side.name.words if word not in outer.words}
    if len(ids) != 1 or any(added & group for group in qualifiers()) or any(w[0].isdigit() for w in added):
        return []
    return [Scored(min(ids), outer.text, Comparison(BRACKET_SCORE, tuple(sorted(added))))]
