"""Every row of the table of printed forms: what a cell text is read as."""

from decimal import Decimal

import pytest

from extractor.notation import Parsed, parse

MONEY, COUNT, PERCENT = {"money": True}, {"count": True}, {"percent": True}


@pytest.mark.parametrize(
    ("text", "flags", "value", "decimals"),
    [
        ("12.346.788.906", {}, "12346788906", 0),
        ("12.346.788.906,-", {}, "12346788906", 0),
        ("12.346.788.906.-", MONEY, "12346788906", 0),
        ("Rp. 12.346.788.906,-", {}, "12346788906", 0),
        ("Rp12.346.788.906", {}, "12346788906", 0),
        ("Rp.\u00a012.346.788.906,00", {}, "12346788906", 0),
        ("12.346.788.906,\n-", MONEY, "12346788906", 0),
        ("12.346.788.906,", MONEY, "12346788906", 0),
        ("12.346.788. 906", {}, "12346788906", 0),
        ("Rp 25.032", {}, "25032", 0),
        ("22.000.000,00", {}, "22000000", 0),
        ("161.000,00", MONEY, "161000", 0),
        ("1.234.567,89", MONEY, "1234567.89", 2),
        ("0,-", {}, "0", 0),
        ("0", COUNT, "0", 0),
        ("Rp 0,-", {}, "0", 0),
        ("98,60", {}, "98.60", 2),
        ("98,60%", {}, "98.60", 2),
        ("105 %", {}, "105", 0),
        ("105 persen", {}, "105", 0),
        ("102", {}, "102", 0),
        ("84,055%", {}, "84.055", 3),
        ("246,5", {}, "246.5", 1),
        ("246,50", {}, "246.50", 2),
        ("1.391", COUNT, "1391", 0),
        ("1.391", MONEY, "1391", 0),
        ("1.391", {}, "1391", 0),
        ("1.559 ASN", {}, "1559", 0),
        ("(12.346.788,-)", {}, "-12346788", 0),
        ("(12.346.788)", MONEY, "-12346788", 0),
        ("Rp (5.000.000)", {}, "-5000000", 0),
        ("(3)", {}, "3", 0),
        ("(98,60%)", MONEY, "98.60", 2),
        ("-5.601.321.866,00", MONEY, "-5601321866", 0),
        ("−2,5", {}, "-2.5", 1),
        ("Rp 27,3 miliar", {}, "27300000000", -8),
        ("28,8 milyar", {}, "28800000000", -8),
        ("Rp 1,25 triliun", {}, "1250000000000", -10),
        ("350 juta", {}, "350000000", -6),
        ("Rp 350 jt", {}, "350000000", -6),
        ("≥ 90", {}, "90", 0),
    ],
)
def test_value_and_printed_decimals(text: str, flags: dict[str, bool], value: str, decimals: int) -> None:
    read = parse(text, **flags)
    assert (read.kind, str(read.value), read.decimals) == ("number", value, decimals)
    assert read.notices == ()


@pytest.mark.parametrize(
    ("text", "flags", "value", "decimals", "notice"),
    [
        ("89.72", {}, "89.72", 2, "NUM-LOCALE"),
        ("67.5%", {}, "67.5", 1, "NUM-LOCALE"),
        ("0.601", {}, "0.601", 3, "NUM-LOCALE"),
        ("1.391", PERCENT, "1.391", 3, "NUM-LOCALE"),
        ("3.245 indeks", {}, "3.245", 3, "NUM-LOCALE"),
        ("3,600,000.00", MONEY, "3600000", 0, "NUM-LOCALE"),
        ("1,004,422,800", {}, "1004422800", 0, "NUM-LOCALE"),
        ("Rp 6,939,921,411", {}, "6939921411", 0, "NUM-LOCALE"),
        ("550,000", MONEY, "550000", 0, "NUM-LOCALE"),
        ("57,600,000,00", {}, "57600000", 0, "NUM-MALFORMED"),
        ("04.597.911.173", {}, "4597911173", 0, "NUM-MALFORMED"),
        ("13 (dua belas)", {}, "13", 0, "NUM-WORDS"),
        ("Rp 98,60%", {}, "98.60", 2, "NUM-CURRENCY"),
    ],
)
def test_readable_slips_keep_their_value_and_are_told(
    text: str, flags: dict[str, bool], value: str, decimals: int, notice: str
) -> None:
    read = parse(text, **flags)
    assert (str(read.value), read.decimals) == (value, decimals)
    assert notice in read.notices


