"""The kind of a table, told from its caption, the roles of its columns and its header."""

import re
from collections.abc import Collection
from functools import cache

from schemas.catalogue.load import catalogue
from schemas.catalogue.models import TableKind

CAPTION_WEIGHT, HEADER_WEIGHT, LIKE_WEIGHT, YEARS_WEIGHT = 3, 2, 1, 4
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def kind_of(caption: str | None, roles: Collection[str], header: str) -> str:
    """The kind whose words and roles fit best; "other" where none reaches its floor."""
    caption, header, present = (caption or "").lower(), header.lower(), frozenset(roles)
    best, most = "other", 0
    for kind in catalogue().table_kinds:
        score = _score(kind, caption, present, header)
        if score is not None and score >= kind.floor and score > most:
            best, most = kind.kind, score
    return best if most else ("text" if _fits_text(present) else "other")


def _fits_text(present: frozenset[str]) -> bool:
    """Whether no column holds figures."""
    text = next(kind for kind in catalogue().table_kinds if kind.kind == "text")
    return _allowed(text, present)


def _allowed(kind: TableKind, present: frozenset[str]) -> bool:
    """Whether the roles leave the kind possible."""
    return not present.intersection(kind.forbids) and all(present.intersection(any_of) for any_of in kind.needs)


def _score(kind: TableKind, caption: str, present: frozenset[str], header: str) -> int | None:
    """Points of a kind, None where it is ruled out."""
    if not _allowed(kind, present) or _count(kind.rules_out, caption) or _count(kind.not_header, header):
        return None
    if kind.years and len(set(YEAR.findall(header))) < kind.years:
        return None
    named = CAPTION_WEIGHT * _count(kind.caption, caption) + HEADER_WEIGHT * _count(kind.header, header)
    return named + LIKE_WEIGHT * len(present.intersection(kind.likes)) + (YEARS_WEIGHT if kind.years else 0)


def _count(patterns: tuple[str, ...], text: str) -> int:
    """How many of the patterns stand in a text."""
    return sum(bool(_compiled(pattern).search(text)) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled once."""
    return re.compile(pattern)
