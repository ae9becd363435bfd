"""The tables of a PDF without an audit, as JSON, CSV or XLSX."""

import csv
import io
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from extractor.corrections import corrected
from extractor.errors import UsageError
from extractor.pages import Choice, Page, Progress
from extractor.pages import read as read_pages
from extractor.report.spreadsheet_text import harmless
from extractor.tables import find, sketch
from extractor.tables.context import DocumentContext
from extractor.tables.roles import classify_all
from schemas import SCHEMA_VERSION, Diagnostic, Model, Source, Table
from schemas.decision_files import Book


class TableFormat(StrEnum):
    """How tables are written; the value is the ending of the file."""

    json = ".json"
    csv = ".csv"
    xlsx = ".xlsx"


class TableFile(Model):
    """All tables of a PDF, with what could not be read."""

    schema_version: str = SCHEMA_VERSION
    source: Source
    tables: tuple[Table, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def format_of(name: str) -> TableFormat:
    """The format that a file's name asks for, JSON where it has no ending.

    Raises:
        UsageError: the ending is another one.
    """
    ending = Path(name).suffix.lower()
    if ending in set(TableFormat):
        return TableFormat(ending)
    if not ending:
        return TableFormat.json
    known = ", ".join(TableFormat)
    raise UsageError(
        f"an output that ends in {known}",
        name,
        "Choose another name with -o.",
        (f"keluaran berakhiran {known}", name, "Pilih nama lain dengan -o."),
    )


def read_tables(
    path: Path,
    pages: Sequence[int] | None = None,
    *,
    ocr: Choice = False,
    jobs: int = 1,
    progress: Progress | None = None,
    decisions: Book | None = None,
) -> tuple[TableFile, tuple[Page, ...]]:
    """All tables of a PDF with kind and column roles, and the pages that they were read from.

    Nothing is known about the document, so headers that leave their year open keep it open. Decisions about tables and
    cells are applied.

    Raises:
        ExtractorError: the file cannot be read.
    """
    document = read_pages(path, pages, ocr=ocr, jobs=jobs, each=sketch, progress=progress)
    found = corrected(find(document.pages, document.sketches), document, decisions.placed if decisions else ())
    notes = sorted((*document.diagnostics, *found.diagnostics), key=lambda d: (d.page or 0, d.code, d.message))
    tables = classify_all(found.tables, DocumentContext(), found.decided)
    return TableFile(source=document.source, tables=tables, diagnostics=tuple(notes)), document.pages


def encoded(file: TableFile, wanted: TableFormat) -> bytes:
    """The file in the wanted format; the same tables give the same bytes."""
    if wanted is TableFormat.csv:
        return to_csv(file.tables)
    if wanted is TableFormat.xlsx:
        from extractor.report.workbook import to_xlsx

        return to_xlsx(file.tables)
    return file.model_dump_json(indent=1).encode("utf-8") + b"\n"


def to_csv(tables: Sequence[Table]) -> bytes:
    """All tables below each other, each under a line that names it, with an empty line between.

    A merged cell stands in its first field. UTF-8 with a signature, so that spreadsheets know the encoding.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for index, table in enumerate(tables):
        if index:
            writer.writerow([])
        writer.writerow([harmless(title_of(table))])
        writer.writerows([harmless(field) for field in row] for row in fields_of(table))
    return text.getvalue().encode("utf-8-sig")


def title_of(table: Table) -> str:
    """Id, caption (number where there is none) and pages of a table on one line."""
    first, last = table.pages
    pages = f"p. {first}" if first == last else f"p. {first}-{last}"
    return " | ".join(part for part in (table.id, table.caption or table.number, pages) if part)


def fields_of(table: Table) -> list[list[str]]:
    """The texts of a table, one list a row; fields that a merged cell covers are empty."""
    rows = max((cell.row + cell.row_span for cell in table.cells), default=0)
    columns = max((cell.column + cell.column_span for cell in table.cells), default=0)
    fields = [[""] * columns for _ in range(rows)]
    for cell in table.cells:
        fields[cell.row][cell.column] = cell.text
    return fields
