"""Column bounds from white gaps that hardly any line crosses."""

import itertools
from collections.abc import Sequence

from extractor.pages.model import Line, Word

# A white gap of at least this many points parts two columns.
GAP = 6.0
# A column that only some lines fill has words in at least so many.
SPARSE = 2


def chunks(words: Sequence[Word], gap: float = GAP) -> list[tuple[float, float]]:
    """Stretches of a line without a wide gap, as (start, stop)."""
    out: list[list[float]] = []
    for word in words:
        if out and word.x0 - out[-1][1] < gap:
            out[-1][1] = max(out[-1][1], word.x1)
        else:
            out.append([word.x0, word.x1])
    return [(a, b) for a, b in out]


def inner_bounds(lines: Sequence[Line], crossing: float, gap: float = GAP) -> list[float]:
    """Coordinates between columns, left to right.

    A gap is a stretch that at most the share `crossing` of the lines cross; the bound stands in the middle of its
    emptiest part.
    """
    events = sorted((x, step) for line in lines for a, b in chunks(line.words, gap) for x, step in ((a, 1), (b, -1)))
    allowed = crossing * len(lines)
    bounds: list[float] = []
    stretch: list[tuple[int, float, float]] = []
    depth = 0
    starts = [x for x, step in events if step > 0]
    for (x, step), (after, _) in itertools.pairwise(events):
        depth += step
        if depth <= allowed:
            stretch.append((depth, x, after))
        else:
            bounds += _bounds(stretch, starts, gap)
            stretch = []
    return bounds


def _bounds(stretch: list[tuple[int, float, float]], starts: Sequence[float], gap: float) -> list[float]:
    """The middle of the widest of the emptiest parts of a stretch, if it is wide enough.

    Where a stretch holds a column that only a few lines fill, the gaps on both sides of it count, if no line crosses them.
    """
    if not stretch or stretch[-1][2] - stretch[0][1] < gap:
        return []
    least = min(depth for depth, _, _ in stretch)
    parts = [(a, b) for depth, a, b in stretch if depth == least]
    widest = max(parts, key=lambda part: part[1] - part[0])
    chosen: list[tuple[float, float]] = []
    for part in parts:
        sparse = least == 0 and part[1] - part[0] >= gap
        if part == widest or (sparse and _filled(chosen, part, widest, starts)):
            chosen.append(part)
    return [(a + b) / 2 for a, b in chosen]


def _filled(
    chosen: Sequence[tuple[float, float]],
    part: tuple[float, float],
    widest: tuple[float, float],
    starts: Sequence[float],
) -> bool:
    """Whether enough lines have words between a gap and the next one that counts."""
    low, high = (part[1], widest[0]) if part < widest else (chosen[-1][1], part[0])
    return sum(low <= x < high for x in starts) >= SPARSE
