"""Cells that say what a person read in them."""

from collections.abc import Sequence

from extractor.corrections.application import Open, is_about
from extractor.tables.arrangement import overlap
from extractor.tables.view import View
from schemas import BBox, Cell, Table
from schemas.decision_conflicts import Placed
from schemas.decisions import CellDecision

# A box means the cell in which so much of it lies.
SHARED = 0.5


def with_cells(
    tables: Sequence[Table], placed: Sequence[Placed], hashes: Sequence[str]
) -> tuple[tuple[Table, ...], list[Open]]:
    """The tables with corrected cells, and decisions that find no such cell or another reading than they were made on."""
    by_id = {table.id: table for table in tables}
    still_open: list[Open] = []
    for entry in placed:
        decision = entry.decision
        assert isinstance(decision, CellDecision)
        if not is_about(decision.report, hashes):
            continue
        found = _cell(list(by_id.values()), decision)
        if found is None:
            still_open.append(Open(entry, f"the report has no {_told(decision)}", decision.page))
            continue
        table, cell = found
        if decision.read is not None and decision.read not in (cell.text, cell.raw):
            problem = f'the cell reads "{cell.text}" now and "{decision.read}" when it was decided on'
            still_open.append(Open(entry, problem, cell.page))
            continue
        by_id[table.id] = _corrected(table, cell, decision.text)
    return tuple(by_id.values()), still_open


def _corrected(table: Table, cell: Cell, text: str) -> Table:
    """The table with another text in a cell, which keeps the old one as `raw` and is sure."""
    raw = cell.text if cell.text != text else cell.raw
    new = cell.model_copy(update={"text": text, "raw": raw, "confidence": 1.0, "alternatives": ()})
    cells = tuple(new if c is cell else c for c in table.cells)
    decided = (*(place for place in table.decided if place != (cell.row, cell.column)), (cell.row, cell.column))
    return table.model_copy(update={"cells": cells, "decided": tuple(sorted(decided))})


def _cell(tables: Sequence[Table], decision: CellDecision) -> tuple[Table, Cell] | None:
    """The cell of a decision: by table, row and column, else by its place on a page."""
    if decision.table is not None and decision.row is not None and decision.column is not None:
        table = next((table for table in tables if table.id == decision.table), None)
        cell = View(table).cell(decision.row, decision.column) if table else None
        return (table, cell) if table and cell else None
    if decision.page is None or decision.bbox is None:
        return None
    best = max(
        ((_share(cell, decision.page, decision.bbox), t, c) for t, table in enumerate(tables)
         for c, cell in enumerate(table.cells)),
        key=lambda item: (item[0], -item[1], -item[2]),
        default=(0.0, 0, 0),
    )  # fmt: skip
    return (tables[best[1]], tables[best[1]].cells[best[2]]) if best[0] >= SHARED else None


def _share(cell: Cell, page: int, box: BBox) -> float:
    """How much of a box lies in a cell, at most 1."""
    places = [region.bbox for region in cell.boxes if region.page == page]
    places += [cell.bbox] if cell.page == page and not cell.boxes else []
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1e-6)
    return max((overlap(place, box) / area for place in places), default=0.0)


def _told(decision: CellDecision) -> str:
    """What a decision looks for."""
    if decision.table is not None:
        return f"cell {decision.row}/{decision.column} in table {decision.table}"
    return f"cell at this place on page {decision.page}"
