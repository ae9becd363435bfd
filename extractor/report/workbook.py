"""Tables as an XLSX workbook, one sheet a table."""

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from extractor.report.spreadsheet_text import runs
from extractor.report.table_files import title_of
from schemas import Cell, Table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Row of the sheet (from 1) where a table begins; its title stands over it.
FIRST_ROW = 2
NOT_IN_NAMES, LONGEST_NAME = re.compile(r"[\[\]:*?/\\']"), 31
# openpyxl writes the time of day; a workbook of the same tables is the same file.
CLOCK, PAST = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), b"2000-01-01T00:00:00Z"


def to_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook with one sheet a table: its title, then its cells as printed text, merged as on the page."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(_name(table)), table)
    if not tables:
        book.create_sheet("-")
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_clock(buffer)


def _name(table: Table) -> str:
    """Id and number as the name of a sheet."""
    return NOT_IN_NAMES.sub(" ", f"{table.id} {table.number or ''}").strip()[:LONGEST_NAME].rstrip()


def _fill(sheet: "Worksheet", table: Table) -> None:
    """Writes a table; a figure stays the text that is printed, so that nothing is read into it."""
    _write(sheet, 1, 1, title_of(table))
    for cell in table.cells:
        row = cell.row + FIRST_ROW
        _write(sheet, row, cell.column + 1, cell.text)
        written = sheet.cell(row, cell.column + 1)
        written.font = Font(bold=cell.bold or cell.row < table.header_rows)
        written.alignment = Alignment(vertical="top", wrap_text=True)
    _merge(sheet, table.cells)


def _write(sheet: "Worksheet", row: int, column: int, text: str) -> None:
    """Writes a text as text, also where it begins like a formula."""
    field = sheet.cell(row, column)
    field.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    field.data_type = "s"
    # Kept as text by a program that reads the cell anew when somebody edits it.
    field.quotePrefix = runs(text)


def _merge(sheet: "Worksheet", cells: Sequence[Cell]) -> None:
    """Merges the fields of cells with spans; of two that overlap only the first, or the file would be refused."""
    taken = {(cell.row, cell.column) for cell in cells}
    for cell in cells:
        bottom, right = cell.row + cell.row_span, cell.column + cell.column_span
        own = {(r, c) for r in range(cell.row, bottom) for c in range(cell.column, right)} - {(cell.row, cell.column)}
        if own and not own & taken:
            taken |= own
            sheet.merge_cells(None, cell.row + FIRST_ROW, cell.column + 1, bottom + FIRST_ROW - 1, right)


def _without_clock(buffer: io.BytesIO) -> bytes:
    """The same workbook without the times at which its parts were written."""
    out = io.BytesIO()
    with ZipFile(buffer) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            part = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            new.writestr(part, CLOCK.sub(PAST, data) if name == "docProps/core.xml" else data)
    return out.getvalue()
