"""Which row is part of which, and on what level: words, codes, numbers, bold print, nomenclature, sums."""

from tests.facts.grid import read, rows_of

HEADER = ["No", "Program/Kegiatan/Sub Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)"]


def levels(rows, header, caption="Realisasi anggaran tahun 2023", bold=()):
    return [(row.level, row.parent) for row in rows_of(rows, header, caption, bold)[header:]]


def test_words_and_label_rows_state_the_level() -> None:
    rows = [
        ["No", "Program/Kegiatan/Sub Kegiatan", "Anggaran (Rp)"],
        ["A", "Program Penghijauan", "600.000.000"],
        ["1", "Kegiatan : Penanaman", "600.000.000"],
        ["", "Sub Kegiatan :", ""],
        ["a", "Penanaman bibit", "400.000.000"],
        ["b", "Penyiraman", "200.000.000"],
        ["2", "Kegiatan : Penyuluhan", "50.000.000"],
    ]
    assert levels(rows, 1) == [
        ("program", None), ("activity", 1), (None, 2), ("sub_activity", 2), ("sub_activity", 2), ("activity", 1),
    ]  # fmt: skip


def test_one_row_with_the_number_of_another_level_is_moved_by_the_sums() -> None:
    rows = [
        HEADER,
        ["A", "Program Penghijauan", "910.000.000", "800.000.000"],
        ["1", "Penanaman", "610.000.000", "550.000.000"],
        ["1", "Penanaman bibit", "410.000.000", "390.000.000"],
        ["2", "Penyiraman", "200.000.000", "160.000.000"],
        ["II", "Penyuluhan", "300.000.000", "250.000.000"],
        ["1", "Penyuluhan warga", "180.000.000", "150.000.000"],
        ["2", "Penyuluhan sekolah", "120.000.000", "100.000.000"],
    ]
    assert [level for level, _ in levels(rows, 1, bold=(5,))] == [
        "program", "activity", "sub_activity", "sub_activity", "activity", "sub_activity", "sub_activity",
    ]  # fmt: skip


def test_a_wrong_figure_does_not_break_the_nesting_that_its_neighbours_show() -> None:
    rows = [
        HEADER,
        ["A", "Program Penghijauan", "911.000.000", "800.000.000"],
        ["I", "Penanaman", "610.000.000", "550.000.000"],
        ["1", "Penanaman bibit", "401.000.000", "390.000.000"],
        ["2", "Penyiraman", "200.000.000", "160.000.000"],
        ["II", "Penyuluhan", "300.000.000", "250.000.000"],
        ["1", "Penyuluhan warga", "180.000.000", "150.000.000"],
        ["2", "Penyuluhan sekolah", "120.000.000", "100.000.000"],
    ]
    assert levels(rows, 1) == [
        ("program", None), ("activity", 1), ("sub_activity", 2), ("sub_activity", 2),
        ("activity", 1), ("sub_activity", 5), ("sub_activity", 5),
    ]  # fmt: skip


def test_rows_without_any_mark_nest_by_the_blocks_that_add_up() -> None:
    rows = [
        ["Uraian", "Anggaran (Rp)", "Realisasi (Rp)"],
        ["PROGRAM PENGHIJAUAN", "915.123.000", "800.456.000"],
        ["Penanaman", "615.123.000", "550.456.000"],
        ["Penanaman bibit", "415.100.000", "390.400.000"],
        ["Penyiraman", "200.023.000", "160.056.000"],
        ["Penyuluhan", "300.000.000", "250.000.000"],
        ["Penyuluhan warga", "180.000.000", "150.000.000"],
        ["Penyuluhan sekolah", "120.000.000", "100.000.000"],
    ]
    caption = "Realisasi anggaran program, kegiatan dan sub kegiatan tahun 2023"
    assert [parent for _, parent in levels(rows, 1, caption)] == [None, 1, 2, 2, 1, 5, 5]


def test_names_of_the_nomenclature_show_their_level() -> None:
    rows = [
        ["Uraian", "Anggaran (Rp)"],
        ["Administrasi Keuangan Perangkat Daerah", "900.000.000"],
        ["Penyediaan Gaji dan Tunjangan ASN", "700.000.000"],
        ["Administrasi Umum Perangkat Daerah", "80.000.000"],
        ["Penyediaan Bahan Logistik Kantor", "30.000.000"],
    ]
    assert [level for level, _ in levels(rows, 1, "Pagu anggaran")] == ["activity", "sub_activity"] * 2


def test_codes_nest_and_tell_the_level() -> None:
    rows = [
        ["Kode", "Uraian", "Anggaran (Rp)"],
        ["2.11.03", "Penghijauan", "600.000.000"],
        ["2.11.03.2.01", "Penanaman", "600.000.000"],
        ["2.11.03.2.01.0001", "Penanaman bibit", "400.000.000"],
        ["2.11.03.2.01.0002", "Penyiraman", "200.000.000"],
    ]
    assert levels(rows, 1, "Pagu anggaran") == [
        ("program", None), ("activity", 1), ("sub_activity", 2), ("sub_activity", 2),
    ]  # fmt: skip
    assert read(rows, 1, "Pagu anggaran")[2].subject.code == "2.11.03.2.01.0001"


