"""Achievements against target and realisation: what fires, what holds, what only rounding saves, what is not checkable."""

from decimal import Decimal
from typing import Any

import pytest

from extractor.audit import Profile
from extractor.facts.model import Sentence
from tests.audit.build import BOX, Built, audited, fact, flat, sentence, table, verdicts

ROW = ["indicator", "target", "realization", "achievement"]


def one(target: str, realization: str, achievement: str, name: str = "Indeks Pelayanan Air") -> Built:
    return table(ROW, [f"{name} | {target} | {realization} | {achievement}"])


@pytest.mark.parametrize(
    ("target", "realization", "achievement", "verdict"),
    [
        ("40", "36", "90", "consistent"),
        ("30", "31,27", "104,23", "consistent"),
        ("30", "31,27", "104", "consistent"),
        ("70", "61", "87,14", "consistent"),
        ("70", "61,2", "87,42", "consistent_by_truncation"),
        ("70", "61", "87,15", "last_digit"),
        ("9", "9,1", "100,89", "consistent_by_hidden_decimals"),
        ("30", "31,27", "104,32", "inconsistent"),
        ("B (40)", "B (36)", "90", "consistent"),
        ("40", "36", "0,90", "consistent"),
        ("50", "80", "100", "consistent"),
        ("50", "80", "120", "consistent"),
        ("80 – 90%", "85", "100", "consistent"),
        ("Level 3", "Level 3", "100%", "consistent"),
        ("0", "0", "100", "consistent"),
    ],
)
def test_an_achievement_of_a_row(target: str, realization: str, achievement: str, verdict: str) -> None:
    found = audited(one(target, realization, achievement))
    assert [item for _, item in verdicts(found, "CAP-ROW", "CAP-RANGE")] == [verdict]


def test_a_wrong_achievement_is_an_error_with_the_right_one() -> None:
    found = audited(one("30", "31,27", "104,32"))
    assert flat(found, "CAP-ROW") == [("CAP-ROW", "error", "104,32", "104,23")]
    finding = found.findings[0]
    assert finding.slip == "digit-swap"
    assert finding.table == "3.1"
    assert finding.page == 7
    assert "31,27 / 30 × 100 = 104,23" in finding.message.id
    assert finding.facts == ("t3.1r1c3", "t3.1r1c2", "t3.1r1c1")


def test_loose_figures_are_notices_only() -> None:
    assert flat(audited(one("70", "61,2", "87,42"))) == [("NUM-TRUNC", "notice", "87,42", "87,43")]
    assert flat(audited(one("9", "9,1", "100,89"))) == [("NUM-TRUNC", "notice", "100,89", "101,11")]


@pytest.mark.parametrize(
    ("target", "realization", "achievement"),
    [
        ("", "31", "104"),
        ("100%", "1.240 orang", "96"),
        ("Level 3", "Level 2", "90"),
        ("0", "4", "75"),
    ],
)
def test_what_cannot_be_compared_is_not_accused(target: str, realization: str, achievement: str) -> None:
    found = audited(one(target, realization, achievement))
    assert [item for _, item in verdicts(found, "CAP-ROW")] == ["not_checkable"]
    assert flat(found, "CAP-ROW") == []


def test_a_target_of_zero_is_a_warning() -> None:
    assert flat(audited(one("0", "4", "75")), "CAP-ZERO") == [("CAP-ZERO", "warning", "75", None)]


def test_a_column_of_another_formula_is_left_alone() -> None:
    rows = [f"Indeks {name} | 50 | {reached} | {printed}" for name, reached, printed in _shares()]
    assert flat(audited(table(ROW, rows)), "CAP-ROW") == []


def _shares() -> list[tuple[str, str, str]]:
    return [("Air", "40", "31"), ("Jalan", "45", "22"), ("Pasar", "48", "64"), ("Taman", "30", "13")]


def test_the_year_beside_is_not_mixed_in() -> None:
    columns = ["indicator", "target 2030", "realization 2030", "achievement 2030"]
    columns += ["target 2031", "realization 2031", "achievement 2031"]
    found = audited(table(columns, ["Indeks Air | 40 | 30 | 75 | 50 | 30 | 60"], kind="previous_years"))
    assert verdicts(found, "CAP-ROW") == [("CAP-ROW", "consistent")] * 2
    wrong = audited(table(columns, ["Indeks Air | 40 | 30 | 75 | 50 | 30 | 75"], kind="previous_years"))
    assert flat(wrong, "CAP-ROW") == [("CAP-ROW", "error", "75", "60")]


def test_progress_to_the_end_of_the_renstra_has_its_own_target() -> None:
    columns = ["indicator", "target 2031 pk", "realization 2031", "achievement 2031 pk", "target 2034 renstra"]
    columns.append("achievement 2031 renstra")
    held = audited(table(columns, ["Indeks Air | 40 | 36 | 90 | 60 | 60"], kind="renstra_progress"))
    assert verdicts(held, "CAP-ROW", "RENSTRA-PROG") == [("CAP-ROW", "consistent"), ("RENSTRA-PROG", "consistent")]
    wrong = audited(table(columns, ["Indeks Air | 40 | 36 | 90 | 60 | 62"], kind="renstra_progress"))
    assert flat(wrong, "CAP-ROW", "RENSTRA-PROG") == [("RENSTRA-PROG", "error", "62", "60")]


