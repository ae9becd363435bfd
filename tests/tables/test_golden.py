"""The reading of our own reports, cell by cell, against files that are updated by `make golden` and reviewed as a diff."""

import difflib
import os
from pathlib import Path

import pytest

from extractor.pages import read
from extractor.tables import find
from schemas import Table

FIXTURES = Path(__file__).parents[2] / "fixtures" / "reports"
GOLDEN = Path(__file__).parents[1] / "golden"
REPORTS = sorted(FIXTURES.glob("*.pdf"))
UPDATE = "LKJIP_GOLDEN"
MOST_SHOWN = 60


def reading(path: Path) -> str:
    """Pages, diagnostics and tables of a report as text: a line for each row, `^` and `<` where a cell goes on."""
    document = read(path)
    found = find(document.pages)
    lines = [f"page {p.number} {p.reader} {p.reason or ''}".rstrip() for p in document.pages if p.reader != "digital"]
    lines += [f"{note.code} page {note.page}" for note in (*document.diagnostics, *found.diagnostics)]
    for table in found.tables:
        lines += ["", _title(table), *_rows(table)]
    return "\n".join(lines).strip() + "\n"


def _title(table: Table) -> str:
    first, last = table.pages
    return f"== {table.id} page {first}-{last} {table.method} header {table.header_rows} | {table.caption or '-'}"


def _rows(table: Table) -> list[str]:
    height = max(c.row + c.row_span for c in table.cells)
    width = max(c.column + c.column_span for c in table.cells)
    out = [[""] * width for _ in range(height)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                out[row][column] = "<" if column > cell.column else "^"
        out[cell.row][cell.column] = cell.text
    return [" | ".join(row) for row in out]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_reading_is_the_one_that_was_reviewed(path: Path) -> None:
    golden, now = GOLDEN / f"{path.stem}.txt", reading(path)
    if os.environ.get(UPDATE) == "update":
        golden.write_text(now, encoding="utf-8")
    before = golden.read_text(encoding="utf-8") if golden.exists() else ""
    changed = list(difflib.unified_diff(before.splitlines(), now.splitlines(), "reviewed", "now", lineterm="", n=1))
    shown = "\n".join(changed[:MOST_SHOWN])
    assert not changed, f"{path.name} reads differently; if that is right, run `make golden`:\n{shown}"


def test_no_golden_file_outlives_its_report() -> None:
    assert {p.stem for p in GOLDEN.glob("*.txt")} == {p.stem for p in REPORTS}
