"""`lkjip tables`: the tables of a PDF as JSON, CSV and XLSX."""

import csv
import io
import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from extractor.cli import app
from extractor.errors import ExitCode
from extractor.pages import read
from extractor.pipeline import run
from extractor.report.spreadsheet_text import harmless
from extractor.report.table_files import encoded, fields_of, format_of, read_tables, title_of, to_csv
from extractor.report.workbook import FIRST_ROW, PAST, to_xlsx
from extractor.tables import find
from schemas import Cell, Table

REPORTS = sorted((Path(__file__).parent.parent / "fixtures" / "reports").glob("*.pdf"))
SAMPLE = REPORTS[0]


def tables(*arguments: str) -> Result:
    """The verb as a user runs it."""
    return CliRunner().invoke(app, ["tables", *arguments, "--ocr", "off"], catch_exceptions=False)


def small(*cells: Cell) -> Table:
    """A table of given cells."""
    return Table(id="t1", number="2.1", caption="Tabel 2.1. Pupuk", pages=(3, 4), header_rows=1, cells=cells)


def cell(row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> Cell:
    """A cell on page 3."""
    return Cell(row=row, column=column, row_span=rows, column_span=columns, text=text, page=3, bbox=(0, 0, 9, 9))


MERGED = small(
    cell(0, 0, "Jenis", rows=2), cell(0, 1, "Tahun", columns=2), cell(1, 1, "2021"), cell(1, 2, "2022"),
    cell(2, 0, "Urea"), cell(2, 1, "(1,5)"), cell(2, 2, "=2+3"),
)  # fmt: skip


@pytest.mark.parametrize("report", REPORTS, ids=lambda p: p.stem)
def test_the_json_holds_the_tables_of_the_audit(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    assert tables(str(report), "-o", str(target)).exit_code == 0
    written, audited = json.loads(target.read_text(encoding="utf-8")), json.loads(run(report).model_dump_json())
    assert (written["schema_version"], written["source"]) == (audited["schema_version"], audited["source"])
    assert written["tables"]
    # Years and offices of open headers need the document; everything else is the same.
    for mine, theirs in zip(written["tables"], audited["tables"], strict=True):
        assert {k: v for k, v in mine.items() if k != "columns"} == {k: v for k, v in theirs.items() if k != "columns"}
        assert [c["role"] for c in mine["columns"]] == [c["role"] for c in theirs["columns"]]


@pytest.mark.parametrize("report", REPORTS, ids=lambda p: p.stem)
def test_csv_and_workbook_read_back_hold_every_cell(report: Path) -> None:
    found = find(read(report).pages).tables
    lines = list(csv.reader(io.StringIO(to_csv(found).decode("utf-8-sig"), newline="")))
    book = load_workbook(io.BytesIO(to_xlsx(found)))
    assert len(book.worksheets) == len(found)
    for table, sheet in zip(found, book.worksheets, strict=True):
        start = lines.index([title_of(table)]) + 1
        assert sheet.cell(1, 1).value == title_of(table)
        for c in table.cells:
            assert lines[start + c.row][c.column] == harmless(c.text)
            assert (sheet.cell(c.row + FIRST_ROW, c.column + 1).value or "") == c.text


def test_merged_cells_stand_in_their_first_field_and_are_merged_in_the_workbook() -> None:
    assert fields_of(MERGED) == [["Jenis", "Tahun", ""], ["", "2021", "2022"], ["Urea", "(1,5)", "=2+3"]]
    sheet = load_workbook(io.BytesIO(to_xlsx([MERGED]))).worksheets[0]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A2:A3", "B2:C2"]
    assert (sheet.title, sheet["A1"].value) == ("t1 2.1", "t1 | Tabel 2.1. Pupuk | p. 3-4")


def test_overlapping_spans_leave_a_workbook_that_opens_and_loses_no_text() -> None:
    table = small(cell(0, 0, "a", rows=2, columns=2), cell(1, 1, "b"), cell(0, 2, "c", rows=2))
    sheet = load_workbook(io.BytesIO(to_xlsx([table]))).worksheets[0]
    assert [sheet["A2"].value, sheet["B3"].value, sheet["C2"].value] == ["a", "b", "c"]


def test_nothing_that_is_printed_runs_as_a_formula() -> None:
    written = load_workbook(io.BytesIO(to_xlsx([MERGED]))).worksheets[0]["C4"]
    assert (written.value, written.data_type) == ("=2+3", "s")
    assert b"'=2+3" in to_csv([MERGED])
    assert written.quotePrefix


def test_the_same_tables_give_the_same_bytes() -> None:
    data = to_xlsx([MERGED])
    assert data == to_xlsx([MERGED])
    # Two calls may fall into one second, so the places of the clock are looked at as well.
    assert set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", _part(data, "docProps/core.xml"))) == {PAST}


def test_a_file_without_tables_still_gives_every_format() -> None:
    file, _ = read_tables(SAMPLE, [1])
    assert file.tables == ()
    assert load_workbook(io.BytesIO(encoded(file, format_of("a.xlsx")))).worksheets
    assert encoded(file, format_of("a.csv")) == "".encode("utf-8-sig")


def test_pages_choose_what_is_read_and_a_dash_is_stdout() -> None:
    whole = json.loads(tables(str(SAMPLE), "-o", "-").stdout)["tables"]
    page = whole[-1]["pages"][1]
    part = json.loads(tables(str(SAMPLE), "-o", "-", "--pages", str(page)).stdout)["tables"]
    assert 0 < len(part) < len(whole)
    assert all(t["pages"] == [page, page] for t in part)


def test_the_ending_says_the_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert tables(str(SAMPLE)).exit_code == 0
    assert json.loads((tmp_path / f"{SAMPLE.stem}.tables.json").read_text(encoding="utf-8"))["tables"]
    assert tables(str(SAMPLE), "-o", "a.XLSX").exit_code == 0 and load_workbook("a.XLSX").worksheets
    refused = tables(str(SAMPLE), "-o", "a.docx")
    assert refused.exit_code == ExitCode.USAGE and ".xlsx" in refused.stderr
    assert not (tmp_path / "a.docx").exists()


def test_a_file_that_is_no_pdf_is_told_by_name(tmp_path: Path) -> None:
    path = tmp_path / "text.pdf"
    path.write_text("Laporan", encoding="utf-8")
    result = tables(str(path), "-o", str(tmp_path / "a.csv"))
    assert result.exit_code == ExitCode.NOT_A_PDF and "text.pdf" in result.stderr
    assert not (tmp_path / "a.csv").exists()


def _part(data: bytes, name: str) -> bytes:
    """A part of a workbook."""
    with ZipFile(io.BytesIO(data)) as parts:
        assert {p.date_time[0] for p in parts.infolist()} == {1980}
        return parts.read(name)
