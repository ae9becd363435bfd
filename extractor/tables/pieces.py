"""Painted cells in pieces: a word processor paints margins, lines of text and the rest of one cell apart."""

from collections.abc import Sequence

from schemas import BBox

# Pieces that touch lie within this distance (points).
TOUCH = 1.0
# A margin is no wider (points) than this; a strip over the text no higher.
MARGIN, STRIP = 10.0, 6.0


def put_together(fills: Sequence[BBox]) -> list[BBox]:
    """The fills with those that are pieces of one cell as one.

    Two margins of one height tell such a cell, with fills between that cover the stretch from one to the other; a strip over
    them and what follows below them with the same sides belong to it.
    """
    every = sorted(set(fills), key=lambda b: (b[1], b[0], b[3], b[2]))
    margins = [b for b in every if b[2] - b[0] < MARGIN and b[3] - b[1] >= STRIP]
    used: set[BBox] = set()
    cells: list[BBox] = []
    for left in margins:
        if left in used:
            continue
        for right in (b for b in margins if b[0] > left[2] and _level(left, b)):
            lines = _between(left, right, every)
            if lines:
                cells.append((left[0], left[1], right[2], left[3]))
                used.update((left, right, *lines))
                break
    if not cells:
        return list(fills)
    rest = [b for b in every if b not in used]
    return [*rest, *(_with_rest(cell, rest) for cell in cells)]


def _level(one: BBox, two: BBox) -> bool:
    """Whether two fills have one height and stand side by side."""
    return abs(one[1] - two[1]) <= TOUCH and abs(one[3] - two[3]) <= TOUCH


def _between(left: BBox, right: BBox, every: Sequence[BBox]) -> list[BBox]:
    """The fills one under the other that reach from one margin to the other and cover their height; else none."""
    lines = [
        b
        for b in every
        if abs(b[0] - left[2]) <= TOUCH
        and abs(b[2] - right[0]) <= TOUCH
        and b[1] >= left[1] - TOUCH
        and b[3] <= left[3] + TOUCH
    ]
    covered = left[1]
    for line in lines:
        if line[1] > covered + TOUCH:
            return []
        covered = max(covered, line[3])
    return lines if lines and covered >= left[3] - TOUCH else []


def _with_rest(cell: BBox, rest: Sequence[BBox]) -> BBox:
    """The cell with the strip over its text and the fills below it that have its sides."""
    x0, top, x1, bottom = cell
    same = [b for b in rest if abs(b[0] - x0) <= TOUCH and abs(b[2] - x1) <= TOUCH]
    over = [b[1] for b in same if abs(b[3] - top) <= TOUCH and b[3] - b[1] < STRIP]
    under = [b[3] for b in same if abs(b[1] - bottom) <= TOUCH]
    return (x0, min([top, *over]), x1, max([bottom, *under]))
