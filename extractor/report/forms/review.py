"""Checklist and statement of a review (PermenPANRB 53/2014, Lampiran III), answered where the audit can answer."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from docx.document import Document as Docx

from extractor.report.forms.answers import ANSWERS, PERSON, Answer
from extractor.report.forms.document import blank, grid, paragraph, to_bytes
from extractor.report.forms.evidence import ASKED, Grounds
from schemas import Report

HEAD = ("No.", "Pernyataan", "Usulan jawaban", "Bukti", "Jawaban pereviu")
WIDTHS = (1.5, 6.2, 2.8, 11.7, 3.5)
FILL = "…………………………"
TO_PERSON = "(diisi pereviu)"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist; `answered` is auto, part (evidence only) or person."""

    number: str
    group: str
    text: str
    answered: str


@cache
def items() -> tuple[Item, ...]:
    """The lines of the checklist in their order."""
    listed = yaml.safe_load(Path(__file__).with_name("items.yaml").read_text("utf-8"))
    return tuple(Item(**entry) for entry in listed)


def proposed(report: Report) -> dict[str, Answer]:
    """The answer of every item by its number; empty where it is the reviewer's."""
    grounds = Grounds(report)
    return {item.number: _answer(item, grounds) for item in items()}


def _answer(item: Item, grounds: Grounds) -> Answer:
    return ANSWERS[item.number](grounds) if item.number in ANSWERS else Answer(PERSON)


def review_form(report: Report) -> bytes:
    """The form as DOCX: checklist by group, what is told per indicator, and the statement to be signed."""
    document = blank(landscape=True)
    agency, year = report.document.agency or FILL, str(report.document.fiscal_year or FILL)
    paragraph(document, "FORMULIR CHECKLIST REVIU LAPORAN KINERJA", bold=True, centred=True)
    paragraph(document, f"{agency} Tahun {year}", centred=True)
    paragraph(
        document,
        "Usulan jawaban berasal dari pemeriksaan otomatis atas naskah dan dokumen pendukung yang diberikan; keputusan ada "
        f"pada pereviu. Yang bertanda {TO_PERSON} tidak dapat dijawab dari naskah saja.",
    )
    answers = proposed(report)
    for group in dict.fromkeys(item.group for item in items()):
        document.add_heading(group, level=1)
        rows = [_row(item, answers[item.number]) for item in items() if item.group == group]
        grid(document, HEAD, rows, WIDTHS)
    _matrix(document, report)
    _statement(document, agency, year)
    return to_bytes(document, f"Formulir reviu {agency} {year}")


def _row(item: Item, answer: Answer) -> tuple[str, ...]:
    return (item.number, item.text, answer.answer or TO_PERSON, answer.evidence, "")


def _matrix(document: Docx, report: Report) -> None:
    """What the report tells about each indicator, by page."""
    if not report.statements:
        return
    document.add_heading("Informasi per indikator (halaman)", level=1)
    rows = [
        (statement.indicator, *(str(told.page) if (told := getattr(statement, name)) else "–" for name in ASKED))
        for statement in report.statements
    ]
    head = ("Indikator", *(word.capitalize() for word in ASKED.values()))
    grid(document, head, rows, (5.9, *([2.2] * len(ASKED))))


def _statement(document: Docx, agency: str, year: str) -> None:
    """The statement; whether conditions were found is the reviewer's to say."""
    document.add_page_break()  # type: ignore[no-untyped-call]
    lines = (
        f"Kami telah mereviu Laporan Kinerja {agency} untuk tahun anggaran {year} sesuai pedoman reviu atas laporan "
        f"kinerja. Isi laporan adalah tanggung jawab pimpinan {agency}.",
        "Reviu bertujuan memberi keyakinan terbatas bahwa laporan kinerja disajikan secara akurat, andal, dan valid.",
        "Berdasarkan reviu kami (pilih salah satu):",
        "☐ tidak terdapat keadaan yang menimbulkan keraguan atas keandalan informasi kinerja dalam laporan ini.",
        "☐ terdapat keadaan yang perlu diperbaiki sebagaimana dalam Catatan Hasil Reviu.",
        f"{FILL}, {FILL}",
        f"Pereviu: {FILL}     NIP: {FILL}",
    )
    paragraph(document, "PERNYATAAN TELAH DIREVIU", bold=True, centred=True)
    for line in lines:
        paragraph(document, line)
