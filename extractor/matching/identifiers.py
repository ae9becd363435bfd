"""Provisional ids: made from the name, so that the same name has the same id in every report."""

import hashlib
import re

from extractor.matching.guards import RELATIONS
from extractor.matching.heads import head_class
from extractor.matching.normalise import Name, read_name
from extractor.matching.vocabulary import vocabulary
from schemas.catalogue import catalogue

# Longer slugs are cut and end in a hash of the whole name.
LONGEST, HASH = 80, 6
_PASSIVE = re.compile(r"^ter(\w{4,})$")
LONG_ENDING = 6


def provisional(name: str, *parts: str | None, line: bool = False) -> str:
    """The id "x-" and the words of the normalised name, with what else tells it apart (unit, level) behind it.

    The words of an indicator stand in alphabetical order behind its measure, as reports turn them about; those of a
    relation ("rasio guru terhadap siswa") and of a budget line keep theirs.
    """
    form = read_name(name, line)
    words = form.words if line else tuple(_one_form(word) for word in _ordered(form))
    slug = "-".join([*words, *(part.replace("_", "-") for part in parts if part)]) or "unnamed"
    if len(slug) > LONGEST:
        digest = hashlib.sha256(slug.encode("utf-8")).hexdigest()[:HASH]
        slug = f"{slug[: LONGEST - HASH - 1].rstrip('-')}-{digest}"
    return f"x-{slug}"


def _ordered(form: Name) -> tuple[str, ...]:
    """The words in the order in which they make an id."""
    if "rasio" in form.words or RELATIONS.intersection(form.every[1:]):
        return form.words
    start = 1 if form.words and head_class(form.words[0]) else 0
    return (*form.words[:start], *sorted(form.words[start:]))


def _one_form(word: str) -> str:
    """One word for all that mean the same here: the first of its measures, the passive with "di-"."""
    head = head_class(word)
    if head:
        return catalogue().words.heads[head][0]
    bare = word[:-3] if word.endswith("nya") and len(word) > LONG_ENDING else word
    passive = _PASSIVE.match(bare)
    if passive is None:
        return bare
    same = (f"di{passive[1]}", f"dir{passive[1]}", f"di{passive[1]}kan")
    return next((form for form in same if form in vocabulary()), bare)
