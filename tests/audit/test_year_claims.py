"""Sentences that name another year than their report's."""

from extractor.audit.year_claims import wrong_years
from extractor.facts.model import Sentence
from schemas import Cell, Section, Table

CHAPTER = (Section(number="III", title="Akuntabilitas Kinerja", level=1, page=7),)


def sentence(text: str, place: str = "body", page: int = 7, number: int = 1) -> Sentence:
    return Sentence(id=f"s{number}", text=text, page=page, bbox=(0, 10, 1, 20), place=place, paragraph=4)


def found(*items: Sentence, tables: tuple[Table, ...] = ()) -> list[tuple[int, str, bool]]:
    return [(wrong.year, wrong.kind, wrong.certain) for wrong in wrong_years(items, CHAPTER, tables, 2031)]


def test_preface_that_names_last_year() -> None:
    assert found(sentence("Puji syukur, Laporan Kinerja Dinas Contoh Tahun 2030 telah disusun.", "front")) == [
        (2030, "report", True)
    ]


def test_preface_of_this_year_and_talk_about_an_earlier_report_are_normal() -> None:
    assert not found(sentence("Laporan Kinerja Dinas Contoh Tahun 2031 telah disusun.", "front"))
    assert not found(sentence("Hasil evaluasi atas Laporan Kinerja Tahun 2030 telah ditindaklanjuti.", "front"))
    assert not found(sentence("Laporan kinerja ini menjadi masukan bagi penyusunan program tahun 2030.", "front"))


def test_chapter_opening() -> None:
    first = sentence("Kinerja selama tahun 2030 dan target tahun 2030 diuraikan di sini.", number=1)
    second = sentence("Realisasi anggaran tahun 2030 disajikan juga dalam bab ini.", number=2)
    assert found(first, second) == [(2030, "chapter", True)]
    third = sentence("Pembandingnya adalah tahun 2031.", number=3)
    assert not found(first, second, third)


def test_table_of_another_year_than_announced() -> None:
    cells = (Cell(row=0, column=0, text="Uraian", page=7, bbox=(0, 100, 1, 110)),)
    table = Table(id="t1", number="3.1", caption="Rincian Anggaran Tahun 2031", pages=(7, 7), cells=cells)
    text = "Rincian anggaran tahun 2030 dapat dilihat pada tabel berikut:"
    assert found(sentence(text), tables=(table,)) == [(2030, "caption", True)]
    earlier = table.model_copy(update={"caption": "Rincian Anggaran Tahun 2030 dan 2031"})
    assert not found(sentence(text), tables=(earlier,))


def test_year_compared_with_itself() -> None:
    assert found(sentence("Rasio tahun 2031 menurun dibandingkan tahun 2031.")) == [(2031, "itself", True)]
    assert found(sentence("Terdapat penurunan dibanding tahun 2031.")) == [(2031, "itself", False)]
    assert not found(sentence("Rasio tahun 2030 menurun dibandingkan tahun 2031."))


def test_result_of_the_future() -> None:
    assert found(sentence("Rata-rata capaian anggaran tahun 2032 sebesar 91,5%.")) == [(2032, "future", True)]
    assert not found(sentence("Target capaian tahun 2032 sebesar 91,5%."))
