"""One case a line: the headers over a column, and the role that they tell."""

import pytest

from schemas.catalogue import agency_kind, catalogue, column_role, hint_of, kind_of


@pytest.mark.parametrize(
    ("path", "role"),
    [
        (["No."], "no"),
        (["Sasaran Strategis"], "objective"),
        (["INDIKATOR KINERJA"], "indicator"),
        (["Idnikator Kinerja"], "indicator"),
        (["Satuan"], "unit"),
        (["Target 2023"], "target"),
        (["Target Kinerja", "2025"], "target"),
        (["Tahun 2023", "Realisasi"], "realization"),
        (["REALI-SASI"], "realization"),
        (["Capaian (%)"], "achievement"),
        (["% Capaian"], "achievement"),
        (["Tingkat Kemajuan"], "achievement"),
        (["Kategori"], "category"),
        (["Pagu Anggaran (Rp)"], "budget"),
        (["Anggaran", "Setelah Perubahan"], "budget"),
        (["Realisasi Anggaran Tahun 2023", "Rp"], "spending"),
        (["Realisasi Anggaran Tahun 2023", "%"], "absorption"),
        (["Anggaran (Rp)", "Realisasi"], "spending"),
        (["Penyerapan Anggaran (%)"], "absorption"),
        (["Sisa Anggaran"], "remainder"),
        (["Rata-rata Capaian Kinerja (%)"], "average_achievement"),
        (["Tingkat Efisiensi (%)"], "efficiency"),
        (["Bobot (%)"], "weight"),
        (["Nilai", "2022"], "score"),
        (["Jenis Kelamin", "Perempuan"], "count"),
        (["Kebutuhan Pegawai"], "count"),
        (["Selisih"], "difference"),
        (["Uraian Program/Kegiatan"], "name"),
        (["Formulasi Perhitungan"], "formula"),
        (["Keterangan"], "text"),
    ],
)
def test_role_of_a_header(path: list[str], role: str) -> None:
    found = column_role(path)
    assert found is not None and found.role == role


def test_target_among_amounts_is_a_budget() -> None:
    found = column_role(["Target"], budget=True)
    assert found is not None and (found.role, found.money) == ("budget", True)


def test_unknown_words_have_no_role() -> None:
    assert column_role(["Warna kesukaan"]) is None
    assert column_role([]) is None


def test_basis_and_phase() -> None:
    columns = catalogue().columns
    assert hint_of(columns.basis, "Target PK Perubahan 2023") == "pk_revised"
    assert hint_of(columns.basis, "Target Akhir Renstra") == "renstra"
    assert hint_of(columns.phase, "Anggaran sebelum perubahan") == "initial"
    assert hint_of(columns.phase, "Anggaran setelah perubahan") == "revised"
    assert hint_of(columns.basis, "Realisasi") is None


@pytest.mark.parametrize(
    ("caption", "roles", "header", "kind"),
    [
        ("Capaian Kinerja Tahun 2023", ["indicator", "target", "realization", "achievement"], "target realisasi", "achievement"),
        ("Perbandingan kinerja", ["indicator", "realization"], "realisasi 2022 2023", "previous_years"),
        ("Perbandingan dengan target akhir Renstra", ["indicator", "realization", "target", "achievement"],
         "realisasi 2023 target akhir renstra 2026", "renstra_progress"),
        ("Perjanjian Kinerja Tahun 2023", ["objective", "indicator", "target"], "target", "performance_agreement"),
        ("Pagu program dan kegiatan", ["name", "budget"], "uraian jumlah", "budget_allocation"),
        ("Realisasi anggaran", ["name", "budget", "spending", "absorption"], "pagu realisasi", "budget_realization"),
        ("Efisiensi sumber daya", ["objective", "budget", "spending", "efficiency"], "efisiensi", "efficiency"),
        ("Jumlah pegawai menurut golongan", ["name", "count"], "laki-laki perempuan golongan", "staff"),
        ("Skala nilai", ["bound", "category"], "interval kriteria", "scale"),
        ("Strategi", ["no", "text"], "strategi arah kebijakan", "text"),
        (None, [], "", "other"),
    ],
)  # fmt: skip
def test_kind_of_a_table(caption: str | None, roles: list[str], header: str, kind: str) -> None:
    assert kind_of(caption, roles, header) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kabupaten Sleman", "kepegawaian"),
        ("BKPSDM Kota Madiun", "kepegawaian"),
        ("Dinas Kesehatan Provinsi Bali", "kesehatan"),
        ("RSUD Kabupaten Buleleng", "rumah-sakit"),
        ("Inspektorat Daerah", "inspektorat"),
        ("Dinas Komunikasi dan Informatika", "komunikasi"),
        ("Dinas Pendidikan dan Kebudayaan", "pendidikan"),
        ("Kecamatan Ngaglik", "kecamatan"),
        ("Perkumpulan Warga", None),
    ],
)
def test_kind_of_an_agency(name: str, kind: str | None) -> None:
    assert agency_kind(name) == kind
