"""The words of the field in their right spelling, and the right spelling of a word that is one slip away."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from extractor.matching.tokens import raw_words
from extractor.remembered import remembered
from schemas.catalogue import catalogue

# A shorter unknown word is left as it is: too many words are one letter away from it.
SHORTEST_MENDED = 7
# Below this length another letter makes another word too often ("farmasi", "formasi").
LONG_WORD = 9


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


@remembered(16384)
def mended(word: str) -> str:
    """The known word that an unknown one is one slip away from; the word itself where none or several are."""
    if len(word) < SHORTEST_MENDED or word in vocabulary() or not word.isalpha():
        return word
    lengths = (len(word) - 1, len(word), len(word) + 1)
    near = [known for size in lengths for known in _by_start().get((word[0], size), ()) if _one_slip(word, known)]
    return near[0] if len(near) == 1 else word


@lru_cache(maxsize=1)
def _by_start() -> dict[tuple[str, int], tuple[str, ...]]:
    """Known words by their first letter, which a slip seldom hits, and their length."""
    found: dict[tuple[str, int], list[str]] = {}
    for known in sorted(vocabulary()):
        if known.isalpha():
            found.setdefault((known[0], len(known)), []).append(known)
    return {key: tuple(words) for key, words in found.items()}


def _one_slip(left: str, right: str) -> bool:
    """Whether one letter is more, less or another, or two neighbours changed places; an ending is a form, no slip."""
    if {left, right} == {min(left, right, key=len), min(left, right, key=len) + "i"}:
        return False
    if len(left) == len(right) and sorted(left) != sorted(right) and len(left) < LONG_WORD:
        return False
    return OSA.distance(left, right, score_cutoff=1) <= 1
