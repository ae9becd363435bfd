"""Rules on paragraphs, claims, notation, plausibility and staff."""

from extractor.audit.rules import claims, document_years, number_notation, number_words, paragraphs, plausibility, staff
from extractor.facts.model import Reading, Row
from tests.audit.prose import fact, reading, sentence, table

BUDGET = table("b1", "budget_allocation", page=7, number="2.1")
LEVELS = ["program", "activity", "sub_activity", "sub_activity", "activity", "sub_activity"]
ROWS = {"b1": tuple(Row(table="b1", index=index, kind="data", level=level) for index, level in enumerate(LEVELS))}


def test_ratio_message_shows_formula_and_both_languages() -> None:
    text = "Sebanyak 45 dari 60 peserta lulus sehingga kelulusan mencapai 74%."
    (draft,) = paragraphs.ratio_count(reading(sentences=(sentence(text),)))
    assert draft.expected == "75%"
    assert "45 / 60 × 100 = 75%" in draft.message.id
    assert "page 6" in draft.message.en


def test_change_against_the_table_beside_the_text() -> None:
    facts = (
        fact("Rumah Tangga Sehat", "realization", "56,03%", page=6, column=5),
        fact("Rumah Tangga Sehat", "realization", "53,6%", page=6, period="2030", column=2),
    )
    wrong = "Hasil tahun 2031 adalah 56,03 %, mengalami peningkatan dari tahun 2030 sebesar 1,04%."
    (draft,) = paragraphs.change_to_last_year(reading(facts, (sentence(wrong),)))
    assert draft.expected == "2,43"
    for right in ("2,43%", "4,53%"):
        assert not list(paragraphs.change_to_last_year(reading(facts, (sentence(wrong.replace("1,04%", right)),))))
    assert not list(paragraphs.change_to_last_year(reading(facts[:1], (sentence(wrong),))))


def test_row_counts_fire_only_where_another_level_fits() -> None:
    wrong = sentence("Anggaran mendukung 1 program, 2 kegiatan dan 4 sub kegiatan.")
    (draft,) = claims.row_counts(reading(sentences=(wrong,), tables=(BUDGET,), rows=ROWS))
    assert (draft.printed, draft.expected) == ("4", "3")
    right = sentence("Anggaran mendukung 1 program, 2 kegiatan dan 3 sub kegiatan.")
    foreign = sentence("Anggaran mendukung 5 program, 9 kegiatan dan 4 sub kegiatan.")
    far = sentence("Anggaran mendukung 1 program, 2 kegiatan dan 4 sub kegiatan.", page=30)
    for other in (right, foreign, far):
        assert not list(claims.row_counts(reading(sentences=(other,), tables=(BUDGET,), rows=ROWS)))


RESULT = table(
    "t1",
    page=6,
    number="3.1",
    header_rows=1,
    roles=("objective", "indicator", "achievement"),
    grid=(("Sasaran", "Indikator", "Capaian"), ("Sasaran kesatu", "A", "94%"), ("Sasaran kedua", "B", "101%")),
)
RESULTS = (fact("A", "achievement", "94%", row=1, page=6), fact("B", "achievement", "101%", row=2, page=6))


def test_counts_of_sasaran_and_indicators() -> None:
    wrong = sentence("Dari tabel terdapat satu sasaran dengan 2 indikator.")
    (draft,) = claims.row_counts(reading(RESULTS, (wrong,), (RESULT,)))
    assert draft.expected == "2"
    right = sentence("Dari tabel terdapat dua sasaran dengan 2 indikator.")
    assert not list(claims.row_counts(reading(RESULTS, (right,), (RESULT,))))


def test_all_targets_met_against_the_table() -> None:
    text = sentence("Semua indikator kinerja telah mencapai target.")
    (draft,) = claims.all_targets_met(reading(RESULTS, (text,), (RESULT,)))
    assert "A 94%" in draft.message.id
    met = (fact("A", "achievement", "99,9%", row=1, page=6, value=None), RESULTS[1])
    assert not list(claims.all_targets_met(reading(met, (text,), (RESULT,))))


def test_ordering_claims() -> None:
    leap = sentence("Cakupan menunjukkan penurunan dari 91,20 % menjadi 890,10%.")
    (draft,) = claims.ordering(reading(sentences=(leap,)))
    assert (draft.check, draft.printed) == ("VAL-RANGE", "890,10%")


