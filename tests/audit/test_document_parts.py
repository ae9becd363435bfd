"""Parts, promises, leftovers, regulations, dates and links: what is told, what is not, and what stays a notice."""

import pytest

from extractor.audit import RULES
from extractor.audit.citations import citations
from extractor.facts.model import Row, Sentence
from schemas import Cell, Column, Section, Table
from tests.audit.outline_reading import drafts, messages, report, said
from tests.audit.prose import BOX, fact

OWN = "Dinas Sungai Kabupaten Hulu"


def cited(text: str) -> list[tuple[str, int, int, str]]:
    return [(item.kind, item.number, item.year, item.title) for item in citations(said(text)[0])]


def test_citations_are_read_with_kind_number_year_and_title() -> None:
    text = (
        "Berdasarkan Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah dan "
        "Peraturan Menteri PAN dan RB No. 53 Tahun 2014 sebagaimana diatur, Perbup Nomor 7 Tahun 2030 tentang Tugas."
    )
    assert cited(text) == [
        ("perpres", 29, 2014, "Sistem Akuntabilitas Kinerja Instansi Pemerintah"),
        ("permenpan", 53, 2014, ""),
        ("perkada", 7, 2030, "Tugas"),
    ]


def test_a_number_without_a_regulation_is_no_citation() -> None:
    assert cited("Ruang nomor 12 tahun 2014 direnovasi.") == []


ORGANISATION = "tentang Kedudukan, Susunan Organisasi, Tugas dan Fungsi serta Tata Kerja Dinas Sungai"


def test_two_regulations_for_one_organisation_are_a_warning() -> None:
    texts = [f"Peraturan Bupati Hulu Nomor {n} {ORGANISATION}." for n in ("9 Tahun 2026", "5 Tahun 2029")]
    found = drafts("DOC-LEGAL", report(said(*texts)))
    assert [draft.severity for draft in found] == ["warning"]
    assert messages("DOC-LEGAL", report(said(texts[0], texts[0]))) == []
    changed = f"Peraturan Bupati Hulu Nomor 5 Tahun 2029 tentang Perubahan atas {ORGANISATION[8:]}."
    assert messages("DOC-LEGAL", report(said(texts[0], changed))) == []


def test_another_title_than_the_known_one_is_a_notice() -> None:
    wrong = "Peraturan Menteri PAN dan RB Nomor 53 Tahun 2014 tentang Pedoman Penyusunan Rencana Strategis Daerah."
    found = drafts("DOC-LEGAL", report(said(wrong)))
    assert [draft.severity for draft in found] == [None] and "Petunjuk Teknis" in found[0].message.id
    short = "Peraturan Menteri PAN dan RB Nomor 53 Tahun 2014 tentang Petunjuk Teknis Perjanjian Kinerja."
    assert messages("DOC-LEGAL", report(said(short))) == []


def test_a_replaced_regulation_unless_the_sentence_says_so() -> None:
    assert "PP 12/2019" in messages("DOC-LEGAL", report(said("Peraturan Pemerintah Nomor 58 Tahun 2005.")))[0]
    told = "Peraturan Pemerintah Nomor 58 Tahun 2005 yang telah diganti."
    assert messages("DOC-LEGAL", report(said(told))) == []


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("Laporan Kinerja Dinas Sungai 2029", "body", 1),
        ("Laporan Kinerja Dinas Sungai 2031", "body", 0),
        ("Laporan Kinerja Dinas Sungai tahun 2029 menunjukkan kenaikan, lihat lampiran 2030", "body", 0),
        ("Penyusunan Laporan Kinerja Dinas Sungai Tahun 2028 dilaksanakan dengan cermat.", "front", 1),
        ("Penyusunan Laporan Kinerja Dinas Sungai Tahun 2031 dilaksanakan dengan cermat.", "front", 0),
        ("Peraturan Nomor 5 tentang laporan kinerja tahun 2028 disusun oleh gubernur.", "front", 0),
    ],
)
def test_names_of_older_reports(text: str, place: str, found: int) -> None:
    assert len(messages("DOC-STALE", report(said(text, place=place)))) == found


def test_a_running_foot_of_an_older_report() -> None:
    foot = Sentence("r0", "LKjIP Dinas Sungai 2030", 4, BOX, kind="footer")
    assert len(messages("DOC-STALE", report(footers=(foot,)))) == 1


TABLE = Table(
    id="t9", number="3.4", caption="Tabel 3.4 Anggaran Tahun 2031", kind="budget_realization", pages=(6, 6), cells=()
)
TOTALS = "Total pagu anggaran tahun 2030 sejumlah Rp. 5.250.000.000 terealisasi Rp. 4.180.500.000."
SHOWN = "Rinciannya dapat dilihat pada tabel berikut."


def paragraph(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(f"s{n}", text, 6, BOX, paragraph=1) for n, text in enumerate(texts))


