"""Misspelt words of recognised cells: the document's own words mend them, and nothing else is touched."""

import pytest

from extractor.tables.model import Entry, Fragment
from extractor.tables.spelling import respelled
from extractor.tables.vocabulary import Vocabulary


def cell(text: str, document: str, confidence: float = 0.96) -> Entry:
    entry = Entry(0, 0, 1, 1, text, 1, (0.0, 0.0, 9.0, 9.0), confidence=confidence)
    part = Fragment(1, (0.0, 0.0, 9.0, 9.0), (0.0, 9.0), 1, (entry,))
    return respelled(part, Vocabulary([*document.split(), *text.split()])).entries[0]


@pytest.mark.parametrize(
    ("read", "meant"),
    [("Obiek belanja", "Objek belanja"), ("Prograrn kerja", "Program kerja"), ("Rcalisasi", "Realisasi")],
)
def test_a_word_that_stands_once_is_the_frequent_one_that_it_looks_like(read: str, meant: str) -> None:
    mended = cell(read, "Objek objek objek Program Program Program Realisasi Realisasi Realisasi")
    assert (mended.text, mended.raw, mended.confidence) == (meant, read, 0.85)


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("Obiek", "objek objek"),  # not frequent enough
        ("Obiek", "objek objek objek obiek"),  # stands twice, so it may be a word
        ("padi", "padl padl padl"),  # too short to be sure
        ("tanah", "tanab tanab tanab tauah tauah tauah"),  # two words look like it
        ("12.345", "12.845 12.845 12.845"),  # figures have a grammar of their own
    ],
)
def test_other_words_stay(text: str, document: str) -> None:
    assert cell(text, document).text == text


def test_printed_text_is_never_respelled() -> None:
    assert cell("Obiek", "objek objek objek", confidence=1.0).text == "Obiek"
