"""The dataset as one XLSX workbook, a sheet a table; rows are written as they come, so that size needs no memory."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from extractor.dataset import database as db
from extractor.dataset.columns import Column, columns, description
from extractor.dataset.package import rows
from extractor.dataset.tables import TABLES, Spec
from extractor.report.spreadsheet_text import harmless

# A sheet holds so many rows; what is beyond goes on in the next sheet.
MOST_ROWS, LONGEST = 1_000_000, 32_000
# XML knows no such characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PAST = datetime(2000, 1, 1)
WIDTHS = {"text": 24, "list": 24, "object": 24}


def write_workbook(database: db.Connection, target: Path) -> None:
    """Writes the workbook; numbers are numbers, and a text that a spreadsheet would run stands after an apostrophe."""
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(str(target), options)
    book.set_properties({"title": "LKjIP dataset", "created": _PAST})
    bold = book.add_format({"bold": True})
    _contents(book, bold, database)
    for spec in TABLES:
        _table(book, bold, database, spec)
    book.close()


def _contents(book: Any, bold: Any, database: db.Connection) -> None:
    """The first sheet: which sheet holds what."""
    sheet = book.add_worksheet("about")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 110)
    sheet.write_row(0, 0, ["sheet", "what it holds"], bold)
    for number, spec in enumerate(TABLES, start=1):
        sheet.write_row(number, 0, [spec.name, description(spec.model)])
    sheet.write_row(len(TABLES) + 2, 0, ["state", db.meta(database)["state"]])


def _table(book: Any, bold: Any, database: db.Connection, spec: Spec) -> None:
    fields = columns(spec.model)
    sheet = _sheet(book, bold, spec.name, fields)
    for number, row in enumerate(rows(database, spec)):
        part, line = divmod(number, MOST_ROWS)
        if part and not line:
            sheet = _sheet(book, bold, f"{spec.name} {part + 1}", fields)
        for place, (column, value) in enumerate(zip(fields, row, strict=True)):
            if value is not None:
                _write(sheet, line + 1, place, column, value)


def _sheet(book: Any, bold: Any, name: str, fields: tuple[Column, ...]) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(fields):
        sheet.set_column(place, place, WIDTHS.get(column.kind, 11))
        sheet.write_string(0, place, column.name, bold)
    return sheet


def _write(sheet: Any, line: int, place: int, column: Column, value: Any) -> None:
    """Writes a value as what it is."""
    if column.kind in ("integer", "number"):
        sheet.write_number(line, place, value)
    elif column.kind == "boolean":
        sheet.write_boolean(line, place, value)
    else:
        text = json.dumps(value, ensure_ascii=False) if column.kind == "list" else str(value)
        sheet.write_string(line, place, harmless(_CONTROL.sub("", text))[:LONGEST])
