"""Intervals, printing and the verdict on a printed result."""

from decimal import Decimal

import pytest

from extractor.notation import Interval, exact, printed, round_half_up, rounded, total, truncates_to, verdict

D = Decimal


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("12346788906", 0, "12.346.788.906"),
        ("102.025", 2, "102,03"),
        ("102.0249", 2, "102,02"),
        ("-102.025", 2, "-102,03"),
        ("98.6", 2, "98,60"),
        ("27346788906", -8, "27.300.000.000"),
        ("0.5", 0, "1"),
        ("-0.4", 0, "0"),
        ("999.995", 2, "1.000,00"),
    ],
)
def test_printing_rounds_half_up_in_indonesian_notation(value: str, decimals: int, text: str) -> None:
    assert printed(D(value), decimals) == text


def test_rounded_figures_stand_for_half_a_unit_to_both_sides() -> None:
    assert rounded(D("98.6"), 1) == Interval(D("98.55"), D("98.65"))
    assert rounded(D("28800000000"), -8) == Interval(D("28750000000"), D("28850000000"))


def test_division_by_an_interval_with_zero_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        exact(1) / Interval(D(-1), D(1))


def test_bounds_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="low <= high"):
        Interval(D(2), D(1))


def test_total_and_scale() -> None:
    assert total([rounded(D("1.5"), 1), exact(2)]) == Interval(D("3.45"), D("3.55"))
    assert total([]) == exact(0)
    assert exact(3).scale(-2) == exact(-6)


@pytest.mark.parametrize(
    ("low", "high", "value", "decimals", "cut"),
    [
        ("66.6666", "66.6666", "66.66", 2, True),
        ("66.6666", "66.6666", "66.67", 2, False),
        ("-1.239", "-1.239", "-1.23", 2, True),
        ("0.009", "0.009", "0", 2, True),
        ("1.00", "1.00", "0.99", 2, False),
        ("66.5", "66.661", "66.66", 2, True),
    ],
)
def test_truncation(low: str, high: str, value: str, decimals: int, cut: bool) -> None:
    assert truncates_to(Interval(D(low), D(high)), D(value), decimals) is cut


@pytest.mark.parametrize(
    ("result", "value", "decimals", "expected"),
    [
        (exact(D("102.025")), "102.03", 2, "consistent"),
        (exact(D("102.025")), "102.02", 2, "consistent"),
        (exact(D("102.025")), "102", 0, "consistent"),
        (exact(D("98.766")), "98.76", 2, "consistent_by_truncation"),
        (exact(D("98.764")), "98.77", 2, "last_digit"),
        (exact(D("98.766")), "98.78", 2, "inconsistent"),
        (exact(D("102.025")), "101.15", 2, "inconsistent"),
        (Interval(D("71.49"), D("71.53")), "71.51", 2, "consistent"),
        (Interval(D("71.49"), D("71.53")), "71.53", 2, "consistent_by_rounding"),
        (Interval(D("71.49"), D("71.53")), "71.535", 3, "inconsistent"),
        (exact(5_000_000), "5000000", 0, "consistent"),
        (exact(5_000_000), "5000002", 0, "inconsistent"),
        (exact(27_346_788_906), "27300000000", -8, "consistent"),
    ],
)
def test_verdicts(result: Interval, value: str, decimals: int, expected: str) -> None:
    assert verdict(result, D(value), decimals) == expected


def test_unprinted_decimals_of_a_realisasi_save_a_figure_that_would_be_wrong() -> None:
    result, widened = exact(D("82") / D("80") * 100), rounded(D("82"), 0) / exact(80) * exact(100)
    assert verdict(result, D("102.95"), 2) == "inconsistent"
    assert verdict(result, D("102.95"), 2, widened) == "consistent_by_hidden_decimals"
    assert verdict(result, D("103.95"), 2, widened) == "inconsistent"


def test_rounding_to_tens_keeps_a_plain_integer() -> None:
    assert str(round_half_up(D("1250"), -2)) == "1300"
