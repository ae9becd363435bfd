"""Budget lines in several tables, rows that are missing, figures that stand in the wrong row."""

from decimal import Decimal

from extractor.audit.rules.budget_identity import likeness, plain_name
from extractor.audit.rules.budget_nesting import lost_digit
from extractor.audit.rules.budget_percent import exchanges, moved
from extractor.facts.model import Row
from extractor.notation import exact
from tests.audit.budget_table import audit, budget_table, case, flat, roots, said

PLAN = [
    "P | Program Penataan Kota | 1.000.000",
    "K | Kegiatan Taman | 500.000",
    "K | Kegiatan Lampu | 300.000",
    "K | Kegiatan Trotoar | 200.000",
]
SPENT = [
    "P | Program Penataan Kota | 1.000.000 | 900.000",
    "K | Taman | 500.000 | 450.000",
    "K | Lampu | 300.000 | 260.000",
    "K | Trotoar | 200.000 | 190.000",
]


def test_the_same_amounts_in_two_tables_give_nothing() -> None:
    assert audit(budget_table("1", "budget", PLAN), budget_table("2", "budget spending", SPENT)) == []


def test_an_amount_that_another_table_and_the_sum_correct() -> None:
    wrong = [*PLAN[:2], "K | Kegiatan Lampu | 330.000", PLAN[3]]
    found = audit(budget_table("1", "budget", wrong), budget_table("2", "budget spending", SPENT))
    assert flat(found) == [
        ("BUD-SUM", "1.000.000", Decimal(1_030_000)),
        ("XT-BUD", "330.000", Decimal(300_000)),
    ]
    assert "330.000 di Tabel 1; 300.000 di Tabel 2" in found[1].text[0]
    assert [change[1] for change in found[0].changes] == [Decimal(300_000)]
    assert roots(found) == [("BUD-SUM", "1.000.000")]


def test_budgets_before_and_after_the_change_are_not_held_against_each_other() -> None:
    before = [
        line.replace("1.000.000", "1.100.000").replace("500.000", "560.000").replace("300.000", "340.000")
        for line in PLAN
    ]
    assert audit(budget_table("1", "budget", before), budget_table("2", "budget spending", SPENT)) == []
    named = budget_table(
        "1", "budget:initial", [*PLAN[:2], "K | Kegiatan Lampu | 250.000", "K | Kegiatan Trotoar | 250.000"]
    )
    assert audit(named, budget_table("2", "budget:revised spending", SPENT)) == []


def test_another_year_is_not_held_against_this_one() -> None:
    last = budget_table(
        "1", "budget", [PLAN[0], "K | Kegiatan Taman | 520.000", "K | Kegiatan Lampu | 280.000", PLAN[3]], "2030"
    )
    assert audit(last, budget_table("2", "budget spending", SPENT)) == []


def test_names_below_different_programs_are_different_lines() -> None:
    first = [
        "P | Program Air | 700.000",
        "K | Pemeliharaan | 700.000",
        "P | Program Api | 300.000",
        "K | Helm | 300.000",
    ]
    second = [
        "P | Program Air | 700.000",
        "K | Pipa | 700.000",
        "P | Program Api | 300.000",
        "K | Pemeliharaan | 300.000",
    ]
    assert audit(budget_table("1", "budget", first), budget_table("2", "budget", second)) == []


def test_a_malformed_amount_means_what_the_other_table_prints() -> None:
    first = ["P | Program Air | 500.000.000", "K | Pipa | 300.000.00", "K | Pompa | 200.000.000"]
    second = ["P | Program Air | 500.000.000", "K | Pipa | 300.000.000", "K | Pompa | 200.000.000"]
    assert audit(budget_table("1", "budget", first), budget_table("2", "budget", second)) == []


