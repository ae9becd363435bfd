"""Claims in words: counts, highest and lowest, rise and fall, all targets met, years."""

import pytest

from extractor.audit.text_claims import (
    claims_all_met,
    counts,
    leap,
    movement,
    plain_years,
    superlative,
    times_against_periods,
)


def test_counts_reads_digits_and_words() -> None:
    found = counts("Tahun ini ada 2 (dua) program, empat kegiatan dan 17 sub kegiatan.")
    assert {level: item.number for level, item in found.items()} == {"program": 2, "activity": 4, "sub_activity": 17}


def test_counts_drops_a_level_named_twice_with_different_numbers() -> None:
    assert "indicator" not in counts("Satu dari 3 indikator tercapai, 2 indikator belum.")


def test_superlative_beaten_by_the_other_figure() -> None:
    found = superlative("Serapan tertinggi ada pada bidang A yakni 81,20% sedangkan bidang B 84,75%.")
    assert found is not None
    assert (found.first.text, found.second.text) == ("81,20%", "84,75%")


@pytest.mark.parametrize(
    "text",
    [
        "Serapan tertinggi ada pada bidang A yakni 91,20% sedangkan bidang B 84,75%.",
        "Serapan tertinggi ada pada bidang A yakni 81,20% dari target 84,75%.",
        "Serapan tertinggi ada pada bidang A yakni 81,20%, bidang B 84,75% dan bidang C 70%.",
    ],
)
def test_superlative_is_silent(text: str) -> None:
    assert superlative(text) is None


def test_movement_against_its_word() -> None:
    found = movement("Angka itu menurun dari 70,5% menjadi 74,5%.")
    assert found is not None
    assert not leap(found)
    assert movement("Angka itu meningkat dari 70,5% menjadi 74,5%.") is None
    assert movement("Peringkat naik dari 12 menjadi 8.") is None


def test_leap_is_a_slip_of_the_pen() -> None:
    found = movement("Cakupan menunjukkan penurunan dari 91,20 % menjadi 890,10%.")
    assert found is not None
    assert leap(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seluruh indikator kinerja telah mencapai target.", True),
        ("Semua realisasi indikator melampaui target yang ditetapkan.", True),
        ("Belum semua indikator mencapai target.", False),
        ("Seluruh indikator sasaran kedua mencapai target.", False),
        ("Seluruh indikator diharapkan mencapai target.", False),
    ],
)
def test_all_met(text: str, expected: bool) -> None:
    assert claims_all_met(text) is expected


def test_plain_years_leaves_laws_out() -> None:
    assert plain_years("Peraturan Nomor 8 Tahun 2019 berlaku pada tahun 2031.") == [2031]


def test_times_against_the_periods_named() -> None:
    assert times_against_periods("Survei dilakukan dua kali yakni pada Triwulan I s.d. IV.") is not None
    assert times_against_periods("Survei dilakukan empat kali yakni pada Triwulan I s.d. IV.") is None
    assert times_against_periods("Survei dilakukan dua kali yakni Semester I dan II.") is None
