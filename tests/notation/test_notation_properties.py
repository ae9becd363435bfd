"""What holds for any input: no exception escapes, printed figures read back, intervals contain the truth."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor.notation import (
    Interval,
    exact,
    find_numbers,
    number_in_words,
    parse,
    printed,
    round_half_up,
    rounded,
    verdict,
    words_to_number,
)
from extractor.notation.cleaning import same_length
from extractor.notation.roles import masks, may_hold_numbers

CELLISH = st.text(alphabet="0123456789.,-–()%/ RpAB≤<>\n\u00a0", max_size=40)
PROSE = st.lists(
    st.sampled_from(["Rp", "Tahun", "2024", "98,60", "%", "orang", "(", ")", "Nomor", "Tabel", "3.2", ".", ",", "-", "BB",
                     "1.234", "dua", "puluh", "juta", "UU", "/", "ke", "5", "\n", "Level", "x", "s/d", "Mei", "12"]),
    max_size=14,
).flatmap(lambda words: st.sampled_from(["", " "]).map(lambda space: space.join(words)))  # fmt: skip
DIGITLESS = st.lists(
    st.sampled_from(["Tabel", "gambar", "Grafik", "DIAGRAM", "bagan", "Lampiran", "BAB", "sub bab", "halaman", "Hal.", "butir",
                     "Table", "figure", "IV", "X", "III.a", ".", "www.x.id", "a@b.id", "UU", "Nomor", "Mei", "ke-"]),
    max_size=6,
).flatmap(lambda words: st.sampled_from(["", " "]).map(lambda space: space.join(words)))  # fmt: skip
FIGURES = st.decimals(min_value=-(10**13), max_value=10**13, places=4, allow_nan=False)
SMALL = st.decimals(min_value=-1000, max_value=1000, places=3, allow_nan=False)
POSITIVE = st.decimals(min_value="0.001", max_value=1000, places=3, allow_nan=False)


@settings(max_examples=300, deadline=None)
@given(
    text=st.one_of(st.text(max_size=60), CELLISH, PROSE),
    money=st.booleans(),
    count=st.booleans(),
    percent=st.booleans(),
)
def test_reading_a_cell_never_raises(text: str, money: bool, count: bool, percent: bool) -> None:
    read = parse(text, money=money, count=count, percent=percent)
    assert (read.value is not None) == (read.kind == "number")
    assert (read.range is not None) == (read.kind == "range")


@pytest.mark.parametrize(
    "text", ["9" * 5000, "1." * 3000 + "1", "(" * 3000 + "1", "-" * 9000 + "x", "a1/" * 2000, "1 juta " * 900]
)
def test_monstrous_texts_are_no_numbers(text: str) -> None:
    assert parse(text).value is None
    assert all(token.parsed.value is None or len(token.text) < 60 for token in find_numbers(text))


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.text(max_size=60), CELLISH, PROSE))
@example(text="0RP(0")
def test_every_digit_of_a_text_stands_in_exactly_one_token(text: str) -> None:
    covered: list[int] = []
    for token in find_numbers(text):
        assert text[token.start : token.end] == token.text
        covered.extend(range(token.start, token.end))
    assert covered == sorted(set(covered))
    assert {place for place, sign in enumerate(text) if sign in "0123456789"} <= set(covered)


@settings(max_examples=500, deadline=None)
@given(text=st.one_of(st.text(max_size=60), DIGITLESS))
@example(text="Bab III")
@example(text="SUB BAB IV")
def test_no_text_in_which_something_stands_for_a_number_is_passed_over(text: str) -> None:
    assert may_hold_numbers(text) or not masks(same_length(text))


@given(value=FIGURES, decimals=st.integers(1, 4))
def test_printed_figures_with_decimals_read_back(value: Decimal, decimals: int) -> None:
    number = round_half_up(value, decimals)
    read = parse(printed(value, decimals), percent=True)
    assert (read.value, read.decimals, read.notices) == (number, decimals, ())


@given(
    value=st.integers(-(10**13), 10**13), frame=st.sampled_from(["{}", "Rp {}", "Rp. {},-", "{},00", "{}.-", "Rp{}"])
)
def test_printed_amounts_read_back(value: int, frame: str) -> None:
    read = parse(frame.format(printed(Decimal(value), 0)), money=True)
    assert (read.value, read.decimals, read.notices) == (Decimal(value), 0, ())


@given(number=st.integers(0, 10**15 - 1))
def test_words_read_back(number: int) -> None:
    assert words_to_number(number_in_words(number)) == number


@given(a=SMALL, b=SMALL, c=POSITIVE, places=st.integers(0, 2))
def test_intervals_contain_the_true_value(a: Decimal, b: Decimal, c: Decimal, places: int) -> None:
    with localcontext() as context:
        context.prec = 80
        x, y = rounded(round_half_up(a, places), places), rounded(round_half_up(b, places), places)
        assert a + b in x + y
        assert a - b in x - y
        assert a * b in x * y
        quotient = x / exact(c)
        assert quotient.low * c <= x.low if c > 0 else True
        assert quotient.low <= a / c <= quotient.high


@given(value=SMALL, decimals=st.integers(0, 2))
def test_rounding_is_consistent_and_two_units_off_is_not(value: Decimal, decimals: int) -> None:
    step = Decimal(1).scaleb(-decimals)
    right = round_half_up(value, decimals)
    assert verdict(exact(value), right, decimals) == "consistent"
    assert verdict(exact(value), right + 2 * step, decimals) == "inconsistent"
    assert verdict(Interval(value - 3 * step, value + 3 * step), right + 2 * step, decimals) == "consistent_by_rounding"
