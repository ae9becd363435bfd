"""Sentences that an expression may match are found in all sentences at once."""

import re

from extractor.audit.candidates import candidates
from extractor.facts.model import Sentence
from extractor.notation.screened import Screened
from tests.audit.prose import reading

TEXTS = ("Target TAHUN ini naik.", "", "İ tahun lalu turun", "Kegiatan selesai", "setahun, tahun, tahunan", "TARGET")
SENTENCES = tuple(Sentence(f"s{number}", text, 1, (0.0, 0.0, 1.0, 1.0)) for number, text in enumerate(TEXTS, start=1))
YEAR = Screened(re.compile(r"\btahun\b", re.IGNORECASE), "tahun")
TARGET = Screened(re.compile(r"\btarget\b", re.IGNORECASE), "target", "sasaran")


def test_each_sentence_with_one_of_the_words_is_found_once_in_reading_order() -> None:
    found = reading((), SENTENCES)
    assert [item.id for item in candidates(found, YEAR)] == ["s1", "s3", "s5"]
    assert [item.id for item in candidates(found, TARGET, YEAR)] == ["s1", "s3", "s5", "s6"]


def test_they_are_those_that_the_expression_itself_would_try() -> None:
    found = reading((), SENTENCES)
    for form in (YEAR, TARGET):
        assert list(candidates(found, form)) == [item for item in SENTENCES if form.may_match(item.text)]


def test_a_report_without_sentences_has_none() -> None:
    assert not candidates(reading(()), YEAR)
