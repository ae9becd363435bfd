"""Tables for tests, drawn as rows of text: ">" goes on with the cell at the left, "^" with the cell above."""

from collections.abc import Sequence

from extractor.facts.model import Row
from extractor.facts.tables import read_tables
from extractor.tables.context import DocumentContext
from schemas import Cell, Fact, Table

CONTEXT = DocumentContext(2023, "Dinas Contoh Kabupaten Rimba", "Kabupaten Rimba")


def table(rows: Sequence[Sequence[str]], header: int, caption: str | None = None, bold: Sequence[int] = ()) -> Table:
    """A table of the reader; `bold` lists the rows that are printed so."""
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in (">", "^"):
                continue
            width = 1
            while c + width < len(row) and row[c + width] == ">":
                width += 1
            height = 1
            while r + height < len(rows) and rows[r + height][c] == "^":
                height += 1
            box = (10.0 * c, 10.0 * r, 10.0 * c + 9, 10.0 * r + 9)
            cells.append(
                Cell(row=r, column=c, row_span=height, column_span=width, text=text, page=1, bbox=box, bold=r in bold)
            )
    return Table(id="t1", number="1", caption=caption, pages=(1, 1), header_rows=header, cells=tuple(cells))


def read(
    rows: Sequence[Sequence[str]], header: int, caption: str | None = None, bold: Sequence[int] = ()
) -> list[Fact]:
    """The facts of a table."""
    return list(read_tables([table(rows, header, caption, bold)], CONTEXT).facts)


def rows_of(
    rows: Sequence[Sequence[str]], header: int, caption: str | None = None, bold: Sequence[int] = ()
) -> tuple[Row, ...]:
    """The nested rows of a table."""
    return read_tables([table(rows, header, caption, bold)], CONTEXT).rows["t1"]
