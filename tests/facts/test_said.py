"""Which sentence a figure of running text was read from, where several read the same."""

from extractor.facts.model import Reading, Sentence
from extractor.facts.printed_lines import PrintedLine
from extractor.facts.said import facts_by_sentence, sentences_by_fact
from schemas import BBox, Document, Fact, FactSource, Subject

TEXT = "Capaiannya sebesar 88,00%."
HIGH, LOW, OVERLEAF = (72.0, 100.0, 500.0, 112.0), (72.0, 600.0, 500.0, 612.0), (72.0, 80.0, 500.0, 92.0)


def fact(identifier: str, page: int, bbox: BBox) -> Fact:
    source = FactSource(page=page, bbox=bbox, sentence=TEXT)
    return Fact(
        id=identifier, subject=Subject(kind="indicator", name="Indeks"), measure="achievement", printed="88,00%", source=source
    )  # fmt: skip


def sentence(identifier: str, *places: tuple[int, BBox]) -> Sentence:
    lines = tuple(PrintedLine(10 * number, *place) for number, place in enumerate(places))
    return Sentence(identifier, TEXT, *places[0], lines=lines)


def test_equal_sentences_keep_their_own_figures() -> None:
    sentences = (sentence("s1", (4, HIGH)), sentence("s2", (4, LOW), (5, OVERLEAF)), sentence("s3", (9, HIGH)))
    facts = (fact("f1", 4, HIGH), fact("f2", 5, OVERLEAF), fact("f3", 4, LOW), fact("f4", 9, HIGH))
    reading = Reading(Document(), facts=facts, sentences=sentences)
    assert {key: item.id for key, item in sentences_by_fact(reading).items()} == {
        "f1": "s1",
        "f2": "s2",
        "f3": "s2",
        "f4": "s3",
    }
    assert {key: [item.id for item in members] for key, members in facts_by_sentence(reading).items()} == {
        "s1": ["f1"],
        "s2": ["f2", "f3"],
        "s3": ["f4"],
    }
