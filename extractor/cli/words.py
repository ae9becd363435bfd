"""The words of the summary in both languages."""

from dataclasses import dataclass, field

from extractor.cli.language import Language


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that the summary says besides the findings themselves."""

    agency: str
    year: str
    tables: str
    figures: str
    read: str
    ignored: str
    not_understood: str
    calculations: str
    beside: str
    compared: str
    not_compared: str
    hold: str
    unread: str
    none: str
    page: str
    printed_page: str
    table: str
    printed: str
    expected: str
    follows: str
    doubtful: str
    more: str
    hidden: str
    rejected: str
    written: str
    severities: dict[str, str] = field(default_factory=dict)


WORDS = {
    Language.id: Words(
        agency="Instansi",
        year="Tahun",
        tables="Tabel",
        figures="Angka",
        read="terbaca",
        ignored="bukan angka kinerja",
        not_understood="belum dipahami",
        calculations="Perhitungan",
        beside="Pembanding",
        compared="angka dibandingkan",
        not_compared="tidak dibandingkan",
        hold="cocok",
        unread="Halaman tidak terbaca",
        none="\nTidak ada temuan.",
        page="hal.",
        printed_page="tercetak",
        table="Tabel",
        printed="tercetak",
        expected="seharusnya",
        follows="(akibat temuan lain)",
        doubtful="(bacaan diragukan)",
        more="catatan lain ada di JSON",
        hidden="Disembunyikan oleh profil",
        rejected="Ditolak",
        written="Ditulis ke",
        severities={"error": "KESALAHAN", "warning": "PERINGATAN", "notice": "CATATAN"},
    ),
    Language.en: Words(
        agency="Agency",
        year="Year",
        tables="Tables",
        figures="Figures",
        read="read",
        ignored="no performance figures",
        not_understood="not understood",
        calculations="Calculations",
        beside="Beside",
        compared="figures compared",
        not_compared="not compared",
        hold="hold",
        unread="Pages not read",
        none="\nNo findings.",
        page="page",
        printed_page="printed",
        table="table",
        printed="printed",
        expected="expected",
        follows="(follows from another finding)",
        doubtful="(reading in doubt)",
        more="more notices are in the JSON",
        hidden="Hidden by the profile",
        rejected="Rejected",
        written="Written to",
        severities={"error": "ERRORS", "warning": "WARNINGS", "notice": "NOTICES"},
    ),
}
