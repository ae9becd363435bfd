"""Numbers in words."""

import pytest

from extractor.notation import find_numbers, number_in_words, words_beside, words_to_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("nol", 0),
        ("tujuh", 7),
        ("sepuluh", 10),
        ("Sebelas", 11),
        ("delapan belas", 18),
        ("(empat puluh dua )", 42),
        ("duapuluh lima", 25),
        ("seratus", 100),
        ("dua ratus lima puluh", 250),
        ("seribu", 1000),
        ("dua ribu dua puluh empat", 2024),
        ("lima ratus ribu rupiah", 500_000),
        ("satu juta dua ratus ribu", 1_200_000),
        ("tiga milyar", 3 * 10**9),
        ("dua triliun seratus miliar", 2_100 * 10**9),
    ],
)
def test_words_that_are_numbers(text: str, number: int) -> None:
    assert words_to_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "puluh", "se", "ratus", "dua tiga", "dua puluh belas", "ribu", "dua orang", "juta ribu", "lima ribu juta"],
)
def test_words_that_are_none(text: str) -> None:
    assert words_to_number(text) is None


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "nol"), (10, "sepuluh"), (11, "sebelas"), (17, "tujuh belas"), (100, "seratus"), (1_000, "seribu"),
     (21_111, "dua puluh satu ribu seratus sebelas"), (1_000_000, "satu juta"), (-4, "minus empat")],
)  # fmt: skip
def test_writing(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_numbers_without_agreed_name_are_refused() -> None:
    with pytest.raises(ValueError, match="10\\^15"):
        number_in_words(10**15)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("terdapat 13 (dua belas) temuan", 12),
        ("sebanyak dua puluh (20) orang", 20),
        ("sebanyak 40(Empat) puluh orang", 40),
        ("sebanyak 40 orang (empat puluh)", 40),
        ("sebanyak 40 orang (lihat lampiran)", None),
        ("salah dua 40 orang", None),
    ],
)
def test_words_beside_a_number_of_a_sentence(text: str, words: int | None) -> None:
    (token,) = find_numbers(text)
    assert words_beside(text, token) == words
