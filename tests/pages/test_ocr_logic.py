"""What is made of an engine's words: two readings settled, slips mended, figures held against a hidden layer. No engine runs."""

import numpy as np
import pytest

from extractor.facts.recognised import Pictured, with_confidence
from extractor.pages.model import Page, Word
from extractor.pages.ocr.embedded import compared
from extractor.pages.ocr.judge import is_asked, settled, text_of
from extractor.pages.ocr.model import Recognised
from extractor.pages.ocr.rapid import words_of
from extractor.pages.ocr.repairs import cleaned, mended, of_one_mark
from extractor.pages.ocr.text_lines import lines_of, lone_dash, without_specks
from schemas import Fact, FactSource, Subject


def words(text: str, confidence: float = 0.96) -> list[Recognised]:
    return [Recognised(word, (40 * k, 0, 30, 20), confidence) for k, word in enumerate(text.split())]


def test_two_engines_that_agree_are_sure() -> None:
    (word,) = settled(words("81,50", 0.6), words("81,50", 0.7))
    assert (word.text, word.alternatives) == ("81,50", ()) and word.confidence >= 0.95


@pytest.mark.parametrize(
    ("first", "second", "taken", "left"),
    [
        (words("71,57", 0.9), words("71,51", 0.99), "71,51", "71,57"),
        (words("71,51", 0.96), words("77,51", 0.5), "71,51", "77,51"),
        (words("A Renstra", 0.92), words("▲ Renstra", 0.65), "▲ Renstra", "A Renstra"),
        (words("Rendah", 0.9), words("Rendah.", 0.95), "Rendah", "Rendah."),
    ],
)
def test_two_engines_that_differ_are_doubtful_and_both_readings_stay(
    first: list[Recognised], second: list[Recognised], taken: str, left: str
) -> None:
    found = settled(first, second)
    assert text_of(found) == taken
    assert all(word.confidence < 0.9 and word.alternatives == (left,) for word in found)


def test_what_one_engine_alone_reads_is_doubtful() -> None:
    assert [w.confidence < 0.9 for w in settled([], words("94,66%", 0.99))] == [True]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("105%", "105 %", "105 %"),
        ("100.00 %", "100.00%", "100.00%"),
        ("76 - 90", "76-90", "76 - 90"),
        ("1.250,-", "1.250, -", "1.250,-"),
    ],
)
def test_a_space_in_a_figure_is_told_by_the_engine_that_sees_it_better(first: str, second: str, text: str) -> None:
    assert text_of(settled(words(first), words(second))) == text


def test_only_texts_that_the_first_engine_is_sure_of_are_not_asked_about() -> None:
    assert not is_asked(words("Meningkatnya kualitas layanan", 0.96))
    assert is_asked(words("Meningkatnya kualitas layanan", 0.8))
    assert is_asked(words("Tahun anggaran 2024 ini", 0.96)) and is_asked(words("II", 0.97))


@pytest.mark.parametrize(
    ("read", "right"),
    [("94,66Yo", "94,66%"), ("(100Yo)", "(100%)"), ("97,6096", "97,60%"), ("1O.500.O00", "10.500.000"), ("lII", "III")],
)
def test_slips_that_no_figure_has_are_mended_and_the_reading_stays(read: str, right: str) -> None:
    word = mended(Recognised(read, (0, 0, 9, 9), 0.96))
    assert (word.text, word.raw) == (right, read) and word.confidence < 0.9


@pytest.mark.parametrize("text", ["1.250.000", "BB", "0,96", "1.096", "Oktober", "10096", "II"])
def test_what_may_be_right_is_left(text: str) -> None:
    assert mended(Recognised(text, (0, 0, 9, 9), 0.96)).raw is None


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("16.103.640.900, —", "16.103.640.900,-"),
        ("204.7 34.400,-", "204.734.400,-"),
        ("| 81,50 |", "81,50"),
        ("5.250.000 4.750.000", "5.250.000 4.750.000"),
    ],
)
def test_parts_of_an_amount_are_joined_and_strokes_dropped(read: str, text: str) -> None:
    assert " ".join(w.text for w in cleaned(words(read))) == text