@pytest.mark.parametrize(
    ("text", "flags", "candidates"),
    [
        ("221.442.00", {}, ["221442000", "221442.00"]),
        ("221.442.00,-", {}, ["221442000", "221442.00"]),
        ("4.851.833.00", MONEY, ["4851833000", "4851833.00"]),
        ("221.442.0000", MONEY, ["2214420000", "221442000"]),
        ("1.23.456.789", MONEY, ["1230456789", "1023456789"]),
        ("133.825.00,00", {}, ["133825000", "133825.00"]),
        ("Rp198.03.000,00", {}, ["198030000", "198003000"]),
        ("10.924024.550", MONEY, ["10924024550"]),
        ("1,234.567", {}, ["1234567", "1234.567"]),
        ("500.00", MONEY, ["500000", "500.00"]),
        ("1..234", {}, ["1234"]),
    ],
)
def test_malformed_numbers_have_candidates_and_no_value(
    text: str, flags: dict[str, bool], candidates: list[str]
) -> None:
    read = parse(text, **flags)
    assert (read.kind, read.value) == ("malformed", None)
    assert [str(value) for value in read.candidates] == candidates
    assert "NUM-MALFORMED" in read.notices


def test_dot_before_three_digits_keeps_the_other_reading_when_the_column_is_unknown() -> None:
    assert parse("1.391").candidates == (Decimal("1.391"),)
    assert parse("1.391", percent=True).candidates == (Decimal(1391),)
    assert parse("1.391", count=True).candidates == ()


@pytest.mark.parametrize(
    ("text", "value", "predicate"),
    [
        ("71,51 (BB)", "71.51", "BB"),
        ("BB (70)", "70", "BB"),
        ("B \n(65,18)", "65.18", "B"),
        ("80(B)", "80", "B"),
        ("BB/71,51", "71.51", "BB"),
        ("71,51/BB", "71.51", "BB"),
        ("Baik (81,62)", "81.62", "Baik"),
        ("Nilai A (83)", "83", "A"),
        ("81,62 sangat baik", "81.62", "Sangat Baik"),
        ("81,62 (BB/Sangat Baik)", "81.62", "BB"),
        ("Level 3 (3,35)", "3.35", "Level 3"),
        ("3,35 (Level 3)", "3.35", "Level 3"),
        ("98,60% (Sangat Tinggi)", "98.60", "Sangat Tinggi"),
    ],
)
def test_number_and_predicate_in_any_order(text: str, value: str, predicate: str) -> None:
    read = parse(text)
    assert (read.kind, str(read.value), read.predicate) == ("number", value, predicate)
    assert parse(text, money=True).value == read.value


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("WTP", "WTP"),
        ("Wajar Tanpa Pengecualian", "WTP"),
        ("Opini WTP", "WTP"),
        ("Baik", "Baik"),
        ("sangat tinggi", "Sangat Tinggi"),
        ("BB", "BB"),
        ("A-", "A-"),
        ("Nilai BB", "BB"),
        ("Level 3", "Level 3"),
        ("level III", "Level III"),
        ("Level 3 (Terdefinisi)", "Level 3"),
    ],
)
def test_predicate_alone_has_no_value(text: str, predicate: str) -> None:
    read = parse(text)
    assert (read.kind, read.value, read.predicate) == ("predicate", None, predicate)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("15 orang", "15", "orang"),
        ("0 Orng", "0", "orang"),
        ("5 Dokumen", "5", "dokumen"),
        ("1 paket", "1", "paket"),
        ("12 bulan", "12", "bulan"),
        ("2,5 point", "2.5", "poin"),
        ("98,60 %", "98.60", "%"),
        ("30 m2", "30", "m2"),
        ("5 orang/bulan", "5", "orang/bulan"),
        ("Indeks 0,60", "0.60", "indeks"),
        ("13 (tiga belas) orang", "13", "orang"),
        ("27 pojokbaca", "27", "pojokbaca"),
        ("89/100.000 KH", "89", "per 100.000 KH"),
        ("5,8/ 1000 KH", "5.8", "per 1.000 KH"),
        ("12 per 100.000 penduduk", "12", "per 100.000 penduduk"),
    ],
)
def test_number_and_unit(text: str, value: str, unit: str) -> None:
    read = parse(text)
    assert (read.kind, str(read.value), read.unit) == ("number", value, unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("76,61-88,30", "76.61", "88.30"),
        ("80 – 90%", "80", "90"),
        ("0,6 – 0,8", "0.6", "0.8"),
        (">70-80", "70", "80"),
        ("91 ≤ 100", "91", "100"),
        ("50 < x ≤ 65", "50", "65"),
        ("80 s.d. 90", "80", "90"),
        ("80 sampai dengan 90 persen", "80", "90"),
        ("> 55 - < 80 %", "55", "80"),
        ("Baik (76,61 - 88,30)", "76.61", "88.30"),
    ],
)
def test_ranges(text: str, low: str, high: str) -> None:
    read = parse(text)
    assert (read.kind, read.value) == ("range", None)
    assert read.range is not None
    assert [str(bound) for bound in read.range] == [low, high]