def test_last_years_totals_before_this_years_table() -> None:
    found = drafts("DOC-STALE", report(paragraph(TOTALS, SHOWN), tables=[TABLE]))
    assert [draft.printed for draft in found] == ["Rp. 5.250.000.000"]
    assert messages("DOC-STALE", report(paragraph(TOTALS.replace("2030", "2031"), SHOWN), tables=[TABLE])) == []
    both = paragraph(TOTALS, "Tahun 2031 pagu menjadi Rp. 6.000.000.000.", SHOWN)
    assert messages("DOC-STALE", report(both, tables=[TABLE])) == []
    assert messages("DOC-STALE", report(paragraph(TOTALS), tables=[TABLE])) == []


def named(*others: str) -> list[str]:
    usual = [f"{OWN} melayani masyarakat." for _ in range(6)]
    return messages("DOC-ORG", report(said(*usual, *(f"{name} melayani masyarakat." for name in others))))


def test_another_name_of_the_agency() -> None:
    assert len(named("Dinas Sungai dan Perairan Kabupaten Hulu")) == 0, "a longer form is no other name"
    assert len(named("Dinas Perikanan Kabupaten Hulu")) == 0, "another office"
    assert len(named("Dinas Sungei Kabupaten Hulu")) == 0, "a misspelling"


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("Hulu, 20 Desember 2031", 1),
        ("Hulu, 28 Februari 2032", 0),
        ("Hulu, 1 Maret 2032", 1),
        ("Hulu, Januari 2032", 0),
        ("Sumber, 31 Desember 2031", 0),
    ],
)
def test_dates_of_signature(date: str, found: int) -> None:
    assert len(messages("DOC-SIGN", report(said(f"{date} Kepala Dinas,")))) == found


def test_two_dates_of_signature() -> None:
    assert len(messages("DOC-SIGN", report(said("Hulu, 5 Januari 2032", "Hulu, 9 Februari 2032")))) == 1


@pytest.mark.parametrize(
    ("nip", "found"),
    [("19800214 200501 1 003", 0), ("198002142005012003", 0), ("19801314 200501 1 003", 1), ("800214 200501 1 003", 1)],
)
def test_numbers_of_civil_servants(nip: str, found: int) -> None:
    assert len(messages("DOC-SIGN", report(said(f"Pembina NIP. {nip}")))) == found


def rows(identifier: str, kind: str, *lines: str, roles: str, **more: object) -> Table:
    cells = tuple(
        Cell(row=r, column=c, text=text.strip(), page=7, bbox=BOX)
        for r, text_line in enumerate(lines)
        for c, text in enumerate(text_line.split("|"))
        if text.strip()
    )
    columns = tuple(
        Column(role=role.partition("@")[0], header=role, entity=role.partition("@")[2] or None)
        for role in roles.split()
    )
    return Table(id=identifier, kind=kind, pages=(7, 7), columns=columns, cells=cells, header_rows=1)


def test_one_link_for_two_documents() -> None:
    lines = [
        "No|Tautan|Dokumen",
        "1|https://example.org/a1|SK Kepala",
        "2|https://example.org/a1|Renja",
        "3|https://example.org/b2|PK",
    ]
    assert len(messages("DOC-LINK", report(tables=[rows("t1", "text", *lines, roles="no name text")]))) == 1
    lines[2] = "2|https://example.org/a1|SK Kepala"
    assert messages("DOC-LINK", report(tables=[rows("t1", "text", *lines, roles="no name text")])) == []


CHAPTERS = tuple(
    Section(number=str(n), title=title, level=1, page=page)
    for n, title, page in [(1, "PENDAHULUAN", 5), (2, "PERENCANAAN", 9), (3, "AKUNTABILITAS", 14), (4, "PENUTUP", 30)]
)
FULL = said(
    "5|heading|1.2 Permasalahan Utama",
    "9|heading|2.3 Perjanjian Kinerja Tahun 2031",
    "14|heading|3.1 Capaian Kinerja Organisasi",
    "15|heading|3.2 Perbandingan dengan Tahun Sebelumnya",
    "16|heading|3.3 Perbandingan dengan Target Jangka Menengah",
    "17|heading|3.4 Penyebab Keberhasilan dan Kegagalan",
    "18|heading|3.5 Efisiensi Penggunaan Sumber Daya",
    "19|heading|3.6 Program dan Kegiatan Pendukung",
    "20|heading|3.7 Realisasi Anggaran",
    "30|heading|4.1 Kesimpulan",
)


def without(word: str) -> tuple[Sentence, ...]:
    return tuple(item for item in FULL if word not in item.text)


def test_a_report_with_all_parts() -> None:
    assert messages("DOC-SECTION", report(FULL, sections=CHAPTERS)) == []


@pytest.mark.parametrize("word", ["Jangka Menengah", "Efisiensi", "Penyebab", "Permasalahan"])
def test_a_part_that_nothing_tells_of(word: str) -> None:
    found = drafts("DOC-SECTION", report(without(word), sections=CHAPTERS))
    assert len(found) == 1 and RULES["DOC-SECTION"].severity == "notice"


