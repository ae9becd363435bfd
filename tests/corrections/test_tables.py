"""Decisions about tables: where they stand, how their columns and rows run, what joins, and what no longer fits."""

from pathlib import Path

import pytest

from schemas import Table
from tests.corrections.book import HEADER, ROWS, Report, X, grid, heights, misfits
from tests.drawing import Sheet

FULL = [HEADER, *ROWS]
BOUNDS = "[90, 290, 380]"


def ruled(sheet: Sheet) -> None:
    """A captioned grid."""
    sheet.text(60, 110, "Tabel 3.1 Capaian Kinerja Tahun 2024")
    sheet.grid(X, heights(3), FULL)


def level(sheet: Sheet) -> None:
    """The same with a missing upright rule: target and realisation are one column of words."""
    sheet.text(60, 110, "Tabel 3.1 Capaian Kinerja Tahun 2024")
    rows = [[*row[:2], f"{row[2]} / {row[3]}"] for row in FULL]
    sheet.grid([*X[:3], X[4]], heights(3), rows)


def unruled(sheet: Sheet) -> None:
    """Words in columns of which nothing tells that they are a table."""
    for row, top in zip([["Nama", "Golongan"], ["Budi", "Penata"], ["Sari", "Pembina"]], (120, 140, 160), strict=True):
        sheet.text(63, top, row[0])
        sheet.text(200, top, row[1])


def one(tables: tuple[Table, ...]) -> Table:
    """The only table."""
    (table,) = tables
    return table


def exact(said: str, table: str = "t1") -> str:
    """A decision about a table of the report."""
    return f"tables:\n  - {{place: {{report: SHA, table: {table}}}, {said}}}\n"


def template(said: str, place: str = "caption: capaian kinerja tahun 2023") -> str:
    """A decision about every report's table with these words."""
    return f"tables:\n  - {{place: {{{place}}}, {said}}}\n"


class TestRegions:
    def test_a_table_that_nobody_sees_is_read_in_its_box(self, tmp_path: Path) -> None:
        report = Report(tmp_path, unruled)
        assert report.read().tables == ()
        said = "tables:\n  - {place: {report: SHA}, regions: [{page: 1, bbox: [55, 105, 320, 170]}], bounds: [190]}\n"
        table = one(report.read(said).tables)
        assert grid(table) == [["Nama", "Golongan"], ["Budi", "Penata"], ["Sari", "Pembina"]]
        assert (table.id, table.method) == ("n1", "unruled")

    def test_a_table_is_read_within_its_box_only_and_the_rest_is_no_table(self, tmp_path: Path) -> None:
        said = exact("regions: [{page: 1, bbox: [60, 120, 470, 160]}]")
        file = Report(tmp_path, ruled).read(said)
        assert misfits(file) == []
        assert grid(one(file.tables)) == FULL[:2]
        assert (one(file.tables).id, one(file.tables).number) == ("t1", "3.1")

    def test_no_table_stands_in_a_box_that_is_left_out(self, tmp_path: Path) -> None:
        def two(sheet: Sheet) -> None:
            ruled(sheet)
            sheet.grid([60, 200, 300], heights(2, 400), [["Bagan", "Kotak"], ["satu", "dua"]])

        report = Report(tmp_path, two)
        assert [t.id for t in report.read().tables] == ["t1", "t2"]
        said = "tables:\n  - {place: {report: SHA}, without: [{page: 1, bbox: [55, 395, 305, 445]}]}\n"
        file = report.read(said)
        assert [t.id for t in file.tables] == ["t1"] and file.diagnostics == ()

    def test_ids_stay_those_of_the_reading_without_decisions(self, tmp_path: Path) -> None:
        def two(sheet: Sheet) -> None:
            sheet.grid([60, 200, 300], heights(2, 60), [["Bagan", "Kotak"], ["satu", "dua"]])
            ruled(sheet)

        said = "tables:\n  - {place: {report: SHA}, without: [{page: 1, bbox: [55, 55, 305, 105]}]}\n"
        table = one(Report(tmp_path, two).read(said).tables)
        assert (table.id, grid(table)) == ("t2", FULL)

    def test_running_text_is_no_table(self, tmp_path: Path) -> None:
        def prose(sheet: Sheet) -> None:
            for number in range(6):
                sheet.text(60 + number, 120 + 20 * number, "Persentase jalan mantap menurut kabupaten dan kecamatan")

        said = "tables:\n  - {place: {report: SHA}, regions: [{page: 1, bbox: [50, 100, 400, 240]}], bounds: [170]}\n"
        file = Report(tmp_path, prose).read(said)
        assert file.tables == () and "the bounds cut through words in 6 of 6 lines" in misfits(file)[0]

    def test_an_empty_box_does_not_fit(self, tmp_path: Path) -> None:
        report = Report(tmp_path, ruled)
        file = report.read(exact("regions: [{page: 1, bbox: [60, 600, 470, 660]}]"))
        assert file.tables == report.read().tables
        assert misfits(file) == [
            "decisions.yaml:2: the decision about this table does not fit: no word stands in the box; "
            "it was read without the decision"
        ]


