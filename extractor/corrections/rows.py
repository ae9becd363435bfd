"""A table parted at rows."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.tables.view import View
from schemas import Cell, Table


def parted(table: Table, rows: Sequence[int]) -> tuple[Table, ...] | None:
    """The parts of a table before and from each of some rows on, None where it has no such rows.

    The first keeps id, number and caption, the header of the others is looked for anew.
    """
    count, cuts = View(table).rows, sorted(set(rows))
    if not cuts or cuts[0] < 1 or cuts[-1] >= count:
        return None
    return tuple(_parts(table, [0, *cuts, count]))


def _parts(table: Table, bounds: Sequence[int]) -> Iterator[Table]:
    """The parts between rows."""
    for number, (start, stop) in enumerate(pairwise(bounds), start=1):
        cells = tuple(_moved(cell, start, stop) for cell in table.cells if start <= cell.row < stop)
        pages = sorted({page for cell in cells for page in (cell.page, *(box.page for box in cell.boxes))})
        about: dict[str, object] = {"cells": cells, "pages": (pages[0], pages[-1]) if pages else table.pages}
        if number > 1:
            about |= {"id": f"{table.id}-{number}", "number": None, "caption": None, "header_rows": 0}
        else:
            about |= {"header_rows": min(table.header_rows, stop)}
        yield table.model_copy(update=about)


def _moved(cell: Cell, start: int, stop: int) -> Cell:
    """A cell of a part; one that reaches over its end is cut there."""
    return cell.model_copy(update={"row": cell.row - start, "row_span": min(cell.row_span, stop - cell.row)})
