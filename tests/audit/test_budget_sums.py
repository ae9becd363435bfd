"""Sums of budget trees: what adds up, what does not, and which figure is likely wrong."""

from dataclasses import replace
from decimal import Decimal

from extractor.audit import Profile
from extractor.audit import audit as run_audit
from extractor.audit.rules.budget_case import case_of
from extractor.audit.rules.budget_links import slips
from schemas import Section
from tests.audit.budget_table import audit, budget_table, case, flat, roots
from tests.audit.budget_table import reading as budget_reading

GOOD = [
    "P | Program Penataan Kota | 1.000.000 | 900.000",
    "K | Kegiatan Taman | 600.000 | 550.000",
    "U | Penanaman Pohon | 400.000 | 380.000",
    "U | Perawatan Bangku | 200.000 | 170.000",
    "K | Kegiatan Lampu | 400.000 | 350.000",
    "U | Pemasangan Lampu | 150.000 | 120.000",
    "U | Rekening Listrik | 250.000 | 230.000",
]


def changed(row: int, old: str, new: str, lines: list[str] = GOOD) -> list[str]:
    """The rows with one figure misprinted."""
    assert old in lines[row]
    return [line.replace(old, new, 1) if index == row else line for index, line in enumerate(lines)]


def test_sums_that_hold_on_all_levels_give_nothing() -> None:
    assert audit(budget_table("1", "budget spending", GOOD)) == []


def test_rows_that_may_stand_in_the_next_file_are_not_missed() -> None:
    lines = [*GOOD[:-1], "U | Rekening Listrik | 100.000 | 90.000"]
    short = budget_reading(budget_table("1", "budget spending", lines))
    chapter = Section(number="3", title="AKUNTABILITAS KINERJA", level=1, page=5)
    closing = Section(number="4", title="PENUTUP", level=1, page=6)
    assert flat(slips(case_of(short))) != []
    assert flat(slips(case_of(replace(short, sections=(chapter,))))) == []
    assert flat(slips(case_of(replace(short, sections=(chapter, closing))))) != []
    # A sum within the table is checked all the same.
    wrong = budget_reading(budget_table("1", "budget spending", changed(2, "400.000", "300.000")))
    assert flat(slips(case_of(replace(wrong, sections=(chapter,))))) != []


def test_a_wrong_kegiatan_is_accused_and_its_program_follows_from_it() -> None:
    found = audit(budget_table("1", "budget spending", changed(1, "600.000", "650.000")))
    assert flat(found) == [("BUD-SUM", "650.000", Decimal(600_000)), ("BUD-SUM", "1.000.000", Decimal(1_050_000))]
    assert roots(found) == [("BUD-SUM", "650.000")]
    assert found[0].changes[0][1] == found[1].changes[0][1] == Decimal(600_000)
    assert "400.000 + 200.000 = 600.000" in found[0].text[0] and "400.000 + 200.000 = 600.000" in found[0].text[1]


def test_the_lowest_row_is_repaired_where_its_percentage_tells() -> None:
    lines = [
        "P | Program Penataan Kota | 1.000.000 | 900.000 | 90,00",
        "K | Kegiatan Taman | 600.000 | 550.000 | 91,67",
        "K | Kegiatan Lampu | 400.000 | 250.000 | 87,50",
    ]
    found = audit(budget_table("1", "budget spending absorption", lines))
    assert found[0].check == "BUD-SUM" and found[0].changes[0][1] == Decimal(350_000)
    assert roots(found) == [("BUD-SUM", "900.000")]


def test_without_further_evidence_no_row_is_called_wrong() -> None:
    found = audit(
        budget_table("1", "budget", ["P | Program Air | 1.000.000", "K | Pipa | 600.000", "K | Pompa | 450.000"])
    )
    assert flat(found) == [("BUD-SUM", "1.000.000", Decimal(1_050_000))]
    assert found[0].changes == () and "tidak dapat dipastikan" in found[0].text[0]


def test_a_dash_counts_as_nothing_and_a_blank_makes_the_sum_not_checkable() -> None:
    dash = ["P | Program Air | 600.000 | 1", "K | Pipa | 600.000 | 1", "K | Pompa | - | -"]
    blank = ["P | Program Air | 900.000 | 5", "K | Pipa | 600.000 | 2", "K | Pompa |  | 3"]
    assert audit(budget_table("1", "budget spending", dash)) == []
    checks = case(budget_table("1", "budget spending", blank)).sums
    assert [(check.holds, check.reason) for check in checks] == [(None, "blank-part"), (True, None)]


