"""Which of several versions of one report counts: the same office, year and kind of document, another content.

What a title or file name says decides first (a draft before what says nothing, before a revised one, before a higher number
of the revision), then how many pages the version has, then its key: always from the content, so that the order in which
reports are added does not matter.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Kinds of which an office has one a year; others, such as quarterly reports, are never versions of each other.
YEARLY = frozenset({"lkjip", "pk", "pk_revised", "iku", "renja", "rkpd", "lhe", "calk"})
_DRAFT = re.compile(r"(?<![a-z])(?:draf|draft|konsep|rancangan|sementara|belum[ _-]?final)(?![a-z])", re.IGNORECASE)
_REVISED = re.compile(
    r"(?<![a-z])(?:final|revisi|rev|revised|perbaikan|ralat|koreksi|versi|v)(?![a-z])[ ._-]*(?P<number>\d{1,2})?(?!\d)",
    re.IGNORECASE,
)
_PART = re.compile(r"(?<![a-z])(?:bab|bagian|part|lampiran)[ ._-]*(\d{1,2}|[ivx]{1,5})(?![a-z0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Version:
    """What tells versions apart: its report, whose it is, and the words of its title and file name."""

    report: str
    agency_id: str | None
    fiscal_year: int | None
    kind: str
    file: str
    title: str | None
    pages: int

    @property
    def group(self) -> tuple[object, ...] | None:
        """What versions have in common; None where that is unknown."""
        if self.agency_id is None or self.fiscal_year is None or self.kind not in YEARLY:
            return None
        part = _PART.search(self.file)
        return (self.agency_id, self.fiscal_year, self.kind, part[1].lower() if part else "")

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """How new it is."""
        words = f"{self.file} {self.title or ''}"
        revised = [int(found["number"] or 1) for found in _REVISED.finditer(words)]
        stage = -1 if _DRAFT.search(words) else int(bool(revised))
        return (stage, max(revised, default=0), self.pages, self.report)


def current(versions: Iterable[Version]) -> Mapping[str, tuple[bool, str]]:
    """For every report whether it counts, and why."""
    groups: dict[tuple[object, ...], list[Version]] = defaultdict(list)
    for version in versions:
        groups[version.group or (version.report,)].append(version)
    chosen: dict[str, tuple[bool, str]] = {}
    for members in groups.values():
        order = sorted(members, key=lambda item: item.rank)
        newest = order[-1]
        why = _reason(order)
        chosen[newest.report] = (True, why)
        chosen |= {item.report: (False, f"superseded by {newest.report}: {why}") for item in order[:-1]}
    return chosen


def _reason(order: list[Version]) -> str:
    """What made the last one count."""
    if len(order) == 1:
        return "only version"
    newest, second = order[-1].rank, order[-2].rank
    if newest[:2] != second[:2]:
        return "title or file name"
    return "more pages" if newest[2] != second[2] else "key"
