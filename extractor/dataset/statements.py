"""What reports say of an office, an indicator and a year: the figures from which panel and restatements are made."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.audit.duplicate_facts import PLAN_KINDS

TOTAL = "total"
"""The series of an office's whole budget and spending."""
INDICATOR_MEASURES = ("target", "realization", "achievement")
# Documents that tell the whole year; a quarterly report calls a part of it by the same year.
YEARLY = ("lkjip", "lra", "calk")
TOTAL_MEASURES = ("budget", "spending")
_NAMES = (
    "report", "fiscal_year", "agency_id", "agency", "region", "series", "name", "measure", "year", "value_exact", "printed",
    "decimals", "unit", "unit_kind", "basis", "phase", "confidence", "support", "method", "table_kind", "table", "column", "fact",
    "page", "x0", "top", "x1", "bottom", "sha256", "level", "path",
)  # fmt: skip
QUERY = f"""
SELECT f.report, d.fiscal_year, d.agency_id, d.agency, d.region, CASE WHEN f.subject_kind = 'total' THEN '{TOTAL}' ELSE f.series END,
  f.name, f.measure, f.year, f.value_exact, f.printed, f.decimals, f.unit, f.unit_kind, f.basis, f.phase, f.confidence,
  f.confirmed - f.contradicted, f.method, f.table_kind, f.table_id, f.table_column, f.fact, f.page, f.x0, f.top, f.x1, f.bottom,
  f.sha256, f.level, f.path
FROM facts f JOIN documents d USING (report)
WHERE f.current AND d.kind IN {YEARLY} AND f.document IS NULL AND f.entity IS NULL AND f.member IS NULL AND f.cumulative IS NULL
  AND d.agency_id IS NOT NULL AND d.fiscal_year IS NOT NULL AND regexp_full_match(f.period, '20[0-9]{{2}}')
  AND coalesce(f.basis, '') <> 'national'
  AND (f.subject_kind = 'indicator' AND f.series IS NOT NULL AND f.measure IN {INDICATOR_MEASURES}
    OR f.subject_kind = 'total' AND len(f.path) = 0 AND f.measure IN {TOTAL_MEASURES})
ORDER BY d.agency_id, 6, f.measure, f.year, d.fiscal_year, f.report, length(f.fact), f.fact
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure of a report about one cell of the panel, with its place."""

    report: str
    fiscal_year: int
    agency_id: str
    agency: str
    region: str | None
    series: str
    name: str
    measure: str
    year: int
    value: Decimal | None
    printed: str
    decimals: int
    unit: str | None
    unit_kind: str | None
    basis: str | None
    phase: str | None
    confidence: float
    support: int
    method: str
    table_kind: str | None
    table: str | None
    column: int | None
    fact: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    sha256: str | None
    level: str | None
    path: tuple[str, ...]

    @property
    def cell(self) -> tuple[str, str, str, int]:
        """The cell of the panel."""
        return (self.agency_id, self.series, self.measure, self.year)

    @property
    def box(self) -> tuple[str, ...]:
        """Its box as texts."""
        return tuple(f"{side:g}" for side in (self.x0, self.top, self.x1, self.bottom))

    @property
    def doubtful(self) -> bool:
        """Whether the reading is in doubt."""
        return self.confidence < SURE


# A reading below this may be another figure.
SURE = 0.9


def statements(rows: Iterable[tuple[Any, ...]]) -> Iterator[Statement]:
    """The statements of the rows of `QUERY`, by cell, then by report; results in plan tables are misread."""
    for row in rows:
        said = dict(zip(_NAMES, row, strict=True))
        exact = said.pop("value_exact")
        said["path"] = tuple(said["path"] or ())
        statement = Statement(**said, value=None if exact is None else Decimal(exact))
        if statement.measure == "realization" and statement.table_kind in PLAN_KINDS:
            continue
        yield statement


def plain_name(name: str) -> str:
    """A name without marks, case and spare spaces: what two prints of one name have in common."""
    return " ".join(re.findall(r"\w+", name.casefold()))