def test_a_malformed_part_is_read_as_the_value_that_makes_the_sum_exact() -> None:
    lines = ["P | Program Air | 421.442.000", "K | Pipa | 200.000.000", "K | Pompa | 221.442.00"]
    checks = case(budget_table("1", "budget", lines)).sums
    assert [(check.holds, check.reason) for check in checks] == [(True, "malformed-resolved")]


def test_a_malformed_part_that_no_reading_explains_is_not_checkable() -> None:
    lines = ["P | Program Air | 900.000.000", "K | Pipa | 200.000.000", "K | Pompa | 221.442.00"]
    checks = case(budget_table("1", "budget", lines)).sums
    assert [(check.holds, check.reason) for check in checks] == [(None, "malformed-part")]


def test_a_row_without_rows_below_it_is_silent() -> None:
    lines = ["T | Jumlah | 1.000.000", "P | Program Air | 700.000", "P | Program Api | 300.000", "K | Selang | 300.000"]
    assert audit(budget_table("1", "budget", lines)) == []


def test_labels_without_amounts_are_passed_through() -> None:
    lines = [
        "P | Program Air | ",
        "K | Pipa | 600.000",
        "P | Program Api | ",
        "K | Selang | 300.000",
        "K | Helm | 100.000",
        "T | Jumlah | 1.000.100",
    ]
    assert flat(audit(budget_table("1", "budget", lines))) == [("BUD-TOTAL", "1.000.100", Decimal(1_000_000))]


def test_a_total_on_the_first_row_adds_up_the_rows_below() -> None:
    lines = ["T | Total Anggaran | 990.000", "P | Program Air | 600.000", "P | Program Api | 400.000"]
    assert flat(audit(budget_table("1", "budget", lines))) == [("BUD-TOTAL", "990.000", Decimal(1_000_000))]


def test_a_lost_first_digit_of_a_total_is_given_back() -> None:
    lines = ["P | Program Air | 8.600.000", "P | Program Api | 5.400.000", "T | Jumlah | 4.000.000"]
    found = audit(budget_table("1", "budget", lines))
    assert flat(found) == [("BUD-TOTAL", "4.000.000", Decimal(14_000_000))]
    assert found[0].slip == "dropped-zero" and found[0].changes[0][1] == Decimal(14_000_000)


def test_the_amount_of_a_higher_level_on_a_program_row() -> None:
    lines = [
        "T | Total | 1.000.000",
        "P | Program Air | 1.000.000",
        "K | Pipa | 350.000",
        "K | Pompa | 250.000",
        "P | Program Api | 400.000",
        "K | Selang | 300.000",
        "K | Helm | 100.000",
    ]
    found = audit(budget_table("1", "budget", lines))
    assert flat(found) == [("BUD-LEVEL", "1.000.000", Decimal(600_000)), ("BUD-TOTAL", "1.000.000", Decimal(1_400_000))]
    assert roots(found) == [("BUD-LEVEL", "1.000.000")] and found[0].slip == "wrong-level"


def test_kinds_of_expenditure_add_up_to_their_group_and_the_balance_row_to_nothing() -> None:
    lines = [
        "T | BELANJA DAERAH | 1.000.000 | 910.000",
        "G | BELANJA OPERASI | 700.000 | 650.000",
        "J | Belanja Pegawai | 500.000 | 480.000",
        "J | Belanja Barang dan Jasa | 200.000 | 170.000",
        "G | BELANJA MODAL | 300.000 | 250.000",
        "J | Belanja Modal Mesin | 300.000 | 250.000",
        "- | SURPLUS/(DEFISIT) | (1.000.000) | (910.000)",
    ]
    assert flat(audit(budget_table("1", "budget spending", lines))) == [("BUD-JENIS", "910.000", Decimal(900_000))]


def test_levels_that_were_not_seen_are_found_by_the_amounts() -> None:
    """Sub kegiatan read as kegiatan: every program seems to be half of its rows."""
    lines = [line.replace("U |", "K |") for line in GOOD]
    checks = case(budget_table("1", "budget spending", lines)).sums
    assert [(check.row.name, check.holds) for check in checks[::2]] == [
        ("Program Penataan Kota", True),
        ("Kegiatan Taman", True),
        ("Kegiatan Lampu", True),
    ]


