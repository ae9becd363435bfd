"""Kinds of tables, roles of columns, and the dimensions that headers fix."""

import pytest

from extractor.tables.context import DocumentContext
from extractor.tables.roles import classify, classify_all
from schemas import Table
from tests.facts.grid import CONTEXT, table


def columns(rows: list[list[str]], header: int, caption: str = "", context: DocumentContext = CONTEXT) -> Table:
    return classify(table(rows, header, caption), context)


def roles(found: Table) -> list[str]:
    return [column.role for column in found.columns]


ACHIEVED = [
    ["No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"],
    ["1", "Hutan terjaga", "Luas hutan lestari", "80", "76", "95,00"],
]


def test_a_plain_achievement_table_speaks_of_the_reports_year_and_its_agreement() -> None:
    found = columns(ACHIEVED, 1, "Tabel 3.1 Capaian Kinerja")
    assert found.kind == "achievement"
    assert roles(found) == ["no", "objective", "indicator", "target", "realization", "achievement"]
    assert {column.period for column in found.columns[3:]} == {"2023"}
    assert (found.columns[3].basis, found.columns[5].basis, found.columns[4].basis) == ("pk", "pk", None)


def test_years_stand_under_a_spanning_header_and_results_follow_their_realisation() -> None:
    rows = [
        ["Indikator Kinerja", "Realisasi", ">", "Capaian (%)", "Kategori"],
        ["^", "2022", "2021", "^", "^"],
        ["Luas hutan lestari", "76", "70", "95,00", "Tinggi"],
    ]
    found = columns(rows, 2, "Perbandingan Realisasi dengan beberapa tahun terakhir")
    assert found.kind == "previous_years"
    assert [column.period for column in found.columns] == [None, "2022", "2021", "2021", "2021"]


@pytest.mark.parametrize(
    ("span", "periods"),
    [("2020-2024", ["2020", "2021", "2022", "2023", "2024"]), ("2019-2024", ["2020", "2021", "2022", "2023", "2024"])],
)
def test_years_of_a_plan_are_counted_from_its_span(span: str, periods: list[str]) -> None:
    rows = [
        ["Sasaran", "Indikator Kinerja", "Target Kinerja Tahun ke-", ">", ">", ">", ">"],
        ["^", "^", "1", "2", "3", "4", "5"],
        ["Hutan terjaga", "Luas hutan lestari", "60", "65", "70", "75", "80"],
    ]
    found = columns(rows, 2, f"Tabel 2.1 Sasaran Renstra Tahun {span}")
    assert [column.period for column in found.columns[2:]] == periods
    assert {column.basis for column in found.columns[2:]} == {"renstra"}


def test_the_end_of_the_plan_is_another_plan_than_the_year() -> None:
    rows = [
        [
            "Indikator Kinerja",
            "Target 2023",
            "Realisasi 2023",
            "Target Akhir Renstra (2026)",
            "Capaian terhadap Target Akhir Renstra (%)",
        ],
        ["Luas hutan lestari", "80", "76", "90", "84,44"],
    ]
    found = columns(rows, 1, "Perbandingan realisasi dengan target akhir Renstra")
    assert [(column.period, column.basis) for column in found.columns[1:]] == [
        ("2023", "pk"), ("2023", None), ("2026", "renstra"), ("2023", "renstra"),
    ]  # fmt: skip


def test_other_offices_are_entities_and_the_own_region_is_not() -> None:
    header = ["Indikator Kinerja", "Realisasi Kabupaten Rimba", "Realisasi Kabupaten Sawah", "Realisasi Nasional"]
    found = columns([header, ["Luas hutan lestari", "76", "71", "69"]], 1, "Perbandingan dengan daerah lain")
    assert [column.entity for column in found.columns[1:]] == [None, "Kabupaten Sawah", "nasional"]


def test_target_and_realisation_of_money_are_budget_and_spending() -> None:
    rows = [
        ["Program", "Kinerja", ">", "Anggaran (Rp)", ">", ">"],
        ["^", "Target", "Realisasi", "Target", "Realisasi", "Capaian (%)"],
        ["Program Penghijauan", "80", "76", "500.000.000", "450.000.000", "90,00"],
    ]
    found = columns(rows, 2, "Realisasi Kinerja dan Anggaran")
    assert roles(found)[1:] == ["target", "realization", "budget", "spending", "absorption"]


def test_large_counts_of_an_indicator_are_no_money() -> None:
    rows = [
        ["Indikator Kinerja", "Satuan", "Target", "Realisasi", "%"],
        ["Jumlah bibit tertanam", "batang", "12.000.000", "11.400.000", "95,00"],
    ]
    assert roles(columns(rows, 1, "Capaian Kinerja"))[2:] == ["target", "realization", "achievement"]


def test_an_unnamed_percentage_behind_amounts_is_the_share_that_was_spent() -> None:
    rows = [
        ["Uraian", "Penetapan", "Perubahan", "Serapan", "%"],
        ["Program Penghijauan", "400.000.000", "500.000.000", "450.000.000", "90,00"],
    ]
    found = columns(rows, 1, "Realisasi anggaran")
    assert roles(found) == ["name", "budget", "budget", "spending", "absorption"]
    assert [column.phase for column in found.columns[1:3]] == ["initial", "revised"]


