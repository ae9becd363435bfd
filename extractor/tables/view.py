"""A table as a grid in which a merged cell is found at every place it covers."""

from collections.abc import Iterator

from schemas import Cell, Table


class View:
    """The cells of a table by row and column."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rows = max((cell.row + cell.row_span for cell in table.cells), default=0)
        self.columns = max((cell.column + cell.column_span for cell in table.cells), default=0)
        self._at: dict[tuple[int, int], Cell] = {}
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    self._at.setdefault((row, column), cell)

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place."""
        return self._at.get((row, column))

    def text(self, row: int, column: int) -> str:
        """The text that a reader sees at a place, that of a merged cell everywhere it reaches."""
        cell = self._at.get((row, column))
        return cell.text if cell else ""

    def row(self, row: int) -> list[Cell]:
        """The cells that cover a row, each once, left to right."""
        out: list[Cell] = []
        for column in range(self.columns):
            cell = self._at.get((row, column))
            if cell is not None and (not out or out[-1] is not cell):
                out.append(cell)
        return out

    def started(self, row: int) -> list[Cell]:
        """The cells with text that begin in a row."""
        return [cell for cell in self.row(row) if cell.row == row and cell.text]

    def column(self, column: int, first: int) -> Iterator[Cell]:
        """The cells with text that begin in a column, from a row on; cells over several columns are left out."""
        for row in range(first, self.rows):
            cell = self._at.get((row, column))
            if cell is not None and cell.row == row and cell.column == column and cell.column_span == 1 and cell.text:
                yield cell
