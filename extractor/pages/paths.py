"""Vector paths and images of a page as boxes in user space: thin pieces, strokes, pictures. White paint is no ruling."""

import ctypes
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

from extractor.pages import native
from extractor.pages.bounds import MOST_OBJECTS
from extractor.pages.native import Slots, address_of

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# A painted box at most this thick (points) is a line.
LINE_WIDTH = 3.0
# Components at or above this value are white: office programs paint white boxes behind lines of text.
WHITE = 250
MAX_DEPTH = 8
RECTANGLE_SEGMENTS = 6


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page, in user space [left, bottom, right, top]: line pieces, filled areas, pictures.

    `left_out` counts the objects that were not looked at because there are too many.
    """

    lines: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    left_out: int = 0


def read_drawing(page_handle: Any) -> Drawing:
    """All visible line pieces, fills and pictures of a page, those inside forms too."""
    return _DrawingReader().read(address_of(page_handle))


class _DrawingReader:
    """Reads one page; what pdfium hands back through pointers lands in the same few slots again and again."""

    def __init__(self) -> None:
        self.drawing = Drawing()
        self._left = MOST_OBJECTS
        self._bounds, self._colors = Slots(ctypes.c_float, 4), Slots(ctypes.c_uint, 4)
        self._modes, self._point, self._matrix = (
            Slots(ctypes.c_int, 2),
            Slots(ctypes.c_float, 2),
            Slots(ctypes.c_float, 6),
        )

    def read(self, page: int) -> Drawing:
        """What is drawn on the page at an address."""
        for index in range(self._take(native.count_objects(page))):
            self._visit(native.page_object(page, index), IDENTITY, 0)
        return self.drawing

    def _take(self, count: int) -> int:
        """How many of so many objects are still looked at."""
        taken = min(count, self._left)
        self._left -= taken
        self.drawing.left_out += count - taken
        return taken

    def _visit(self, thing: int, outer: Matrix, depth: int) -> None:
        """Adds one page object, and what it contains, to the drawing."""
        kind = native.object_type(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self._add_path(thing, outer)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self._add(self._box(thing, outer), self.drawing.pictures)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = _product(self._own_matrix(thing), outer)
            for index in range(self._take(native.count_inner(thing))):
                self._visit(native.inner_object(thing, index), inner, depth + 1)

    def _add_path(self, path: int, outer: Matrix) -> None:
        """Sorts a path into line pieces and fills; curves and slanted strokes are no rulings."""
        native.draw_mode(path, *self._modes.at)
        filled, stroked = self._modes.values
        strokes = bool(stroked) and not self._is_white(native.stroke_color, path)
        fills = bool(filled) and not self._is_white(native.fill_color, path)
        if not strokes and not fills:
            return
        box = self._box(path, outer)
        if _is_thin(box):
            self.drawing.lines.append(box)
            return
        simple = native.count_segments(path) <= RECTANGLE_SEGMENTS
        if simple and not strokes:
            self.drawing.fills.append(box)
            return
        subpaths = self._subpaths(path, _product(self._own_matrix(path), outer))
        if strokes:
            self.drawing.lines += (piece for piece in _pieces(subpaths) if _is_thin(piece))
        if fills and not simple:
            # One box for every subpath: many producers paint all lines of a table as one path.
            for points in subpaths:
                self._add(_around(points), self.drawing.fills)

    def _add(self, box: Box, others: list[Box]) -> None:
        """Adds a painted box to the lines where it is thin, else to the others."""
        (self.drawing.lines if _is_thin(box) else others).append(box)

    def _subpaths(self, path: int, matrix: Matrix) -> list[list[tuple[float, float]]]:
        """Points of every subpath in user space, closed ones ending where they began; those with curves are left out."""
        out: list[list[tuple[float, float]]] = []
        curved = False
        for index in range(native.count_segments(path)):
            segment = native.path_segment(path, index)
            kind = native.segment_type(segment)
            native.segment_point(segment, *self._point.at)
            point = _apply(matrix, *self._point.values)
            if kind == raw.FPDF_SEGMENT_MOVETO or not out:
                if curved and out:
                    out.pop()
                out.append([point])
                curved = False
            else:
                curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
                out[-1].append(point)
            if native.segment_close(segment):
                out[-1].append(out[-1][0])
        if curved and out:
            out.pop()
        return out

    def _is_white(self, getter: Callable[..., Any], thing: int) -> bool:
        """Whether a paint is white or fully transparent."""
        if not getter(thing, *self._colors.at):
            return False
        red, green, blue, alpha = self._colors.values
        return alpha == 0 or (red >= WHITE and green >= WHITE and blue >= WHITE)

    def _box(self, thing: int, outer: Matrix) -> Box:
        """Bounds of an object in user space."""
        native.object_bounds(thing, *self._bounds.at)
        left, bottom, right, top = self._bounds.values
        if outer is IDENTITY:
            return (left, bottom, right, top)
        return _around([_apply(outer, x, y) for x in (left, right) for y in (bottom, top)])

    def _own_matrix(self, thing: int) -> Matrix:
        """The object's own matrix."""
        if not native.object_matrix(thing, self._matrix.at[0]):
            return IDENTITY
        a, b, c, d, e, f = self._matrix.values
        return (a, b, c, d, e, f)


def _is_thin(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) <= LINE_WIDTH


def _around(points: list[tuple[float, float]]) -> Box:
    """The box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _pieces(subpaths: list[list[tuple[float, float]]]) -> list[Box]:
    """Boxes of the straight segments of a path."""
    return [
        (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        for points in subpaths
        for (ax, ay), (bx, by) in itertools.pairwise(points)
    ]


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point through a matrix."""
    return (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