def test_levels_that_nothing_settles_doubt_the_tree_and_not_the_report() -> None:
    lines = [line.replace("U |", "K |") for line in changed(4, "400.000", "390.000")]
    checks = case(budget_table("1", "budget", [line.rpartition("|")[0] for line in lines])).sums
    assert {(check.holds, check.reason) for check in checks} == {(None, "doubtful-nesting")}


def test_a_row_under_the_wrong_row_is_moved_where_its_amounts_belong() -> None:
    lines = [GOOD[0], GOOD[1], GOOD[2], GOOD[3], GOOD[4].replace("K |", "U |"), *GOOD[5:]]
    assert audit(budget_table("1", "budget spending", lines)) == []
    lines = [*GOOD[:6], GOOD[6].replace("U |", "K |")]
    assert audit(budget_table("1", "budget spending", lines)) == []


def test_totals_of_funds_add_up_to_the_grand_total() -> None:
    lines = [
        "T | TOTAL | 1.500.000 | 1.300.000",
        "P | APBD | 1.000.000 | 900.000",
        "P | Urusan Wajib | 400.000 | 350.000",
        "P | Urusan Pilihan | 600.000 | 550.000",
        "P | APBN | 500.000 | 400.000",
    ]
    assert audit(budget_table("1", "budget spending", lines)) == []
    ends = [
        "P | Program Air | 600.000",
        "P | Program Api | 300.000",
        "T | Jumlah Belanja Langsung | 900.000",
        "P | Belanja Tidak Langsung | 500.000",
        "T | Jumlah | 1.400.000",
    ]
    assert audit(budget_table("1", "budget", ends)) == []


def test_an_only_row_with_quite_another_amount_doubts_the_tree() -> None:
    checks = case(budget_table("1", "budget", ["T | Jumlah | 900.000", "P | Program Air | 300.000"])).sums
    assert [(check.holds, check.reason) for check in checks] == [(None, "doubtful-nesting")]


def test_a_programme_repeated_once_per_indicator_counts_once() -> None:
    lines = [
        "P | Program Air | 600.000 | 500.000",
        "P |  | 600.000 | 500.000",
        "P | Program Api | 400.000 | 300.000",
        "T | Jumlah | 1.000.000 | 800.000",
    ]
    assert audit(budget_table("1", "budget spending", lines)) == []


def test_sen_allow_a_unit_per_row() -> None:
    lines = ["P | Program Air | 1.000.000,50", "K | Pipa | 600.000,25", "K | Pompa | 400.000,75"]
    assert audit(budget_table("1", "budget", lines)) == []
    off = [lines[0].replace("1.000.000,50", "1.000.009,50"), *lines[1:]]
    assert [slip.check for slip in audit(budget_table("1", "budget", off))] == ["BUD-SUM"]


def test_a_circle_in_the_nesting_is_harmless() -> None:
    table, rows, facts = budget_table("1", "budget", ["P | Program Air | 600.000", "K | Pipa | 600.000"])
    from dataclasses import replace

    looped = (rows[0], replace(rows[1], parent=2), rows[2])
    assert audit((table, looped, facts)) == []


def test_a_tolerance_counts_small_gaps_of_sums_instead_of_listing_them() -> None:
    wrong = budget_reading(budget_table("1", "budget spending", changed(1, "600.000", "606.000")))

    def result(tolerance: str) -> tuple[int, list[tuple[str, int]]]:
        seen = run_audit(wrong, Profile(tolerance=Decimal(tolerance)))
        sums = [item for item in seen.findings if item.check == "BUD-SUM"]
        return len(sums), [(item.check, item.count) for item in seen.suppressed]

    assert result("0") == (2, [])
    assert result("0.009") == (1, [("BUD-SUM", 1)])
    assert result("0.01") == (0, [("BUD-SUM", 2)])


def test_rows_behind_a_sum_that_is_reached_begin_another_branch() -> None:
    lines = ["P | Program Air | 900.000", "K | Pipa | 600.000", "K | Pompa | 300.000", "K | Dana Pusat | 750.000"]
    assert audit(budget_table("1", "budget", lines)) == []
