"""The quirks of real producers: how rules are drawn, what lies over, under and beside a table, what a page break does."""

from collections.abc import Sequence

from PIL import Image
from reportlab.lib.utils import ImageReader

from extractor.tables import find
from tests.drawing import HEIGHT, WIDTH, Draw, Sheet, draw, read
from tests.tables.test_find import HEADER, ROWS, X, grid, heights, tables_of

FULL = [HEADER, *ROWS]
BLACK = ImageReader(Image.new("RGB", (2, 2)))


def write(sheet: Sheet, x: Sequence[float], y: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
    """The texts of a grid without its rules."""
    for row, top in zip(rows, y, strict=False):
        for cell, left in zip(row, x, strict=False):
            if cell:
                sheet.text(left + 3, top + 11, cell)


def test_dotted_rules_of_hundreds_of_pieces_are_rules() -> None:
    def dots(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
        sheet.canvas.setFillColorRGB(0, 0, 0)
        count = int(max(x1 - x0, y1 - y0) / 2)
        for k in range(count + 1):
            x, y = x0 + (x1 - x0) * k / count, y0 + (y1 - y0) * k / count
            sheet.canvas.rect(x - 0.25, HEIGHT - y - 0.25, 0.5, 0.5, stroke=0, fill=1)

    def page(sheet: Sheet) -> None:
        y = heights(4)
        for top in y:
            dots(sheet, X[0], top, X[-1], top)
        for left in X:
            dots(sheet, left, y[0], left, y[-1])
        write(sheet, X, y, FULL)

    (table,) = tables_of(page)
    assert grid(table) == FULL


def test_double_rules_are_one_rule() -> None:
    def page(sheet: Sheet) -> None:
        y = heights(4)
        for shift in (0, 1.5):
            for top in y:
                sheet.line(X[0], top + shift, X[-1] + 1.5, top + shift)
            for left in X:
                sheet.line(left + shift, y[0], left + shift, y[-1] + 1.5)
        write(sheet, X, y, FULL)

    (table,) = tables_of(page)
    assert grid(table) == FULL


def test_a_rule_of_the_page_foot_right_under_a_table_adds_no_column() -> None:
    def page(sheet: Sheet) -> None:
        y = heights(4)
        sheet.grid(X, y, FULL)
        sheet.line(X[0], y[-1] + 2.8, X[-1] + 30, y[-1] + 2.8)
        sheet.text(X[-1] + 8, y[-1] - 4, "47")

    (table,) = tables_of(page)
    assert grid(table) == FULL


def test_a_table_without_outer_sides_keeps_its_outer_columns_under_any_rule() -> None:
    def page(sheet: Sheet) -> None:
        y = heights(4)
        sheet.grid(X, y, FULL, sides=False)
        sheet.line(X[0] - 20, y[-1] + 2.8, X[-1] + 30, y[-1] + 2.8)

    (table,) = tables_of(page)
    assert grid(table) == FULL


def test_rules_that_are_pictures_are_rules() -> None:
    def page(sheet: Sheet) -> None:
        y = heights(4)
        for top in y:
            sheet.canvas.drawImage(BLACK, X[0], HEIGHT - top, X[-1] - X[0], 0.6)
        for left in X:
            sheet.canvas.drawImage(BLACK, left, HEIGHT - y[-1], 0.6, y[-1] - y[0])
        write(sheet, X, y, FULL)

    (table,) = tables_of(page)
    assert grid(table) == FULL


def test_a_band_without_inner_rules_has_the_columns_of_the_table() -> None:
    def page(sheet: Sheet) -> None:
        y = heights(4)
        for top in y:
            sheet.line(X[0], top, X[-1], top)
        for left in X:
            open_band = left not in (X[0], X[-1])
            sheet.line(left, y[0], left, y[2] if open_band else y[-1])
            if open_band:
                sheet.line(left, y[3], left, y[-1])
        write(sheet, X, y, FULL)

    (table,) = tables_of(page)
    assert grid(table) == FULL


def test_boxes_within_a_cell_leave_the_cell_whole() -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid(X, heights(4), FULL)
        sheet.canvas.rect(108, HEIGHT - 152, 10, 9, stroke=1, fill=0)

    (table,) = tables_of(page)
    assert grid(table) == FULL


def test_tables_side_by_side_are_two() -> None:
    left, right = [60, 90, 180, 240], [320, 350, 440, 500]
    first = [["No", "Uraian", "Nilai"], ["1", "Padi", "10"], ["2", "Jagung", "20"]]
    second = [["No", "Lokasi", "Luas"], ["1", "Utara", "30"], ["2", "Selatan", "40"]]

    def page(sheet: Sheet) -> None:
        sheet.grid(left, heights(3), first)
        sheet.grid(right, heights(3), second)

    assert [grid(table) for table in tables_of(page)] == [first, second]


def test_header_text_that_runs_upwards_is_read_in_its_cell() -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid([72, 172, 202, 232], [120, 190, 208, 226], [["Uraian"], ["Padi", "1", "2"], ["Jagung", "3", "4"]])
        for left, text in ((190, "Target Awal"), (220, "Realisasi")):
            sheet.canvas.saveState()
            sheet.canvas.translate(left, HEIGHT - 186)
            sheet.canvas.rotate(90)
            sheet.canvas.setFont("Helvetica", 9)
            sheet.canvas.drawString(0, 0, text)
            sheet.canvas.restoreState()

    (table,) = tables_of(page)
    assert grid(table)[0] == ["Uraian", "Target Awal", "Realisasi"]


def test_a_watermark_and_a_page_border_leave_the_table_alone() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.rect(20, 20, WIDTH - 40, HEIGHT - 40, stroke=1, fill=0)
        sheet.canvas.saveState()
        sheet.canvas.translate(110, HEIGHT - 200)
        sheet.canvas.rotate(38)
        sheet.canvas.setFillColorRGB(0.85, 0.85, 0.85)
        sheet.canvas.setFont("Helvetica", 60)
        sheet.canvas.drawString(0, 0, "SALINAN")
        sheet.canvas.restoreState()
        sheet.canvas.setFillColorRGB(0, 0, 0)
        sheet.grid(X, heights(4), FULL)

    (read_page,) = read(draw(page))
    (table,) = find([read_page]).tables
    assert grid(table) == FULL
    assert [(note.code, note.page) for note in read_page.diagnostics] == [("slanted-text", 1)]
    assert "SALINAN" in read_page.diagnostics[0].message


def test_a_page_number_inside_the_box_of_a_table_is_no_cell() -> None:
    def drawing(number: int) -> Draw:
        def page(sheet: Sheet) -> None:
            sheet.grid(X, [736, 754, 772], [HEADER, ROWS[number % 3]])
            # The frame of the page foot touches the table and holds the number of the page.
            sheet.canvas.rect(X[-1], HEIGHT - 772, 30, 36, stroke=1, fill=0)
            sheet.text(X[-1] + 8, 761, str(number + 10))

        return page

    for table in tables_of(*(drawing(n) for n in range(4))):
        assert not {"10", "11", "12", "13"} & {cell.text for cell in table.cells}


def test_lines_of_head_and_foot_are_no_part_of_the_table() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 40, "Laporan Kinerja Tahun 2024")
        sheet.line(60, 44, 540, 44)
        sheet.grid(X, heights(4), FULL)
        sheet.line(60, 800, 540, 800)
        sheet.text(72, 812, "Dinas Contoh 7")

    (table,) = tables_of(page)
    assert grid(table) == FULL


def test_a_continuation_without_header_goes_on() -> None:
    def first(sheet: Sheet) -> None:
        sheet.grid(X, heights(2, 740), [HEADER, ROWS[0]])

    def second(sheet: Sheet) -> None:
        sheet.grid(X, heights(2, 60), ROWS[1:])

    (table,) = tables_of(first, second)
    assert grid(table) == FULL and table.header_rows == 1


def test_a_header_worded_differently_on_the_next_page_is_no_row() -> None:
    def first(sheet: Sheet) -> None:
        sheet.grid(X, heights(2, 740), [[], ROWS[0]])
        for left, cell in zip(X, HEADER, strict=False):
            sheet.text(left + 3, 751, cell, bold=True)

    def second(sheet: Sheet) -> None:
        sheet.grid(X, heights(3, 60), [[], *ROWS[1:]])
        for left, cell in zip(X, ["No.", "Indikator Kinerja", "Target 2024", "Realisasi"], strict=False):
            sheet.text(left + 3, 71, cell, bold=True)

    (table,) = tables_of(first, second)
    assert grid(table) == FULL


def test_nothing_is_read_twice_where_a_box_lies_round_a_table() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.rect(60, HEIGHT - 220, 360, 120, stroke=1, fill=0)
        sheet.grid(X, heights(4), FULL)

    found = find(read(draw(page))).tables
    assert [grid(table) for table in found] == [FULL]


def test_a_column_that_few_rows_fill_is_a_column_without_rules_too() -> None:
    rows = [["No", "Program", "Kegiatan", "Pagu"], ["1", "Program Jalan", "", "900"]]
    rows += [["", "", f"Kegiatan ke {name}", str(100 + k)] for k, name in enumerate("abcdefghijklmnopqrstuvw")]

    def page(sheet: Sheet) -> None:
        y = heights(len(rows))
        for top in y:
            sheet.line(X[0], top, X[-1], top)
        write(sheet, X, y, rows)

    (table,) = tables_of(page)
    assert grid(table)[:3] == rows[:3]


def test_a_list_of_tables_without_page_numbers_holds_no_captions() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(200, 60, "DAFTAR TABEL", bold=True)
        for k in range(4):
            sheet.text(72, 100 + 18 * k, f"Tabel 2.{k + 1} Uraian kinerja bagian {k + 1}")

    assert find(read(draw(page))).diagnostics == ()


def test_boxes_joined_by_lines_are_an_organisation_chart_and_no_table() -> None:
    def page(sheet: Sheet) -> None:
        boxes = [(230, 100, "Kepala"), (350, 160, "Sekretaris"), (110, 230, "Bidang Satu"), (350, 230, "Bidang Dua")]
        for left, top, text in boxes:
            sheet.canvas.rect(left, HEIGHT - top - 30, 90, 30, stroke=1, fill=0)
            sheet.text(left + 6, top + 18, text)
        sheet.line(275, 130, 275, 210)
        sheet.line(275, 175, 350, 175)
        sheet.line(155, 210, 395, 210)
        for x in (155, 395):
            sheet.line(x, 210, x, 230)
            for top, name in ((280, "Seksi Awal"), (330, "Seksi Akhir")):
                sheet.canvas.rect(x - 20, HEIGHT - top - 30, 90, 30, stroke=1, fill=0)
                sheet.text(x - 14, top + 18, name)
                sheet.line(x - 35, top + 15, x - 20, top + 15)
            sheet.line(x - 35, 260, x - 35, 345)

    assert tables_of(page) == ()


def test_a_grid_whose_text_is_no_text_is_told_with_its_place() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 60, "Capaian kinerja digambarkan berikut ini")
        sheet.grid(X, heights(4), [])

    found = find(read(draw(page)))
    assert found.tables == ()
    assert [(note.code, note.page) for note in found.diagnostics] == [("grid-without-words", 1)]
    box = found.diagnostics[0].bbox
    assert box is not None and abs(box[0] - X[0]) < 1.5 and abs(box[3] - heights(4)[-1]) < 1.5
