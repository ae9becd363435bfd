"""Whether more or less of an indicator is better."""

import re
from functools import lru_cache

from schemas.catalogue.load import catalogue


@lru_cache(maxsize=4096)
def polarity_of(name: str, canonical_id: str | None) -> str | None:
    """The polarity "up" or "down" of an indicator, by the catalogue or else by its name; None where neither tells."""
    known = catalogue().indicator_by_id.get(canonical_id or "")
    if known is not None:
        return known.polarity
    low = " ".join(name.lower().split())
    up, down = _words()
    if up.search(low):
        return "up"
    return "down" if down.search(low) else None


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words that turn an indicator up, and words that mark it as lower-is-better."""
    words = catalogue().polarity
    return tuple(re.compile("|".join(patterns)) for patterns in (words.up, words.down))  # type: ignore[return-value]