class TestBounds:
    @pytest.mark.parametrize("bounds", [BOUNDS, "[60, 90, 290, 380, 470]"], ids=["inner", "with the sides"])
    def test_bounds_part_what_no_rule_parts(self, bounds: str, tmp_path: Path) -> None:
        def page(sheet: Sheet) -> None:
            sheet.text(60, 110, "Tabel 3.1 Capaian Kinerja Tahun 2024")
            sheet.grid([*X[:3], X[4]], heights(3), [row[:3] for row in FULL])
            for row, top in zip(FULL, heights(3), strict=False):
                sheet.text(X[3] + 3, top + 11, row[3])

        report = Report(tmp_path, page)
        table = one(report.read(exact(f"bounds: {bounds}")).tables)
        assert grid(table) == FULL
        assert [column.role for column in table.columns] == ["no", "indicator", "target", "realization"]

    def test_a_wall_that_is_not_a_bound_is_none(self, tmp_path: Path) -> None:
        table = one(Report(tmp_path, ruled).read(exact("bounds: [290, 380]")).tables)
        assert grid(table)[1] == ["1 Persentase jalan mantap", "80,00", "82,50"]

    def test_merged_cells_stay_merged(self, tmp_path: Path) -> None:
        def page(sheet: Sheet) -> None:
            sheet.text(63, 131, "Uraian")
            sheet.text(220, 131, "Tahun 2024")
            sheet.grid([60, 160, 260, 360], heights(2, 140), [["Padi", "Target", "Realisasi"], ["a", "1,0", "2,0"]])
            for y in (120, 140):
                sheet.line(60, y, 360, y)
            for x in (60, 160, 360):
                sheet.line(x, 120, x, 140)

        report = Report(tmp_path, page)
        table = one(report.read(exact("bounds: [160, 260]")).tables)
        assert table == one(report.read().tables)
        assert next(cell for cell in table.cells if cell.text == "Tahun 2024").column_span == 2

    def test_bounds_go_over_all_pages_of_a_table_and_along_with_its_margin(self, tmp_path: Path) -> None:
        def second(sheet: Sheet) -> None:
            sheet.grid(
                [x + 12 for x in X],
                heights(2, 60),
                [["3", "Angka harapan", "70,00", "71,00"], ["4", "Rasio", "1,00", "0,90"]],
            )

        report = Report(tmp_path, lambda s: s.grid(X, [700, 720, 740, 760], FULL), second)
        before = one(report.read().tables)
        assert before.pages == (1, 2)
        table = one(report.read(exact(f"bounds: {BOUNDS}")).tables)
        assert (table.pages, grid(table)) == ((1, 2), grid(before))

    def test_bounds_outside_of_the_table_do_not_fit(self, tmp_path: Path) -> None:
        report = Report(tmp_path, ruled)
        file = report.read(template("bounds: [90, 290, 520]"))
        assert file.tables == report.read().tables
        (told,) = misfits(file)
        assert told.startswith("decisions.yaml:2: ") and "the bound 520 lies outside of the table" in told

    def test_bounds_through_words_do_not_fit(self, tmp_path: Path) -> None:
        report = Report(tmp_path, level)
        file = report.read(exact("bounds: [90, 110, 290]"))
        assert file.tables == report.read().tables
        assert "cut through words" in misfits(file)[0]


