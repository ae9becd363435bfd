"""Tables as a person reads them: one table however many pages it runs over."""

from schemas.base import BBox, Model


class Region(Model):
    """A box on a page."""

    page: int
    bbox: BBox


class Cell(Model):
    """One cell; a merged cell is one cell with spans.

    `bbox` is the first place of the cell, `boxes` all its places when it was joined over pages.
    `raw` is the reading before a repair or a join of broken words, null when the text was taken as it stands.
    `alternatives` are other readings of a cell that was recognised in a picture.
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str
    page: int
    bbox: BBox
    boxes: tuple[Region, ...] = ()
    raw: str | None = None
    bold: bool = False
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()


class Column(Model):
    """What a column says: its role, the words of its header, and the dimensions that the header fixes.

    The role is a measure, or no, code, goal, objective, indicator, unit, formula, source, name, trend or text.
    """

    role: str
    header: str = ""
    period: str | None = None
    entity: str | None = None
    basis: str | None = None
    phase: str | None = None
    unit: str | None = None
    member: dict[str, str] = {}
    cumulative: bool | None = None


class Table(Model):
    """One stitched table.

    `header_rows` counts header and numbering rows at its top, `decided` are row and column of the cells that a person
    corrected; their `raw` is what was read.
    """

    id: str
    number: str | None = None
    caption: str | None = None
    kind: str = "other"
    pages: tuple[int, int]
    header_rows: int = 0
    columns: tuple[Column, ...] = ()
    cells: tuple[Cell, ...]
    method: str = "ruled"
    confidence: float = 1.0
    document: str | None = None
    decided: tuple[tuple[int, int], ...] = ()
