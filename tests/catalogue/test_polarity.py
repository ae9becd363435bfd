"""Less is better for what is bad, unless the name speaks of what is done about it."""

import pytest

from schemas.catalogue import polarity_of


@pytest.mark.parametrize(
    "name",
    [
        "Prevalensi stunting pada balita",
        "Angka kematian ibu per 100.000 kelahiran hidup",
        "Persentase penduduk miskin",
        "Tingkat pengangguran terbuka",
        "Indeks gini",
        "Waktu tanggap penanganan kebakaran",
        "Rata-rata waktu pelayanan surat",
        "Lama penyelesaian perizinan",
        "Jumlah temuan pemeriksaan",
        "Jumlah pelanggaran disiplin",
        "Tingkat ketidakhadiran pegawai",
        "Angka infeksi di ruang rawat",
        "Persentase kasus kekerasan terhadap anak",
        "Laju inflasi",
        "Luas lahan kritis",
    ],
)
def test_lower_is_better(name: str) -> None:
    assert polarity_of(name, None) == "down"


@pytest.mark.parametrize(
    "name",
    [
        "Persentase penurunan prevalensi stunting",
        "Persentase temuan yang ditindaklanjuti",
        "Persentase penanganan pengaduan masyarakat",
        "Persentase lahan kritis yang direhabilitasi",
        "Cakupan penemuan penderita tuberkulosis",
        "Persentase pelanggaran perda yang diselesaikan",
        "Angka harapan hidup",
        "Persentase keluhan yang ditanggapi",
        "Persentase waktu tunggu sesuai standar",
        "Persentase keluarga miskin penerima bantuan",
    ],
)
def test_what_is_done_about_it_is_better_when_more(name: str) -> None:
    assert polarity_of(name, None) == "up"


def test_the_catalogue_goes_before_the_words() -> None:
    assert polarity_of("Prevalensi peserta KB aktif", "prevalensi-kontrasepsi-modern") == "up"
    assert polarity_of("Gross Death Rate", "gross-death-rate") == "down"


def test_neither_words_nor_catalogue() -> None:
    assert polarity_of("Jumlah laporan yang disusun", None) is None
    assert polarity_of("Average Length of Stay", "average-length-of-stay") is None
