"""Rulings that touch each other to a grid of cells with row and column spans."""

from bisect import bisect_right
from dataclasses import dataclass

from extractor.tables.segments import SNAP, TOUCH, Component, Ruling

# A wall stands between two neighbouring fields when rulings cover at least this share of their common side.
WALL_COVER = 0.6
# A rule that sticks out by more than this (points) while all others, so many at least, end at the sides is not the table's.
OVERHANG, LEAST_LEVELS = 6.0, 2
# Bands narrower than this (points) hold no text.
NARROWEST = 3.0


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of the grid: first row and column, spans, and its place on the page."""

    row: int
    column: int
    row_span: int
    column_span: int
    bbox: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """Cell boxes between the coordinates `xs` and `ys`; `owner[r][c]` is the index of the box over a field."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]
    owner: tuple[tuple[int, ...], ...]

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        """The outer box."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def at(self, x: float, y: float) -> int | None:
        """Index of the box that holds a point, None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1:
            return self.owner[row][column]
        return None


def build(component: Component) -> Grid | None:
    """The grid of a component, or None when it encloses fewer than two fields.

    Outer sides that were not drawn are taken from the ends of the rulings that run to them.
    """
    component = _without_overhang(component)
    x0, y0, x1, y1 = component.bbox
    xs = _coordinates([v.at for v in component.vertical], x0, x1)
    ys = _coordinates([h.at for h in component.horizontal], y0, y1)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    parent = list(range(rows * columns))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    walls_down = [_lying_on(component.vertical, x) for x in xs]
    walls_across = [_lying_on(component.horizontal, y) for y in ys]
    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns and not _covered(walls_down[c + 1], ys[r], ys[r + 1]):
                parent[root(r * columns + c + 1)] = root(r * columns + c)
            if r + 1 < rows and not _covered(walls_across[r + 1], xs[c], xs[c + 1]):
                parent[root((r + 1) * columns + c)] = root(r * columns + c)
    regions: dict[int, list[tuple[int, int]]] = {}
    for r in range(rows):
        for c in range(columns):
            regions.setdefault(root(r * columns + c), []).append((r, c))
    return _compacted(xs, ys, [part for fields in regions.values() for part in _rectangles(fields)])


def _without_overhang(component: Component) -> Component:
    """The component with a rule of the page that lies along its top or foot cut at its drawn sides.

    What it would add beyond a side is a single box that no other ruling closes.
    """
    levels = [h.at for h in component.horizontal]
    left, right = (edge(v.at for v in component.vertical) for edge in (min, max))
    over = [h for h in component.horizontal if h.start < left - OVERHANG or h.stop > right + OVERHANG]
    if len(over) != 1 or len(levels) <= LEAST_LEVELS or over[0].at not in (min(levels), max(levels)):
        return component
    top, foot = min(v.start for v in component.vertical), max(v.stop for v in component.vertical)
    if not all(_covered(_lying_on(component.vertical, side), top, foot) for side in (left, right)):
        return component
    (rule,) = over
    cut = Ruling(rule.at, max(rule.start, left), min(rule.stop, right))
    return Component([cut if h is rule else h for h in component.horizontal], component.vertical)


def _coordinates(found: list[float], first: float, last: float) -> list[float]:
    """Distinct coordinates, the outer bounds included, closer ones taken as one."""
    out: list[float] = []
    for value in sorted([first, *found, last]):
        if not out or value - out[-1] > SNAP:
            out.append(value)
    return out


def _lying_on(lines: list[Ruling], at: float) -> list[Ruling]:
    """The rulings at a coordinate."""
    return [line for line in lines if abs(line.at - at) <= SNAP]


def _covered(lines: list[Ruling], start: float, stop: float) -> bool:
    """Whether rulings cover enough of the stretch from start to stop."""
    length = sum(max(0.0, min(line.stop + TOUCH / 2, stop) - max(line.start - TOUCH / 2, start)) for line in lines)
    return length >= WALL_COVER * (stop - start)


def _rectangles(fields: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """A connected set of fields as rectangles (row, column, row span, column span); most sets are one."""
    runs: list[list[int]] = []
    for r, c in sorted(fields):
        if runs and runs[-1][0] == r and runs[-1][2] == c - 1:
            runs[-1][2] = c
        else:
            runs.append([r, c, c])
    out: list[list[int]] = []
    for r, first, last in runs:
        above = next((o for o in out if o[0] + o[2] == r and o[1] == first and o[3] == last - first + 1), None)
        if above:
            above[2] += 1
        else:
            out.append([r, first, 1, last - first + 1])
    return [(r, c, height, width) for r, c, height, width in out]


def _compacted(xs: list[float], ys: list[float], parts: list[tuple[int, int, int, int]]) -> Grid | None:
    """The grid without coordinates that no box begins at."""
    keep_rows = sorted({p[0] for p in parts})
    keep_columns = sorted({p[1] for p in parts})
    new_row = {r: bisect_right(keep_rows, r) - 1 for r in range(len(ys))}
    new_column = {c: bisect_right(keep_columns, c) - 1 for c in range(len(xs))}
    boxes: list[Box] = []
    owner = [[-1] * len(keep_columns) for _ in keep_rows]
    for r, c, height, width in sorted(parts):
        row, column = new_row[r], new_column[c]
        row_end = new_row[r + height - 1] + 1
        column_end = new_column[c + width - 1] + 1
        for i in range(row, row_end):
            for j in range(column, column_end):
                owner[i][j] = len(boxes)
        box = (xs[c], ys[r], xs[c + width], ys[r + height])
        boxes.append(Box(row, column, row_end - row, column_end - column, box))
    if len(boxes) < 2:
        return None
    return Grid(
        (*(xs[c] for c in keep_columns), xs[-1]),
        (*(ys[r] for r in keep_rows), ys[-1]),
        tuple(boxes),
        tuple(map(tuple, owner)),
    )
