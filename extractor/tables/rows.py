"""Rows as a person sees them: blank rows dropped, rows parted whose rule is missing."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.pages.lines import lines_of
from extractor.pages.model import Word
from extractor.tables.grid import Box, Grid
from extractor.tables.model import Fragment

INDEX = re.compile(r"^\(?(\d{1,3})[.)]?$")
FIGURE = re.compile(r"^(?:Rp\.?)?\s*-?\d[\d.,]*\s*(?:,-|%)?$", re.IGNORECASE)
# Lines of two columns whose bottoms differ by less (points) stand at one height.
LEVEL = 4.0
# Words of two columns stand at least this far apart (points).
OPEN_GAP = 5.0
# A list of names beside columns of figures: so many lines, so many columns, figures at this share of the names.
STACKED_LINES, STACKED_COLUMNS, STACKED_SHARE = 3, 2, 0.88


def without_blank_rows(fragment: Fragment) -> Fragment:
    """The fragment without rows in which no cell with text begins or hangs over."""
    begun = {e.row for e in fragment.entries if e.text}
    return without_rows(fragment, set(range(fragment.rows)) - begun)


def without_rows(fragment: Fragment, dropped: set[int]) -> Fragment:
    """The fragment without some of its rows; cells that hang over them shrink."""
    keep = [i for i in range(fragment.rows) if i not in dropped]
    if not dropped:
        return fragment
    place = {row: new for new, row in enumerate(keep)}
    entries = []
    for entry in fragment.entries:
        rows = [place[i] for i in range(entry.row, entry.row + entry.row_span) if i in place]
        if rows:
            entries.append(replace(entry, row=rows[0], row_span=len(rows)))
    return replace(fragment, rows=len(keep), entries=tuple(entries))


def split_numbers(grid: Grid, words: dict[int, list[Word]]) -> Grid:
    """The grid with a cell of the first column parted that holds the numbers of all rows it lies over, one each."""
    boxes: list[Box] = []
    for index, box in enumerate(grid.boxes):
        if box.column == 0 and box.row_span > 1 and _numbers_rows(words.get(index, []), box, grid):
            for row in range(box.row, box.row + box.row_span):
                place = (box.bbox[0], grid.ys[row], box.bbox[2], grid.ys[row + 1])
                boxes.append(Box(row, box.column, 1, box.column_span, place))
        else:
            boxes.append(box)
    return grid if len(boxes) == len(grid.boxes) else _rebuilt(grid, boxes)


def _numbers_rows(words: Sequence[Word], box: Box, grid: Grid) -> bool:
    """Whether the lines of a cell count on, and each stands in the row that it numbers."""
    lines = lines_of(words)
    matches = [INDEX.match(line.text) for line in lines]
    numbers = [int(m[1]) for m in matches if m]
    if len(numbers) != len(lines) or len(lines) != box.row_span:
        return False
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return False
    middles = [(line.bbox[1] + line.bbox[3]) / 2 for line in lines]
    return all(grid.ys[box.row + k] < y < grid.ys[box.row + k + 1] for k, y in enumerate(middles))


def _rebuilt(grid: Grid, boxes: Sequence[Box]) -> Grid:
    """The grid with other boxes over the same fields."""
    owner = [[-1] * (len(grid.xs) - 1) for _ in grid.ys[1:]]
    for index, box in enumerate(boxes):
        for row in range(box.row, box.row + box.row_span):
            owner[row][box.column : box.column + box.column_span] = [index] * box.column_span
    return Grid(grid.xs, grid.ys, tuple(boxes), tuple(map(tuple, owner)))


def split_rows(grid: Grid, words: dict[int, list[Word]]) -> Grid:
    """The grid with rows parted whose inner rule is missing.

    Such a row holds consecutive row numbers, one under the other, in its first cell, and a figure at the height of each
    in another cell; or it holds lines of names and, at (nearly) every one of them, a figure in two or more cells.
    """
    cuts: dict[int, list[float]] = {}
    for row in range(len(grid.ys) - 1):
        indices = sorted(set(grid.owner[row]), key=lambda i: grid.boxes[i].column)
        if all(grid.boxes[i].row_span == 1 for i in indices):
            heights = _row_heights([words.get(i, []) for i in indices])
            if heights:
                cuts[row] = heights
    return _with_cuts(grid, cuts) if cuts else grid


def _row_heights(cells: Sequence[list[Word]]) -> list[float]:
    """Where to part a row: the tops of its numbered lines but the first; empty where it is one row."""
    stacked = _stacked_lines(cells)
    if stacked:
        return stacked
    numbered = lines_of(cells[0]) if cells else ()
    matches = [INDEX.match(line.text) for line in numbered]
    numbers = [int(m[1]) for m in matches if m]
    if (
        len(numbers) < 2
        or len(numbers) != len(numbered)
        or numbers != list(range(numbers[0], numbers[0] + len(numbers)))
    ):
        return []
    for cell in cells[1:]:
        lines = lines_of(cell)
        level = len(lines) == len(numbered) and all(
            abs(a.bbox[3] - b.bbox[3]) < LEVEL for a, b in zip(lines, numbered, strict=True)
        )
        if level and all(FIGURE.match(line.text) for line in lines):
            return [line.bbox[1] - 1 for line in numbered[1:]]
    return []


def _stacked_lines(cells: Sequence[list[Word]]) -> list[float]:
    """Where to part a row that holds a list of names beside two or more columns of figures; empty for another row."""
    columns = [lines_of(cell) for cell in cells if cell]
    if len(columns) < STACKED_COLUMNS + 1 or len(columns[0]) < STACKED_LINES:
        return []
    names = columns[0]
    complete = 0
    for lines in columns[1:]:
        at_names = [any(abs(line.bbox[3] - name.bbox[3]) < LEVEL for name in names) for line in lines]
        if not all(at_names) or len(lines) > len(names):
            return []
        figures = all(FIGURE.match(line.text) for line in lines)
        complete += figures and len(lines) >= STACKED_SHARE * len(names)
    return [name.bbox[1] - 1 for name in names[1:]] if complete >= STACKED_COLUMNS else []


def split_columns(grid: Grid, words: dict[int, list[Word]]) -> Grid:
    """The grid with cells parted that lie over several columns only because the upright rules between are missing.

    Such a cell holds figures in two or more of the columns; words that lie over a column bound keep both sides together.
    """
    boxes: list[Box] = []
    for index, box in enumerate(grid.boxes):
        parts = _open_parts(words.get(index, []), box, grid)
        figured = sum(any(FIGURE.match(w.text) for w in _between(words.get(index, []), grid, part)) for part in parts)
        boxes += _parted(box, grid, parts) if figured >= STACKED_COLUMNS else [box]
    return grid if len(boxes) == len(grid.boxes) else _rebuilt(grid, boxes)


def _between(words: Sequence[Word], grid: Grid, part: tuple[int, int]) -> list[Word]:
    """Words that stand between two columns, the second one not included."""
    return [w for w in words if grid.xs[part[0]] <= (w.x0 + w.x1) / 2 < grid.xs[part[1]]]


def _parted(box: Box, grid: Grid, parts: Sequence[tuple[int, int]]) -> list[Box]:
    """A box cut at columns."""
    return [
        Box(box.row, first, box.row_span, last - first, (grid.xs[first], box.bbox[1], grid.xs[last], box.bbox[3]))
        for first, last in parts
    ]


def split_open_cells(grid: Grid, words: dict[int, list[Word]]) -> Grid:
    """The grid with cells parted whose words keep to its columns; for a grid of which not all inner rules were drawn."""
    boxes: list[Box] = []
    for index, box in enumerate(grid.boxes):
        boxes += _parted(box, grid, _open_parts(words.get(index, []), box, grid))
    return grid if len(boxes) == len(grid.boxes) else _rebuilt(grid, boxes)


def _open_parts(words: Sequence[Word], box: Box, grid: Grid) -> list[tuple[int, int]]:
    """The columns (first, last + 1) of the parts of a cell; the whole cell where its words stand in one column only."""
    end = box.column + box.column_span
    cuts = [
        c for c in range(box.column + 1, end) if not any(w.x0 < grid.xs[c] - 1 and w.x1 > grid.xs[c] + 1 for w in words)
    ]
    cuts = [c for c in cuts if _white_around(words, grid.xs[c])]
    parts = list(itertools.pairwise([box.column, *cuts, end]))
    worded = sum(bool(_between(words, grid, part)) for part in parts)
    return parts if worded > 1 else [(box.column, end)]


def _white_around(words: Sequence[Word], x: float) -> bool:
    """Whether a column bound stands in a white gap and not between two words of a line of text."""
    for line in lines_of(words):
        left = [w.x1 for w in line.words if (w.x0 + w.x1) / 2 < x]
        right = [w.x0 for w in line.words if (w.x0 + w.x1) / 2 >= x]
        if left and right and min(right) - max(left) < OPEN_GAP:
            return False
    return True


def _with_cuts(grid: Grid, cuts: dict[int, list[float]]) -> Grid:
    """The grid with more rows."""
    ys = sorted([*grid.ys, *(y for heights in cuts.values() for y in heights)])
    old_rows = [max(r for r in range(len(grid.ys) - 1) if grid.ys[r] <= y) for y in ys[:-1]]
    boxes: list[Box] = []
    owner = [[-1] * len(grid.owner[0]) for _ in old_rows]
    for box in grid.boxes:
        rows = [i for i, old in enumerate(old_rows) if box.row <= old < box.row + box.row_span]
        parts = [[i] for i in rows] if box.row in cuts else [rows]
        for part in parts:
            for i in part:
                for j in range(box.column, box.column + box.column_span):
                    owner[i][j] = len(boxes)
            place = (box.bbox[0], ys[part[0]], box.bbox[2], ys[part[-1] + 1])
            boxes.append(Box(part[0], box.column, len(part), box.column_span, place))
    return Grid(grid.xs, tuple(ys), tuple(boxes), tuple(map(tuple, owner)))
