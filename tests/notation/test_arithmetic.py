"""What the figures of a table prove about its reading."""

from extractor.notation import Arithmetic, arithmetic

ROWS = [
    ["1", "Padi", "40", "10", "25,00"],
    ["2", "Jagung", "80", "60", "75,00"],
    ["3", "Kedelai", "30", "10", "33,33"],
    ["", "Jumlah", "150", "80", "53,33"],
]


def test_sums_percentages_and_running_numbers_hold() -> None:
    assert arithmetic(ROWS).held == 2 + 4 + 2
    assert arithmetic(ROWS).convinces


def test_a_shifted_row_breaks_what_held() -> None:
    shifted = [row[:] for row in ROWS]
    shifted[1] = ["2", "Jagung", "", "80", "60"]
    assert arithmetic(shifted).held < arithmetic(ROWS).held


def test_women_and_men_are_all() -> None:
    assert arithmetic([["Guru", "4", "6", "10"], ["Bidan", "9", "3", "12"], ["Dokter", "5", "2", "7"]]).held == 3


def test_figures_without_a_relation_prove_nothing() -> None:
    assert arithmetic([["Padi", "17", "31"], ["Jagung", "12", "5"]]) == Arithmetic(0, 0)
