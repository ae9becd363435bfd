"""Tables as a person reads them: drawn in many ways, read back the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.tables import find
from schemas import Table
from tests.drawing import HEIGHT, Draw, Sheet, draw, read

X = [72, 102, 242, 322, 402]
HEADER = ["No", "Indikator", "Target", "Realisasi"]
ROWS = [
    ["1", "Persentase jalan mantap", "80,00", "81,25"],
    ["2", "Indeks kepuasan", "85,00", "84,10"],
    ["3", "Nilai AKIP", "70", "71,20"],
]


def tables_of(*pages: Draw) -> tuple[Table, ...]:
    return find(read(draw(*pages))).tables


def grid(table: Table) -> list[list[str]]:
    height = max(c.row + c.row_span for c in table.cells)
    width = max(c.column + c.column_span for c in table.cells)
    out = [[""] * width for _ in range(height)]
    for cell in table.cells:
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                out[r][c] = cell.text
    return out


def heights(count: int, top: float = 120, step: float = 18) -> list[float]:
    return [top + step * i for i in range(count + 1)]


@pytest.mark.parametrize("style", ["line", "box", "dashed"])
@pytest.mark.parametrize("sides", [True, False])
def test_a_grid_is_read_whatever_its_lines_are(style: str, sides: bool) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 110, "Tabel 3.1 Capaian Kinerja")
        sheet.grid(X, heights(4), [HEADER, *ROWS], style=style, sides=sides)

    (table,) = tables_of(page)
    assert grid(table) == [HEADER, *ROWS]
    assert (table.number, table.header_rows, table.pages) == ("3.1", 1, (1, 1))


@settings(max_examples=25, deadline=None)
@given(
    widths=st.lists(st.integers(45, 90), min_size=2, max_size=5),
    rows=st.integers(2, 8),
    style=st.sampled_from(["line", "box", "dashed"]),
)
def test_any_grid_drawn_is_read_back(widths: list[int], rows: int, style: str) -> None:
    x = [60.0]
    for width in widths:
        x.append(x[-1] + width)
    texts = [[f"r{r}k{c}" for c in range(len(widths))] for r in range(rows)]
    (table,) = tables_of(lambda sheet: sheet.grid(x, heights(rows), texts, style=style))
    assert grid(table) == texts


def test_merged_cells_are_one_cell_with_spans() -> None:
    def page(sheet: Sheet) -> None:
        x, y = [72, 172, 252, 332], heights(3)
        for top in (y[0], y[3]):
            sheet.line(x[0], top, x[3], top)
        sheet.line(x[1], y[1], x[3], y[1])
        sheet.line(x[0], y[2], x[3], y[2])
        for left in (x[0], x[1], x[3]):
            sheet.line(left, y[0], left, y[3])
        sheet.line(x[2], y[1], x[2], y[3])
        for at, text in {
            (x[0], y[0]): "Sasaran",
            (x[1], y[0]): "Tahun 2024",
            (x[1], y[1]): "Target",
            (x[2], y[1]): "Realisasi",
            (x[0], y[2]): "Jalan",
            (x[1], y[2]): "80",
            (x[2], y[2]): "79",
        }.items():
            sheet.text(at[0] + 3, at[1] + 11, text)

    (table,) = tables_of(page)
    spans = {c.text: (c.row_span, c.column_span) for c in table.cells}
    assert spans["Sasaran"] == (2, 1) and spans["Tahun 2024"] == (1, 2)
    assert grid(table)[2] == ["Jalan", "80", "79"]
    assert table.header_rows == 2


def test_a_word_that_a_narrow_cell_broke_is_joined_and_its_print_kept() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 60, "Sasaran meningkatnya kualitas, meningkatnya mutu, dan meningkatnya layanan")
        sheet.grid([72, 122, 222], [100, 120, 160], [["Sasaran", "Pagu"]])
        sheet.text(75, 131, "Meningkatn")
        sheet.text(75, 143, "ya mutu")
        sheet.text(125, 131, "27.346.788.")
        sheet.text(125, 143, "906,-")

    (table,) = tables_of(page)
    assert grid(table)[1] == ["Meningkatnya mutu", "27.346.788.906,-"]
    assert {c.raw for c in table.cells if c.row == 1} == {"Meningkatn ya mutu", "27.346.788. 906,-"}


def test_two_words_on_two_lines_stay_two() -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid([72, 142, 222], [100, 120, 160], [["Program", "Pagu"]])
        sheet.text(75, 131, "Perencanaan")
        sheet.text(75, 143, "anggaran")
        sheet.text(145, 131, "1.250.000")

    (table,) = tables_of(page)
    assert grid(table)[1] == ["Perencanaan anggaran", "1.250.000"]


def test_a_table_over_two_pages_is_one_and_its_header_stands_once() -> None:
    def first(sheet: Sheet) -> None:
        sheet.text(72, 690, "Tabel 3.4. Pengukuran Kinerja")
        sheet.grid(X, heights(3, 700), [HEADER, ["1", "2", "3", "4"], ROWS[0]])

    def second(sheet: Sheet) -> None:
        sheet.grid(X, heights(3, 60), [HEADER, ROWS[1], ROWS[2]])

    (table,) = tables_of(first, second)
    assert grid(table) == [HEADER, ["1", "2", "3", "4"], *ROWS]
    assert (table.pages, table.header_rows, table.number) == ((1, 2), 2, "3.4")
    assert {c.page for c in table.cells if c.row == 3} == {2}


def test_a_row_cut_by_the_page_break_is_one_row_with_both_places() -> None:
    def first(sheet: Sheet) -> None:
        sheet.grid(X, heights(3, 740), [HEADER, ROWS[0], ["2", "Persentase penduduk yang", "95", "94,5"]])

    def second(sheet: Sheet) -> None:
        sheet.grid(X, heights(2, 60), [["", "terlayani air minum", "", ""], ROWS[2]])

    (table,) = tables_of(first, second)
    assert grid(table)[2] == ["2", "Persentase penduduk yang terlayani air minum", "95", "94,5"]
    cut = next(c for c in table.cells if c.text.endswith("air minum"))
    assert [r.page for r in cut.boxes] == [1, 2]


def test_a_new_row_on_the_next_page_is_not_glued_to_the_last_one() -> None:
    def first(sheet: Sheet) -> None:
        sheet.grid(X, heights(2, 740), [HEADER, ROWS[0]])

    def second(sheet: Sheet) -> None:
        sheet.grid(X, heights(1, 60), [["2", "indeks kepuasan", "85,00", "84,10"]])

    (table,) = tables_of(first, second)
    assert len(grid(table)) == 3


def test_text_between_two_grids_makes_two_tables() -> None:
    def first(sheet: Sheet) -> None:
        sheet.grid(X, heights(2, 740), [HEADER, ROWS[0]])

    def second(sheet: Sheet) -> None:
        sheet.text(72, 60, "Uraian capaian berikut membahas sasaran kedua secara rinci")
        sheet.grid(X, heights(2, 120), [HEADER, ROWS[1]])

    assert len(tables_of(first, second)) == 2


def test_a_caption_at_the_end_of_the_page_before_counts() -> None:
    def first(sheet: Sheet) -> None:
        sheet.text(72, 760, "Tabel 2.1 Indikator Kinerja Utama")

    def second(sheet: Sheet) -> None:
        sheet.grid(X, heights(2, 60), [HEADER, ROWS[0]])

    (table,) = tables_of(first, second)
    assert (table.number, table.pages) == ("2.1", (2, 2))


def test_a_row_whose_inner_rule_is_missing_is_parted_at_its_numbers() -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid(X, [100, 118, 160], [HEADER])
        for top, row in zip((118, 138), ROWS, strict=False):
            for left, cell in zip(X, row, strict=False):
                sheet.text(left + 3, top + 11, cell)

    (table,) = tables_of(page)
    assert grid(table) == [HEADER, ROWS[0], ROWS[1]]


def test_horizontal_rules_alone_make_a_table_by_the_gaps() -> None:
    def page(sheet: Sheet) -> None:
        for top in heights(4):
            sheet.line(X[0], top, X[-1], top)
        for top, row in zip(heights(4), [HEADER, *ROWS], strict=False):
            for left, cell in zip(X, row, strict=False):
                sheet.text(left + 3, top + 11, cell)

    (table,) = tables_of(page)
    assert grid(table) == [HEADER, *ROWS]


def test_a_captioned_list_without_rules_becomes_rows_by_its_amounts() -> None:
    amounts = [
        ("Program Sarana", "1.250.000.000"),
        ("Kegiatan Jalan", "750.000.000"),
        ("Kegiatan Jembatan", "500.000.000"),
    ]

    def page(sheet: Sheet) -> None:
        sheet.text(72, 100, "Tabel 1.3 Pagu Anggaran", bold=True)
        for top, (name, amount) in zip((130, 150, 170), amounts, strict=True):
            sheet.text(72, top, name)
            sheet.text(400, top, amount)

    (table,) = tables_of(page)
    assert grid(table) == [list(row) for row in amounts]
    assert table.method == "unruled" and table.confidence < 0.9


def test_a_caption_without_a_table_is_told_with_its_page() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 100, "Tabel 2.3 Indikator Kinerja Utama")
        sheet.text(72, 300, "Uraian selanjutnya membahas perjanjian kinerja.")

    found = find(read(draw(page)))
    assert found.tables == ()
    assert [(d.code, d.page) for d in found.diagnostics] == [("table-without-rows", 1)]


def test_frames_and_page_borders_are_no_tables() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.rect(30, 30, 535, HEIGHT - 60)
        sheet.canvas.rect(100, HEIGHT - 300, 200, 60)
        sheet.text(110, 270, "Kotak keterangan")

    assert tables_of(page) == ()


def test_underscores_that_stand_for_spaces_are_spaces() -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid(
            [72, 222, 300], [100, 120, 140], [["Indikator", "Tautan"], ["Angka_keberhasilan", "bit.ly/data_2024"]]
        )

    (table,) = tables_of(page)
    assert grid(table)[1] == ["Angka keberhasilan", "bit.ly/data_2024"]


def test_names_stacked_in_one_cell_beside_figures_become_rows() -> None:
    names, first, second = ["Bulan pertama", "Bulan kedua", "Bulan ketiga"], ["10", "12", "9"], ["1,5", "2,5", "3,5"]

    def page(sheet: Sheet) -> None:
        sheet.grid([72, 182, 242, 302], [100, 118, 160], [["Uraian", "Jumlah", "Nilai"]])
        for left, column in zip((75, 185, 245), (names, first, second), strict=True):
            for top, cell in zip((129, 141, 153), column, strict=True):
                sheet.text(left, top, cell)

    (table,) = tables_of(page)
    assert grid(table)[1:] == [list(row) for row in zip(names, first, second, strict=True)]


def test_a_list_beside_a_single_column_of_figures_stays_one_cell() -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid([72, 182, 242, 402], [100, 118, 160], [["Uraian", "Jumlah", "Keterangan"]])
        for left, column in zip((75, 185), (["Meja", "Kursi", "Lemari"], ["4", "12", "3"]), strict=True):
            for top, cell in zip((129, 141, 153), column, strict=True):
                sheet.text(left, top, cell)
        sheet.text(245, 129, "semua dalam keadaan baik")

    (table,) = tables_of(page)
    assert grid(table)[1][:2] == ["Meja Kursi Lemari", "4 12 3"]


def test_figures_without_upright_rules_between_fall_into_the_header_columns() -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid(X, [100, 118], [HEADER])
        for top in (136, 154):
            sheet.line(X[0], top, X[-1], top)
        sheet.line(X[0], 118, X[0], 154)
        sheet.line(X[-1], 118, X[-1], 154)
        for top, row in zip((118, 136), ROWS, strict=False):
            for left, cell in zip(X, row, strict=False):
                sheet.text(left + 3, top + 11, cell)

    (table,) = tables_of(page)
    assert grid(table) == [HEADER, ROWS[0], ROWS[1]]


def test_page_numbers_far_from_the_edge_do_not_part_a_table() -> None:
    def numbered(number: int, rows: list[list[str]]) -> Draw:
        def page(sheet: Sheet) -> None:
            sheet.grid(X, heights(2, 60), rows)
            sheet.text(500, 0.83 * HEIGHT, str(number))

        return page

    (table,) = tables_of(*(numbered(11 + i, [HEADER, row]) for i, row in enumerate(ROWS)))
    assert grid(table) == [HEADER, *ROWS] and table.pages == (1, 3)


def test_a_row_that_says_the_same_as_the_last_one_of_the_page_before_is_a_row() -> None:
    def first(sheet: Sheet) -> None:
        sheet.grid(X, heights(2, 740), [["No", "Lokasi", "Pemilik", "Kondisi"], ["1", "Taman kota", "umum", "baik"]])

    def second(sheet: Sheet) -> None:
        sheet.grid(X, heights(1, 60), [["", "", "umum", "baik"]])

    (table,) = tables_of(first, second)
    assert [row[2] for row in grid(table)] == ["Pemilik", "umum", "umum"]


def test_rows_in_a_frame_without_upright_rules_get_their_columns_from_the_gaps() -> None:
    def page(sheet: Sheet) -> None:
        for top in heights(4):
            sheet.line(X[0], top, X[-1], top)
        for side in (X[0], X[-1]):
            sheet.line(side, 120, side, 120 + 4 * 18)
        for top, row in zip(heights(4), [HEADER, *ROWS], strict=False):
            for left, cell in zip(X, row, strict=False):
                sheet.text(left + 3, top + 11, cell)

    (table,) = tables_of(page)
    assert grid(table) == [HEADER, *ROWS]


def test_a_formula_in_a_frame_is_no_table() -> None:
    def page(sheet: Sheet) -> None:
        for top in (100, 140, 180):
            sheet.line(72, top, 402, top)
        for side in (72, 402):
            sheet.line(side, 100, side, 180)
        for top in (120, 160):
            for left, text in ((80, "Capaian"), (180, "="), (210, "Realisasi"), (300, "x 100%")):
                sheet.text(left, top, text)

    assert tables_of(page) == ()


def test_a_total_row_without_inner_rules_keeps_its_label_whole_and_its_figures_apart() -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid(X, heights(3), [HEADER, *ROWS[:2]])
        sheet.line(X[0], 192, X[-1], 192)
        for side in (X[0], X[-1]):
            sheet.line(side, 174, side, 192)
        sheet.text(75, 186, "Jumlah keseluruhan")
        sheet.text(245, 186, "165,00")
        sheet.text(325, 186, "165,35")

    (table,) = tables_of(page)
    spans = {c.text: c.column_span for c in table.cells if c.row == 3}
    assert spans == {"Jumlah keseluruhan": 2, "165,00": 1, "165,35": 1}


def test_a_caption_that_a_page_break_parts_from_its_table_counts_with_titles_between() -> None:
    def first(sheet: Sheet) -> None:
        sheet.text(72, 740, "Tabel 3.8 Evaluasi Pencapaian Sasaran", bold=True)
        sheet.text(90, 760, "Meningkatnya Sinergi Antarlembaga")

    def second(sheet: Sheet) -> None:
        sheet.text(72, 60, "Target dan realisasinya digambarkan berikut :")
        sheet.grid(X, heights(2, 80), [HEADER, ROWS[0]])

    (table,) = tables_of(first, second)
    assert table.number == "3.8"


def test_a_number_broken_inside_its_last_group_is_one_number() -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid([72, 132, 222], [100, 120, 160], [["Target", "Uraian"]])
        sheet.text(75, 131, "13.000.0")
        sheet.text(75, 143, "00")
        sheet.text(135, 131, "kendaraan bermotor")

    (table,) = tables_of(page)
    assert grid(table)[1][0] == "13.000.000"
