"""A drawn PDF read with decisions written as a person writes them."""

import hashlib
from pathlib import Path

from extractor.report.table_files import TableFile, read_tables
from schemas import Table
from schemas.decision_files import Book, load_decisions
from tests.drawing import Draw, draw

X = [60.0, 90.0, 290.0, 380.0, 470.0]
HEADER = ["No", "Indikator", "Target", "Realisasi"]
ROWS = [["1", "Persentase jalan mantap", "80,00", "82,50"], ["2", "Indeks kepuasan", "3,50", "3,40"]]
MISFIT = "decision-does-not-fit"


class Report:
    """A PDF of drawn pages."""

    def __init__(self, folder: Path, *pages: Draw) -> None:
        self.path, self.folder = folder / "report.pdf", folder
        self.path.write_bytes(draw(*pages))
        self.sha = hashlib.sha256(self.path.read_bytes()).hexdigest()[:16]

    def book(self, text: str) -> Book:
        """The decisions of a text, in which SHA is the hash of the report."""
        file = self.folder / "decisions.yaml"
        file.write_text(text.replace("SHA", self.sha), encoding="utf-8")
        return load_decisions([file])

    def read(self, text: str = "") -> TableFile:
        """The tables with the decisions of a text."""
        return read_tables(self.path, decisions=self.book(text))[0]


def grid(table: Table) -> list[list[str]]:
    """The texts of a table by row; fields under a merged cell are blank."""
    rows = max(cell.row + cell.row_span for cell in table.cells)
    columns = max(cell.column + cell.column_span for cell in table.cells)
    out = [[""] * columns for _ in range(rows)]
    for cell in table.cells:
        out[cell.row][cell.column] = cell.text
    return out


def misfits(file: TableFile) -> list[str]:
    """What does not fit, as it is told."""
    return [note.message for note in file.diagnostics if note.code == MISFIT]


def heights(count: int, top: float = 120.0) -> list[float]:
    """The levels of the rules of a table of so many rows."""
    return [top + 20 * i for i in range(count + 1)]
