"""Who reports on which year: by votes, by the list of regions, by capitals among other letters, by tables at last."""

import pytest

from extractor.facts.identity import identify, unknown
from extractor.facts.offices import region_name, reporting_office
from extractor.facts.prose import Paragraph
from schemas import Cell, Column, Document, Table


def prose(*texts: str, page: int = 2) -> list[Paragraph]:
    return [Paragraph(text, page, (0, 0, 1, 1), False, 11.0) for text in texts]


def table(*texts: str) -> Table:
    cells = tuple(
        Cell(row=n, column=0, text=text, page=1, bbox=(0, 0, 1, 1), confidence=1.0) for n, text in enumerate(texts)
    )
    return Table(
        id="t1",
        caption=None,
        kind="other",
        pages=(1, 1),
        header_rows=0,
        columns=(Column(role="name", header=""),),
        cells=cells,
        method="ruled",
        confidence=1.0,
    )


@pytest.mark.parametrize(
    ("texts", "agency", "kind"),
    [
        (
            ["Laporan Kinerja Dinas Perhubungan Kabupaten Ngawi Tahun 2023"],
            "Dinas Perhubungan Kabupaten Ngawi",
            "perhubungan",
        ),
        (
            ["DINAS SOSIAL", "KABUPATEN NGAWI", "Dinas Sosial Kabupaten Ngawi wajib melapor."],
            "Dinas Sosial Kabupaten Ngawi",
            "sosial",
        ),
        (["LKjIP BPBD Kab. Ngawi Tahun 2023"], "BPBD Kabupaten Ngawi", "bencana"),
        (
            [
                "BKPSDM Kota Bima",
                "BKPSDM Kota Bima",
                "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota Bima",
            ],
            "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota Bima",
            "kepegawaian",
        ),
        (["Laporan Kinerja RSUD dr. Sehati Kabupaten Ngawi"], "RSUD dr. Sehati Kabupaten Ngawi", "rumah-sakit"),
        (
            [
                "Unit Organisasi : 2.10.01 DINAS KOMUNIKASI DAN INFORMATIKA Sub Unit Organisasi",
                "PEMERINTAH KABUPATEN NGAWI",
            ],
            "Dinas Komunikasi dan Informatika Kabupaten Ngawi",
            "komunikasi",
        ),
        (
            ["Laporan Kinerja Instansi Pemerintah Pemerintah Kabupaten Ngawi Tahun 2023"],
            "Pemerintah Kabupaten Ngawi",
            "pemerintah-daerah",
        ),
        (
            ["Biro Organisasi Sekretariat Daerah Provinsi Bali menyusun laporan."],
            "Biro Organisasi Sekretariat Daerah Provinsi Bali",
            "sekretariat-daerah",
        ),
    ],
)
def test_the_office_that_reports(texts: list[str], agency: str, kind: str) -> None:
    document = identify(prose(*texts), [])
    assert (document.agency, document.agency_kind) == (agency, kind)


def test_peers_that_are_named_less_often_do_not_report() -> None:
    texts = ["Inspektorat Kota Bima lebih tinggi."] + ["Inspektorat Kabupaten Ngawi melapor."] * 3
    assert reporting_office(prose(*texts), [])[0] == "Inspektorat Kabupaten Ngawi"


@pytest.mark.parametrize(
    ("word", "name", "region"),
    [
        ("Kota", "Tangerang Selatan Tahun", "Kota Tangerang Selatan"),
        ("Kota", "Tangerang Tahun 2023", "Kota Tangerang"),
        ("Kab.", "Toba Samosir", "Kabupaten Toba"),
        ("Propinsi", "Daerah Istimewa Yogyakarta", "Provinsi DI Yogyakarta"),
        ("Kabupaten", "Ngawi......12", "Kabupaten Ngawi"),
        ("Kabupaten", "Lembah Hijau Tahun", "Kabupaten Lembah Hijau"),
        ("Kabupaten", "Dan", None),
    ],
)
def test_regions_have_the_name_of_the_list(word: str, name: str, region: str | None) -> None:
    assert region_name(word, name) == region


def test_tables_are_asked_where_no_sentence_names_an_office() -> None:
    asked = table("DINAS KESEHATAN", "Jumlah peserta JKN Kota Tangerang Selatan", "Persentase dinas yang patuh")
    document = identify([], [asked])
    assert (document.agency, document.region) == ("Dinas Kesehatan Kota Tangerang Selatan", "Kota Tangerang Selatan")


def test_what_is_not_told_is_null_with_a_reason() -> None:
    notes = list(unknown(Document(agency="Dinas Sosial"), readable=True))
    assert [note.code for note in notes] == ["no-region", "no-fiscal-year"]
    assert all("no page names" in note.message for note in notes)
    assert "no page has text" in next(iter(unknown(Document(), readable=False))).message


def test_the_page_number_of_a_title_is_no_part_of_it() -> None:
    assert identify(prose("Laporan Kinerja Instansi Pemerintah Tahun 2022 ii"), []).title == (
        "Laporan Kinerja Instansi Pemerintah Tahun 2022"
    )
