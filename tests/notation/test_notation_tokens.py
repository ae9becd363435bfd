"""Numbers in running text: what belongs to them and what they are."""

from decimal import Decimal

import pytest

from extractor.notation import find_numbers


def roles(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.role) for token in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pada tahun 2023 tercapai 98,60%.", [("2023", "year"), ("98,60%", "figure")]),
        ("Sebanyak 2024 orang hadir pada tahun 2024", [("2024 orang", "figure"), ("2024", "year")]),
        ("Periode 2021-2026 dan 2022,2023", [("2021-2026", "year"), ("2022", "year"), ("2023", "year")]),
        ("Sejak Tahun 20245 ada", [("20245", "year")]),
        ("pada 5 Maret 2024 dan 31/12/2024", [("5 Maret 2024", "date"), ("31/12/2024", "date")]),
        ("tanggal 10-12 Mei 2024", [("10-12 Mei 2024", "date")]),
        (
            "Peraturan Menteri Contoh Nomor 12 Tahun 2019 tentang hal",
            [("12", "legal-reference"), ("2019", "legal-reference")],
        ),
        ("UU 23/2014 Pasal 5 ayat (2)", [("23/2014", "legal-reference"), ("5", "legal-reference"), ("2", "legal-reference")]),
        ("Surat Nomor 700.1/84/LH", [("700.1/84/LH", "legal-reference")]),
        ("NIP 19700101 199503 1 002", [("NIP 19700101 199503 1 002", "identifier")]),
        ("kode 5.03.02.2.01 dan 5 . 2 . 15", [("5.03.02.2.01", "identifier"), ("5 . 2 . 15", "identifier")]),
        ("pandemi COVID-19 dan jaringan 5G", [("COVID-19", "identifier"), ("5G", "identifier")]),
        ("Tabel 3.2, Gambar 1 dan Bab III", [("Tabel 3.2", "table-reference"), ("Gambar 1", "table-reference"),
                                            ("Bab III", "table-reference")]),
        ("Tahun 2024..........62", [("2024", "year"), ("62", "figure")]),
        ("1. Menyusun 3 laporan", [("1.", "list-number"), ("3 laporan", "figure")]),
        ("3.2.1 Analisis capaian", [("3.2.1", "list-number")]),
        ("yaitu: 1) rapat; 2) kunjungan", [("1)", "list-number"), ("2)", "list-number")]),
        ("Sasaran 1 dan tahun ke-3", [("Sasaran 1", "unit-number"), ("ke-3", "unit-number")]),
        ("terdapat program 3 kegiatan", [("3 kegiatan", "figure")]),
        ("nilai 75,10 menjadi 80,25 poin", [("75,10", "figure"), ("80,25 poin", "figure")]),
        ("rentang 80 – 90% tercapai", [("80 – 90%", "figure")]),
        ("sebesar 396 dari 425 pegawai", [("396", "figure"), ("425 pegawai", "figure")]),
        ("sebesar (117,67/ 5) dari target 85%", [("117,67/ 5", "figure"), ("85%", "figure")]),
    ],
)  # fmt: skip
def test_roles(text: str, expected: list[tuple[str, str]]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "predicate"),
    [
        ("anggaran Rp. 1.234.567.000,- habis", "Rp. 1.234.567.000,-", "1234567000", None, None),
        ("anggaran Rp27,3 miliar habis", "Rp27,3 miliar", "27300000000", None, None),
        ("defisit Rp (5.000.000) ada", "Rp (5.000.000)", "-5000000", None, None),
        ("ada 1.391 orang hadir", "1.391 orang", "1391", "orang", None),
        ("ada 42 sub kegiatan lain", "42 sub kegiatan", "42", "sub kegiatan", None),
        ("nilai 71,51 (BB) baik", "71,51 (BB)", "71.51", None, "BB"),
        ("capaian 98,60% (Sangat Tinggi).", "98,60% (Sangat Tinggi)", "98.60", "%", "Sangat Tinggi"),
        ("target BB (70) poin", "70", "70", None, "BB"),
        ("turun -5,2 poin saja", "-5,2 poin", "-5.2", "poin", None),
        ("mencapai 98,60.", "98,60", "98.60", None, None),
        ("ada 13 (tiga belas) orang lagi", "13 (tiga belas) orang", "13", "orang", None),
        ("angka 89/100.000 KH turun", "89/100.000 KH", "89", "per 100.000 KH", None),
        ("ada 15orang lagi", "15orang", "15", "orang", None),
    ],
)
def test_what_belongs_to_a_figure(text: str, span: str, value: str, unit: str | None, predicate: str | None) -> None:
    (token,) = find_numbers(text)
    assert (token.text, token.role) == (span, "figure")
    assert (token.parsed.value, token.parsed.unit, token.parsed.predicate) == (Decimal(value), unit, predicate)
    assert text[token.start : token.end] == token.text


def test_level_in_front_of_its_figure_is_the_predicate() -> None:
    level, figure = find_numbers("berada pada Level 3 (3,35) saat ini")
    assert level.role == "unit-number"
    assert (figure.parsed.value, figure.parsed.predicate) == (Decimal("3.35"), "Level 3")


def test_columns_side_by_side_are_no_range() -> None:
    assert [token.parsed.value for token in find_numbers("2.000.000,00 -1.300.000,00")] == [2_000_000, -1_300_000]
