"""Where camelot would put the columns of lines of text: its parsers for tables without rulings, given our own words.

They are asked only where our own evidence proves nothing, since loading camelot takes as long as reading fifty pages.
"""

import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from extractor.pages.model import Line
from extractor.tables.columns import chunks
from extractor.tables.layouts import Layout

# What the parsers ask of a page: its size in points. Lines stand well inside of it, whatever page they come from.
SIZE = 20000.0


def camelot_layouts(lines: Sequence[Line], gap: float) -> list[Layout]:
    """The columns that camelot's stream and network parsers see in the lines, each layout once; none where they see none.

    Heights are counted as they come: lines of several pages must not share one.
    """
    parsers = load_parsers()
    pieces = _pieces(lines, gap)
    left, right = min(x.bbox[0] for x in lines) - 2, max(x.bbox[2] for x in lines) + 2
    area = f"{left},{SIZE},{right},0"
    found: list[Layout] = []
    for parser in (parsers.Stream(table_areas=[area]), parsers.Network(table_areas=[area])):
        inner = [x for x in _inner_bounds(parser, pieces) if left < x < right]
        layout = Layout((left, *inner, right), gap)
        if inner and layout not in found:
            found.append(layout)
    return found


def load_parsers() -> Any:
    """The parsers of camelot, without matplotlib, which only its drawings need and which takes as long to load as all the rest."""
    with _withheld("matplotlib"):
        return import_module("camelot.parsers")


@contextmanager
def _withheld(package: str) -> Iterator[None]:
    """Makes a package look as if it were not installed, unless it is loaded already."""
    if package in sys.modules:
        yield
        return
    # What the import system takes for "not there".
    sys.modules[package] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[package]


def _inner_bounds(parser: Any, pieces: Sequence[Any]) -> list[float]:
    """The bounds between the columns of the one table that a parser makes of all pieces."""
    layout: dict[str, Any] = {}
    parser.prepare_page_parse("lines", layout, (SIZE, SIZE), 1, [], list(pieces), [], 0, layout)
    with warnings.catch_warnings():
        # That there is no table is an answer, no warning.
        warnings.simplefilter("ignore")
        tables = parser.extract_tables()
    columns: Sequence[Any] = max((table.cols for table in tables), key=len, default=())
    return [float(column[0]) for column in columns[1:]]


def _pieces(lines: Sequence[Line], gap: float) -> list[Any]:
    """The pieces of lines as pdfminer's lines of text, from the top of a tall page down."""
    shapes: Any = import_module("pdfminer.layout")
    out = []
    height = SIZE - 20.0
    before: Line | None = None
    for line in lines:
        step = line.bbox[3] - before.bbox[3] if before is not None else 0.0
        height -= step if step > 0 else 2 * max(line.size, 6.0)
        before = line
        for first, last in chunks(line.words, gap):
            words = [word for word in line.words if first <= word.x0 and word.x1 <= last]
            piece = shapes.LTTextLineHorizontal(0.1)
            piece.set_bbox((first, height, last, height + (line.bbox[3] - line.bbox[1])))
            shapes.LTContainer.add(piece, shapes.LTAnno(" ".join(word.text for word in words)))
            out.append(piece)
    return out
