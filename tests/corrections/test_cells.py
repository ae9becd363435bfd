"""Decisions about cells: a person's reading stands for ours, which is kept as `raw`."""

from pathlib import Path

import pytest

from tests.corrections.book import HEADER, Report, X, heights, misfits
from tests.drawing import Sheet


def page(sheet: Sheet) -> None:
    """A grid with a figure that is no number."""
    sheet.grid(X, heights(3), [HEADER, ["1", "Persentase jalan", "80,00", "8Z,50"], ["2", "Indeks", "3,50", "3,40"]])


def cells(said: str) -> str:
    """A decision about a cell."""
    return f"cells:\n  - {{report: SHA, {said}}}\n"


@pytest.mark.parametrize(
    "place", ["table: t1, row: 1, column: 3", "page: 1, bbox: [400, 141, 440, 158]"], ids=["by row", "by box"]
)
def test_a_cell_says_what_a_person_read(place: str, tmp_path: Path) -> None:
    report = Report(tmp_path, page)
    (before,) = report.read().tables
    (table,) = report.read(cells(f'{place}, read: "8Z,50", text: "82,50"')).tables
    assert table.decided == ((1, 3),)
    for old, new in zip(before.cells, table.cells, strict=True):
        if (old.row, old.column) == (1, 3):
            assert (new.text, new.raw, new.confidence) == ("82,50", "8Z,50", 1.0)
        else:
            assert new == old


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            'table: t1, row: 1, column: 3, read: "81,50", text: "82,50"',
            'the cell reads "8Z,50" now and "81,50" when it was decided on',
        ),
        ("table: t4, row: 1, column: 3, text: a", "the report has no cell 1/3 in table t4"),
        ("table: t1, row: 1, column: 9, text: a", "the report has no cell 1/9 in table t1"),
        ("page: 1, bbox: [400, 641, 440, 658], text: a", "the report has no cell at this place on page 1"),
        ("page: 1, bbox: [50, 110, 480, 190], text: a", "the report has no cell at this place on page 1"),
    ],
)
def test_what_does_not_fit_is_told_and_changes_nothing(said: str, told: str, tmp_path: Path) -> None:
    report = Report(tmp_path, page)
    file = report.read(cells(said))
    assert file.tables == report.read().tables
    assert misfits(file) == [
        f"decisions.yaml:2: the decision about this cell does not fit: {told}; it was read without the decision"
    ]


def test_a_cell_is_counted_in_the_table_as_it_was_decided(tmp_path: Path) -> None:
    said = "tables:\n  - {place: {report: SHA, table: t1}, bounds: [290, 380]}\n"
    (table,) = Report(tmp_path, page).read(said + cells('table: t1, row: 1, column: 2, text: "82,50"')).tables
    assert [c.text for c in table.cells if c.row == 1] == ["1 Persentase jalan", "80,00", "82,50"]


def test_other_reports_are_left_alone(tmp_path: Path) -> None:
    report = Report(tmp_path, page)
    said = cells("table: t1, row: 1, column: 3, text: a").replace("SHA", "f" * 16)
    assert (report.read(said).tables, misfits(report.read(said))) == (report.read().tables, [])
