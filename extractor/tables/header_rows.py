"""Which rows at the top of a finished table are its header, checked against the words that headers use."""

import re

from extractor.tables.header import has_figures, is_index_row
from extractor.tables.view import View
from schemas import Cell
from schemas.catalogue import column_role

# So many rows at most stand over the first data.
MOST = 7
# Share of a header row's cells whose words the catalogue knows.
KNOWN_SHARE = 0.5
# Headers that say little alone: "Rp", "%", "K", "L".
SHORT = re.compile(r"^\W*(?:rp|[a-z]{1,2}|%)?\W*$", re.IGNORECASE)
# A period in a header: "Triwulan 1 - 4".
PERIOD = re.compile(r"(?:tri\s?wulan|tw|semester|tahun)\W*\d(?:\s*[-–]\s*\d)?(?!\d)", re.IGNORECASE)
FIGURE = re.compile(r"^[(]?(?:rp\.?\s*)?-?\d[\d.,]*", re.IGNORECASE)


def numbering_row(view: View, row: int) -> bool:
    """Whether a row numbers the columns; numbers of two columns may stand in one cell ("3 4")."""
    texts = [view.text(row, column) for column in range(view.columns)]
    if is_index_row(texts):
        return True
    pieces = [piece for cell in view.row(row) for piece in cell.text.split()]
    return len(pieces) <= 2 * len(texts) and is_index_row(pieces)


def count_header_rows(view: View) -> int:
    """Number of header and numbering rows: the reader's guess, or what the words say where it found none."""
    count = view.table.header_rows or _by_words(view)
    while 0 < count < min(view.rows - 1, MOST) and (_hangs_on(view, count) or numbering_row(view, count)):
        count += 1
    return _up_to_numbering(view, count)


def _up_to_numbering(view: View, count: int) -> int:
    """The count, or that up to a numbering row right below rows that hang on the header."""
    for row in range(count, min(count + 2, view.rows - 1)):
        if count and numbering_row(view, row):
            return row + 1
        if not any(cell.row < row for cell in view.row(row)):
            break
    return count


def is_title_row(view: View, row: int) -> bool:
    """Whether one text fills a row that other rows divide."""
    cells = [cell for cell in view.row(row) if cell.text]
    return len(cells) == 1 and view.columns > 2 and cells[0].column_span > 0.6 * view.columns


def _by_words(view: View) -> int:
    """Header rows of a table for which none were found: up to a numbering row, or the first rows with known words."""
    limit = min(MOST, view.rows - 1)
    for row in range(1, limit):
        if numbering_row(view, row) and any(_known(view, above) for above in range(row)):
            return row + 1
    for row in range(min(3, limit)):
        if _known(view, row):
            return row + 1
        if not is_title_row(view, row):
            break
    return int(limit > 2 and _over_figures(view))


def _over_figures(view: View) -> bool:
    """Whether the first row is words and two columns under it are figures."""
    cells = [cell for cell in view.row(0) if cell.text]
    if len(cells) < 3 or has_figures([cell.text for cell in cells]):
        return False
    below = [[view.text(row, column) for row in range(1, min(view.rows, 6))] for column in range(1, view.columns)]
    return sum(bool(texts) and all(FIGURE.match(text) for text in texts) for texts in below) >= 2


def _known(view: View, row: int) -> bool:
    """Whether a row holds several cells and half of them are words of headers."""
    cells = [cell for cell in view.row(row) if cell.text]
    if len(cells) < 2 or any(len(cell.text) > 120 for cell in cells):
        return False
    if has_figures([PERIOD.sub(" ", cell.text) for cell in cells if not column_role([cell.text])]):
        return False
    return sum(_is_header_cell(cell) for cell in cells) > KNOWN_SHARE * len(cells)


def _is_header_cell(cell: Cell) -> bool:
    """Whether the catalogue knows a header of these words."""
    return column_role([cell.text]) is not None or SHORT.match(cell.text) is not None


def _hangs_on(view: View, row: int) -> bool:
    """Whether a row is the lower part of a header cell that began above and has header words of its own."""
    hanging = any(cell.row < row for cell in view.row(row))
    started = [cell for cell in view.started(row) if cell.column or cell.column_span == 1]
    texts = [cell.text for cell in started]
    if not hanging or not started or len(started) == len(view.row(row)) or has_figures(texts):
        return False
    if all(_divides(view, cell) for cell in started):
        return True
    known = sum(_is_header_cell(cell) for cell in started)
    return all(len(text) < 40 for text in texts) and known > KNOWN_SHARE * len(started)


def _divides(view: View, cell: Cell) -> bool:
    """Whether a cell stands under a wider one that it divides."""
    above = view.cell(cell.row - 1, cell.column)
    return above is not None and above.column_span > cell.column_span
