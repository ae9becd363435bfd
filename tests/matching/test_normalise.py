"""One form for all spellings of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.matching import normalise
from extractor.matching.entries import known_entries
from schemas.catalogue import catalogue


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("Nilai SAKIP Perangkat Daerah", "nilai akip"),
        ("NILAI SAKIP DINAS SOSIAL KABUPATEN BLORA", "nilai akip"),
        ("2. Nilai  SAKIP_BKPSDM", "nilai akip"),
        ("IKU 1: Persentase Jalan Mantap (%)", "persentase jalan mantap"),
        ("Prosentase OPD yang tertib arsip tahun 2024", "persentase perangkat daerah tertib arsip"),
        ("Persentase taman terawat (taman terawat / jumlah taman x 100)", "persentase taman terawat"),
        ("Jumlah taman terawat/ jumlah taman x 100", "jumlah taman terawat"),
        ("Bed Occupancy Rate (BOR)", "bed occupancy rate"),
        ("Persentase desa UCI ≥ 90%", "persentase desa uci"),
        ("Cakupan fasyankes", "cakupan fasilitas layanan kesehatan"),
        ("Indeks kepuasan (internal)", "indeks kepuasan internal"),
    ],
)
def test_normal_form(name: str, normal: str) -> None:
    assert normalise(name) == normal


@given(st.text(max_size=60))
def test_any_text_has_a_form_that_stays(text: str) -> None:
    once = normalise(text)
    assert once == once.lower()
    assert "  " not in once


def test_every_catalogue_name_is_found_by_itself() -> None:
    known = {entry.id for entry in known_entries().all}
    lost = [i.id for i in catalogue().indicators if i.id not in known]
    assert lost == []


def test_no_two_indicators_share_the_form_of_their_main_name() -> None:
    seen: dict[str, str] = {}
    shared = [i.id for i in catalogue().indicators if seen.setdefault(normalise(i.name), i.id) != i.id]
    assert shared == []
