"""Facts of table cells: what they are about, how they are read, what gives none."""

from decimal import Decimal

from extractor.facts.row_kinds import AVERAGE, MEAN_OF, TOTAL
from tests.facts.grid import read

HEADER = ["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"]


def by_measure(facts, measure):
    return [fact for fact in facts if fact.measure == measure]


def test_every_figure_has_its_indicator_its_goal_and_its_place() -> None:
    facts = read(
        [HEADER, ["1", "Hutan terjaga", "Indeks tutupan", "Indeks", "80 (B)", "81,62 (B)", "102,03%"]],
        1,
        "Capaian Kinerja",
    )
    target, realization, achievement = facts
    assert [fact.measure for fact in facts] == ["target", "realization", "achievement"]
    assert target.subject.kind == "indicator" and target.subject.name == "Indeks tutupan"
    assert target.subject.path == ("Hutan terjaga",)
    assert (target.value, target.predicate, target.unit) == (Decimal(80), "B", "indeks")
    assert (realization.value, realization.decimals) == (Decimal("81.62"), 2)
    assert (achievement.unit, achievement.source.row, achievement.source.column) == ("%", 1, 6)


def test_the_unit_decides_what_a_dot_before_three_digits_means() -> None:
    rows = [
        HEADER,
        ["1", "A", "Jumlah bibit", "batang", "1.250", "1.300", "104"],
        ["2", "B", "Indeks mutu air", "indeks", "1.250", "1.300", "104"],
    ]
    targets = by_measure(read(rows, 1, "Capaian Kinerja"), "target")
    assert [fact.value for fact in targets] == [Decimal(1250), Decimal("1.250")]


