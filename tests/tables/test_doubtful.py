"""Tables without rules whose columns are in doubt: the reading whose arithmetic holds is kept."""

import subprocess
import sys
from collections.abc import Sequence

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from extractor.tables import find
from schemas import Table
from tests.drawing import Sheet, draw, read
from tests.tables.test_find import grid

Rows = Sequence[Sequence[str]]
CAPTION = "Tabel 2.7 Rincian Belanja"
BUDGET = [
    ["1", "Belanja Pegawai", "400.000", "300.000", "75,00"],
    ["2", "Belanja Barang", "200.000", "180.000", "90,00"],
    ["3", "Belanja Modal", "150.000", "120.000", "80,00"],
    ["4", "Belanja Hibah", "250.000", "150.000", "60,00"],
    ["", "Jumlah", "1.000.000", "750.000", "75,00"],
]
HEADER = ["No", "Uraian", "Pagu", "Realisasi", "Persen"]


def rows_at(sheet: Sheet, x: Sequence[float], rows: Rows, *, top: float = 130, right: int = 2) -> None:
    """Rows of text 14 points apart, from column `right` on set flush with the right edge given by `x`."""
    for index, row in enumerate(rows):
        for column, (at, text) in enumerate(zip(x, row, strict=True)):
            left = at - stringWidth(text, "Helvetica", 9) if column >= right else at
            if text:
                sheet.text(left, top + 14 * index, text)


def the_table(x: Sequence[float], rows: Rows, *, right: int = 2) -> Table:
    """The one table that is found under a caption."""

    def page(sheet: Sheet) -> None:
        sheet.text(72, 100, CAPTION, bold=True)
        rows_at(sheet, x, rows, right=right)

    (table,) = find(read(draw(page))).tables
    return table


def test_wide_gaps_need_no_second_reading() -> None:
    table = the_table((72, 100, 320, 400, 480), [HEADER, *BUDGET])
    assert grid(table) == [HEADER, *BUDGET]
    assert table.confidence == 0.85


def test_narrow_gaps_are_columns_where_the_arithmetic_holds() -> None:
    rows = [[*row[:2], row[2], row[3], row[4]] for row in BUDGET]
    table = the_table((72, 84, 200, 243.5, 270), rows)
    assert grid(table) == rows
    assert table.confidence == 0.9


def test_a_long_name_may_reach_under_the_figures_of_other_rows() -> None:
    rows = [list(row) for row in BUDGET]
    rows[2][1] = "Belanja Modal Gedung"
    rows[2][2] = "50.000"
    rows[4] = ["", "Jumlah", "900.000", "750.000", "83,33"]
    rows[2][4] = "240,00"
    table = the_table((72, 90, 214, 280, 340), rows)
    assert grid(table) == rows
    assert table.confidence == 0.9


def test_cells_of_two_lines_are_one_cell() -> None:
    lines = [list(row) for row in BUDGET]
    lines.insert(1, ["", "Negeri Sipil", "", "", ""])
    table = the_table((72, 84, 220, 263.5, 290), lines)
    expected = [list(row) for row in BUDGET]
    expected[0][1] = "Belanja Pegawai Negeri Sipil"
    assert grid(table) == expected


def test_missing_values_leave_their_cells_empty() -> None:
    rows = [list(row) for row in BUDGET]
    rows[2] = ["3", "Belanja Modal", "150.000", "", "0,00"]
    rows[4] = ["", "Jumlah", "1.000.000", "630.000", "63,00"]
    table = the_table((72, 84, 210, 253.5, 284), rows)
    assert grid(table) == rows


def test_a_title_over_two_columns_spans_them() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 100, CAPTION, bold=True)
        sheet.text(225, 118, "Anggaran Tahun 2023")
        rows_at(sheet, (72, 90, 250, 310, 370), [HEADER, *BUDGET], top=132)

    (table,) = find(read(draw(page))).tables
    assert grid(table)[-5:] == BUDGET
    (title,) = [c for c in table.cells if c.text == "Anggaran Tahun 2023"]
    assert (title.column, title.column_span) == (2, 2)


def test_columns_that_nothing_proves_stay_doubtful() -> None:
    rows = [[name, a, b] for name, a, b in (("Padi", "17", "31"), ("Jagung", "12", "5"), ("Kedelai", "9", "14"))]
    table = the_table((72, 140, 158), rows, right=1)
    assert table.confidence < 0.85


def test_centred_figures_close_together_are_columns_by_the_second_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ["1", "Belanja Pegawai", "7.500", "2.010", "26,80"],
        ["2", "Belanja Barang dan Jasa", "3.700", "3.122", "84,38"],
        ["3", "Belanja Modal", "4.640.000", "240.183", "5,18"],
        ["4", "Belanja Hibah", "6.800", "5.254", "77,26"],
        ["5", "Belanja Bantuan Sosial", "2.600", "724", "27,85"],
        ["6", "Belanja Subsidi", "7.800", "2.052", "26,31"],
        ["7", "Belanja Bunga", "4.200", "3.338", "79,48"],
        ["", "Jumlah", "4.672.600", "256.683", "5,49"],
    ]

    def page(sheet: Sheet) -> None:
        sheet.text(72, 100, CAPTION, bold=True)
        for index, row in enumerate(rows):
            for left, width, text in zip((72, 90, 190.6, 235.6, 273.1), (0, 0, 40, 32.5, 22.5), row, strict=True):
                centred = left + max(0.0, (width - stringWidth(text, "Helvetica", 9)) / 2)
                if text:
                    sheet.text(centred, 130 + 14 * index, text)

    (table,) = find(read(draw(page))).tables
    assert grid(table) == rows
    assert table.confidence == 0.9
    monkeypatch.setattr("extractor.tables.unruled.camelot_layouts", lambda lines, gap: [])
    assert [grid(other) for other in find(read(draw(page))).tables] != [rows]


def test_columns_between_level_rules_are_those_whose_arithmetic_holds() -> None:
    rows = [list(row) for row in BUDGET]
    x = (76, 88, 204, 247.5, 274)

    def page(sheet: Sheet) -> None:
        sheet.text(72, 100, CAPTION, bold=True)
        rows_at(sheet, x, rows)
        for y in (118, 133, 147, 161, 175, 191):
            sheet.line(72, y, 278, y)

    (table,) = find(read(draw(page))).tables
    assert [texts for texts in grid(table) if any(texts)] == rows


def test_the_second_opinion_is_asked_without_what_camelot_draws_with() -> None:
    code = (
        "import sys; from extractor.tables.second_opinion import load_parsers; parsers = load_parsers();"
        "assert parsers.Stream and 'matplotlib' not in sys.modules; import matplotlib.pyplot"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