def test_two_percentages_for_the_same_amounts() -> None:
    shares = ["90,00", "90,00", "86,67", "95,00"]
    first = [f"{line} | {share}" for line, share in zip(SPENT, shares, strict=True)]
    second = [f"{line} | {share}" for line, share in zip(SPENT, ["90", "90", "85,10", "95"], strict=True)]
    columns = "budget spending absorption"
    found = audit(budget_table("1", columns, first), budget_table("2", columns, second))
    assert flat(found) == [("BUD-PCT", "85,10", Decimal("86.67")), ("XT-BUD", "85,10", Decimal("86.67"))]
    assert roots(found) == [("BUD-PCT", "85,10")]


def test_a_row_that_only_another_table_has_and_the_gap_needs() -> None:
    short = [line for line in SPENT if "Trotoar" not in line]
    found = audit(budget_table("1", "budget", PLAN), budget_table("2", "budget spending", short))
    assert [slip.check for slip in found] == ["BUD-SUM", "BUD-SUM", "ROW-MISSING"]
    missing = found[2]
    assert missing.severity == "warning" and missing.missing_rows == ("Kegiatan Trotoar",) and missing.table == "t2"
    assert "200.000" in missing.text[0]
    assert found[0].missing_rows == ("Kegiatan Trotoar",) and {slip.slip for slip in found} == {"missing-row"}
    much = [line for line in SPENT if "Taman" not in line]
    both = budget_table("1", "budget", PLAN), budget_table("2", "budget spending", much)
    assert [slip.check for slip in audit(*both)] == ["ROW-MISSING"]


def test_a_row_under_another_name_is_not_missing() -> None:
    other = [*SPENT[:2], "K | Penerangan Jalan Umum | 300.000 | 260.000", SPENT[3]]
    assert audit(budget_table("1", "budget", PLAN), budget_table("2", "budget spending", other)) == []


def test_a_list_without_amounts_that_leaves_a_line_out() -> None:
    names = ["Taman", "Lampu", "Trotoar", "Pagar", "Gapura", "Halte"]
    plan = ["P | Program Kota | 600", *(f"K | Kegiatan {name} Kota | 100" for name in names)]
    spent = ["P | Program Kota | 600 | 540", *(f"K | {name} Kota | 100 | 90" for name in names)]
    full = ["- | Program Kota | ada", *(f"- | Kegiatan {name} Kota | ada" for name in names)]
    short = [line for line in full if "Halte" not in line]
    tables = budget_table("1", "budget", plan), budget_table("2", "budget spending", spent)
    assert audit(*tables, budget_table("3", "text", full)) == []
    found = audit(*tables, budget_table("3", "text", short))
    assert [(slip.check, slip.table, slip.missing_rows) for slip in found] == [
        ("ROW-MISSING", "t3", ("Kegiatan Halte Kota",))
    ]
    assert audit(*tables, budget_table("3", "text", full[:4])) == []


def test_two_siblings_with_one_name() -> None:
    twice = [*PLAN[:2], "K | Kegiatan Taman | 300.000", PLAN[3]]
    found = audit(budget_table("1", "budget", twice), budget_table("2", "budget spending", SPENT))
    assert [slip.check for slip in found] == ["ROW-DUPNAME"]
    alone = ["P | Program Air | 400.000", "K | Pipa | 200.000", "K | Pipa | 200.000"]
    assert audit(budget_table("1", "budget", alone)) == []


def test_names_that_end_in_different_numbers_are_two_lines() -> None:
    def rows(first: str, second: str) -> list[str]:
        return ["P | Program Air | 500.000", f"K | {first} | 200.000", f"K | {second} | 300.000"]

    assert audit(budget_table("1", "budget", rows("Gedung Kantor 1", "Gedung Kantor 2"))) == []
    twice = audit(budget_table("1", "budget", rows("Gedung Kantor", "Gedung Kantor")))
    assert [slip.check for slip in twice] == ["ROW-DUPNAME"]


