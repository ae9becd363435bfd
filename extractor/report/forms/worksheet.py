"""Evidence and proposals written into a copy of the user's own AKIP evaluation worksheet (lembar kerja evaluasi).

Rows are known by their text, columns by their header. A formula or a cell that somebody filled is never written over.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet
from rapidfuzz.fuzz import token_sort_ratio

from extractor.errors import UsageError
from extractor.report.clean_text import clean
from extractor.report.forms.archive import timeless
from extractor.report.forms.criteria import Criterion, answers, criteria
from extractor.report.spreadsheet_text import harmless
from schemas import Report

EVIDENCE = re.compile(r"\b(?:bukti|evidence|catatan|eviden)\b", re.IGNORECASE)
# In this order: a column that asks for a proposal rather than one that counts points.
PROPOSAL = tuple(re.compile(rf"\b{word}", re.IGNORECASE) for word in ("usulan", "jawaban", "nilai"))
# A row's text is at least this similar (per cent of its letters, words in any order) to the criterion that it states.
ALIKE = 82.0
# Fewer rows than this may be like a criterion by accident.
FEWEST = 3
HEADER_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """Where evidence and proposal belong on a sheet, by column number; 0: no such column."""

    evidence: int
    proposal: int


def filled_worksheet(template: Path, report: Report) -> bytes:
    """The filled copy of a worksheet as XLSX.

    Raises:
        UsageError: the file is no workbook, or holds no worksheet with the criteria of component 3.
    """
    book = _opened(template)
    proposals = answers(report)
    known = 0
    for sheet in book.worksheets:
        rows = _rows(sheet)
        columns = _columns(sheet, min(rows, default=0))
        if len(rows) < FEWEST or not (columns.evidence or columns.proposal):
            continue
        known += len(rows)
        for row, criterion in rows.items():
            answer = proposals[criterion.number]
            _write(sheet, row, columns.proposal, answer.answer)
            _write(sheet, row, columns.evidence, answer.evidence)
    if not known:
        raise _refused(template, "tidak ada baris kriteria komponen 3", "no rows with criteria of component 3")
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


def _opened(template: Path) -> openpyxl.Workbook:
    try:
        return openpyxl.load_workbook(template, rich_text=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError) as error:
        told = (error.strerror if isinstance(error, OSError) else None) or "bukan XLSX"
        raise _refused(template, told, told.replace("bukan XLSX", "no XLSX")) from None


def _refused(template: Path, found: str, english: str) -> UsageError:
    return UsageError(
        "a worksheet (XLSX) of the AKIP evaluation, its criteria of component 3 in rows, with a column for evidence or answer",
        f"{template}: {english}",
        "Give your own evaluation worksheet; save an .xls file as .xlsx first.",
        (
            "lembar kerja evaluasi AKIP (XLSX) dengan kriteria komponen 3 pada barisnya dan kolom bukti atau jawaban",
            f"{template}: {found}",
            "Berikan lembar kerja evaluasi Anda sendiri; simpan berkas .xls sebagai .xlsx lebih dahulu.",
        ),
    )


def _rows(sheet: Worksheet) -> dict[int, Criterion]:
    """The row of each criterion that the sheet states, the most similar one for each."""
    texts = dict(_texts(sheet))
    pairs = sorted(
        ((_likeness(text, one), row, one.number) for row, text in texts.items() for one in criteria()),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    by_number = {one.number: one for one in criteria()}
    found: dict[int, Criterion] = {}
    taken: set[str] = set()
    for likeness, row, number in pairs:
        if likeness < ALIKE:
            break
        if row not in found and number not in taken:
            found[row] = by_number[number]
            taken.add(number)
    return dict(sorted(found.items()))


def _texts(sheet: Worksheet) -> Iterator[tuple[int, str]]:
    """The longest text of every row."""
    for row, cells in enumerate(sheet.iter_rows(), 1):
        texts = [str(cell.value) for cell in cells if cell.value is not None and cell.data_type == "s"]
        if texts:
            yield row, max(texts, key=len)


def _likeness(text: str, criterion: Criterion) -> float:
    plain = _plain(text)
    return max(token_sort_ratio(plain, _plain(wording)) for wording in criterion.texts)


def _plain(text: str) -> str:
    """Letters and single spaces, without a number in front."""
    return " ".join(re.findall(r"[a-z]+", text.lower()))


def _columns(sheet: Worksheet, first: int) -> Columns:
    """The columns by the header words above the first criterion, the lowest header first."""
    headers = [
        (str(cell.value), cell.column)
        for row in range(first - 1, 0, -1)
        for cell in sheet[row]
        if cell.value is not None and cell.data_type == "s" and len(str(cell.value)) <= HEADER_LENGTH
    ]
    evidence = next((column for text, column in headers if EVIDENCE.search(text)), 0)
    wanted = (c for form in PROPOSAL for text, c in headers if form.search(text) and c != evidence)
    return Columns(evidence, next(wanted, 0))


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Fills an empty cell; one that is merged into another, or holds anything, stays."""
    if not column or not text:
        return
    cell = sheet.cell(row, column)
    if isinstance(cell, Cell) and cell.value is None:
        cell.value = harmless(clean(text), figures=False)