class TestRowsAndRoles:
    def test_header_rows_kind_and_roles_are_as_said(self, tmp_path: Path) -> None:
        said = "header_rows: 2, kind: other, roles: {2: count, 3: {role: score, period: '2020', unit: poin, entity: nasional}}"
        table = one(Report(tmp_path, ruled).read(exact(said)).tables)
        assert (table.header_rows, table.kind) == (2, "other")
        assert [c.role for c in table.columns[2:]] == ["count", "score"]
        last = table.columns[3]
        assert (last.period, last.unit, last.entity) == ("2020", "poin", "nasional")

    def test_two_decisions_about_one_table_add_up(self, tmp_path: Path) -> None:
        said = exact("header_rows: 2") + template("kind: scores").removeprefix("tables:\n")
        table = one(Report(tmp_path, ruled).read(said).tables)
        assert (table.header_rows, table.kind) == (2, "scores")

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ("roles: {7: target}", "the table has 4 columns and none with the number 7"),
            ("columns: 5, kind: scores", "the table has 4 columns and 5 were expected"),
            ("header_rows: 9", "the table has 3 rows and 9 of them cannot be its header"),
            ("roles: {2: {role: budget, header: Pagu}}", 'column 2 has the header "Target" and "Pagu" was expected'),
            ("split: [8]", "the table has 3 rows and cannot be parted before row 8"),
            ("split_pages: [2]", "table t1 does not go on at the top of page 2"),
            ("join: next", "no table follows"),
            ("join: previous", "no table stands before it"),
        ],
    )
    def test_what_does_not_fit_is_told_and_changes_nothing(self, said: str, told: str, tmp_path: Path) -> None:
        report = Report(tmp_path, ruled)
        for text in (exact(said), template(said)):
            file = report.read(text)
            assert file.tables == report.read().tables
            assert misfits(file) == [
                f"decisions.yaml:2: the decision about this table does not fit: {told}; it was read without the decision"
            ]

    def test_one_part_that_does_not_fit_takes_the_whole_decision_back(self, tmp_path: Path) -> None:
        report = Report(tmp_path, ruled)
        assert report.read(exact("bounds: [290, 380], roles: {3: target}")).tables == report.read().tables


class TestJoinAndSplit:
    def test_two_tables_become_one(self, tmp_path: Path) -> None:
        def page(sheet: Sheet) -> None:
            sheet.grid(X, heights(3), FULL)
            sheet.text(60, 230, "Bagian kedua dari tabel di atas adalah sebagai berikut.")
            sheet.grid(X, heights(2, 250), [HEADER, ["3", "Rasio", "1,00", "0,90"]])

        report = Report(tmp_path, page)
        assert [t.id for t in report.read().tables] == ["t1", "t2"]
        for text in (exact("join: next"), exact("join: t1", "t2"), exact("join: previous", "t2")):
            table = one(report.read(text).tables)
            assert (table.id, grid(table)) == ("t1", [*FULL, ["3", "Rasio", "1,00", "0,90"]])

    def test_tables_with_other_columns_are_not_joined(self, tmp_path: Path) -> None:
        def page(sheet: Sheet) -> None:
            ruled(sheet)
            sheet.grid([60, 200, 300], heights(2, 400), [["Nama", "Nilai"], ["satu", "2,0"]])

        report = Report(tmp_path, page)
        file = report.read(exact("join: next"))
        assert file.tables == report.read().tables
        assert "the columns of t1 and t2 do not lie over each other (4 and 2)" in misfits(file)[0]

    def test_a_table_is_parted_at_a_row_and_its_parts_can_be_spoken_of(self, tmp_path: Path) -> None:
        rows = [*FULL, ["No", "Program", "Anggaran", "Realisasi"], ["1", "Program jalan", "9.000.000", "8.000.000"]]
        report = Report(tmp_path, lambda s: s.grid(X, heights(5), rows))
        said = exact("split: [3]") + exact("kind: budget_realization", "t1-2").removeprefix("tables:\n")
        first, second = report.read(said).tables
        assert (first.id, grid(first)) == ("t1", FULL)
        assert (second.id, grid(second), second.kind) == ("t1-2", rows[3:], "budget_realization")
        assert (second.header_rows, second.columns[2].role) == (1, "budget")

    def test_a_table_is_parted_at_a_page(self, tmp_path: Path) -> None:
        def second(sheet: Sheet) -> None:
            sheet.grid(X, heights(2, 60), [["3", "Angka harapan", "70,00", "71,00"], ["4", "Rasio", "1,00", "0,90"]])

        def first(sheet: Sheet) -> None:
            sheet.text(60, 690, "Tabel 3.1 Capaian Kinerja Tahun 2024")
            sheet.grid(X, [700, 720, 740, 760], FULL)

        report = Report(tmp_path, first, second)
        for text in (exact("split_pages: [2]"), template("split_pages: [2]")):
            tables = report.read(text).tables
            assert [(t.id, t.pages, len(grid(t))) for t in tables] == [("t1", (1, 1), 3), ("t1-2", (2, 2), 2)]


