"""Percentages, overspending and signs of single rows and sentences."""

from decimal import Decimal

from tests.audit.budget_table import audit, budget_table, flat, roots, said

COLUMNS = "budget spending absorption"


def one(budget: str, spending: str, percent: str) -> list[str]:
    """Three rows of which the last is the one in question."""
    return [
        "K | Kegiatan Taman | 800.000 | 600.000 | 75,00",
        "K | Kegiatan Lampu | 500.000 | 450.000 | 90,00",
        f"K | Kegiatan Pagar | {budget} | {spending} | {percent}",
    ]


def test_a_percentage_that_its_amounts_do_not_give() -> None:
    found = audit(budget_table("4", COLUMNS, one("640.000", "600.000", "93,15")))
    assert flat(found) == [("BUD-PCT", "93,15", Decimal("93.75"))]
    assert "600.000 / 640.000 × 100 = 93,75" in found[0].text[0]


def test_a_percentage_that_holds_by_rounding() -> None:
    assert audit(budget_table("4", COLUMNS, one("600.000", "400.000", "66,67"))) == []
    assert audit(budget_table("4", COLUMNS, one("600.000", "400.000", "67%"))) == []


def test_a_percentage_that_was_cut_is_a_notice() -> None:
    found = audit(budget_table("4", COLUMNS, one("600.000", "400.000", "66,66")))
    assert [(slip.check, slip.severity, slip.verdict) for slip in found] == [
        ("NUM-TRUNC", "notice", "consistent_by_truncation")
    ]


def test_a_last_digit_is_a_notice() -> None:
    found = audit(budget_table("4", COLUMNS, one("800.000", "300.000", "37,51")))
    assert [(slip.check, slip.severity, slip.verdict) for slip in found] == [("BUD-PCT", "notice", "last_digit")]


def test_exchanged_digits_are_named() -> None:
    assert audit(budget_table("4", COLUMNS, one("640.000", "600.000", "93,57")))[0].slip == "digit-swap"


def test_no_percentage_of_a_budget_of_nothing() -> None:
    assert audit(budget_table("4", COLUMNS, one("0", "0", "0"))) == []
    assert audit(budget_table("4", COLUMNS, one("-", "-", "0,00"))) == []


def test_the_budget_after_the_change_is_the_one_to_divide_by() -> None:
    columns = "budget:initial budget:revised spending absorption"
    lines = ["K | Taman | 900.000 | 800.000 | 600.000 | 75,00", "K | Lampu | 400.000 | 500.000 | 450.000 | 90,00"]
    assert audit(budget_table("4", columns, lines)) == []


def test_a_column_of_another_ratio_is_left_alone() -> None:
    lines = [
        "K | Kegiatan Taman | 800.000 | 600.000 | 40,00",
        "K | Kegiatan Lampu | 500.000 | 450.000 | 25,00",
        "K | Kegiatan Pagar | 700.000 | 650.000 | 35,00",
    ]
    assert audit(budget_table("4", COLUMNS, lines)) == []


def test_spending_above_the_budget() -> None:
    found = audit(budget_table("4", COLUMNS, one("600.000", "630.000", "105,00")))
    assert flat(found) == [("BUD-OVER", "630.000", Decimal(600_000))]
    assert "30.000" in found[0].text[0]


def test_a_budget_that_the_percentage_and_the_sum_correct_explains_both() -> None:
    lines = [
        "P | Program Air | 1.900.000 | 1.550.000 | 81,58",
        "K | Kegiatan Taman | 1.200.000 | 1.000.000 | 83,33",
        "K | Kegiatan Lampu | 500.000 | 550.000 | 78,57",
    ]
    found = audit(budget_table("4", COLUMNS, lines))
    assert roots(found) == [("BUD-OVER", "550.000")]
    assert {slip.check for slip in found} == {"BUD-OVER", "BUD-SUM", "BUD-PCT"}
    assert [(change[0].printed, change[1]) for change in found[0].changes] == [("500.000", Decimal(700_000))]


def test_more_revenue_than_planned_is_no_overspending() -> None:
    lines = [
        "G | PENDAPATAN ASLI DAERAH | 100.000 | 110.000 | 110,00",
        "J | Hasil Retribusi | 100.000 | 110.000 | 110,00",
        "G | BELANJA OPERASI | 500.000 | 450.000 | 90,00",
    ]
    assert audit(budget_table("4", COLUMNS, lines)) == []


def test_a_deficit_with_brackets_in_one_column_only() -> None:
    lines = ["T | BELANJA DAERAH | 900.000 | 800.000", "- | SURPLUS/(DEFISIT) | (900.000) | 800.000"]
    found = audit(budget_table("4", "budget spending", lines))
    assert flat(found) == [("BUD-SIGN", "800.000", Decimal(-800_000))]
    both = [lines[0], "- | SURPLUS/(DEFISIT) | (900.000) | (800.000)"]
    assert audit(budget_table("4", "budget spending", both)) == []


def test_a_percentage_outside_those_of_its_rows() -> None:
    lines = ["P | Program Air |  |  | 95,00", *one("640.000", "600.000", "93,75")]
    found = audit(budget_table("4", COLUMNS, lines))
    assert [slip.check for slip in found] == ["BUD-BOUND"]
    inside = ["P | Program Air |  |  | 85,00", *lines[1:]]
    assert audit(budget_table("4", COLUMNS, inside)) == []


def test_a_sentence_with_budget_spending_and_percentage() -> None:
    facts = [
        said("s", "budget", "Rp 8.000.000"),
        said("s", "spending", "Rp 6.000.000"),
        said("s", "absorption", "76,00%"),
    ]
    assert flat(audit(facts=facts)) == [("BUD-PCT", "76,00%", Decimal("75.00"))]
    right = [*facts[:2], said("s", "absorption", "75%")]
    assert audit(facts=right) == []


def test_a_sentence_in_billions_allows_what_was_rounded() -> None:
    facts = [
        said("s", "budget", "Rp 8,0 miliar"),
        said("s", "spending", "Rp 6,0 miliar"),
        said("s", "absorption", "75,6%"),
    ]
    assert audit(facts=facts) == []
    wrong = [*facts[:2], said("s", "absorption", "77,9%")]
    assert [slip.check for slip in audit(facts=wrong)] == ["BUD-PCT"]


def test_two_budgets_in_one_sentence_are_not_checkable() -> None:
    facts = [
        said("s", "budget", "Rp 8.000.000"),
        said("s", "budget", "Rp 9.000.000"),
        said("s", "spending", "Rp 6.000.000"),
        said("s", "absorption", "10,00%"),
    ]
    assert audit(facts=facts) == []


CLAIM = "Penyerapan baik belanja operasi maupun belanja modal pada tahun 2030 berada di angka 92% ke atas."


def test_both_parts_cannot_be_above_a_bound_that_their_total_misses() -> None:
    low = [said("s", "absorption", "91,20%", period="2030")]
    assert [slip.check for slip in audit(facts=low, sentences=[CLAIM])] == ["BUD-BOUND"]
    high = [said("s", "absorption", "93,20%", period="2030")]
    assert audit(facts=high, sentences=[CLAIM]) == []
    assert audit(facts=[said("s", "absorption", "91,20%", period="2031")], sentences=[CLAIM]) == []


def test_the_total_of_last_year_may_stand_in_words() -> None:
    told = "Angka ini naik dari realisasi belanja tahun lalu dengan persentase realisasi 91,20%."
    assert [slip.check for slip in audit(sentences=[told, CLAIM])] == ["BUD-BOUND"]
