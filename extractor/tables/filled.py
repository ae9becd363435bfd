"""Cells that are painted and have no line: rows of touching fills give the walls that nobody drew."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.pages.model import Edge, Page, Word
from extractor.tables.pieces import put_together
from extractor.tables.segments import Ruling, rulings
from schemas import BBox

# A smaller fill (points) is a margin or a line of text, a bigger one (share of the page) a background.
NARROWEST, LOWEST, BIGGEST = 10.0, 6.0, 0.4
# Sides of fills within this distance (points) are one.
SAME = 2.5
# A ruling this close to a side of a fill draws it already.
DRAWN = 4.0
# A white row is at most this high (points).
FARTHEST = 160.0
# A row below the rule under the last white row holds words in so many columns: a total does, a note does not.
TOTAL_COLUMNS = 2
# Share of the painted cells of a row that hold words.
WORDED = 0.5


@dataclass(frozen=True, slots=True)
class FilledRow:
    """Painted cells side by side: their bounds from left to right, and the height of the row."""

    xs: tuple[float, ...]
    top: float
    bottom: float

    def lies_in(self, box: BBox) -> bool:
        """Whether the row is part of a grid with this box."""
        inside = box[1] - SAME <= self.top and self.bottom <= box[3] + SAME
        return inside and box[0] - SAME <= self.xs[0] and self.xs[-1] <= box[2] + SAME


@dataclass(frozen=True, slots=True)
class Filled:
    """Rows of painted cells without lines between, and the edges that stand for their walls."""

    rows: tuple[FilledRow, ...] = ()
    edges: tuple[Edge, ...] = ()


def filled(page: Page) -> Filled:
    """The painted cells of a page that no ruling parts."""
    cells = _cells(page)
    if len(cells) < 2:
        return Filled()
    down = rulings(page.edges, horizontal=False)
    groups = [g for g in _side_by_side(cells) if _has_words(g, page.words) and not _drawn(g, down)]
    if not groups:
        return Filled()
    across = rulings(page.edges, horizontal=True)
    stacks = [stack for stack in _stacks(groups) if _stands_on_another(stack, across)]
    rows = tuple(row for stack in stacks for row in stack)
    bounds = [x for row in rows for x in row.xs]
    taken = [c for c in cells if _near(c[0], bounds) and _near(c[2], bounds)]
    walls = [edge for stack in stacks for edge in _bridges(stack, across, page.words)]
    return Filled(rows, (*(edge for cell in taken for edge in _outline(cell)), *walls))


def _cells(page: Page) -> list[BBox]:
    """Fills of the size of a cell; those inside another are shading behind its text."""
    whole = page.width * page.height
    sized = [
        b
        for b in sorted(set(put_together(page.fills)), key=lambda b: (b[1], b[0], -b[2], -b[3]))
        if b[2] - b[0] >= NARROWEST and b[3] - b[1] >= LOWEST and (b[2] - b[0]) * (b[3] - b[1]) <= BIGGEST * whole
    ]
    return [b for b in sized if not any(o is not b and _holds(o, b) for o in sized)]


def _holds(outer: BBox, inner: BBox) -> bool:
    """Whether a fill lies inside a larger one."""
    inside = (
        outer[0] <= inner[0] + 1 and outer[1] <= inner[1] + 1 and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1
    )
    larger = (outer[2] - outer[0]) * (outer[3] - outer[1]) > (inner[2] - inner[0]) * (inner[3] - inner[1])
    return inside and larger


def _side_by_side(cells: Sequence[BBox]) -> list[list[BBox]]:
    """Runs of two or more fills of one height that touch each other."""
    groups: list[list[BBox]] = []
    for cell in sorted(cells, key=lambda c: (round(c[1]), c[0])):
        last = next((g for g in reversed(groups) if _touches(g[-1], cell)), None)
        if last is not None:
            last.append(cell)
        else:
            groups.append([cell])
    return [group for group in groups if len(group) > 1]


def _touches(left: BBox, right: BBox) -> bool:
    """Whether a fill begins where another ends, at the same height."""
    level = abs(left[1] - right[1]) <= SAME and abs(left[3] - right[3]) <= SAME
    return level and abs(right[0] - left[2]) <= SAME


def _has_words(group: Sequence[BBox], words: Sequence[Word]) -> bool:
    """Whether the painted cells hold text: the bars of a chart do not."""
    held = sum(
        any(c[0] < (w.x0 + w.x1) / 2 < c[2] and c[1] < (w.top + w.bottom) / 2 < c[3] for w in words) for c in group
    )
    return held >= max(2, WORDED * len(group))


def _drawn(group: Sequence[BBox], down: Sequence[Ruling]) -> bool:
    """Whether rulings part the painted cells already."""
    middle = (group[0][1] + group[0][3]) / 2
    return all(any(abs(r.at - c[0]) <= DRAWN and r.start <= middle <= r.stop for r in down) for c in group[1:])


def _stacks(groups: Sequence[Sequence[BBox]]) -> list[list[FilledRow]]:
    """Rows of the same two sides, one under the other."""
    stacks: list[list[FilledRow]] = []
    for group in sorted(groups, key=lambda g: g[0][1]):
        row = FilledRow((*(c[0] for c in group), group[-1][2]), group[0][1], group[0][3])
        for stack in stacks:
            last = stack[-1]
            sides = abs(last.xs[0] - row.xs[0]) <= SAME and abs(last.xs[-1] - row.xs[-1]) <= SAME
            if sides and row.top - last.bottom <= FARTHEST:
                stack.append(row)
                break
        else:
            stacks.append([row])
    return stacks


def _stands_on_another(stack: Sequence[FilledRow], across: Sequence[Ruling]) -> bool:
    """Whether two rows of a stack touch, or one touches a ruling: words that were marked with a colour stand alone."""
    touching = any(abs(b.top - a.bottom) <= SAME for a, b in itertools.pairwise(stack))
    return touching or any(_touches_ruling(row, r) for row in stack for r in across)


def _touches_ruling(row: FilledRow, rule: Ruling) -> bool:
    """Whether a ruling runs along the top or the bottom of a row."""
    level = min(abs(rule.at - row.top), abs(rule.at - row.bottom)) <= SAME
    return level and rule.start <= row.xs[0] + DRAWN and rule.stop >= row.xs[-1] - DRAWN


def _bridges(stack: Sequence[FilledRow], across: Sequence[Ruling], words: Sequence[Word]) -> list[Edge]:
    """Walls through the white rows between two painted ones, and between the last one and the rule that ends the table."""
    ends = [r.at for r in across if r.start <= stack[-1].xs[0] + DRAWN and r.stop >= stack[-1].xs[-1] - DRAWN]
    walls = [w for a, b in itertools.pairwise(stack) for w in _walls(a.xs, (a.bottom, b.top), words)]
    top = stack[-1].bottom
    for foot in sorted(y for y in ends if y > top + SAME):
        first = top == stack[-1].bottom
        made = _walls(stack[-1].xs, (top, foot), words, 1 if first else TOTAL_COLUMNS)
        if foot - top > FARTHEST or not made:
            break
        walls, top = walls + made, foot
    return walls


def _walls(xs: Sequence[float], height: tuple[float, float], words: Sequence[Word], columns: int = 1) -> list[Edge]:
    """Walls through a white row; none where a word lies over one or where too few columns hold words."""
    between = [w for w in words if height[0] < (w.top + w.bottom) / 2 < height[1] and w.upright]
    between = [w for w in between if w.x1 > xs[0] and w.x0 < xs[-1]]
    held = {sum(x <= (w.x0 + w.x1) / 2 for x in xs) for w in between}
    if len(held) < columns or any(w.x0 < x - 1 and w.x1 > x + 1 for w in between for x in xs):
        return []
    return [Edge(x, height[0], x, height[1], False) for x in xs]


def _near(x: float, bounds: Sequence[float]) -> bool:
    """Whether a side of a fill is one of the bounds."""
    return any(abs(x - b) <= SAME for b in bounds)


def _outline(cell: BBox) -> tuple[Edge, ...]:
    """The four sides of a painted cell."""
    x0, top, x1, bottom = cell
    return (
        Edge(x0, top, x1, top, True),
        Edge(x0, bottom, x1, bottom, True),
        Edge(x0, top, x0, bottom, False),
        Edge(x1, top, x1, bottom, False),
    )
