"""Running text: paragraphs, sections, sentences, and who reports on which year."""

import pytest

from extractor.facts.identity import identify
from extractor.facts.prose import Paragraph, paragraphs
from extractor.facts.sections import place
from extractor.facts.sentences import sentences_of, spans
from extractor.pages.model import Page, Word
from extractor.tables import find
from extractor.tables.furniture import Furniture
from tests.drawing import Draw, Sheet, draw, read


def paragraphs_of(*pages: Draw) -> list[Paragraph]:
    document = read(draw(*pages))
    found = find(document)
    return paragraphs(document, found.tables, found.furniture)


def para(text: str, page: int = 2, *, bold: bool = False, kind: str = "sentence", size: float = 11) -> Paragraph:
    return Paragraph(text, page, (72.0, 100.0, 500.0, 112.0), bold, size, kind)


def test_lines_become_paragraphs_and_items_stand_alone() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 100, "Capaian kinerja tahun ini dibandingkan dengan target yang tertuang")
        sheet.text(72, 114, "dalam perjanjian kinerja.")
        sheet.text(90, 140, "a. Persentase jalan mantap mencapai 81,25%")
        sheet.text(90, 154, "b. Indeks kepuasan mencapai 84,10")

    found = paragraphs_of(page)
    assert [p.text.split()[0] for p in found] == ["Capaian", "a.", "b."]
    assert found[0].text.endswith("tertuang dalam perjanjian kinerja.")
    assert [p.kind for p in found] == ["sentence", "item", "item"]


def test_a_sentence_that_runs_over_the_page_end_is_one() -> None:
    found = paragraphs_of(
        lambda sheet: sheet.text(72, 700, "Realisasi anggaran tahun ini lebih rendah karena"),
        lambda sheet: sheet.text(72, 80, "pengadaan lahan tertunda."),
    )
    assert [p.text for p in found] == ["Realisasi anggaran tahun ini lebih rendah karena pengadaan lahan tertunda."]
    assert found[0].page == 1


def test_a_part_of_a_sentence_stands_on_its_own_lines_overleaf_too() -> None:
    def before(sheet: Sheet) -> None:
        sheet.text(72, 686, "Kegiatan penyuluhan berjalan sepanjang tahun dengan lancar dan baik. Anggarannya")
        sheet.text(72, 700, "sebesar Rp 1.250.000 terserap tidak seluruhnya, yaitu hanya sebesar Rp 1.100.000 atau")

    found = paragraphs_of(before, lambda sheet: sheet.text(72, 80, "88,00%. Sisanya kembali ke kas."))
    first, second, third = sentences_of(place(found)[0])
    lines = [(line.page, line.bbox) for line in found[0].lines]
    assert [page for page, _ in lines] == [1, 1, 2] and [line.start for line in third.lines] == [0]
    assert (first.page, first.bbox) == lines[0] and (third.page, third.bbox) == lines[2]
    assert second.page == 1 and second.bbox[1] == lines[0][1][1] and second.bbox[3] == lines[1][1][3]
    figures = {text: second.text.index(text) for text in ("1.250.000", "1.100.000", "88,00%")}
    seen = {text: second.at(start, start + len(text)) for text, start in figures.items()}
    assert {text: (item.page, item.bbox) for text, item in seen.items()} == {
        "1.250.000": lines[1],
        "1.100.000": lines[1],
        "88,00%": lines[2],
    }


def test_page_numbers_and_running_feet_are_no_text() -> None:
    def page(number: int) -> Draw:
        def drawn(sheet: Sheet) -> None:
            sheet.text(72, 300, f"Uraian bagian nomor {number} tentang capaian.")
            sheet.text(72, 810, f"Laporan Kinerja Dinas Contoh {number}")

        return drawn

    found = paragraphs_of(*(page(n) for n in range(1, 5)))
    assert all("Laporan Kinerja" not in p.text for p in found) and len(found) == 4


def test_running_heads_of_sideways_pages_are_known_by_their_words() -> None:
    def words(y: float, text: str) -> tuple[Word, ...]:
        return tuple(Word(part, 72 + 60 * n, y, 120 + 60 * n, y + 10, 10.0) for n, part in enumerate(text.split()))

    head = "Laporan Kinerja Dinas Contoh"
    upright = [Page(n, 595, 842, words=(*words(40, head), *words(300, f"Uraian ke-{n}"))) for n in range(1, 5)]
    sideways = Page(5, 842, 595, words=(*words(90, head), *words(110, "Rencana Aksi"), *words(300, head)))
    furniture = Furniture([*upright, sideways])
    assert [line.text for line in furniture.body(sideways)] == ["Rencana Aksi", head]


