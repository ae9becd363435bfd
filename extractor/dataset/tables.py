"""The list of a dataset's tables: name, model of a row, and the order in which rows stand."""

from dataclasses import dataclass

from extractor.dataset import derived_rows as derived
from extractor.dataset.columns import Row
from extractor.dataset.rows import (
    CalculationRow,
    CellRow,
    DiagnosticRow,
    DocumentRow,
    FactRow,
    FindingRow,
    RemarkRow,
    TableRow,
)


@dataclass(frozen=True, slots=True)
class Spec:
    """A table. `order` is the SQL that puts its rows into one order, whatever the order of reading was."""

    name: str
    model: type[Row]
    order: str


READ = (
    Spec("documents", DocumentRow, "report"),
    Spec("facts", FactRow, "report, length(fact), fact"),
    Spec("tables", TableRow, "report, length(table_id), table_id"),
    Spec("cells", CellRow, "report, length(table_id), table_id, table_row, table_column"),
    Spec("calculations", CalculationRow, "report, length(calculation), calculation"),
    Spec("findings", FindingRow, "report, length(finding), finding"),
    Spec("remarks", RemarkRow, "report, page, top, x0, text"),
    Spec("diagnostics", DiagnosticRow, "report, page NULLS FIRST, code, message"),
)
"""Read from the reports, each row from one of them."""

DERIVED = (
    Spec("concordance", derived.ConcordanceRow, "canonical_id"),
    Spec("moves", derived.MoveRow, "state, canonical_id, before"),
    Spec("panel", derived.PanelRow, "agency_id, series, year, measure"),
    Spec("restatements", derived.RestatementRow, "agency_id, series, measure, year, later_report"),
    Spec("breaks", derived.BreakRow, "agency_id, series, year, kind, before, after"),
)
"""Worked out from all reports together."""

TABLES = (*READ, *DERIVED)
BY_NAME = {spec.name: spec for spec in TABLES}
BY_MODEL = {spec.model: spec for spec in TABLES}
PARTITIONED = ("facts", "tables", "cells", "calculations", "findings", "remarks", "diagnostics")
"""Tables that Parquet parts by year and region."""
