"""What a name measures: a share, a score, a number of things, a rate, a rank, a mean."""

from functools import lru_cache

from extractor.remembered import remembered
from schemas.catalogue import catalogue

# Kinds of units that a head stands for; a name without a head takes the kind of its unit.
_OF_UNIT = {"percent": "share", "count": "count"}
# Classes that are never one another.
_APART = frozenset({"share", "score", "count", "rank", "average"})


@remembered(4096)
def head_class(word: str) -> str | None:
    """The class of a word that tells what is measured, None for all others."""
    return next((name for name, words in catalogue().words.heads.items() if word in words), None)


def measured(words: tuple[str, ...], unit_kind: str | None = None) -> str | None:
    """What a name measures: the class of its first word, else what its unit says."""
    return (head_class(words[0]) if words else None) or _OF_UNIT.get(unit_kind or "")


def apart(left: str | None, right: str | None) -> bool:
    """Whether two classes are different measures of a thing."""
    return left is not None and right is not None and left != right and bool({left, right} & _APART)


def is_light(word: str) -> bool:
    """Whether a name may have or lack a word and mean the same thing."""
    return word in _light() or head_class(word) is not None


@lru_cache(maxsize=1)
def _light() -> frozenset[str]:
    """The catalogue's words that may be missing."""
    return frozenset(catalogue().words.light)