@pytest.mark.parametrize("achievement", ["137,50", "160"])
def test_less_is_better_by_either_formula(achievement: str) -> None:
    found = audited(one("8", "5", achievement, "Angka Kematian Ternak"))
    assert verdicts(found, "CAP-NEG") == [("CAP-NEG", "consistent")]
    assert flat(found, "CAP-NEG", "POLARITY") == []


def test_less_is_better_by_no_formula() -> None:
    found = audited(one("8", "5", "140", "Angka Kematian Ternak"))
    assert flat(found, "CAP-NEG", "CAP-ROW") == [("CAP-NEG", "error", "140", "138")]
    assert "8 / 5 × 100 = 160,00" in found.findings[0].message.id


def test_a_range_target_that_was_missed() -> None:
    assert flat(audited(one("80 – 90%", "60", "75,00"))) == []
    assert flat(audited(one("80 – 90%", "60", "79,00")), "CAP-RANGE") == [("CAP-RANGE", "error", "79,00", "75,00")]


def test_a_turned_formula_is_a_warning_where_the_report_states_its_own() -> None:
    stated = [
        Sentence(
            "s8", "Semakin tinggi realisasi menunjukkan semakin rendah pencapaian kinerja, dipakai rumus:", 5, BOX
        ),
        Sentence("s9", "Target − (Realisasi − Target) dibagi target × 100", 5, BOX),
    ]
    row = one("8", "5", "62,50", "Angka Kematian Ternak")
    assert flat(audited(row, sentences=tuple(stated)), "POLARITY") == [("POLARITY", "warning", "62,50", "137,50")]
    assert flat(audited(row), "POLARITY") == []
    same = one("8", "8", "100", "Angka Kematian Ternak")
    assert flat(audited(same, sentences=tuple(stated)), "POLARITY") == []


def test_a_turned_formula_is_a_warning_where_other_rows_use_the_formula() -> None:
    rows = ["Angka Kematian Ternak | 8 | 5 | 62,50", "Prevalensi Penyakit Ternak | 20 | 15 | 125"]
    assert flat(audited(table(ROW, rows)), "POLARITY") == [("POLARITY", "warning", "62,50", "137,50")]


def test_a_ceiling_for_some_rows_only() -> None:
    rows = ["Indeks Air | 50 | 60 | 100", "Indeks Jalan | 50 | 55 | 110,00"]
    assert flat(audited(table(ROW, rows)), "CAP-CAPPED")[0][:3] == ("CAP-CAPPED", "warning", "100")
    assert flat(audited(table(ROW, rows), profile=Profile(cap=Decimal(100))), "CAP-CAPPED") == []
    even = ["Indeks Air | 50 | 60 | 100", "Indeks Jalan | 50 | 55 | 100"]
    assert flat(audited(table(ROW, even)), "CAP-CAPPED") == []


def said(target: str, realization: str, achievement: str, **more: Any) -> tuple[Sentence, list[Any]]:
    facts = [fact(target, "target", **more), fact(realization, "realization"), fact(achievement, "achievement")]
    return sentence(f"Dari target {target} terealisasi {realization} sehingga capaian {achievement}.", *facts)


def test_a_sentence_is_recalculated_too() -> None:
    assert flat(audited(said("30", "31,27", "104,23%")), "CAP-ROW") == []
    assert flat(audited(said("30", "31,27", "106,50%")), "CAP-ROW") == [("CAP-ROW", "error", "106,50%", "104,23")]


def test_a_sentence_that_may_mean_something_else_is_left_alone() -> None:
    assert flat(audited(said("30", "31,27", "31,27%")), "CAP-ROW") == []
    other = {"subject": fact("1", "target", "Indeks Jalan").subject}
    assert flat(audited(said("30", "31,27", "106,50%", **other)), "CAP-ROW") == []


def test_a_row_without_inputs_is_held_against_the_sentence_that_states_them() -> None:
    bare = table(["indicator", "achievement"], ["Indeks Air | 106,50"], kind="program_support")
    told = sentence("Indeks Air mencapai 31,27 dari target 30.", fact("31,27", "realization"), fact("30", "target"))
    assert flat(audited(bare, told), "CAP-ROW") == [("CAP-ROW", "warning", "106,50", "104,23")]
    other = sentence(
        "Indeks Air mencapai 31 dari target 30.", fact("31", "realization"), fact("30", "target"), number=2
    )
    assert flat(audited(bare, told, other), "CAP-ROW") == []


def test_twins_of_a_table_are_told_apart_by_their_other_cells() -> None:
    columns = ["indicator", "formula", "target", "realization", "achievement"]
    rows = ["Mutu Air | uji pagi | 40 | 36 | 90", "Mutu Air | uji sore | 40 | 30 | 85"]
    found = audited(table(columns, rows))
    assert "uji sore" in next(item.message.id for item in found.findings if item.check == "CAP-ROW")
