"""Lists of contents, tables and figures, captions and references: when they are told to differ, and when not."""

import pytest

from extractor.facts.listings import entries
from extractor.facts.model import Entry, Sentence
from extractor.facts.prose import Paragraph
from schemas import Cell, Table
from tests.audit.outline_reading import drafts, line, messages, report, said
from tests.audit.prose import BOX

BODY = said(
    "5|heading|1.1 Latar Belakang",
    "6|heading|1.2 Organisasi",
    "9|heading|2.1 Rencana Strategis",
    "11|heading|2.2 Rencana Kerja",
    "12|heading|2.3 Rencana Anggaran",
    "20|heading|3.1 Capaian Kinerja",
)
GOOD = [
    "1.1 Latar Belakang 1",
    "1.2 Organisasi 2",
    "2.1 Rencana Strategis 5",
    "2.2 Rencana Kerja 7",
    "2.3 Rencana Anggaran 8",
]


def contents(*lines: str) -> list[Entry]:
    return [line(text) for text in lines]


def test_a_list_that_fits_is_not_accused() -> None:
    assert messages("DOC-TOC", report(BODY, contents(*GOOD))) == []


def test_a_section_under_another_number_is_told_with_both() -> None:
    found = drafts("DOC-TOC", report(BODY, contents(*GOOD[:3], "2.2 Rencana Anggaran 7")))
    assert [draft.severity for draft in found] == ["warning"]
    assert "2.2 “Rencana Anggaran”" in found[0].message.id and "bernomor 2.3" in found[0].message.id
    assert found[0].page == 3


def test_a_number_that_stands_twice() -> None:
    found = messages("DOC-TOC", report(BODY, contents(*GOOD[:4], "2.2 Rencana Anggaran 8")))
    assert len(found) == 1 and "dua kali" in found[0] and "bernomor 2.3" in found[0]


@pytest.mark.parametrize("title", ["Latar Belakang Penyusunan Laporan", "Latar Belakng", "LATAR BELAKANG"])
def test_longer_and_misspelt_titles_are_one(title: str) -> None:
    assert messages("DOC-TOC", report(BODY, contents(f"1.1 {title} 1", *GOOD[1:]))) == []


def test_another_title_is_a_notice_only() -> None:
    found = drafts("DOC-TOC", report(BODY, contents(*GOOD[:4], "3.1 Permasalahan Utama Daerah 16")))
    assert [draft.severity for draft in found] == ["notice"]


def test_three_lines_are_too_few_to_compare() -> None:
    assert messages("DOC-TOC", report(BODY, contents(*GOOD[:2], "2.2 Rencana Anggaran 8"))) == []


def test_the_outline_told_in_the_first_chapter_is_no_heading() -> None:
    told = said("7|item|2.1 Perencanaan dan Perjanjian Kinerja Tahunan Dinas")
    assert messages("DOC-TOC", report((*BODY[:2], *told, *BODY[2:]), contents(*GOOD))) == []


@pytest.mark.parametrize(
    ("labels", "wrong"), [("1 2 5 7 8", []), ("1 2 9 3 8", ["9"]), ("1 2 2 2 8", []), ("1 8 2 5 7", ["8"])]
)
def test_page_numbers_that_fall(labels: str, wrong: list[str]) -> None:
    lines = [f"{text.rpartition(' ')[0]} {label}" for text, label in zip(GOOD, labels.split(), strict=True)]
    assert [draft.printed for draft in drafts("DOC-TOCPAGE", report(BODY, contents(*lines)))] == wrong


def test_pages_by_chapter_are_not_compared() -> None:
    lines = [line("1.1 Latar Belakang I-9"), line("2.1 Rencana Strategis II-1"), line("2.2 Rencana Kerja II-4")]
    assert messages("DOC-TOCPAGE", report(BODY, lines)) == []


def test_a_page_that_is_not_that_of_the_heading_is_a_notice_where_most_fit() -> None:
    labels = {5: "1", 6: "2", 9: "5", 11: "9", 12: "9"}
    found = drafts("DOC-TOCPAGE", report(BODY, contents(*GOOD[:4]), labels=labels))
    assert [draft.severity for draft in found] == ["notice"] and "2.2 Rencana Kerja: 7 → 9" in found[0].message.id
    shifted = {page: str(int(label) + 1) for page, label in labels.items()}
    assert messages("DOC-TOCPAGE", report(BODY, contents(*GOOD[:4]), labels=shifted)) == []


CAPTIONS = said(
    "5|caption|Tabel 1.1 Jumlah Pegawai",
    "9|caption|Tabel 2.1 Perjanjian Kinerja",
    "20|caption|Tabel 3.1 Capaian Kinerja Tahun 2031",
    "25|caption|Tabel 3.2 Efisiensi Anggaran Program",
)
LISTED = ["1.1 Jumlah Pegawai 1", "2.1 Perjanjian Kinerja 5", "3.1 Capaian Kinerja 16", "3.2 Efisiensi Anggaran 21"]


def tables(*lines: str) -> list[Entry]:
    return [line(text, listing="tables") for text in lines]


def test_a_list_of_tables_that_fits() -> None:
    assert messages("DOC-TABLIST", report(CAPTIONS, tables(*LISTED))) == []


def test_a_table_that_the_list_lacks_or_names_in_vain() -> None:
    assert "3.2 “Efisiensi" in messages("DOC-TABLIST", report(CAPTIONS, tables(*LISTED[:3])))[0]
    more = [*LISTED[:3], "3.2 Efisiensi Anggaran 21"]
    more.insert(2, "2.2 Rencana Anggaran 7")
    assert "2.2 “Rencana Anggaran”" in messages("DOC-TABLIST", report(CAPTIONS, tables(*more)))[0]


