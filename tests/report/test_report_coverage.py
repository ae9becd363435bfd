"""Every number that the body prints ends in one bucket, and the buckets add up."""

from decimal import Decimal

import pytest

from extractor.facts.model import Reading, Sentence
from extractor.pages.model import Page
from extractor.report.coverage import coverage
from schemas import Cell, Column, Document, Fact, FactSource, NumberCoverage, Subject, Table

BOX = (0.0, 0.0, 1.0, 1.0)


def sentence(text: str, place: str = "body", kind: str = "sentence", page: int = 1) -> Sentence:
    return Sentence(id=f"s{page}", text=text, page=page, bbox=BOX, place=place, kind=kind)


def fact(printed: str, source: FactSource) -> Fact:
    return Fact(
        id=f"f{printed}", subject=Subject(kind="indicator", name="Indeks"), measure="realization", printed=printed,
        value=Decimal(printed.replace(",", ".")), source=source,
    )  # fmt: skip


def table(*rows: tuple[str, ...], roles: tuple[str, ...], page: int = 1) -> Table:
    cells = tuple(
        Cell(row=r, column=c, text=text, page=page, bbox=BOX)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(id="t1", pages=(page, page), header_rows=1, columns=tuple(Column(role=r) for r in roles), cells=cells)


def numbers(reading: Reading) -> NumberCoverage:
    counted = coverage((Page(number=1, width=600, height=800),), reading).numbers
    assert counted.printed == counted.as_fact + sum(counted.ignored.values()) + counted.not_understood
    return counted


def test_a_number_of_a_sentence_is_a_fact_or_not_understood() -> None:
    text = "Nilai indeks sebesar 71,51 dan biaya sebesar 83,20 tercatat."
    found = fact("71,51", FactSource(page=1, bbox=BOX, sentence=text))
    counted = numbers(Reading(document=Document(), sentences=(sentence(text),), facts=(found,)))
    assert (counted.printed, counted.as_fact, counted.not_understood, counted.ignored) == (2, 1, 1, {})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Capaian tersebut terjadi pada tahun 2024.", "year"),
        ("Hal ini diatur dalam Peraturan Daerah Nomor 12 Tahun 2019.", "legal-reference"),
        ("Rinciannya dapat dilihat pada Tabel 3.4 berikut.", "table-reference"),
    ],
)
def test_numbers_that_are_no_figures_are_ignored_with_a_reason(text: str, reason: str) -> None:
    counted = numbers(Reading(document=Document(), sentences=(sentence(text),)))
    assert reason in counted.ignored and counted.not_understood == 0


@pytest.mark.parametrize("kind", ["caption", "heading", "footer"])
def test_headings_and_captions_are_ignored_by_their_kind(kind: str) -> None:
    counted = numbers(Reading(document=Document(), sentences=(sentence("Tabel 3.1 Capaian 2024", kind=kind),)))
    assert set(counted.ignored) == {kind} and counted.printed == counted.ignored[kind] > 0


@pytest.mark.parametrize(("place", "printed"), [("summary", 1), ("body", 1), ("front", 0), ("appendix", 0)])
def test_front_matter_and_appendix_are_not_counted(place: str, printed: int) -> None:
    text = "Realisasi indeks sebesar 71,51 tercapai."
    rows = (("Uraian", "Nilai"), ("Indeks", "71,51"))
    reading = Reading(
        document=Document(), sentences=(sentence(text, place),), tables=(table(*rows, roles=("name", "realization")),)
    )
    assert numbers(reading).printed == 2 * printed


def test_numbers_of_cells_are_facts_or_ignored_by_what_they_are() -> None:
    rows = (
        ("No", "Kode", "Indikator", "Target 2024", "Realisasi"),
        ("1", "5.03.02", "Rasio 12 bulan", "80,00", "81,62"),
    )
    source = FactSource(page=1, bbox=BOX, table="t1", row=1, column=4)
    reading = Reading(
        document=Document(),
        tables=(table(*rows, roles=("no", "code", "indicator", "target", "realization")),),
        facts=(fact("81,62", source),),
    )
    counted = numbers(reading)
    assert counted.as_fact == 1
    assert counted.not_understood == 1
    assert {"row-number", "code", "text-cell", "header"} == set(counted.ignored)


def test_pages_keep_their_label_reader_and_reason() -> None:
    pages = (
        Page(number=1, width=600, height=800),
        Page(number=2, width=600, height=800, reader="none", reason="picture"),
    )
    reading = Reading(document=Document(), labels={1: "iv"}, tables=(table(("Uraian",), ("Indeks",), roles=("name",)),))
    shown = coverage(pages, reading).pages
    assert [(p.page, p.label, p.reader, p.reason, p.tables) for p in shown] == [
        (1, "iv", "digital", None, 1),
        (2, None, "none", "picture", 0),
    ]
