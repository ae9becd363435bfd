"""Sums, differences, components and changes of plain tables."""

import pytest

from tests.audit.build import Built, audited, flat, table, verdicts

STAFF = ["no", "name", "count kelamin=L", "count kelamin=P", "count"]
ROWS = [
    "1 | S2 | 4 orang | 3 orang | 7 orang",
    "2 | S1 | 9 orang | 6 orang | 15 orang",
    "3 | SMA | 2 orang | 0 orang | 2 orang",
]


def staff(total: str, *more: str) -> Built:
    return table(STAFF, [*ROWS, *more, f"total: | Jumlah | | | {total}"], kind="staff")


def test_a_column_total() -> None:
    assert flat(audited(staff("24 orang"))) == []
    assert flat(audited(staff("42 orang"))) == [("SUM-COL", "error", "42 orang", "24")]
    finding = audited(staff("42 orang")).findings[0]
    assert finding.slip == "digit-swap"
    assert "7 + 15 + 2 = 24" in finding.message.id


@pytest.mark.parametrize(
    "more",
    [
        "4 | Tenaga honorer | 3 orang | 2 orang | 5 orang",
        "4 | - di antaranya pejabat | 3 orang | 2 orang | 5 orang",
        "4 | Calon pegawai | 3 orang | 2 orang | 5 orang",
    ],
)
def test_rows_that_a_total_may_leave_out(more: str) -> None:
    assert flat(audited(staff("24 orang", more)), "SUM-COL") == []


def test_nested_rows_count_once() -> None:
    lines = ["Peralatan | 7", "> Meja | 4", "> Kursi | 3", "Buku | 5", "Majalah | 2", "total: Jumlah | {}"]
    assert flat(audited(table(["name", "count"], [line.format(14) for line in lines], kind="assets"))) == []
    wrong = audited(table(["name", "count"], [line.format(13) for line in lines], kind="assets"))
    assert [(code, printed) for code, _, printed, _ in flat(wrong)] == [("SUM-COL", "13")]


def test_an_unread_cell_makes_a_sum_not_checkable() -> None:
    found = audited(
        table(["name", "count"], ["Meja | 4", "Kursi | belum dihitung", "total: Jumlah | 9"], kind="assets")
    )
    assert verdicts(found, "SUM-COL") == [("SUM-COL", "not_checkable")]
    dash = audited(
        table(["name", "count"], ["Meja | 4", "Kursi | -", "Lemari | 5", "total: Jumlah | 9"], kind="assets")
    )
    assert verdicts(dash, "SUM-COL") == [("SUM-COL", "consistent")]


def test_a_row_total() -> None:
    found = audited(staff("25 orang", "4 | SMP | 1 orang | 1 orang | 3 orang"))
    assert flat(found, "SUM-ROW") == [("SUM-ROW", "error", "3 orang", "2")]


def test_columns_that_are_no_parts_are_left_alone() -> None:
    lines = ["Meja | 4 | 3 | 9", "Kursi | 2 | 2 | 7", "Lemari | 1 | 1 | 2"]
    found = audited(table(["name", "count kondisi=baik", "count kondisi=rusak", "count"], lines, kind="assets"))
    assert flat(found, "SUM-ROW") == []


def needs(last: str, *, reverse: bool = False) -> Built:
    sign = -1 if reverse else 1
    lines = [
        f"Bidang {name} | {need} | {have} | {sign * (need - have)}" for name, need, have in (("A", 9, 5), ("B", 7, 4))
    ]
    columns = ["name", "count kolom=kebutuhan", "count kolom=tersedia", "difference"]
    return table(columns, [*lines, f"Bidang C | 12 | 6 | {last}"], kind="staff")


def test_a_difference_follows_the_sign_of_its_column() -> None:
    assert flat(audited(needs("6"))) == []
    assert flat(audited(needs("-6", reverse=True))) == []
    assert flat(audited(needs("5"))) == [("DIFF-ROW", "error", "5", "6")]


def test_a_lone_difference_is_left_alone() -> None:
    columns = ["name", "count kolom=kebutuhan", "count kolom=tersedia", "difference"]
    assert flat(audited(table(columns, ["Bidang A | 9 | 5 | 3"], kind="staff"))) == []


def test_a_change_between_years_in_points_or_per_cent() -> None:
    columns = ["indicator", "realization 2030", "realization 2031", "growth"]
    lines = ["Indeks Air | 40 | 50 | {}", "Indeks Jalan | 60 | 66 | {}", "Indeks Pasar | 80 | 84 | {}"]
    for values in (("10", "6", "4"), ("25,00", "10,00", "5,00")):
        rows = [line.format(value) for line, value in zip(lines, values, strict=True)]
        assert flat(audited(table(columns, rows, kind="previous_years")), "YOY-DELTA") == []
    rows = [line.format(value) for line, value in zip(lines, ("25,00", "10,00", "7,00"), strict=True)]
    found = audited(table(columns, rows, kind="previous_years"))
    assert flat(found, "YOY-DELTA") == [("YOY-DELTA", "error", "7,00", "5,00")]


COMPONENTS = ["name", "weight", "score"]


def evaluation(total: str, last: str = "18,31") -> Built:
    lines = ["Perencanaan | 30 | 24,12", "Pengukuran | 30 | 22,47", "Pelaporan | 15 | 11,08", f"Evaluasi | 25 | {last}"]
    return table(COMPONENTS, [*lines, f"total: Nilai Hasil Evaluasi | 100 | {total}"], kind="akip_components")


def test_component_scores() -> None:
    assert flat(audited(evaluation("75,98")), "COMP-SUM") == []
    assert flat(audited(evaluation("75,99")), "COMP-SUM") == []
    assert flat(audited(evaluation("79,58")), "COMP-SUM") == [("COMP-SUM", "error", "79,58", "75,98")]


def test_a_mean_of_components_is_no_sum() -> None:
    assert flat(audited(evaluation("19,00")), "COMP-SUM") == []


def test_a_score_above_its_weight() -> None:
    assert flat(audited(evaluation("83,80", "26,13")), "COMP-MAX") == [("COMP-MAX", "error", "26,13", None)]


def test_sub_components_without_a_sign_of_their_level() -> None:
    lines = [
        "RENCANA | 30 | ",
        "ISI | 10 | ",
        "MUTU | 20 | ",
        "UKUR | 40 | ",
        "ALAT | 15 | ",
        "HASIL | 25 | ",
        "LAPOR | 30 | ",
    ]
    held = table(COMPONENTS, [*lines, "BENTUK | 12 | ", "GUNA | 18 | "], kind="akip_components")
    assert flat(audited(held), "COMP-SUM") == []
    wrong = table(COMPONENTS, [*lines, "BENTUK | 12 | ", "GUNA | 8 | "], kind="akip_components")
    assert flat(audited(wrong), "COMP-SUM") == [("COMP-SUM", "error", "30", "20")]
