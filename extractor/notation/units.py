"""Units of measure as reports print them, brought to one spelling each."""

import re

_COUNTS = {
    "orang": "org orng oarang org. jiwa",
    "pegawai": "", "ASN": "", "PNS": "", "PPPK": "", "penduduk": "", "peserta": "", "siswa": "", "pasien": "",
    "responden": "", "dokumen": "dok dok. documen", "laporan": "lap lap.", "paket": "pkt", "unit": "", "buah": "bh",
    "kegiatan": "keg", "sub kegiatan": "subkegiatan", "program": "", "indikator": "", "sasaran": "", "tujuan": "",
    "bulan": "bln", "tahun": "thn th", "triwulan": "", "semester": "", "hari": "", "jam": "", "menit": "", "detik": "",
    "minggu": "", "kali": "", "lembaga": "", "layanan": "", "lembar": "lbr", "eksemplar": "eks", "berkas": "",
    "naskah": "", "rekomendasi": "", "temuan": "", "kasus": "", "aplikasi": "", "sistem": "", "inovasi": "",
    "kelompok": "klp", "kecamatan": "", "desa": "", "kelurahan": "", "kabupaten": "", "kota": "", "kabupaten/kota":
    "kab/kota kab./kota", "perangkat daerah": "pd", "OPD": "", "SKPD": "", "KK": "", "rumah tangga": "", "rumah": "",
    "keluarga": "kel", "sekolah": "", "puskesmas": "", "lokasi": "", "titik": "", "ruang": "", "stel": "setel", "set":
    "", "jabatan": "", "jenis": "", "peraturan": "", "regulasi": "", "data": "", "media": "", "berita": "", "surat": "",
    "rapat": "", "objek": "obyek", "sertifikat": "", "perusahaan": "", "koperasi": "", "ekor": "", "batang": "",
    "pengaduan": "", "kejadian": "", "permohonan": "", "website": "", "domain": "", "menara": "", "bidang": "",
}  # fmt: skip
_MEASURES = {
    "%": "persen prosen persentase percent pct",
    "indeks": "index", "nilai": "", "poin": "point points", "skor": "score", "level": "", "predikat": "",
    "peringkat": "rangking ranking", "kategori": "", "opini": "", "angka": "", "rasio": "", "skala": "",
    "rupiah": "rp rp.",
    "ha": "hektar hektare", "km": "kilometer", "m": "meter", "m2": "m² meter persegi", "m3": "m³", "kg": "", "ton": "",
    "kuintal": "kw", "liter": "ltr", "Mbps": "", "kW": "", "kVA": "",
}  # fmt: skip
_PHRASES = {
    "meter persegi": "m2",
    "ribu rupiah": "ribu rupiah",
    "juta rupiah": "juta rupiah",
    "sub keg": "sub kegiatan",
}


def _table() -> dict[str, str]:
    """Every spelling, lower case, with its unit."""
    table = dict(_PHRASES)
    for unit, spellings in (*_COUNTS.items(), *_MEASURES.items()):
        table[unit.lower()] = unit
        if " " not in unit:
            table.update((spelling, unit) for spelling in spellings.split())
    return table


_UNITS = _table()
_UNITS.pop("persegi", None)
_UNITS["subkegiatan"] = "sub kegiatan"
_SLASH = re.compile(r"\s*/\s*")
_WORDS = re.compile(r"\s*[A-Za-z%²³./]+[23]?")
_LONGEST_UNIT = 40


def normalise_unit(text: str) -> str | None:
    """The one spelling of a printed unit, in any case and in brackets or not; None where it is not known."""
    key = text.strip(" ().:;").lower()
    if len(key) > _LONGEST_UNIT:
        return None
    found = _UNITS.get(key) or _UNITS.get(f"{key}.")
    if found is None and "/" in key:
        parts = [_UNITS.get(part) for part in _SLASH.split(key)]
        return "/".join(part for part in parts if part) if all(parts) else None
    return found


def is_count(unit: str | None) -> bool:
    """Whether the unit counts whole things, so that a dot before three digits groups thousands."""
    return unit in _COUNTS


def leading_unit(text: str) -> tuple[str, int] | None:
    """Unit and end position of the longest known unit (three words at most) at the start of the text.

    "Rp" is none here: it belongs to the number behind it.
    """
    best: tuple[str, int] | None = None
    position = 0
    for _ in range(3):
        match = _WORDS.match(text, position)
        if match is None:
            break
        position = match.end()
        unit = normalise_unit(text[:position])
        if unit is not None and text[:position].strip(" .").lower() != "rp":
            best = (unit, len(text[:position].rstrip(" .")))
    return best
