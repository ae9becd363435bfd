"""A page cut down to a box, or with a box left blank: words by their middle, rulings by the stretch that lies inside."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.pages.model import Edge, Page, Word
from schemas import BBox

# A ruling this close (points) to the side of a box belongs to it.
NEAR = 1.5


def within(page: Page, box: BBox) -> Page:
    """The page with nothing but what stands in the box."""
    words = tuple(w for w in page.words if _holds(box, w))
    edges = tuple(part for e in page.edges if (part := _inside(e, box)))
    fills = tuple(f for f in page.fills if f[0] < box[2] and box[0] < f[2] and f[1] < box[3] and box[1] < f[3])
    cut = tuple((max(f[0], box[0]), max(f[1], box[1]), min(f[2], box[2]), min(f[3], box[3])) for f in fills)
    return replace(page, words=words, edges=edges, fills=cut)


def without(page: Page, boxes: Sequence[BBox]) -> Page:
    """The page with nothing in the boxes."""
    for box in boxes:
        words = tuple(w for w in page.words if not _holds(box, w))
        edges = tuple(part for e in page.edges for part in _outside(e, box))
        fills = tuple(f for f in page.fills if not _covers(box, ((f[0] + f[2]) / 2, (f[1] + f[3]) / 2)))
        page = replace(page, words=words, edges=edges, fills=fills)
    return page


def _holds(box: BBox, word: Word) -> bool:
    """Whether the middle of a word lies in a box."""
    return _covers(box, ((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2))


def _covers(box: BBox, point: tuple[float, float]) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _along(edge: Edge, box: BBox) -> tuple[float, float, float, float] | None:
    """Start and stop of a ruling and of the box along it, None where the ruling passes beside the box."""
    if edge.horizontal:
        beside = not box[1] - NEAR <= (edge.top + edge.bottom) / 2 <= box[3] + NEAR
        return None if beside else (edge.x0, edge.x1, box[0], box[2])
    beside = not box[0] - NEAR <= (edge.x0 + edge.x1) / 2 <= box[2] + NEAR
    return None if beside else (edge.top, edge.bottom, box[1], box[3])


def _inside(edge: Edge, box: BBox) -> Edge | None:
    """The part of a ruling in a box."""
    along = _along(edge, box)
    if along is None:
        return None
    start, stop = max(along[0], along[2] - NEAR), min(along[1], along[3] + NEAR)
    return _part(edge, start, stop) if start < stop else None


def _outside(edge: Edge, box: BBox) -> Iterator[Edge]:
    """The parts of a ruling that are not in a box."""
    along = _along(edge, box)
    if along is None:
        yield edge
        return
    start, stop, low, high = along
    if start < low - NEAR:
        yield _part(edge, start, min(stop, low))
    if stop > high + NEAR:
        yield _part(edge, max(start, high), stop)


def _part(edge: Edge, start: float, stop: float) -> Edge:
    """A stretch of a ruling."""
    if edge.horizontal:
        return replace(edge, x0=start, x1=stop)
    return replace(edge, top=start, bottom=stop)
