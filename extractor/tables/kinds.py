"""The kind of a table, and what that kind says about columns that are still open."""

from collections.abc import Sequence

from extractor.tables.draft import OPEN, Draft
from extractor.tables.periods import years_in
from schemas import Table
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
PLAN_WORDS = ("target", "renstra", "rencana", "perjanjian")


def table_kind(table: Table, drafts: Sequence[Draft], title: str) -> str:
    """The kind by caption (and a title inside the header), column roles and header words."""
    caption = " ".join(part for part in (table.caption, title) if part)
    roles = {draft.role for draft in drafts if draft.role != OPEN}
    header = " ".join(dict.fromkeys(part for draft in drafts for part in draft.path))
    return kind_of(caption, roles, header)


def settle(drafts: Sequence[Draft], kind: str, caption: str, fiscal_year: int | None) -> None:
    """Gives columns that only name a year, and open figures of tables whose kind tells, their role."""
    for draft in drafts:
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
