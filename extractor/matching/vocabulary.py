"""The words of the field in their right spelling, and the right spelling of a word that is one slip away."""

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from extractor.matching.tokens import raw_words
from schemas.catalogue import catalogue

# A shorter unknown word is left as it is: too many words are one letter away from it.
SHORTEST_MENDED = 7


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Words that the catalogue knows; two of them are never slips of one another."""
    names = (name for i in catalogue().indicators for name in (i.name, *i.synonyms))
    lines = (name for line in catalogue().nomenclature for name in (line.name, *line.synonyms))
    listed = catalogue().words
    words = {word for name in (*names, *lines) for word in raw_words(name)}
    spelt = (word for full in listed.spellings.values() for word in full.split())
    grouped = (word for group in (*listed.qualifiers, listed.light, *listed.heads.values()) for word in group)
    return frozenset(words.difference(listed.spellings).union(listed.known, listed.fillers, spelt, grouped))


@lru_cache(maxsize=16384)
def mended(word: str) -> str:
    """The known word that an unknown one is one slip away from; the word itself where none or several are."""
    if len(word) < SHORTEST_MENDED or word in vocabulary() or not word.isalpha():
        return word
    found = {known for less in (word, *_less(word)) for known in _by_deletion().get(less, ())}
    near = {known for known in found if _one_slip(word, known)}
    return near.pop() if len(near) == 1 else word


@lru_cache(maxsize=1)
def _by_deletion() -> dict[str, tuple[str, ...]]:
    """Known words by themselves and by themselves less one letter."""
    found: dict[str, tuple[str, ...]] = {}
    for known in sorted(vocabulary()):
        if len(known) >= SHORTEST_MENDED - 1 and known.isalpha():
            for less in dict.fromkeys((known, *_less(known))):
                found[less] = (*found.get(less, ()), known)
    return found


def _less(word: str) -> Iterator[str]:
    """The word less one of its letters."""
    return (word[:index] + word[index + 1 :] for index in range(len(word)))


def _one_slip(left: str, right: str) -> bool:
    """Whether one letter is more, less or another, or two neighbours changed places; an ending is a form, no slip."""
    if {left, right} == {min(left, right, key=len), min(left, right, key=len) + "i"}:
        return False
    return OSA.distance(left, right, score_cutoff=1) <= 1
