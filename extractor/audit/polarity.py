"""Whether more or less is better for an indicator, told by the catalogue or by the words of its name."""

import re
from functools import lru_cache

from schemas import Subject
from schemas.catalogue.load import catalogue


def polarity_of(subject: Subject) -> str | None:
    """Returns "up", "down" or null: the catalogue entry of a matched subject, else "down" where its name says so."""
    known = catalogue().indicator_by_id.get(subject.canonical_id or "")
    if known is not None:
        return known.polarity
    return _by_words(subject.name)


@lru_cache(maxsize=4096)
def _by_words(name: str) -> str | None:
    words = catalogue().polarity
    low = " ".join(name.lower().split())
    if any(re.search(pattern, low) for pattern in words.up):
        return "up"
    return "down" if any(re.search(pattern, low) for pattern in words.down) else None
