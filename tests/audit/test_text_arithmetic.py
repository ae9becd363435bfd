"""Statements of a paragraph about its own figures: which are recalculated, which hold, which are left alone."""

from decimal import Decimal

import pytest

from extractor.audit.text_arithmetic import breakdowns, passages, period_means, remainders, shares, shown
from extractor.audit.text_figures import figures, show
from extractor.facts.model import Sentence


def sentences(*texts: str, paragraph: int = 1) -> list[Sentence]:
    return [
        Sentence(id=f"s{index}", text=text, page=7, bbox=(0, 0, 1, 1), paragraph=paragraph)
        for index, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sebanyak 1.250 peserta hadir pada tahun 2031.", [("1.250", "count")]),
        ("Realisasi Rp. 4.500.000,- atau 90,25%.", [("Rp. 4.500.000", "money"), ("90,25%", "percent")]),
        ("Tabel 3.4 dan Pasal 7 ayat 2 Peraturan Nomor 12 Tahun 2019.", []),
        ("Nilai Level 3 sebesar 3,25 poin pada 31 Desember 2031.", [("3,25", "value")]),
        ("2. Capaian 88.5% dari 40 desa", [("88.5%", "percent"), ("40", "count")]),
        ("hadir 120orang", [("120", "count")]),
    ],
)
def test_figures_leaves_names_out(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(figure.text, figure.kind) for figure in figures(text)] == expected


def test_single_dot_before_three_digits_is_a_group_except_in_percentages() -> None:
    assert figures("sebanyak 1.345 orang")[0].value == 1345
    assert figures("sebesar 71.345%")[0].value == Decimal("71.345")


def test_show_writes_indonesian_notation() -> None:
    assert show(Decimal("1234567.5")) == "1.234.567,5"
    assert show(Decimal("81.775"), 2) == "81,78"


def test_share_fires_on_a_wrong_percentage() -> None:
    (stated,) = shares(sentences("Dari hasil itu 45 dari 60 peserta lulus sehingga tingkat kelulusan mencapai 74%.")[0])
    assert not stated.holds
    assert stated.figure.text == "74%"
    assert stated.expected == 75


def test_share_holds_when_rounded_or_cut() -> None:
    rounded, cut = (
        shares(sentences(f"Sebanyak 2 dari 3 desa telah melapor atau {percent}.")[0])[0]
        for percent in ("66,67%", "66,6%")
    )
    assert rounded.holds
    assert cut.holds


def test_share_is_silent_without_link_or_with_a_third_count() -> None:
    assert not shares(sentences("Sebanyak 45 dari 60 peserta lulus, nilai rata-rata ujian 88%.")[0])
    assert not shares(sentences("Sebanyak 45 dari 60 peserta di 4 kecamatan lulus atau 74%.")[0])
    assert not shares(sentences("Sebanyak 45 dari 60 peserta lulus, dari target 76%.")[0])


def test_remainder_fires_over_two_sentences() -> None:
    passage = sentences(
        "Jumlah pejabat 210 orang dan yang dilatih 190 orang atau 90%.", "Sehingga menyisakan 25 orang."
    )
    (stated,) = remainders(passage)
    assert not stated.holds
    assert stated.expected == 20
    assert stated.formula == "210 − 190"


def test_remainder_holds_for_any_pair_that_fits() -> None:
    passage = sentences("Target 80 poin, hasil kota 71,25 dan hasil provinsi 68,75.", "Kota lebih unggul 2,5 poin.")
    (stated,) = remainders(passage)
    assert stated.holds


def test_remainder_is_silent_with_three_figures_or_another_year() -> None:
    three = sentences("Tersedia 80, 71 dan 68 unit.", "Terdapat kekurangan 40 unit.")
    assert not remainders(three)
    year = sentences("Nilai provinsi 71,25 dan kota 68,75.", "Nilai itu lebih tinggi 4 poin dari tahun 2030.")
    assert not remainders(year)


def test_remainder_rounds_at_the_printed_decimals() -> None:
    (stated,) = remainders(sentences("Skor 3,157 berbanding 3,141 sehingga lebih unggul 0,02 poin."))
    assert stated.holds


def test_breakdown_fires_and_holds() -> None:
    (wrong,) = breakdowns(sentences("Jumlah peserta 300 orang yang terdiri dari 120 guru, 90 siswa dan 80 pegawai.")[0])
    assert not wrong.holds
    assert shown(wrong) == "290"
    (right,) = breakdowns(sentences("Jumlah peserta 290 orang yang terdiri dari 120 guru, 90 siswa dan 80 pegawai.")[0])
    assert right.holds


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah peserta 300 orang yang terdiri dari antara lain 120 guru dan 90 siswa.",
        "Jumlah peserta 300 orang yang terdiri dari 120 guru, 4 kelas dan 90 siswa.",
        "Jumlah pegawai 300 orang dengan rincian: 120 orang, 90 orang, Bagian Umum",
        "Jumlah peserta 300 orang yang terdiri dari 12 guru dan 9 siswa.",
    ],
)
def test_breakdown_is_silent_on_open_mixed_cut_or_unrelated_lists(text: str) -> None:
    assert not breakdowns(sentences(text)[0])


def test_mean_of_quarters() -> None:
    listed = sentences(
        "Nilai survei triwulan I sebesar 70,10.",
        "Nilai survei triwulan II sebesar 72,30.",
        "Rata-rata nilai setahun adalah 72,50.",
    )
    (stated,) = period_means(listed)
    assert not stated.holds
    assert stated.expected == Decimal("71.2")


def test_mean_within_half_a_digit_holds_and_a_gap_is_not_checked() -> None:
    (stated,) = period_means(sentences("Semester I 70,15.", "Semester II 72,30.", "Rata-rata keduanya adalah 71,23."))
    assert stated.holds
    assert not period_means(sentences("Triwulan I 70,15.", "Triwulan III 72,30.", "Rata-rata adalah 75,00."))


def test_passages_stay_within_a_paragraph() -> None:
    first, second = sentences("Jumlah 210 dan 190 unit.", paragraph=1), sentences("Menyisakan 25 unit.", paragraph=2)
    assert [len(passage) for passage in passages([*first, *second])] == [1, 1]