def test_wrong_year_finding_quotes_the_sentence() -> None:
    text = sentence("Laporan Kinerja Dinas Contoh Tahun 2030 telah disusun.", place="front")
    (draft,) = document_years.document_year(reading(sentences=(text,)))
    assert (draft.printed, draft.expected) == ("2030", "2031")


def test_digits_and_words() -> None:
    (wrong,) = number_words.digits_and_words(reading(sentences=(sentence("Terdapat 13 (dua belas) kegiatan."),)))
    assert (wrong.severity, wrong.expected) == ("error", "12")
    (split,) = number_words.digits_and_words(reading(sentences=(sentence("Terdapat 40(Empat) puluh peserta."),)))
    assert split.severity == "notice"
    for right in (
        "Terdapat 12 (dua belas) kegiatan.",
        "Terdapat 12 (lihat lampiran) kegiatan.",
        "Rp 5.000 (lima ribu)",
    ):
        assert not list(number_words.digits_and_words(reading(sentences=(sentence(right),))))


def test_malformed_number_with_its_candidates() -> None:
    broken = fact("Penataan Arsip", "budget", "221.442.00", value=None, candidates=(221442000,), kind="budget_line")
    (draft,) = number_notation.broken_number(reading((broken,)))
    assert draft.severity == "notice"
    assert draft.expected == "221.442.000"


def test_foreign_notation_is_one_finding_per_table() -> None:
    def cells(*printed: str) -> tuple:
        return tuple(fact(f"Baris {row}", "absorption", text, row=row) for row, text in enumerate(printed))

    mixed = reading(cells("89,20", "77,10", "64,35", "98.50", "89.72"), tables=(table("t1"),))
    (draft,) = number_notation.foreign_notation(mixed)
    assert "98.50 dan 89.72" in draft.message.id
    assert not list(number_notation.foreign_notation(reading(cells("89.20", "77.10", "64.35", "98,50"))))
    assert not list(number_notation.foreign_notation(reading(cells("89,20", "77,10", "64"))))


def test_share_above_hundred() -> None:
    name = "Persentase pegawai yang mengikuti pelatihan"
    (draft,) = plausibility.share_range(reading((fact(name, "realization", "190,69%"),)))
    assert draft.check == "VAL-RANGE"
    fine = (
        fact(name, "realization", "100%"),
        fact(name, "achievement", "190,69%"),
        fact("Persentase kenaikan pelaku usaha yang terdaftar", "realization", "190,69%"),
        fact("Persentase capaian program", "realization", "190,69%"),
    )
    assert not list(plausibility.share_range(reading(fine)))


def test_share_above_hundred_in_a_sentence_is_told_once() -> None:
    text = "Persentase pegawai yang mendapatkan penghargaan terlaksana 113,75% dengan target 85%."
    twice = (sentence(text, number=1), sentence(text, number=2, page=9))
    (draft,) = plausibility.share_in_text(reading(sentences=twice))
    assert len(draft.sentences) == 2
    loose = "Persentase pegawai yang dilatih terealisasi 103,26% atau 95% dari target 92%."
    assert not list(plausibility.share_in_text(reading(sentences=(sentence(loose),))))


def test_performance_copied_from_the_budget_percentage() -> None:
    budget = fact("Penataan Arsip", "absorption", "85,44", table="b1", kind="budget_line")
    copied = fact("Kegiatan : Penataan arsip", "achievement", "85,44", table="t1", kind="budget_line")
    (draft,) = plausibility.copied_percentage(reading((budget, copied)))
    assert draft.check == "VAL-COPYPCT"
    round_one = tuple(item.model_copy(update={"value": 85, "decimals": 0}) for item in (budget, copied))
    assert not list(plausibility.copied_percentage(reading(round_one)))
    beside = budget.model_copy(update={"source": copied.source})
    assert not list(plausibility.copied_percentage(reading((beside, copied))))
    # An objective has several indicators, and none of them is its budget line.
    objective = fact("Penataan Arsip", "absorption", "85,44", table="b1", kind="budget_line", level="objective")
    assert not list(plausibility.copied_percentage(reading((objective, copied))))