def test_blanks_dashes_and_not_available_give_no_fact_but_rp_dash_does() -> None:
    rows = [
        ["Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "%"],
        ["Program Penghijauan", "Rp 500.000.000", "Rp 450.000.000", "90,00"],
        ["Penanaman bibit", "Rp 300.000.000", "Rp -", "0"],
        ["Penyuluhan warga", "-", "", "N/A"],
    ]
    facts = read(rows, 1, "Realisasi anggaran tahun 2023")
    assert [(fact.printed, fact.value) for fact in facts if fact.source.row == 2] == [
        ("Rp 300.000.000", Decimal(300_000_000)), ("Rp -", None), ("0", Decimal(0)),
    ]  # fmt: skip
    assert not [fact for fact in facts if fact.source.row == 3]


def test_a_malformed_amount_keeps_its_readings() -> None:
    rows = [["Uraian", "Anggaran (Rp)"], ["Program Penghijauan", "500.000.000"], ["Penanaman", "221.442.00"]]
    fact = read(rows, 1, "Pagu anggaran")[-1]
    assert fact.value is None and Decimal(221_442_000) in fact.candidates


def test_a_merged_figure_is_one_fact_about_the_group_that_it_spans() -> None:
    rows = [
        ["Sasaran", "Indikator Kinerja", "Capaian (%)", "Efisiensi (%)"],
        ["Hutan terjaga", "Luas hutan lestari", "95,00", "7,50"],
        ["^", "Luas lahan kritis", "97,00", "^"],
    ]
    efficiency = by_measure(read(rows, 1, "Efisiensi sumber daya"), "efficiency")
    assert [fact.subject.name for fact in efficiency] == ["Hutan terjaga"]


def test_a_merged_figure_without_a_group_is_about_its_first_row() -> None:
    rows = [
        ["Indikator Kinerja", "Capaian (%)", "Efisiensi (%)"],
        ["Luas hutan lestari", "95,00", "7,50"],
        ["Luas lahan kritis", "97,00", "^"],
    ]
    assert [f.subject.name for f in by_measure(read(rows, 1, "Efisiensi"), "efficiency")] == ["Luas hutan lestari"]


def test_work_belongs_to_the_indicator_and_money_to_the_programme() -> None:
    rows = [
        ["Program", "Indikator Program", "Target", "Realisasi", "Anggaran (Rp)", "Realisasi (Rp)"],
        ["Program Penghijauan", "Luas hutan lestari", "80", "76", "500.000.000", "450.000.000"],
        ["", "Luas lahan kritis", "12", "11", "", ""],
    ]
    facts = read(rows, 1, "Realisasi Kinerja dan Anggaran")
    assert {(f.subject.kind, f.subject.name) for f in facts if f.measure in ("budget", "spending")} == {
        ("budget_line", "Program Penghijauan")
    }
    assert [f.subject.name for f in by_measure(facts, "target")] == ["Luas hutan lestari", "Luas lahan kritis"]


def test_means_and_totals_are_no_rows_of_their_own_subject() -> None:
    rows = [
        HEADER,
        ["1", "Hutan terjaga", "Luas hutan lestari", "ha", "80", "76", "95,00"],
        ["2", "", "Rata-rata lama tanam", "bulan", "10", "9", "90,00"],
        ["", "", "Rata-rata capaian kinerja", "", "", "", "92,50"],
    ]
    facts = read(rows, 1, "Capaian Kinerja")
    mean = facts[-1]
    assert (mean.measure, mean.subject.kind, mean.value) == ("average_achievement", "total", Decimal("92.50"))
    assert [f.subject.name for f in by_measure(facts, "achievement")] == ["Luas hutan lestari", "Rata-rata lama tanam"]


def test_a_mean_that_one_wide_cell_states_is_read() -> None:
    rows = [
        ["Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"],
        ["Luas hutan lestari", "80", "76", "95,00"],
        ["Rata-rata 95,00", ">", ">", ">"],
    ]
    mean = read(rows, 1, "Capaian Kinerja")[-1]
    assert (mean.measure, mean.value) == ("average_achievement", Decimal("95.00"))


def test_words_of_totals_and_means() -> None:
    assert all(
        TOTAL.match(text) for text in ("Jumlah", "TOTAL", "Jumlah Belanja Langsung", "Total Anggaran", "JUMLAH TOTAL")
    )
    assert not any(TOTAL.match(text) for text in ("Jumlah dokumen perencanaan", "Total luas hutan lestari"))
    assert MEAN_OF.match("Rata-rata capaian sasaran I") and AVERAGE.match("Rata – rata")
    assert not MEAN_OF.match("Rata-rata lama sekolah")


def test_a_list_of_figures_beside_a_list_of_names_is_split() -> None:
    rows = [["Indikator Kinerja", "Satuan", "Target"], ["Produksi: - Padi - Jagung", "Ton Ton", "12.300 1.190"]]
    facts = read(rows, 1, "Perjanjian Kinerja Tahun 2023")
    assert [(f.subject.name, f.value, f.unit) for f in facts] == [
        ("Padi", Decimal(12300), "ton"),
        ("Jagung", Decimal(1190), "ton"),
    ]
    assert len({fact.id for fact in facts}) == 2


def test_a_list_that_does_not_fit_the_names_is_not_guessed() -> None:
    rows = [["Indikator Kinerja", "Target"], ["Produksi: - Padi - Jagung", "12.300 1.190 77"], ["Luas hutan", "80"]]
    assert [fact.subject.name for fact in read(rows, 1, "Perjanjian Kinerja")] == ["Luas hutan"]


def test_classes_are_facts_of_their_own() -> None:
    rows = [["Indikator Kinerja", "Capaian (%)", "Kategori"], ["Luas hutan lestari", "95,00", "Sangat Tinggi"]]
    category = by_measure(read(rows, 1, "Capaian Kinerja"), "category")[0]
    assert (category.value, category.predicate) == (None, "Sangat Tinggi")


def test_a_total_is_not_named_by_the_figures_beside_it() -> None:
    rows = [
        ["No", "Bidang", "Kebutuhan Pegawai", "Jumlah Pegawai"],
        ["1", "Sekretariat", "17 orang", "13 orang"],
        ["2", "Bidang Layanan", "12 orang", "8 orang"],
        ["", "Jumlah", "29 orang", "21 orang"],
    ]
    facts = read(rows, header=1, caption="Tabel 1.4 Jumlah Pegawai Menurut Bidang")
    totals = [fact for fact in facts if fact.subject.level == "total"]
    assert [(fact.subject.name, fact.printed) for fact in totals] == [("Jumlah", "29 orang"), ("Jumlah", "21 orang")]


def test_staff_counts_carry_sex_and_the_row_of_all_is_a_total() -> None:
    rows = [
        ["No", "Golongan", "Laki-laki", "Perempuan", "Jumlah"],
        ["1", "III", "4 orang", "5 orang", "9 orang"],
        ["", "Jumlah", "4", "5", "9"],
    ]
    facts = read(rows, 1, "Jumlah pegawai menurut golongan")
    assert {fact.measure for fact in facts} == {"count"}
    assert (facts[0].subject.kind, facts[0].member, facts[0].unit) == ("staff", {"jenis kelamin": "Laki-laki"}, "orang")
    assert [fact.subject.level for fact in facts if fact.source.row == 2] == ["total"] * 3


def test_repeated_headers_and_numbering_rows_give_no_facts() -> None:
    data = ["1", "Hutan terjaga", "Luas hutan lestari", "ha", "80", "76", "95,00"]
    facts = read(
        [HEADER, ["1", "2", "3", "4", "5", "6", "7"], data, HEADER, ["1", "2", "3", "4", "5", "6", "7"], data],
        2,
        "Capaian Kinerja",
    )
    assert {fact.source.row for fact in facts} == {2, 5}


def test_ids_are_unique_and_order_is_that_of_reading() -> None:
    rows = [HEADER, *[[str(n), "Hutan", f"Indikator {n}", "ha", "80", "76", "95,00"] for n in range(1, 6)]]
    facts = read(rows, 1, "Capaian Kinerja")
    assert len({fact.id for fact in facts}) == len(facts) == 15
    assert [(f.source.row, f.source.column) for f in facts] == sorted((f.source.row, f.source.column) for f in facts)


def test_formulas_under_one_indicator_name_the_figures_of_their_rows() -> None:
    rows = [
        ["Indikator Kinerja", "Formulasi", "Target (%)", "Realisasi (%)", "Capaian (%)"],
        ["Terjaganya hutan", "Persentase pos jaga aktif", "80", "76", "95,00"],
        ["^", "Persentase patroli terlaksana", "90", "81", "90,00"],
    ]
    facts = read(rows, 1, "Capaian Kinerja")
    assert [f.subject.name for f in by_measure(facts, "target")] == [
        "Persentase pos jaga aktif",
        "Persentase patroli terlaksana",
    ]
    assert {f.subject.path for f in facts} == {("Terjaganya hutan",)}


def test_a_formula_over_two_rows_does_not_name_a_figure_of_the_whole_indicator() -> None:
    rows = [
        ["Indikator Kinerja", "Formulasi", "Target (%)", "Realisasi (%)"],
        ["Luas hutan lestari", "Luas hutan lestari : luas hutan x 100", "80", "76"],
        ["^", "Sumber: peta", "^", "^"],
    ]
    assert {f.subject.name for f in read(rows, 1, "Capaian Kinerja")} == {"Luas hutan lestari"}
