"""Where the columns of an unruled table may stand: white gaps narrow or wide, or the common right edges of figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from extractor.pages.model import Line, Word
from extractor.tables.columns import GAP, chunks, inner_bounds

FIGURE = re.compile(r"^\(?(?:Rp\.?)?-?\d[\d.,]*(?:,-|%|\))*$", re.IGNORECASE)
# Share of the lines that may cross a gap: spanning titles.
CROSSING = 0.06
# Other gaps (points) and shares that are tried where the columns are in doubt.
OTHERS = ((3.2, CROSSING), (GAP, 0.2), (10.0, CROSSING))
# Narrower than this (points) a clear gap may be one between words; measured on reports: columns keep 9 and more apart.
CLEAR = 9.0
# Right edges of figures within this distance (points) are one; a column of figures fills this share of the lines.
SAME_EDGE, ALIGNED_SHARE, LEAST_ALIGNED = 1.5, 0.3, 3


@dataclass(frozen=True, slots=True)
class Layout:
    """Bounds of columns, the sides included; `edges` are common right edges of figures, which a figure follows."""

    bounds: tuple[float, ...]
    gap: float = GAP
    edges: tuple[float, ...] = ()

    def column(self, x: float) -> int:
        """The column at a place."""
        return max(0, min(len(self.bounds) - 2, sum(b <= x for b in self.bounds) - 1))

    def columns_of(self, words: Sequence[Word]) -> list[int]:
        """The column of each word of a line.

        Along common edges a long name may reach over its bound: its words follow the first of them.
        """
        if not self.edges:
            return [self.column((word.x0 + word.x1) / 2) for word in words]
        out: list[int] = []
        before: Word | None = None
        for word in words:
            goes_on = before is not None and word.x0 - before.x1 < self.gap and not _aligned(before, self.edges)
            if _aligned(word, self.edges):
                out.append(self.column(word.x1 - 0.1))
            else:
                out.append(out[-1] if goes_on else self.column(word.x0))
            before = word
        return out


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks against a layout: lines that cross a bound, figures that share a cell, its narrowest gap in points."""

    crossing: int
    crowded: int
    narrowest: float

    @property
    def weak(self) -> bool:
        """Whether the columns are in doubt."""
        return self.crossing > 0 or self.crowded > 0 or self.narrowest < CLEAR


def layout_by_gaps(
    lines: Sequence[Line], marked: Sequence[Line], gap: float = GAP, crossing: float = CROSSING
) -> Layout:
    """Columns by the white gaps that run through nearly all lines that end in a figure."""
    left, right = min(x.bbox[0] for x in lines), max(x.bbox[2] for x in lines)
    return Layout((left - 2, *inner_bounds(marked, crossing, gap), right + 2), gap)


def evidence(layout: Layout, marked: Sequence[Line]) -> Evidence:
    """How clear the columns of a layout stand in the lines that end in a figure."""
    crossing, crowded, narrowest = 0, 0, float("inf")
    for line in marked:
        inner = layout.bounds[1:-1]
        pieces = chunks(line.words, layout.gap)
        crossing += any(a < b - 1 and z > b + 1 for a, z in pieces for b in inner)
        columns = layout.columns_of(line.words)
        for (one, first), (two, second) in pairwise(zip(line.words, columns, strict=True)):
            if first != second:
                narrowest = min(narrowest, two.x0 - one.x1)
            elif FIGURE.match(two.text) and (two.x0 - one.x1 >= layout.gap or FIGURE.match(one.text)):
                crowded += 1
    return Evidence(crossing, crowded, narrowest)


def other_layouts(lines: Sequence[Line], marked: Sequence[Line], first: Layout) -> list[Layout]:
    """Layouts beside the first one, each with other columns than those before it."""
    by_gaps = (replace(layout_by_gaps(lines, marked, *other), gap=first.gap) for other in OTHERS)
    offered = [layout for layout in (_by_edges(lines, marked, first.gap), *by_gaps) if layout is not None]
    return [layout for layout in unlike_others([first, *offered])[1:] if len(layout.bounds) > 2]


def unlike_others(layouts: Sequence[Layout]) -> list[Layout]:
    """The layouts in their order without those that put their columns where one before them does."""
    found: list[Layout] = []
    for layout in layouts:
        if not any(_alike(layout, other) for other in found):
            found.append(layout)
    return found


def _alike(one: Layout, two: Layout) -> bool:
    """Whether two layouts put their columns at the same places."""
    if len(one.bounds) != len(two.bounds) or bool(one.edges) != bool(two.edges):
        return False
    return all(abs(a - b) < 1 for a, b in zip(one.bounds, two.bounds, strict=True))


def _aligned(word: Word, edges: Sequence[float]) -> bool:
    """Whether a word is a figure that ends at one of the edges."""
    return bool(FIGURE.match(word.text)) and any(abs(word.x1 - edge) <= SAME_EDGE for edge in edges)


def _last_figures(line: Line) -> list[Word]:
    """The figures at the end of a line: those before a name number the rows or belong to it."""
    return list(takewhile(lambda word: bool(FIGURE.match(word.text)), reversed(line.words)))


def _by_edges(lines: Sequence[Line], marked: Sequence[Line], gap: float) -> Layout | None:
    """Columns by the common right edges of figures; what stands left of them is parted by white gaps."""
    groups: list[list[Word]] = []
    for word in sorted((w for x in marked for w in _last_figures(x)), key=lambda w: w.x1):
        if groups and word.x1 - groups[-1][-1].x1 <= SAME_EDGE:
            groups[-1].append(word)
        else:
            groups.append([word])
    groups = [g for g in groups if len(g) >= max(LEAST_ALIGNED, ALIGNED_SHARE * len(marked))]
    if not groups:
        return None
    edges = tuple(sum(w.x1 for w in g) / len(g) for g in groups)
    rest = [[w for w in x.words if not _aligned(w, edges)] for x in marked]
    gaps = inner_bounds([Line(tuple(words)) for words in rest if words], CROSSING, gap)
    starts = [min(w.x0 for w in g) for g in groups]
    right = max(x.bbox[2] for x in lines) + 2
    before = [float("-inf"), *edges[:-1]]
    walls = [max(start - 1, (start + edge) / 2) for start, edge in zip(starts, before, strict=True)]
    inner = [g for g in gaps if not any(a - 1 < g < b + 1 for a, b in zip(walls, edges, strict=True))]
    left = min(x.bbox[0] for x in lines) - 2
    bounds = sorted({left, right, *walls, *inner})
    return Layout(tuple(b for b in bounds if left <= b <= right and (b == left or b - left > gap)), gap, edges)
