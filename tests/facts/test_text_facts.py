"""Sentences to facts: what a figure is, what it is about, and when nothing is sure."""

import pytest

from extractor.facts.model import Sentence
from extractor.facts.text_facts import text_facts
from schemas import Document, Fact, FactSource, Subject

BOX = (0.0, 0.0, 1.0, 1.0)


def known(name: str, kind: str = "indicator", level: str | None = None) -> Fact:
    source = FactSource(page=1, bbox=BOX, table="t1", row=1, column=1)
    return Fact(
        id="f1", subject=Subject(kind=kind, name=name, level=level), measure="target", printed="80", source=source
    )


NAMES = [
    known("Persentase jalan mantap"),
    known("Indeks kepuasan masyarakat"),
    known("Program Penataan Bangunan", "budget_line", "program"),
]


def facts(*texts: str, place: str = "body") -> list[tuple[str, str, str, str | None]]:
    sentences = [Sentence(f"s{i}", text, 5, BOX, "sentence", place, "3.1", i) for i, text in enumerate(texts)]
    found = text_facts(sentences, NAMES, Document(fiscal_year=2024))
    return [(f.measure, f.subject.name, f.printed, f.period) for f in found]


def test_target_realisation_and_achievement_of_one_sentence() -> None:
    text = "Persentase jalan mantap dengan realisasi sebesar 81,25% dari target sebesar 80% sehingga capaian sebesar 101,56%."
    assert [(m, p) for m, _, p, _ in facts(text)] == [
        ("realization", "81,25%"),
        ("target", "80%"),
        ("achievement", "101,56%"),
    ]


def test_budget_spending_and_its_share() -> None:
    text = "Program Penataan Bangunan dengan anggaran sebesar Rp 1.250.000.000,- terealisasi sebesar Rp 1.200.000.000,- atau 96,00%."
    found = facts(text)
    assert [m for m, *_ in found] == ["budget", "spending", "absorption"]
    assert {name for _, name, _, _ in found} == {"Program Penataan Bangunan"}


def test_a_programme_that_no_table_has_is_named_by_the_sentence() -> None:
    ((measure, name, *_),) = facts(
        "Program Pengelolaan Drainase sebesar Rp 750.000.000 dilaksanakan pada semester dua."
    )
    assert (measure, name) == ("budget", "Program Pengelolaan Drainase")


def test_a_year_named_before_the_figure_is_its_period() -> None:
    assert facts("Indeks kepuasan masyarakat pada tahun 2022 terealisasi 81,40.")[0][3] == "2022"


def test_the_subject_carries_over_within_the_section_with_less_confidence() -> None:
    sentences = [
        Sentence("s1", "Persentase jalan mantap diukur setiap tahun.", 5, BOX, "sentence", "body", "3.1", 1),
        Sentence("s2", "Realisasi mencapai 81,25%.", 5, BOX, "sentence", "body", "3.1", 2),
    ]
    (fact,) = text_facts(sentences, NAMES, Document(fiscal_year=2024))
    assert fact.subject.name == "Persentase jalan mantap" and fact.confidence < 0.9


@pytest.mark.parametrize(("section", "paragraph"), [("3.2", 2), ("3.1", 4)])
def test_no_subject_carries_over_to_another_section_or_far_ahead(section: str, paragraph: int) -> None:
    sentences = [
        Sentence("s1", "Persentase jalan mantap diukur setiap tahun.", 5, BOX, "sentence", "body", "3.1", 1),
        Sentence("s2", "Realisasi mencapai 81,25%.", 5, BOX, "sentence", "body", section, paragraph),
    ]
    assert text_facts(sentences, NAMES, Document(fiscal_year=2024)) == ()


def test_facts_are_the_same_in_the_same_order_from_any_number_of_processes() -> None:
    sentences = [
        Sentence(f"s{n}", f"Indeks kepuasan masyarakat terealisasi {n},40.", n, BOX, "sentence", "body", f"3.{n}", n)
        for n in range(1, 9)
    ]
    alone, shared = (text_facts(sentences, NAMES, Document(fiscal_year=2024), jobs) for jobs in (1, 3))
    assert [fact.printed for fact in alone] == [f"{n},40" for n in range(1, 9)]
    assert shared == alone


@pytest.mark.parametrize(
    "text",
    [
        "Peraturan Presiden Nomor 29 Tahun 2014 menjadi dasar.",
        "Persentase jalan mantap tercantum pada Tabel 3.2 halaman 61.",
        "Kegiatan diikuti 25 orang dari 3 kecamatan.",
    ],
)
def test_numbers_that_state_no_performance_are_no_facts(text: str) -> None:
    assert facts(text) == []


def test_front_matter_and_appendix_give_no_facts() -> None:
    text = "Persentase jalan mantap dengan realisasi sebesar 81,25%."
    assert facts(text, place="front") == [] and facts(text, place="appendix") == []
    assert len(facts(text, place="summary")) == 1
