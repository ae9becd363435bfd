"""A table on one page, before it is joined with its continuation."""

from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any

from schemas import BBox


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell as read on one page: place in the grid, spans, text, its plain reading if words were rejoined."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    page: int
    bbox: BBox
    raw: str | None = None
    bold: bool = False
    boxes: tuple[tuple[int, BBox], ...] = ()
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()

    def moved(self, rows: int) -> "Entry":
        """The same cell further down."""
        return replace(self, row=self.row + rows)

    def __reduce__(self) -> tuple[type["Entry"], tuple[Any, ...]]:
        """A cell as it is sent to another process, in a quarter of the time that a record takes of itself."""
        return Entry, _OF_ENTRY(self)


_OF_ENTRY = attrgetter(*(field.name for field in fields(Entry)))


@dataclass(frozen=True, slots=True)
class Fragment:
    """The part of a table on one page. `xs` are its column bounds in points."""

    page: int
    bbox: BBox
    xs: tuple[float, ...]
    rows: int
    entries: tuple[Entry, ...]
    method: str = "ruled"
    confidence: float = 1.0

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1

    def row(self, index: int) -> list[Entry]:
        """Cells that begin in a row, left to right."""
        return sorted((e for e in self.entries if e.row == index), key=lambda e: e.column)

    def texts(self, index: int) -> tuple[str, ...]:
        """Text of every field of a row, that of a spanning cell in each field."""
        out = [""] * self.columns
        for entry in self.entries:
            if entry.row <= index < entry.row + entry.row_span:
                for column in range(entry.column, entry.column + entry.column_span):
                    out[column] = entry.text
        return tuple(out)