def test_tables_after_the_last_one_found_may_be_in_another_file() -> None:
    assert messages("DOC-TABLIST", report(CAPTIONS, tables(*LISTED, "4.1 Rencana Aksi 40"))) == []


def test_figures_are_compared_only_where_most_captions_can_be_seen() -> None:
    lines = [line(f"{n} Bagan {n} {n}", listing="figures") for n in range(1, 5)]
    all_seen = said("5|sentence|Gambar 1 Bagan 1", "6|sentence|Gambar 2 Bagan 2", "7|sentence|Gambar 4 Bagan 4")
    assert "3 “Bagan 3”" in messages("DOC-FIGLIST", report(all_seen, lines))[0]
    assert messages("DOC-FIGLIST", report(all_seen[:2], lines)) == []


def test_one_title_for_two_tables() -> None:
    same = said("25|caption|Tabel 3.2 Capaian Kinerja Tahun 2031")
    assert len(messages("DOC-CAPDUP", report((*CAPTIONS[:3], *same)))) == 1
    assert messages("DOC-CAPDUP", report(CAPTIONS)) == []


def test_another_year_makes_another_title() -> None:
    other = said("25|caption|Tabel 3.2 Capaian Kinerja Tahun 2030")
    assert messages("DOC-CAPDUP", report((*CAPTIONS[:3], *other))) == []


def test_one_number_for_two_titles_but_not_for_a_table_that_goes_on() -> None:
    other = said("25|caption|Tabel 3.1 Sarana dan Prasarana Kantor")
    assert "dipakai dua kali" in messages("DOC-CAPDUP", report((*CAPTIONS[:3], *other)))[0]
    goes_on = said("25|caption|Tabel 3.1 Capaian Kinerja Tahun 2031 (lanjutan)")
    assert messages("DOC-CAPDUP", report((*CAPTIONS[:3], *goes_on))) == []


def test_a_caption_without_rows() -> None:
    assert "Tabel 2.1" in messages("DOC-NOBODY", report(CAPTIONS, without_rows=[9]))[0]
    assert messages("DOC-NOBODY", report(CAPTIONS)) == []


def grid(number: str, kind: str, page: int, *rows: str) -> Table:
    cells = tuple(
        Cell(row=r, column=c, text=text, page=page, bbox=BOX)
        for r, row in enumerate(rows)
        for c, text in enumerate(row.split(" | "))
    )
    return Table(id=f"t{number}", number=number, kind=kind, pages=(page, page), header_rows=1, cells=cells)


def test_a_caption_that_names_other_parts_of_the_plan() -> None:
    caption = said("9|caption|Tabel 2.1 Visi dan Misi Kabupaten")
    wrong = grid("2.1", "text", 9, "Strategi | Arah Kebijakan", "Penguatan | Pelatihan")
    right = grid("2.1", "text", 9, "Uraian | Arah Kebijakan", "Misi kedua | Pelatihan")
    assert "visi, misi" in messages("DOC-CAPTION", report(caption, tables=[wrong]))[0]
    assert messages("DOC-CAPTION", report(caption, tables=[right])) == []


REFERENCE = "Berdasarkan tabel 1.1 tentang efisiensi anggaran program, diperoleh hasil berikut."


def test_a_reference_to_a_table_about_something_else() -> None:
    found = drafts("DOC-XREF", report((*CAPTIONS, *said(f"30|sentence|{REFERENCE}"))))
    assert [draft.printed for draft in found] == ["Tabel 1.1"] and "Tabel 3.2" in found[0].message.id
    assert found[0].severity is None


@pytest.mark.parametrize(
    "text",
    [
        REFERENCE.replace("1.1", "3.2"),
        "Berdasarkan tabel 1.1 tentang jumlah pegawai, diperoleh hasil berikut.",
        "Berdasarkan tabel 1.1 tentang kondisi keuangan daerah, diperoleh hasil berikut.",
        "Lihat Tabel 4.7 pada bab lain.",
    ],
)
def test_right_vague_and_foreign_references_are_silent(text: str) -> None:
    assert messages("DOC-XREF", report((*CAPTIONS, *said(f"30|sentence|{text}")))) == []


def test_a_number_that_no_table_has_is_a_notice() -> None:
    found = drafts("DOC-XREF", report((*CAPTIONS, *said("30|sentence|Rincian ada pada Tabel 3.9."))))
    assert [draft.severity for draft in found] == ["notice"]


def paragraph(text: str) -> Paragraph:
    return Paragraph(text, 4, BOX, False, 11.0, "listing")


def test_lines_of_lists_are_read_with_number_title_and_page() -> None:
    found = entries(
        [
            paragraph("BAB I PENDAHULUAN..............1"),
            paragraph("1.1 Latar Belakang ............ I - 2"),
            paragraph("Tabel III. 2 Perbandingan Capaian Kinerja"),
            paragraph("dengan Tahun Lalu ............. III-4"),
            Paragraph("Bukan daftar.", 5, BOX, False, 11.0),
        ]
    )
    assert [(item.listing, item.number, item.title, item.label) for item in found] == [
        ("contents", "BAB I", "PENDAHULUAN", "1"),
        ("contents", "1.1", "Latar Belakang", "I-2"),
        ("tables", "III.2", "Perbandingan Capaian Kinerja dengan Tahun Lalu", "III-4"),
    ]
    assert isinstance(found[0].line, Sentence) and found[0].line.page == 4