def test_target_back_filled_from_the_result() -> None:
    filled = (fact("Indeks Kesatu", "target", "71,51"), fact("Indeks Kesatu", "realization", "71,51"))
    assert [draft.check for draft in plausibility.same_target(reading(filled))] == ["VAL-SAME"]
    # One coincidence among targets that are all set to the second decimal.
    missed = (fact("Indeks Dua", "target", "62,84", row=4), fact("Indeks Dua", "realization", "61,18", row=4))
    assert not list(plausibility.same_target(reading((*filled, *missed))))
    round_ones = (fact("Indeks Dua", "target", "62", row=4), fact("Indeks Dua", "realization", "61,18", row=4))
    assert len(list(plausibility.same_target(reading((*filled, *round_ones))))) == 1
    whole = (fact("Indeks Kesatu", "target", "100,00"), fact("Indeks Kesatu", "realization", "100,00"))
    assert not list(plausibility.same_target(reading(whole)))


def test_indicator_on_two_rows_of_one_parent() -> None:
    def repeated(*rows: tuple[str, str]) -> list:
        grid = (("Kegiatan", "Indikator"), *rows)
        shown = table("q1", "quarterly", header_rows=1, roles=("name", "indicator"), grid=grid)
        return list(plausibility.repeated_indicator(reading(tables=(shown,))))

    name = "Jumlah bayi baru yang mendapat pelayanan"
    (draft,) = repeated(("Kegiatan A", name), ("", "Jumlah ibu hamil yang dilayani"), ("", name))
    assert draft.check == "IND-DUP"
    assert not repeated(("Kegiatan A", name), ("Kegiatan B", name))
    assert not repeated(("Kegiatan A", "Jumlah laporan"), ("", "Jumlah laporan"))


def employees(identifier: str, men: tuple[str, str], women: tuple[str, str], total: str) -> tuple:
    more = {"table": identifier, "kind": "staff", "period": None}
    rows = [
        fact(f"Baris {row}", "count", printed, row=row, member={"jenis kelamin": gender}, **more)
        for gender, values in (("L", men), ("P", women))
        for row, printed in enumerate(values)
    ]
    return (*rows, fact("Jumlah", "count", total, row=9, level="total", **more))


def test_staff_split_and_text() -> None:
    tables = (table("p1", "staff", page=6, number="1.1"), table("p2", "staff", page=6, number="1.2"))
    first, second = employees("p1", ("10", "5"), ("6", "3"), "24"), employees("p2", ("8", "8"), ("5", "3"), "24")
    (draft,) = staff.gender_split(reading((*first, *second), tables=tables))
    assert draft.check == "XT-STAFF"
    assert "laki-laki 15" in draft.message.id
    same = employees("p2", ("8", "7"), ("6", "3"), "24")
    assert not list(staff.gender_split(reading((*first, *same), tables=tables)))
    other_total = employees("p2", ("8", "8"), ("6", "3"), "25")
    assert not list(staff.gender_split(reading((*first, *other_total), tables=tables)))


def test_staff_number_of_the_text() -> None:
    tables = (table("p1", "staff", page=6, number="1.1"),)
    facts = tuple(
        item.model_copy(update={"source": item.source.model_copy(update={"page": 6})})
        for item in employees("p1", ("10", "5"), ("6", "3"), "24")
    )
    wrong = sentence("Jumlah pegawai Dinas Contoh per Desember sebanyak 25 orang.")
    (draft,) = staff.text_total(reading(facts, (wrong,), tables))
    assert (draft.printed, draft.expected) == ("25", "24")
    right = sentence("Jumlah pegawai Dinas Contoh per Desember sebanyak 24 orang.")
    assert not list(staff.text_total(reading(facts, (right,), tables)))


def test_a_skipped_running_number_names_its_row_and_a_restart_is_none() -> None:
    def numbered(*numbers: str) -> Reading:
        grid = (("No", "Pegawai"), *((number, f"Jabatan {row}") for row, number in enumerate(numbers, 1)))
        rows = tuple(Row(table="t1", index=row, kind="header" if row == 0 else "data") for row in range(len(grid)))
        listed = table("t1", "staff", grid=grid, roles=("no", "name"), header_rows=1)
        return reading(tables=(listed,), rows={"t1": rows})

    (draft,) = number_notation.running_numbers(numbered("1", "2", "4", "5"))
    assert "tertulis 4 pada “Jabatan 3”, seharusnya 3" in draft.message.id
    for right in (("1", "2", "3"), ("1", "2", "1", "2"), ("1", "5", "9", "14")):
        assert not list(number_notation.running_numbers(numbered(*right)))
