"""The words over each column, from the outermost header to the innermost."""

import re

from extractor.tables.header_rows import is_title_row, numbering_row
from extractor.tables.view import View

Path = tuple[str, ...]
BRACKETED = re.compile(r"\(([^()]*)\)")


def paths(view: View, header_rows: int) -> list[Path]:
    """The texts over every column; titles over the whole width and numbering rows are left out."""
    rows = [row for row in range(header_rows) if not is_title_row(view, row) and not numbering_row(view, row)]
    return [_path(view, rows, column) for column in range(view.columns)]


def _path(view: View, rows: list[int], column: int) -> Path:
    """The different header texts over one column."""
    parts: list[str] = []
    last = None
    for row in rows:
        cell = view.cell(row, column)
        if cell is not None and cell is not last and cell.text and cell.text not in parts and cell.row in rows:
            parts.append(cell.text)
        last = cell
    return tuple(parts)


def titles(view: View, header_rows: int) -> str:
    """The texts that stand over the whole table inside its header."""
    cells = [view.row(row) for row in range(header_rows) if is_title_row(view, row)]
    return " ".join(cell.text for row in cells for cell in row if cell.text)