@pytest.mark.parametrize(
    ("read", "text"), [(".99,35%", "99,35%"), ("95,00.", "95,00"), ("9.527:794.000,-", "9.527.794.000,-"), ("2.", "2.")]
)
def test_specks_around_a_figure_that_stands_alone_are_dropped(read: str, text: str) -> None:
    (word,) = cleaned(words(read))
    assert (word.text, word.raw) == (text, read if read != text else None)


def test_a_decimal_with_another_mark_than_the_others_stays_and_is_doubtful() -> None:
    read = of_one_mark(words("81,50 77,25% 60,00 82.45 1.250.000 Dinas", 0.98))
    assert [w.text for w in read] == ["81,50", "77,25%", "60,00", "82.45", "1.250.000", "Dinas"]
    assert [w.confidence < 0.9 for w in read] == [False, False, False, True, False, False]
    assert read[3].alternatives == ("82,45",)
    assert of_one_mark(words("81,50 82.45", 0.98))[1].alternatives == ()


def test_lines_are_found_by_their_ink_and_specks_are_none() -> None:
    ink = np.zeros((120, 200), dtype=np.uint8)
    ink[20:40, 20:150] = 255
    ink[70:90, 20:60] = 255
    ink[55:58, 180:183] = 255
    assert [(y - 2 < 20 < y + h, h < 40) for _, y, _, h in lines_of(without_specks(ink))] == [
        (True, True),
        (False, True),
    ]


def test_a_dash_alone_in_its_cell_is_read_by_its_shape() -> None:
    ink = np.zeros((60, 120), dtype=np.uint8)
    ink[28:31, 50:66] = 255
    assert [w.text for w in lone_dash(ink)] == ["-"]
    ink[10:40, 80:90] = 255
    assert lone_dash(ink) == []


def test_a_line_is_cut_at_its_widest_gaps() -> None:
    ink = np.zeros((20, 100), dtype=np.uint8)
    for start, stop in ((0, 20), (22, 30), (45, 90)):
        ink[:, start:stop] = 255
    assert [(w.text, w.box[0], w.box[2]) for w in words_of("Nilai AKIP", 0.9, (5, 0, 100, 20), ink)] == [
        ("Nilai", 5, 30),
        ("AKIP", 50, 45),
    ]


def word_at(text: str, x0: float, confidence: float = 0.96) -> Word:
    return Word(text, x0, 100, x0 + 40, 110, 10, confidence=confidence)


def test_figures_that_a_hidden_layer_has_otherwise_are_doubtful() -> None:
    read = [word_at("81,50", 50), word_at("1.250.000", 150), word_at("Dinas", 250), word_at("77", 350)]
    hidden = [
        ((51.0, 101.0, 89.0, 109.0), "81,50"),
        ((151.0, 101.0, 189.0, 109.0), "1.750.000"),
        ((251.0, 101.0, 289.0, 109.0), "Dlnas"),
    ]
    same, other, plain, alone = compared(read, hidden)
    assert same.confidence >= 0.95 and not same.alternatives
    assert other.confidence < 0.9 and other.alternatives == ("1.750.000",) and other.text == "1.250.000"
    assert plain == read[2] and alone.confidence < 0.9


def test_boxes_of_a_turned_and_slanted_page_lead_back_to_what_a_viewer_shows() -> None:
    page = Page(number=1, width=842, height=595, turn=90, slant=1.5)
    box = (100.0, 200.0, 140.0, 210.0)
    there = page.seen(box)
    back = page.shown(there)
    assert back[0] < 101 and back[2] > 139 and abs(back[1] + back[3] - 410) < 3 and abs(back[0] + back[2] - 240) < 3


def test_a_fact_of_a_sentence_is_as_sure_as_the_word_it_was_read_from() -> None:
    fact = Fact(
        id="s0001",
        subject=Subject(kind="indicator", name="Indeks"),
        measure="target",
        printed="82,00",
        source=FactSource(page=1, bbox=(40, 90, 500, 120), sentence="Target 82,00."),
    )
    page = Page(
        number=1, width=595, height=842, words=(word_at("82,00", 60, 0.7), word_at("9", 120, 0.3)), reader="ocr"
    )
    assert [f.confidence for f in with_confidence([fact], Pictured.of([page]))] == [0.7]
    printed = Page(number=1, width=595, height=842, words=(word_at("82,00", 60, 1.0),))
    assert with_confidence([fact], Pictured.of([printed])) == (fact,)
