"""The cells of tables as rows: each once, with its place, and joined to the facts that were read from them."""

from pathlib import Path

import duckdb

import extractor.dataset
from extractor.dataset import database as db
from extractor.dataset import sources
from extractor.dataset.columns import columns
from extractor.dataset.flatten import Flat
from extractor.dataset.rows import CellRow
from extractor.dataset.tables import BY_MODEL, BY_NAME
from schemas import Report

PLACE = ("current", "page", "x0", "top", "x1", "bottom")


def test_every_cell_is_a_row_with_its_place(years_audits: Path, years_dataset: Path) -> None:
    reports = [Report.model_validate_json(path.read_bytes()) for path in sorted(years_audits.glob("*.json"))]
    want = {
        (sources.key_of_report(report), table.id, cell.row, cell.column, cell.text, cell.page, *cell.bbox)
        for report in reports
        for table in report.tables
        for cell in table.cells
    }
    names = "report, table_id, table_row, table_column, text, page, x0, top, x1, bottom"
    with db.opened(years_dataset / db.FILE) as database:
        found = database.execute(f"SELECT {names} FROM cells").fetchall()
        unplaced = database.execute("SELECT count(*) FROM cells WHERE sha256 IS NULL OR file_page IS NULL").fetchone()
    assert set(found) == want
    assert (len(found), unplaced) == (len(want), (0,))


def test_a_fact_stands_in_the_cell_that_it_names_under_the_role_that_it_has(years_dataset: Path) -> None:
    query = """
        SELECT f.printed, f.measure, c.text, c.role, c.header
        FROM facts f LEFT JOIN cells c USING (report, table_id, table_row, table_column)
        WHERE f.method = 'ruled' AND f.measure IN ('target', 'budget')
    """
    with db.opened(years_dataset / db.FILE) as database:
        rows = database.execute(query).fetchall()
    assert len(rows) > 50
    assert all(printed in text and not header for printed, _, text, _, header in rows)
    assert {(measure, role) for _, measure, _, role, _ in rows} == {("target", "target"), ("budget", "budget")}


def test_frames_and_parquet_hold_cells(years_dataset: Path) -> None:
    with extractor.dataset.open(years_dataset) as dataset:
        table = dataset.tables(kind="achievement").iloc[0]
        cells = dataset.cells(report=table.report, table_id=table.table_id)
    assert cells.table_row.max() + 1 == table["rows"]
    files = duckdb.sql(
        f"SELECT count(*) FROM '{years_dataset}/parquet/cells/**/*.parquet' WHERE table_kind = 'achievement'"
    )
    assert files.fetchall()[0][0] >= len(cells)


def test_rows_beyond_one_step_are_added_in_their_order(years_audits: Path, tmp_path: Path) -> None:
    report = Report.model_validate_json(next(iter(sorted(years_audits.glob("*.json")))).read_bytes())
    (first, *_) = Flat("k", "d", report).rows()[CellRow]
    many = db.BATCH * 2 + 1
    with db.replacing(tmp_path / "some.duckdb") as database:
        rows = (first.model_copy(update={"table_row": number}) for number in range(many))
        db.insert(database, BY_MODEL[CellRow], rows)
        found = database.execute("SELECT table_row FROM cells").fetchall()
    assert found == [(number,) for number in range(many)]


def test_the_place_stands_last_in_every_table_that_has_one() -> None:
    for name in ("facts", "tables", "cells", "findings", "remarks"):
        told = [column.name for column in columns(BY_NAME[name].model)]
        assert (told[0], tuple(told[-6:])) == ("report", PLACE)
