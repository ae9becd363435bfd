"""Vector paths and images of a page as boxes in user space: thin pieces, strokes, pictures. White paint is no ruling."""

import ctypes
import itertools
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

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
    """What is drawn on a page, in user space [left, bottom, right, top]: line pieces, filled areas, pictures."""

    lines: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


def read_drawing(page_handle: Any) -> Drawing:
    """All visible line pieces, fills and pictures of a page, those inside forms too."""
    drawing = Drawing()
    for index in range(raw.FPDFPage_CountObjects(page_handle)):
        _visit(raw.FPDFPage_GetObject(page_handle, index), IDENTITY, drawing, 0)
    return drawing


def _visit(thing: Any, outer: Matrix, drawing: Drawing, depth: int) -> None:
    """Adds one page object, and what it contains, to the drawing."""
    kind = raw.FPDFPageObj_GetType(thing)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        _add_path(thing, outer, drawing)
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        box = _bounds(thing, outer)
        thin = min(box[2] - box[0], box[3] - box[1]) <= LINE_WIDTH
        (drawing.lines if thin else drawing.pictures).append(box)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
        inner = _product(_matrix(thing), outer)
        for index in range(raw.FPDFFormObj_CountObjects(thing)):
            _visit(raw.FPDFFormObj_GetObject(thing, index), inner, drawing, depth + 1)


def _add_path(path: Any, outer: Matrix, drawing: Drawing) -> None:
    """Sorts a path into line pieces and fills; curves and slanted strokes are no rulings."""
    fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill_mode, stroked)
    strokes = bool(stroked.value) and not _is_white(raw.FPDFPageObj_GetStrokeColor, path)
    fills = bool(fill_mode.value) and not _is_white(raw.FPDFPageObj_GetFillColor, path)
    if not strokes and not fills:
        return
    box = _bounds(path, outer)
    if min(box[2] - box[0], box[3] - box[1]) <= LINE_WIDTH:
        drawing.lines.append(box)
        return
    simple = raw.FPDFPath_CountSegments(path) <= RECTANGLE_SEGMENTS
    if simple and not strokes:
        drawing.fills.append(box)
        return
    for piece in _pieces(path, _product(_matrix(path), outer)):
        thin = min(piece[2] - piece[0], piece[3] - piece[1]) <= LINE_WIDTH
        if thin and strokes:
            drawing.lines.append(piece)
    if fills and not simple:
        _add_subpath_fills(path, _product(_matrix(path), outer), drawing)


def _add_subpath_fills(path: Any, matrix: Matrix, drawing: Drawing) -> None:
    """One box for every subpath of a filled path: many producers paint all lines of a table as one path."""
    for points in _subpaths(path, matrix):
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        thin = min(box[2] - box[0], box[3] - box[1]) <= LINE_WIDTH
        (drawing.lines if thin else drawing.fills).append(box)


def _pieces(path: Any, matrix: Matrix) -> list[Box]:
    """Boxes of the straight segments of a path."""
    out = []
    for points in _subpaths(path, matrix):
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            out.append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    return out


def _subpaths(path: Any, matrix: Matrix) -> list[list[tuple[float, float]]]:
    """Points of every subpath in user space, closed ones ending where they began; those with curves are left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    out: list[list[tuple[float, float]]] = []
    curved = False
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(matrix, x.value, y.value)
        if kind == raw.FPDF_SEGMENT_MOVETO or not out:
            if curved and out:
                out.pop()
            out.append([point])
            curved = False
        else:
            curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
            out[-1].append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            out[-1].append(out[-1][0])
    if curved and out:
        out.pop()
    return out


def _is_white(getter: Any, thing: Any) -> bool:
    """Whether a paint is white or fully transparent."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not getter(thing, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= WHITE


def _bounds(thing: Any, outer: Matrix) -> Box:
    """Bounds of an object in user space."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    if outer is IDENTITY:
        return (left.value, bottom.value, right.value, top.value)
    corners = [_apply(outer, x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _matrix(thing: Any) -> Matrix:
    """The object's own matrix."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, matrix):
        return IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point through a matrix."""
    return (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
