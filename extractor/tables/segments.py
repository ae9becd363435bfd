"""Edges of a page to long rulings: snapped to one coordinate, pieces joined, then grouped by contact."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.pages.model import Edge

# Rulings closer than this (points) are one: double lines, both borders of neighbouring cells.
SNAP = 2.5
# Gaps up to this length inside a ruling are dashes or the joint of two cells.
JOIN = 4.0
# A ruling may miss the one that it should touch by this much.
TOUCH = 3.0
# Shorter rulings are dots, underlines of a letter, corners.
SHORTEST = 6.0


@dataclass(slots=True)
class Ruling:
    """A straight line: `at` is its fixed coordinate, `start` to `stop` its extent along the other axis."""

    at: float
    start: float
    stop: float

    @property
    def length(self) -> float:
        """Extent in points."""
        return self.stop - self.start


@dataclass(slots=True)
class Component:
    """Rulings that touch each other, horizontal and vertical ones."""

    horizontal: list[Ruling]
    vertical: list[Ruling]

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        """The box around all rulings."""
        xs = [x for h in self.horizontal for x in (h.start, h.stop)] + [v.at for v in self.vertical]
        ys = [y for v in self.vertical for y in (v.start, v.stop)] + [h.at for h in self.horizontal]
        return (min(xs), min(ys), max(xs), max(ys))


def rulings(edges: Sequence[Edge], horizontal: bool) -> list[Ruling]:
    """Long rulings of one direction, sorted by coordinate."""
    if horizontal:
        pieces = [Ruling(e.top, e.x0, e.x1) for e in edges if e.horizontal]
    else:
        pieces = [Ruling(e.x0, e.top, e.bottom) for e in edges if not e.horizontal]
    pieces.sort(key=lambda p: p.at)
    out: list[Ruling] = []
    group: list[Ruling] = []
    for piece in pieces:
        if (group and piece.at - group[-1].at > SNAP / 2) or (group and piece.at - group[0].at > SNAP):
            out += _joined(group)
            group = []
        group.append(piece)
    out += _joined(group)
    return [ruling for ruling in out if ruling.length >= SHORTEST]


def _joined(group: list[Ruling]) -> list[Ruling]:
    """The pieces on one coordinate as few long rulings; the coordinate is the mean weighted by length."""
    if not group:
        return []
    weight = sum(p.length for p in group)
    at = sum(p.at * p.length for p in group) / weight if weight else group[0].at
    out: list[Ruling] = []
    for piece in sorted(group, key=lambda p: p.start):
        if out and piece.start - out[-1].stop <= JOIN:
            out[-1].stop = max(out[-1].stop, piece.stop)
        else:
            out.append(Ruling(at, piece.start, piece.stop))
    return out


def components(edges: Sequence[Edge]) -> list[Component]:
    """Groups of rulings that touch, top to bottom."""
    across, down = rulings(edges, horizontal=True), rulings(edges, horizontal=False)
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for k, v in enumerate(down, start=len(across)):
        for i, h in enumerate(across):
            if h.at > v.stop + TOUCH:
                break
            if h.at >= v.start - TOUCH and h.start - TOUCH <= v.at <= h.stop + TOUCH:
                parent[root(i)] = root(k)
    found: dict[int, Component] = {}
    for i, h in enumerate(across):
        found.setdefault(root(i), Component([], [])).horizontal.append(h)
    for k, v in enumerate(down, start=len(across)):
        found.setdefault(root(k), Component([], [])).vertical.append(v)
    groups = [c for c in found.values() if c.horizontal and c.vertical]
    return sorted(groups, key=lambda c: (c.bbox[1], c.bbox[0]))