def test_a_numbered_line_in_larger_print_is_a_heading_though_no_font_is_bold() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(72, 100, "Uraian sebelum judul ini berakhir di sini.", size=10)
        sheet.text(72, 130, "3.1.2 Pengukuran Capaian Indikator yang Dibandingkan", size=12)
        sheet.text(72, 144, "dengan Target", size=12)
        sheet.text(72, 158, "Pengukuran capaian dilakukan setiap triwulan oleh bidang", size=10)
        sheet.text(72, 172, "yang membidangi perencanaan.", size=10)
        sheet.text(72, 186, "2.1 Urusan yang dicetak sebesar teks tidak menjadi judul", size=10)

    _, sections = place(paragraphs_of(page))
    assert [(item.number, item.title) for item in sections] == [
        ("3.1.2", "Pengukuran Capaian Indikator yang Dibandingkan dengan Target")
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Target sebesar Rp. 1.250.000,- telah terserap. Sisanya dikembalikan.", 2),
        ("Nilai No. 12 Tahun 2014 berlaku. Peraturan itu masih dipakai.", 2),
        ("3.1. Capaian Kinerja Organisasi", 1),
        ("Kegiatan dilaksanakan oleh Drs. H. Amin pada bulan Mei.", 1),
        ("Realisasi mencapai 98.60 persen dari target.", 1),
    ],
)
def test_full_stops_inside_figures_and_abbreviations_end_no_sentence(text: str, count: int) -> None:
    assert len(spans(text)) == count


def test_parts_of_the_report_are_told_by_its_headings() -> None:
    texts = [
        para("Kata Pengantar", 1, bold=True),
        para("Ikhtisar Eksekutif", 2, bold=True),
        para("Realisasi mencapai 98%.", 2),
        para("Daftar Isi", 3, bold=True),
        para("BAB I PENDAHULUAN ........ 1", 3, kind="listing"),
        para("BAB I", 4, bold=True),
        para("1.1 Latar Belakang", 4, bold=True),
        para("Uraian latar belakang.", 4),
        para("BAB III AKUNTABILITAS KINERJA", 9, bold=True),
        para("3.1.2 Perbandingan Realisasi", 9, bold=True),
        para("Capaian naik.", 9),
        para("LAMPIRAN", 20, bold=True),
        para("Perjanjian kinerja terlampir.", 20),
    ]
    placed, sections = place(texts)
    parts = {p.paragraph.text: (p.place, p.section) for p in placed}
    assert parts["Realisasi mencapai 98%."] == ("summary", None)
    assert parts["Uraian latar belakang."] == ("body", "1.1")
    assert parts["Capaian naik."] == ("body", "3.1.2")
    assert parts["Perjanjian kinerja terlampir."][0] == "appendix"
    assert [(s.number, s.level) for s in sections] == [("1", 1), ("1.1", 2), ("3", 1), ("3.1.2", 3)]
    assert not any("....." in s.text for s in sentences_of(placed))


def test_a_single_chapter_as_a_file_is_body_from_its_first_line() -> None:
    placed, _ = place([para("BAB III AKUNTABILITAS KINERJA", 1, bold=True), para("Capaian naik.", 1)])
    assert [p.place for p in placed] == ["body", "body"]


def test_identity_is_voted_and_laws_and_plan_spans_do_not_vote() -> None:
    texts = [
        para("LAPORAN KINERJA INSTANSI PEMERINTAH TAHUN 2023", 1, size=20),
        para("DINAS PERIKANAN DAN PANGAN KABUPATEN SAGARA TIMUR", 1, size=16),
        para("Peraturan Presiden Nomor 29 Tahun 2014 dan Peraturan Menteri Nomor 53 Tahun 2014 menjadi dasar.", 3),
        para("Renstra Dinas Perikanan dan Pangan Kabupaten Sagara Timur Tahun 2021-2026 memuat sasaran.", 4),
        para("Dinas Perikanan dan Pangan Kabupaten Sagara Timur pada tahun 2023 mencapai target.", 5),
        para("Realisasi tahun 2022 lebih rendah.", 6),
    ]
    document = identify(texts, ())
    assert document.kind == "lkjip"
    assert document.fiscal_year == 2023
    assert document.agency == "Dinas Perikanan dan Pangan Kabupaten Sagara Timur"
    assert document.region == "Kabupaten Sagara Timur"
    assert document.title == "LAPORAN KINERJA INSTANSI PEMERINTAH TAHUN 2023"


def test_a_document_that_says_nothing_has_no_identity() -> None:
    document = identify([para("Tidak ada keterangan.", 1)], ())
    assert (document.kind, document.agency, document.region, document.fiscal_year) == ("other", None, None, None)