def test_accounts_nest_by_code_and_kinds_of_expenditure_by_words() -> None:
    rows = [
        ["Kode Rekening", "Uraian", "Anggaran (Rp)"],
        ["5", "BELANJA", "900.000.000"],
        ["5 . 1", "BELANJA TIDAK LANGSUNG", "500.000.000"],
        ["5 . 1 . 00 . 00 . 1", "Belanja Pegawai", "500.000.000"],
        ["5 . 1 . 00 . 00 . 1 . 01", "Belanja Gaji", "500.000.000"],
        ["5 . 2", "BELANJA LANGSUNG", "400.000.000"],
        ["5 . 2 . 16", "Program Penghijauan", "400.000.000"],
        ["5 . 2 . 16 . 02", "Penanaman", "400.000.000"],
        ["5 . 2 . 16 . 02 . 2", "Belanja Barang dan Jasa", "400.000.000"],
    ]
    assert levels(rows, 1, "Laporan realisasi anggaran") == [
        ("total", None), ("expenditure_group", 1), ("expenditure_type", 2), (None, 3),
        ("expenditure_group", 1), ("program", 5), ("activity", 6), ("expenditure_type", 7),
    ]  # fmt: skip


def test_a_total_on_top_heads_the_programmes_and_one_at_the_end_heads_nothing() -> None:
    programmes = [
        ["", "Program Penghijauan", "400.000.000", "390.000.000"],
        ["", "Program Penyuluhan", "200.000.000", "150.000.000"],
    ]
    total = ["", "Total Anggaran", "600.000.000", "540.000.000"]
    assert levels([HEADER, total, *programmes], 1) == [("total", None), ("program", 1), ("program", 1)]
    assert levels([HEADER, *programmes, total], 1) == [("program", None), ("program", None), ("total", None)]


def test_a_last_row_of_amounts_without_words_is_the_total() -> None:
    rows = [
        HEADER,
        ["1", "Program Penghijauan", "400.000.000", "390.000.000"],
        ["2", "Program Penyuluhan", "200.000.000", "150.000.000"],
        ["", "", "600.000.000", "540.000.000"],
    ]
    assert rows_of(rows, 1, "Realisasi anggaran tahun 2023")[-1].kind == "total"
    assert read(rows, 1, "Realisasi anggaran tahun 2023")[-1].subject.level == "total"


def test_the_office_on_top_of_its_programmes_is_their_total() -> None:
    rows = [
        HEADER,
        ["", "DINAS CONTOH", "600.000.000", "540.000.000"],
        ["1", "Program Penghijauan", "400.000.000", "390.000.000"],
        ["2", "Program Penyuluhan", "200.000.000", "150.000.000"],
    ]
    assert levels(rows, 1) == [("total", None), ("program", 1), ("program", 1)]


def test_rows_with_one_more_indicator_hang_on_their_programme() -> None:
    rows = [
        ["Program/Kegiatan", "Indikator Kinerja", "Target", "Anggaran (Rp)"],
        ["Program Penghijauan", "Luas hutan lestari", "80", "600.000.000"],
        ["", "Luas lahan kritis", "12", ""],
        ["Penanaman", "Jumlah bibit", "900", "600.000.000"],
    ]
    assert levels(rows, 1) == [("program", None), (None, 1), ("activity", 1)]


def test_group_rows_head_indicators_and_stand_in_their_path() -> None:
    rows = [
        ["No", "Indikator Kinerja", "Target", "Realisasi"],
        ["Misi 1: Hutan terjaga", ">", ">", ">"],
        ["1", "Luas hutan lestari", "80", "76"],
        ["Misi 2: Warga sejahtera", ">", ">", ">"],
        ["2", "Pendapatan petani", "5", "6"],
    ]
    assert [row.parent for row in rows_of(rows, 1, "Capaian Kinerja")[1:]] == [None, 1, None, 3]
    assert read(rows, 1, "Capaian Kinerja")[-1].subject.path == ("Misi 2: Warga sejahtera",)


def test_surplus_is_part_of_nothing() -> None:
    rows = [
        ["Uraian", "Anggaran (Rp)"],
        ["BELANJA DAERAH", "600.000.000"],
        ["BELANJA OPERASI", "600.000.000"],
        ["Belanja Pegawai", "600.000.000"],
        ["SURPLUS/(DEFISIT)", "(600.000.000)"],
    ]
    assert levels(rows, 1, "Rincian belanja per jenis") == [
        ("total", None),
        ("expenditure_group", 1),
        ("expenditure_type", 2),
        (None, None),
    ]