def test_two_percentages_that_are_exchanged_are_one_slip() -> None:
    lines = [
        "P | Program Air | 1.000.000 | 850.000 | 85,00",
        "K | Pipa | 600.000 | 540.000 | 77,50",
        "K | Pompa | 400.000 | 310.000 | 90,00",
    ]
    found = audit(budget_table("1", "budget spending absorption", lines))
    assert roots(found) == [("BUD-SHIFT", "77,50")]
    assert [slip.check for slip in found] == ["BUD-SHIFT", "BUD-PCT", "BUD-PCT"]
    assert [change[1] for change in found[0].changes] == [Decimal("90.00"), Decimal("77.50")]


def test_rings_of_exchanged_percentages() -> None:
    table = budget_table(
        "1", "absorption", [f"K | Baris {n} | {p}" for n, p in enumerate(["80,00", "70,00", "95,00", "90,00"])]
    )
    facts = table[2]
    shares = [exact(Decimal(value)) for value in ("90", "80", "70", "12")]
    assert exchanges(facts, shares) == []
    shares[3] = exact(Decimal("95"))
    assert exchanges(facts, shares) == [(0, 1, 2, 3)] and moved((0, 1, 2, 3)) == "rotated"
    twins = [exact(Decimal("70"))] * 4
    assert exchanges(facts, twins) == []


def test_an_amount_copied_from_another_row() -> None:
    lines = [
        "P | Program Air | 3.000.000 | 2.468.010",
        "K | Pipa | 1.700.000 | 1.234.567",
        "U | Pipa Baja | 1.000.000 | 700.000",
        "U | Pipa Plastik | 700.000 | 533.443",
        "K | Pompa | 1.300.000 | 1.234.567",
        "U | Pompa Air | 1.300.000 | 1.234.567",
    ]
    found = audit(budget_table("1", "budget spending", lines))
    assert roots(found) == [("BUD-DUP", "1.234.567")]
    assert found[0].expected == Decimal(1_233_443) and "Pompa" in found[0].text[0]


def test_equal_amounts_that_nothing_contradicts_are_no_copies() -> None:
    lines = [
        "P | Program Air | 3.000.000 | 2.469.134",
        "K | Pipa | 1.700.000 | 1.234.567",
        "U | Pipa Baja | 1.700.000 | 1.234.567",
        "K | Pompa | 1.300.000 | 1.234.567",
    ]
    assert audit(budget_table("1", "budget spending", lines)) == []


def test_a_figure_of_the_text_backs_a_total() -> None:
    lines = [
        "P | Program Air | 7.100.000",
        "K | Pipa | 7.100.000",
        "P | Program Api | 900.000",
        "T | Jumlah | 9.300.000",
    ]
    joined = case(budget_table("1", "budget", lines), facts=[said("s", "budget", "Rp 8.000.000")])
    assert joined.net.likely(0, 4, 1) == Decimal(8_000_000)
    assert case(budget_table("1", "budget", lines)).net.likely(0, 4, 1) == Decimal(9_300_000)


def test_names_are_compared_without_level_words_and_by_code_where_both_print_one() -> None:
    assert plain_name("Sub Kegiatan : Pengadaan Mebel") == plain_name("1. Pengadaan mebel") == "pengadaan mebel"
    one, two = Row("a", 1, "data", "Kegiatan Penyelenggaraan Rapat"), Row("b", 1, "data", "Penyeleggaraan rapat")
    assert likeness(one, two) > 90
    coded = Row("a", 1, "data", "Rapat Kerja", code="1.02.01"), Row("b", 1, "data", "Rapat Kerja", code="1.02.02")
    assert likeness(*coded) < 86


def test_lost_and_swapped_digits() -> None:
    assert lost_digit(Decimal(8_017_134), Decimal(28_017_134)) and lost_digit(Decimal(12_354), Decimal(12_345))
    assert not lost_digit(Decimal(12_345), Decimal(12_346)) and not lost_digit(Decimal(1_234), Decimal(21_234_000))
