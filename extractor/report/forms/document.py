"""Blocks of a Word document: headings, paragraphs, tables; the same content gives the same bytes."""

import io
from collections.abc import Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from extractor.report.clean_text import clean
from extractor.report.forms.archive import timeless

PAST = datetime(2000, 1, 1)


def blank(*, landscape: bool = False) -> Docx:
    """An empty A4 document."""
    document = Document()
    section = document.sections[0]
    width, height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    document.styles["Normal"].font.size = Pt(10.5)
    return document


def paragraph(document: Docx, text: str, *, bold: bool = False, centred: bool = False) -> None:
    """A paragraph of plain text."""
    written = document.add_paragraph()
    written.add_run(clean(text)).bold = bold
    if centred:
        written.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER


def grid(document: Docx, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    """A ruled table whose head is repeated on every page; widths in centimetres."""
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    _repeat(table.rows[0])
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        _fill(cell, text, bold=True)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _fill(cell, text)
    # Word goes by the width of each cell, LibreOffice by that of the column.
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _fill(cell: object, text: str, *, bold: bool = False) -> None:
    first = cell.paragraphs[0]  # type: ignore[attr-defined]
    run = first.add_run(clean(text))
    run.bold, run.font.size = bold, Pt(9.5)


def _repeat(row: object) -> None:
    """Marks a row as the head of its table."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]


def to_bytes(document: Docx, title: str) -> bytes:
    """The document as DOCX without the time at which it was made."""
    properties = document.core_properties
    properties.title, properties.author = clean(title), "lkjip-extractor"
    properties.created = properties.modified = PAST
    buffer = io.BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue())