class TestTemplates:
    def test_a_template_fits_another_year_and_page(self, tmp_path: Path) -> None:
        report = Report(tmp_path, lambda s: s.text(60, 100, "Bab III"), ruled)
        said = template("kind: scores, regions: [{page: 1, bbox: [60, 120, 470, 160]}]")
        table = one(report.read(said).tables)
        assert (table.kind, table.pages, grid(table)) == ("scores", (2, 2), FULL[:2])

    @pytest.mark.parametrize(
        "place", ["number: '3.1'", "kind: achievement", "kind: achievement, caption: CAPAIAN  kinerja"]
    )
    def test_a_template_names_its_table_in_several_ways(self, place: str, tmp_path: Path) -> None:
        report = Report(tmp_path, ruled)
        assert one(report.read(template("header_rows: 2", place)).tables).header_rows == 2

    def test_a_caption_without_a_table_gets_one(self, tmp_path: Path) -> None:
        def page(sheet: Sheet) -> None:
            sheet.text(60, 110, "Tabel 2.4 Susunan Pegawai")
            unruled_rows = [["Nama", "Golongan"], ["Budi", "Penata"], ["Sari", "Pembina"]]
            for row, top in zip(unruled_rows, (140, 160, 180), strict=True):
                sheet.text(63, top, row[0])
                sheet.text(200, top, row[1])

        report = Report(tmp_path, page)
        assert [note.code for note in report.read().diagnostics] == ["table-without-rows"]
        said = template("regions: [{page: 1, bbox: [55, 125, 320, 190]}], bounds: [190]", "caption: susunan pegawai")
        file = report.read(said)
        assert (one(file.tables).number, grid(one(file.tables))[1]) == ("2.4", ["Budi", "Penata"])
        assert file.diagnostics == ()

    def test_a_template_that_finds_no_table_is_told(self, tmp_path: Path) -> None:
        file = Report(tmp_path, ruled).read(template("kind: scores", "caption: realisasi anggaran"))
        assert 'the report has no table with "realisasi anggaran" in its caption' in misfits(file)[0]

    def test_decisions_about_other_reports_and_offices_are_left_alone(self, tmp_path: Path) -> None:
        def page(sheet: Sheet) -> None:
            sheet.text(60, 60, "LAPORAN KINERJA INSTANSI PEMERINTAH", bold=True, size=16)
            sheet.text(60, 80, "DINAS SOSIAL KABUPATEN RIMBA TAHUN 2024", bold=True, size=16)
            ruled(sheet)

        report = Report(tmp_path, page)
        other = template("header_rows: 2", "agency: Dinas Sosial Kabupaten Sungai, caption: capaian kinerja")
        foreign = exact("header_rows: 2").replace("SHA", "f" * 16)
        for text in (other, foreign):
            file = report.read(text)
            assert (file.tables, misfits(file)) == (report.read().tables, [])
        own = template("header_rows: 2", "agency: Dinas Sosial Kabupaten Rimba, caption: capaian kinerja")
        assert one(report.read(own).tables).header_rows == 2

    def test_an_id_that_the_report_lacks_is_told(self, tmp_path: Path) -> None:
        file = Report(tmp_path, ruled).read(exact("kind: scores", "t9"))
        assert "the report has no table t9" in misfits(file)[0]
