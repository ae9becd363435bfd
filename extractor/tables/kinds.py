"""The kind of a table, and what that kind says about columns that are still open."""

import re
from collections.abc import Sequence

from extractor.tables.draft import OPEN, Draft
from extractor.tables.periods import part_of_year, years_in
from schemas.catalogue import kind_of

# What figures mean in a table of a kind when no header says so.
OPEN_FIGURES = {
    "staff": "count",
    "assets": "count",
    "scale": "bound",
    "renstra_targets": "target",
    "performance_agreement": "target",
    "scores": "score",
    "akip_components": "score",
}
BASELINE = re.compile(r"\bawal\b|baseline", re.IGNORECASE)
SCALED = frozenset({"score", "achievement", "average_achievement"})
PLAN_WORDS = ("target", "renstra", "rencana", "perjanjian")


def table_kind(caption: str, drafts: Sequence[Draft]) -> str:
    """The kind by caption (with a title inside the header), column roles and header words."""
    roles = {draft.role for draft in drafts if draft.role != OPEN and not _is_baseline(draft)}
    header = " ".join(dict.fromkeys(part for draft in drafts for part in draft.path))
    quarters = {part_of_year(draft.path, caption) for draft in drafts if draft.is_measure} - {None}
    kind = "quarterly" if len(quarters) > 1 else kind_of(caption, roles, header)
    figures = any(draft.role == OPEN and draft.content.mostly(draft.content.figures) for draft in drafts)
    return "other" if kind == "text" and figures else kind


def _is_baseline(draft: Draft) -> bool:
    """Whether a column holds the starting point of a plan."""
    return draft.role == "realization" and BASELINE.search(draft.header) is not None


def settle(drafts: Sequence[Draft], kind: str, caption: str, fiscal_year: int | None) -> None:
    """Gives columns that only name a year, and open figures of tables whose kind tells, their role."""
    for draft in drafts:
        if kind == "scale" and draft.role in SCALED:
            draft.role = "bound"
        if draft.role == OPEN and draft.content.figures + draft.content.ranges > 0:
            draft.role = OPEN_FIGURES.get(kind) or _of_year(draft, drafts, caption, fiscal_year) or OPEN


def _of_year(draft: Draft, drafts: Sequence[Draft], caption: str, fiscal_year: int | None) -> str | None:
    """Role of a column under a year in a table of indicators."""
    if not years_in(draft.header) or not any(d.role == "indicator" for d in drafts) or draft.content.money:
        return None
    years = [year for d in drafts if d.role == OPEN for year in years_in(d.header)]
    future = fiscal_year is not None and max(years, default=0) > fiscal_year
    planned = any(word in caption.lower() for word in PLAN_WORDS) and "realisasi" not in caption.lower()
    return "target" if future or planned else "realization"