@pytest.mark.parametrize(
    ("text", "parts"), [("4/5", (4, 5)), ("396 dari 425", (396, 425)), ("4 dari 5 dokumen", (4, 5))]
)
def test_fractions_keep_both_numbers(text: str, parts: tuple[int, int]) -> None:
    read = parse(text)
    assert (read.kind, read.value, read.parts) == ("fraction", None, tuple(Decimal(part) for part in parts))


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("13 (tiga belas)", 13, False),
        ("13 (dua belas)", 12, True),
        ("dua puluh (20)", 20, False),
        ("42 (empat puluh dua )", 42, False),
        ("40(Empat) puluh", 40, False),
        ("Rp 5.000,- (lima ribu rupiah)", 5000, False),
    ],
)
def test_terbilang_beside_digits(text: str, words: int, told: bool) -> None:
    read = parse(text)
    assert read.kind == "number"
    assert read.words == words
    assert ("NUM-WORDS" in read.notices) is told


@pytest.mark.parametrize("text", ["-", "–", "--", "Rp -", "Rp. -", "n/a", "N/A", "TAD", "- %", "…", "(-)"])
def test_dashes_are_absent_not_zero(text: str) -> None:
    read = parse(text, money=True)
    assert (read.kind, read.value) == ("dash", None)


@pytest.mark.parametrize("text", ["", " ", "\n", "\u00a0"])
def test_blank(text: str) -> None:
    assert parse(text).kind == "blank"


@pytest.mark.parametrize("text", ["√", "✓", "v", "\uf050", "\uf0fc", "▲", "▼"])
def test_ticks_and_trends(text: str) -> None:
    assert parse(text).kind == "tick"


@pytest.mark.parametrize(
    "text",
    ["25 Januari 2025", "31 Desember 2024", "TA 2024", "Tahun 2024", "2021 – 2026", "s/d 2023", "31/12/2024", "12.05.2024",
     "Triwulan II", "TW I 2024", "Desember 2024", "Tahun 20234"],
)  # fmt: skip
def test_dates_and_periods_are_no_figures(text: str) -> None:
    read = parse(text)
    assert (read.kind, read.value) == ("date", None)


@pytest.mark.parametrize(
    "text",
    ["NIP. 19700101 199503 1 002", "197001011995031002", "700.1.2.1/84/LH", "007/1234/Sek.I/2020", "5.03.02.2.01.01",
     "5.03.02", "5 . 2 . 15 . 08", "A.1", "D3", "Nomor 12 Tahun 2019", "0811-2345-6789", "III", "https://example.org/7"],
)  # fmt: skip
def test_identifiers_are_no_figures(text: str) -> None:
    read = parse(text)
    assert (read.kind, read.value) == ("identifier", None)


@pytest.mark.parametrize(
    "text",
    [
        "Meningkatnya 5 layanan pada tahun ini",
        "Tersedianya 3 dokumen dan 2 laporan",
        "1. Menyusun rencana kerja",
        "246,5 (98,60%)",
        "1,2,3",
        "12 34",
        "2 orang hadir",
        "Jumlah (3) x 100",
        "Perangkat daerah",
        "10 dan 20",
    ],
)
def test_anything_else_is_text_and_never_a_silent_number(text: str) -> None:
    read = parse(text)
    assert (read.kind, read.value, read.candidates, read.range) == ("text", None, (), None)


def test_marks_are_told_apart() -> None:
    assert parse("98,60%").percent_sign
    assert not parse("98,60 persen").percent_sign
    assert parse("500.000,-").currency
    assert not parse("500.000", money=True).currency
    assert parse("> 90").bound == ">"
    assert parse("minimal 90").bound == "≥"


def test_printed_is_the_text_with_single_spaces() -> None:
    assert parse(" B \n (65,18)") == Parsed("B (65,18)", Decimal("65.18"), 2, predicate="B", kind="number")
