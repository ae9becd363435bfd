"""Provisional ids: made from the name, so that the same name has the same id in every report."""

import hashlib

from extractor.matching.normalise import read_name

# Longer slugs are cut and end in a hash of the whole name.
LONGEST, HASH = 80, 6


def provisional(name: str, *parts: str | None, line: bool = False) -> str:
    """The id "x-" and the words of the normalised name, with what else tells it apart (unit, level) behind it."""
    slug = "-".join([*read_name(name, line).words, *(part.replace("_", "-") for part in parts if part)]) or "unnamed"
    if len(slug) > LONGEST:
        digest = hashlib.sha256(slug.encode("utf-8")).hexdigest()[:HASH]
        slug = f"{slug[: LONGEST - HASH - 1].rstrip('-')}-{digest}"
    return f"x-{slug}"
