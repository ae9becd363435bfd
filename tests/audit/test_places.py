"""Where a finding looks: the lines that print a figure, in the text too."""

from typing import Any

from extractor.audit.context import Context
from extractor.audit.outcome import Draft
from extractor.audit.places import places_of
from extractor.facts.model import Sentence
from extractor.facts.printed_lines import PrintedLine
from schemas import BBox, Fact, Message, Place
from tests.audit.prose import fact, reading

TEXT = "Nilai indeks tahun ini ditargetkan 80,00 dan pada akhirnya hanya terealisasi sebesar 71,51 pada bulan Mei."
FIRST, SECOND, THIRD = (72.0, 700.0, 520.0, 712.0), (72.0, 80.0, 520.0, 92.0), (72.0, 94.0, 300.0, 106.0)
SENTENCE = Sentence(
    "s1", TEXT, 4, FIRST, lines=(PrintedLine(0, 4, FIRST), PrintedLine(41, 5, SECOND), PrintedLine(92, 5, THIRD))
)
MESSAGE = Message(id="a", en="a")


def spoken(printed: str, page: int, bbox: BBox) -> Fact:
    told = fact("Nilai indeks", "realization", printed, sentence=TEXT, page=page)
    return told.model_copy(update={"source": told.source.model_copy(update={"bbox": bbox})})


def places(*facts: Fact, **more: Any) -> list[Place]:
    draft = Draft(MESSAGE, facts=facts, sentences=(SENTENCE,), **more)
    return list(places_of(Context(reading(facts, (SENTENCE,))), draft, facts))


def test_a_sentence_is_shown_where_it_prints_the_figure() -> None:
    (place,) = places(printed="71,51", lead="sentences")
    assert (place.page, place.bbox, place.text) == (5, SECOND, TEXT)
    (place,) = places(printed="80,00", lead="sentences")
    assert (place.page, place.bbox) == (4, FIRST)
    (place,) = places(lead="sentences")
    assert (place.page, place.bbox) == (4, FIRST)


def test_part_of_a_longer_number_is_not_the_figure() -> None:
    (place,) = places(printed="1,51", lead="sentences")
    assert place.page == 4


def test_a_figure_of_the_sentence_is_place_enough() -> None:
    figure = spoken("71,51", 5, SECOND)
    (place,) = places(figure, reported=figure)
    assert (place.page, place.bbox, place.text) == (5, SECOND, "71,51")
