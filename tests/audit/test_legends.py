"""Scales that a report prints: repeated, overlapping, with gaps, without a top class, of another regulation."""

import pytest

from extractor.facts.model import Sentence
from schemas import Document
from tests.audit.build import BOX, Built, audited, flat, table


def achieved(*values: str) -> Built:
    lines = [f"Indeks {number} | 100 | {value} | {value}" for number, value in enumerate(values, 1)]
    return table(["indicator", "target", "realization", "achievement"], lines, number="3.2")


def scale(*lines: str) -> Built:
    return table(["text", "text"], lines, kind="scale", number="3.1")


WHOLE = ("91 – 100 | Sangat Tinggi", "76 – 90 | Tinggi", "66 – 75 | Sedang", "≤ 65 | Rendah")


def heading(*classes: str) -> Built:
    columns = ["indicator", "achievement", *(f"text header={text.replace(' ', '_')}" for text in classes)]
    return table(columns, ["Indeks Air | 85" + " | " * len(classes)], kind="achievement_summary", number="3.7")


def test_one_class_for_all_columns() -> None:
    found = audited(heading(*["Tinggi (75,01%–90%)"] * 4))
    assert flat(found, "CAT-LEGEND")[0][:2] == ("CAT-LEGEND", "error")
    assert found.findings[0].table == "3.7"
    fine = heading("Tinggi (75,01%–90%)", "Sedang (65,01%–75%)", "Rendah (50,01%–65%)")
    assert flat(audited(fine), "CAT-LEGEND") == []


def test_an_achievement_above_the_scale() -> None:
    found = [item for item in audited(scale(*WHOLE), achieved("103", "95")).findings if item.check == "CAT-LEGEND"]
    assert [(item.severity, "103" in item.message.id) for item in found] == [("notice", True)]
    assert flat(audited(scale(*WHOLE), achieved("100", "95")), "CAT-LEGEND") == []


@pytest.mark.parametrize(("value", "count"), [("90,5", 1), ("90", 0), ("91", 0), ("97,5", 0)])
def test_a_gap_only_where_an_achievement_lies_in_it(value: str, count: int) -> None:
    assert len(flat(audited(scale(*WHOLE), achieved(value)), "CAT-LEGEND")) == count


def test_overlaps_are_errors_where_an_achievement_lies_in_both() -> None:
    both = ("85 – 100 | Sangat Tinggi", "76 – 90 | Tinggi", "66 – 75 | Sedang", "≤ 65 | Rendah")
    assert [item[1] for item in flat(audited(scale(*both), achieved("88")), "CAT-LEGEND")] == ["error"]
    assert [item[1] for item in flat(audited(scale(*both), achieved("95")), "CAT-LEGEND")] == ["notice"]
    shared = ("90 – 100 | Sangat Tinggi", "75 – 90 | Tinggi", "≤ 75 | Sedang")
    assert flat(audited(scale(*shared), achieved("95")), "CAT-LEGEND") == []


def test_a_scale_of_an_index_grades_no_achievement() -> None:
    letters = ("> 90 – 100 | Sangat Memuaskan", "> 80 – 90 | Memuaskan", "> 70 – 80 | Sangat Baik", "> 60 – 70 | Baik")
    assert flat(audited(scale(*letters), achieved("103")), "CAT-LEGEND") == []


def told(text: str) -> tuple[Sentence, ...]:
    return (Sentence("s1", text, 8, BOX),)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kriteria B (76,61–88,30) mengacu pada KEP/25/M.PAN/2004.", 1),
        ("Kriteria B (76,61-88,30) mengacu pada PermenPANRB Nomor 14 Tahun 2017.", 0),
        ("Kriteria B (62,51–81,25) menurut KEP/25/M.PAN/2004.", 0),
        ("Kriteria B (62,51–81,25) menurut PermenPANRB Nomor 14 Tahun 2017.", 1),
        ("Kriteria B (60–80) menurut KEP/25/M.PAN/2004.", 0),
        ("Kriteria B (76,61–88,30) menggantikan KEP/25/M.PAN/2004 dengan PermenPANRB Nomor 14 Tahun 2017.", 0),
        ("Kriteria B (76,61–88,30) menurut Peraturan Bupati Nomor 3 Tahun 2031.", 0),
    ],
)
def test_a_range_of_another_regulation(text: str, count: int) -> None:
    assert len(flat(audited(sentences=told(text)), "CAT-SOURCE")) == count


def test_a_legend_of_another_regulation() -> None:
    classes = (
        "88,31 – 100 | Sangat Baik",
        "76,61 – 88,30 | Baik",
        "65,00 – 76,60 | Kurang Baik",
        "25,00 – 64,99 | Tidak Baik",
    )
    built = table(["text", "text"], classes, kind="scale", number="3.1", page=8)
    assert len(flat(audited(built, sentences=told("Skala menurut KEP/25/M.PAN/2004.")), "CAT-SOURCE")) == 1
    assert flat(audited(built, sentences=told("Skala menurut PermenPANRB Nomor 14 Tahun 2017.")), "CAT-SOURCE") == []
    assert flat(audited(built), "CAT-SOURCE") == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Indeks Kepuasan Masyarakat", "82,50 (BB)", [("CAT-LABEL", "error", "82,50 (BB)", "B")]),
        ("Indeks Kepuasan Masyarakat", "82,50 (B)", []),
        ("Indeks Kepuasan Masyarakat", "3,25 (BB)", []),
        ("Indeks SPBE", "3,25 (B)", []),
        ("Indeks Taman", "82,50 (BB)", []),
    ],
)
def test_a_letter_that_the_scale_does_not_have(name: str, text: str, found: list[object]) -> None:
    built = table(["indicator", "realization"], [f"{name} | {text}"])
    assert flat(audited(built, document=Document(fiscal_year=2024)), "CAT-LABEL", "CAT-VALUE") == found