def test_a_sentence_or_a_table_stands_for_a_part() -> None:
    spoken = said("17|sentence|Realisasi itu telah mencapai 90% dari target akhir Renstra yang ditetapkan.")
    assert messages("DOC-SECTION", report((*without("Jangka Menengah"), *spoken), sections=CHAPTERS)) == []
    table = Table(id="t1", kind="efficiency", pages=(18, 18), cells=())
    assert messages("DOC-SECTION", report(without("Efisiensi"), tables=[table], sections=CHAPTERS)) == []


def test_a_chapter_alone_lacks_no_chapter() -> None:
    chapter = tuple(item for item in FULL if 14 <= item.page < 30)
    assert messages("DOC-SECTION", report(chapter, sections=CHAPTERS[2:3])) == []
    part = tuple(item for item in chapter if "Efisiensi" not in item.text)
    assert len(drafts("DOC-SECTION", report(part, sections=CHAPTERS[2:3]))) == 1


def test_a_chapter_that_goes_on_in_another_file_lacks_nothing() -> None:
    part = tuple(item for item in FULL if 14 <= item.page <= 20 and "Efisiensi" not in item.text)
    cell = Cell(row=0, column=0, text="Program", page=21, bbox=BOX)
    table = Table(id="t1", kind="budget", pages=(21, 21), cells=(cell,))
    assert messages("DOC-SECTION", report(part, tables=[table], sections=CHAPTERS[2:3])) == []
    after = Sentence("s99", "Demikian uraian capaian kinerja itu.", 21, (10.0, 700.0, 20.0, 710.0))
    assert len(drafts("DOC-SECTION", report((*part, after), tables=[table], sections=CHAPTERS[2:3]))) == 1


def test_a_missing_agreement_is_told_of_whole_reports_only() -> None:
    assert len(messages("DOC-PK", report(without("Perjanjian"), sections=CHAPTERS))) == 1
    assert messages("DOC-PK", report(FULL, sections=CHAPTERS)) == []
    assert messages("DOC-PK", report(without("Perjanjian"), sections=CHAPTERS[2:3])) == []


BOXED = said(
    "14|heading|BAB III",
    "14|sentence|Bab 3 Berisi :",
    "14|sentence|1. Capaian Kinerja 2. Realisasi",
    "14|sentence|Anggaran 3. Inovasi",
    "16|heading|3.1 Capaian Kinerja Organisasi",
    "20|heading|3.2 Realisasi Anggaran",
)


def test_a_promise_that_the_chapter_does_not_keep() -> None:
    assert "Inovasi" in messages("DOC-PROMISE", report(BOXED, sections=CHAPTERS))[0]
    kept = said("22|heading|3.3 Inovasi Daerah")
    assert messages("DOC-PROMISE", report((*BOXED, *kept), sections=CHAPTERS)) == []


NATIONAL = "indicator realization target@nasional"


def compared(*standards: str) -> list[str]:
    lines = [f"Indeks {n}|7{n}|{standard}" for n, standard in enumerate(standards)]
    table = rows("t1", "national_standard", "Indikator|Realisasi|Target", *lines, roles=NATIONAL)
    kinds = tuple(Row("t1", n + 1, "data", f"Indeks {n}", 0) for n in range(len(standards)))
    facts = tuple(
        fact(f"Indeks {n}", "realization", f"7{n}", row=n + 1, column=1, page=7) for n in range(len(standards))
    )
    return messages("DOC-EMPTYCMP", report(tables=[table], rows={"t1": kinds}, facts=facts))


def test_a_comparison_that_compares_little() -> None:
    assert len(compared("80", "", "")) == 1
    assert compared("80", "75", "") == []
    assert compared("80", "-", "belum ada") == []
    assert compared("80", "") == []


def filled(*words: str) -> list[str]:
    lines = [f"Indeks {n}|7{n}|{word}" for n, word in enumerate(words)]
    table = rows("t1", "program_support", "Indikator|Capaian|Ket", *lines, roles="indicator achievement category")
    kinds = tuple(Row("t1", n + 1, "data", f"Indeks {n}", 0) for n in range(len(words)))
    facts = tuple(fact(f"Indeks {n}", "achievement", f"7{n}", row=n + 1, column=1) for n in range(len(words)))
    return messages("CELL-MISSING", report(tables=[table], rows={"t1": kinds}, facts=facts))


def test_a_blank_in_a_filled_column() -> None:
    assert "“Indeks 5”" in filled(*["Menunjang"] * 5, "")[0]
    assert filled(*["Menunjang"] * 5, "-") == []
    assert filled(*["Menunjang"] * 4, "") == [], "five rows are too few"
    assert filled(*["Menunjang"] * 4, "", "") == [], "two of six are no exception"
