"""Any table that is drawn is read back: random columns, rows, merged cells, styles and wrapped words."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import Table
from tests.drawing import Sheet
from tests.tables.test_find import tables_of

LEFT, TOP, LINE, LINES = 50.0, 100.0, 12.0, 3
WORDS = ["Jalan", "Irigasi", "Pagu", "Sasaran", "Layanan", "Arsip", "Warga", "Pasar", "Air", "Desa"]


@dataclass(frozen=True)
class Box:
    """A cell to draw: place, spans and the words of its lines."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Drawn:
    """A table to draw."""

    widths: tuple[float, ...]
    rows: int
    boxes: tuple[Box, ...]
    style: str
    sides: bool

    def x(self, column: int) -> float:
        return LEFT + sum(self.widths[:column])

    def y(self, row: int) -> float:
        return TOP + row * (LINES * LINE + 6)


@st.composite
def drawings(choose: st.DrawFn) -> Drawn:
    """A grid of which one block of cells is merged, every cell with one to three lines of words."""
    columns, rows = choose(st.integers(2, 5)), choose(st.integers(2, 7))
    widths = tuple(float(choose(st.integers(75, 105))) for _ in range(columns))
    # A merged cell leaves at least one single cell in each of its rows and columns, so that both begin somewhere.
    height, width = choose(st.integers(1, rows)), choose(st.integers(1, columns - 1))
    top, left = choose(st.integers(0, rows - height)), choose(st.integers(0, columns - width))
    width = 1 if height == rows else width
    boxes = []
    for row in range(rows):
        for column in range(columns):
            inside = top <= row < top + height and left <= column < left + width
            if inside and (row, column) != (top, left):
                continue
            spans = (height, width) if inside else (1, 1)
            count = choose(st.integers(1, LINES))
            lines = tuple(choose(st.sampled_from(WORDS)) + f" R{row}K{column}" for _ in range(count))
            boxes.append(Box(row, column, *spans, lines))
    return Drawn(widths, rows, tuple(boxes), choose(st.sampled_from(["line", "box", "dashed"])), choose(st.booleans()))


def paint(sheet: Sheet, drawn: Drawn) -> None:
    """The table's walls and words; outer sides may stay open."""
    owner = {
        (r, c): box
        for box in drawn.boxes
        for r in range(box.row, box.row + box.row_span)
        for c in range(box.column, box.column + box.column_span)
    }
    columns = len(drawn.widths)
    for r in range(drawn.rows + 1):
        for c in range(columns):
            if owner.get((r - 1, c)) is not owner.get((r, c)):
                sheet.line(drawn.x(c), drawn.y(r), drawn.x(c + 1), drawn.y(r), drawn.style)
    for r in range(drawn.rows):
        for c in range(columns + 1):
            outer = c in (0, columns)
            if owner.get((r, c - 1)) is not owner.get((r, c)) and (drawn.sides or not outer):
                sheet.line(drawn.x(c), drawn.y(r), drawn.x(c), drawn.y(r + 1), drawn.style)
    for box in drawn.boxes:
        for k, line in enumerate(box.lines):
            sheet.text(drawn.x(box.column) + 4, drawn.y(box.row) + 11 + k * LINE, line)


def cells(table: Table) -> set[tuple[int, int, int, int, str]]:
    return {(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(drawings())
def test_what_is_drawn_is_read(drawn: Drawn) -> None:
    (table,) = tables_of(lambda sheet: paint(sheet, drawn))
    assert cells(table) == {(b.row, b.column, b.row_span, b.column_span, " ".join(b.lines)) for b in drawn.boxes}