def test_shares_of_the_whole_budget_are_no_absorption() -> None:
    rows = [
        ["Sasaran", "Anggaran (Rp)", "% Anggaran"],
        ["Hutan terjaga", "300.000.000", "60,00"],
        ["Warga sejahtera", "200.000.000", "40,00"],
    ]
    assert roles(columns(rows, 1, "Anggaran per sasaran"))[1:] == ["budget", "share"]


def test_a_difference_column_whose_percentages_fit_the_spending_is_absorption() -> None:
    rows = [
        ["Uraian", "Jumlah (Rp)", ">", "Bertambah/(Berkurang)", ">"],
        ["^", "Anggaran", "Realisasi", "(Rp)", "(%)"],
        ["Belanja Pegawai", "500.000.000", "450.000.000", "-50.000.000", "90,00"],
        ["Belanja Modal", "80.000.000", "60.000.000", "-20.000.000", "75,00"],
    ]
    assert roles(columns(rows, 2, "Laporan Realisasi Anggaran"))[1:] == [
        "budget",
        "spending",
        "difference",
        "absorption",
    ]


def test_quarters_are_periods_of_the_year() -> None:
    rows = [
        ["Indikator Kinerja", "Realisasi Triwulan", ">", ">", ">"],
        ["^", "I", "II", "III", "IV"],
        ["Luas hutan lestari", "10", "20", "15", "31"],
    ]
    found = columns(rows, 2, "Realisasi per triwulan tahun 2023")
    assert found.kind == "quarterly"
    assert [column.period for column in found.columns[1:]] == ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]


def test_two_realised_years_and_a_percentage_are_growth() -> None:
    rows = [
        ["Indikator Kinerja", "Realisasi 2022", "Realisasi 2023", "(%)"],
        ["Luas hutan lestari", "70", "76", "108,57"],
    ]
    assert roles(columns(rows, 1, "Perbandingan realisasi dengan tahun lalu"))[-1] == "growth"


def test_a_numbered_half_of_a_header_over_two_columns_is_no_name() -> None:
    rows = [
        ["Sasaran", "Indikator Kinerja", ">", "Target"],
        ["Hutan terjaga", "1", "Luas hutan lestari", "80"],
        ["^", "2", "Luas lahan kritis", "12"],
    ]
    assert roles(columns(rows, 1, "Perjanjian Kinerja")) == ["objective", "no", "indicator", "target"]


def test_a_header_that_the_reader_missed_is_found_by_its_words_and_numbers() -> None:
    rows = [
        ["LAPORAN KINERJA TAHUN 2021", ">", ">", ">"],
        ["Sasaran", "Indikator", "Target", "Realisasi"],
        ["1", "2", "3", "4"],
        *[["Hutan terjaga", "Luas hutan lestari", "80", "76"]] * 2,
    ]
    found = columns(rows, 0)
    assert found.header_rows == 3
    assert [column.period for column in found.columns[2:]] == ["2021", "2021"]


def test_a_table_that_goes_on_without_caption_keeps_the_one_before() -> None:
    rows = [["No", "Indikator Kinerja", "Target"], ["1", "Luas hutan lestari", "80"]]
    first = table(rows, 1, "Perjanjian Kinerja Perubahan Tahun 2022")
    second = table(rows, 1).model_copy(update={"id": "t2", "pages": (2, 2)})
    kinds = [
        (found.kind, found.columns[2].period, found.columns[2].basis)
        for found in classify_all([first, second], CONTEXT)
    ]
    assert kinds == [("performance_agreement", "2022", "pk_revised")] * 2


def test_staff_by_sex_has_members_and_the_total_none() -> None:
    rows = [
        ["No", "Pendidikan", "Jenis Kelamin", ">", "Jumlah"],
        ["^", "^", "Laki-laki", "Perempuan", "^"],
        ["1", "S1", "4", "5", "9"],
    ]
    found = columns(rows, 2, "Jumlah pegawai menurut pendidikan")
    assert found.kind == "staff"
    assert [column.member for column in found.columns[2:]] == [
        {"jenis kelamin": "Laki-laki"},
        {"jenis kelamin": "Perempuan"},
        {},
    ]


def test_columns_that_would_say_the_same_are_told_apart_by_their_header() -> None:
    rows = [["Uraian", "Target Wilayah A", "Target Wilayah B"], ["Luas hutan", "10", "20"]]
    found = columns(rows, 1, "Rencana")
    assert found.columns[1].member != found.columns[2].member


def test_ranges_beside_classes_are_a_scale() -> None:
    rows = [["No", "Rentang Nilai", "Kriteria"], ["1", "85 - 100", "Sangat Baik"], ["2", "70 - 84", "Baik"]]
    found = columns(rows, 1, "Skala penilaian")
    assert (found.kind, roles(found)[1:]) == ("scale", ["bound", "category"])
