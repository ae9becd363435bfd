"""Tables whose cells are painted and have no lines, as office programs' table styles make them."""

import itertools
from collections.abc import Sequence

from tests.drawing import HEIGHT, Sheet
from tests.tables.test_find import HEADER, ROWS, X, grid, heights, tables_of

BLUE, PALE = (0.3, 0.5, 0.8), (0.85, 0.9, 0.97)


def paint(sheet: Sheet, bounds: Sequence[float], top: float, bottom: float, colour: tuple[float, float, float]) -> None:
    """One painted cell between each two bounds."""
    sheet.canvas.setFillColorRGB(*colour)
    for left, right in itertools.pairwise(bounds):
        sheet.canvas.rect(left, HEIGHT - bottom, right - left, bottom - top, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(0, 0, 0)


def write(sheet: Sheet, row: Sequence[str], top: float) -> None:
    for left, cell in zip(X, row, strict=False):
        sheet.text(left + 3, top + 12, cell)


def banded(sheet: Sheet) -> None:
    """Header and every second row painted, nothing drawn between the columns of the white rows."""
    y = heights(6)
    rows = [HEADER, ["(1)", "(2)", "(3)", "(4)"], *ROWS, ["4", "Cakupan layanan", "10", "12"]]
    for k, (top, bottom) in enumerate(itertools.pairwise(y)):
        if k < 2 or k % 2 == 1:
            paint(sheet, X, top, bottom, BLUE if k < 2 else PALE)
        write(sheet, rows[k], top)


def test_a_banded_table_without_lines_is_one_table() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 110, "Tabel 3.1 Capaian Kinerja")
        banded(sheet)

    (table,) = tables_of(page)
    assert grid(table) == [HEADER, ["(1)", "(2)", "(3)", "(4)"], *ROWS, ["4", "Cakupan layanan", "10", "12"]]
    assert (table.number, table.header_rows, table.method) == ("3.1", 2, "ruled")


def test_titles_on_paint_are_columns_though_no_rule_parts_them() -> None:
    def page(sheet: Sheet) -> None:
        paint(sheet, X, 120, 138, BLUE)
        write(sheet, HEADER, 120)
        sheet.line(X[0], 120, X[-1], 120)
        sheet.grid(X, [138, 156, 174], ROWS[:2])

    (table,) = tables_of(page)
    assert grid(table) == [HEADER, *ROWS[:2]]


def test_words_marked_with_a_colour_and_bars_of_a_chart_are_no_table() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(75, 112, "Uraian singkat tentang capaian kinerja yang ditandai dengan warna")
        paint(sheet, [72, 142, 222], 120, 133, PALE)
        sheet.text(75, 130, "kata bertanda")
        sheet.text(150, 130, "warna")
        paint(sheet, [72, 172, 222, 372], 400, 420, BLUE)
        paint(sheet, [72, 132, 262, 372], 420, 440, PALE)

    assert tables_of(page) == ()


def in_pieces(
    sheet: Sheet, bounds: Sequence[float], top: float, bottom: float, colour: tuple[float, float, float]
) -> None:
    """Painted cells as a word processor makes them: margins, lines of text and the rest, one by one."""
    text = (top + bottom) / 2
    for left, right in itertools.pairwise(bounds):
        paint(sheet, [left, left + 5], top, text, colour)
        paint(sheet, [right - 5, right], top, text, colour)
        paint(sheet, [left + 5, right - 5], top, (top + text) / 2, colour)
        paint(sheet, [left + 5, right - 5], (top + text) / 2, text, colour)
        paint(sheet, [left, right], text, bottom, colour)


def test_cells_painted_in_pieces_are_cells() -> None:
    y = [120, 160, 200, 240]

    def page(sheet: Sheet) -> None:
        for (top, bottom), row in zip(itertools.pairwise(y), [HEADER, *ROWS], strict=False):
            in_pieces(sheet, X, top, bottom, PALE)
            write(sheet, row, top)

    (table,) = tables_of(page)
    assert grid(table) == [HEADER, *ROWS[:2]]


def test_a_total_between_two_rules_under_the_last_white_row_belongs_to_the_table() -> None:
    y = heights(5)
    total = ["", "Jumlah", "30", "60"]

    def page(sheet: Sheet) -> None:
        for row, (top, bottom) in zip([HEADER, *ROWS[:2], total], itertools.pairwise(y), strict=False):
            if top < y[2]:
                paint(sheet, X, top, bottom, PALE)
            write(sheet, row, top)
        for top in y[3:5]:
            sheet.line(X[0], top, X[-1], top)
        sheet.text(75, y[4] + 14, "Sumber data: laporan bidang perencanaan")

    (table,) = tables_of(page)
    assert grid(table) == [HEADER, *ROWS[:2], total]
