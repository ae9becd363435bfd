"""Framed boxes that the text of a page runs around: their words are told apart from the lines beside them."""

from collections.abc import Sequence

from extractor.pages.model import Edge, Line, Page
from schemas import BBox

# Corners of a frame meet within this many points.
CORNER = 4.0
# A box beside the text is at most this share of the page wide, and at least this many points wide and high.
WIDEST, SMALLEST = 0.6, 60.0
# The text runs around a box where so many lines cross its side.
CROSSING = 3


def apart(page: Page, lines: Sequence[Line]) -> tuple[list[Line], list[list[Line]]]:
    """The lines of a page without the words of boxes that they run around, and the lines of each box."""
    outer, boxes = list(lines), []
    for frame in frames(page):
        crossing = [line for line in outer if _crosses(line, frame)]
        if len(crossing) < CROSSING:
            continue
        inner = [part for line in outer if (part := _part(line, frame, inside=True))]
        outer = [part for line in outer if (part := _part(line, frame, inside=False))]
        boxes.append(inner)
    return outer, boxes


def frames(page: Page) -> list[BBox]:
    """Rectangles drawn on a page that may hold a box of text: four edges whose corners meet."""
    # A drawing has thousands of short pieces, of which none can be the side of a box.
    sides = [edge for edge in page.edges if not edge.horizontal and edge.bottom - edge.top > SMALLEST]
    ends = [edge for edge in page.edges if edge.horizontal and edge.x1 - edge.x0 > SMALLEST - 2 * CORNER]
    found = []
    for index, left in enumerate(sides):
        for right in sides[index + 1 :]:
            if abs(left.top - right.top) >= CORNER or abs(left.bottom - right.bottom) >= CORNER:
                continue
            box = (left.x0, max(left.top, right.top), right.x1, min(left.bottom, right.bottom))
            if SMALLEST < abs(right.x0 - left.x0) < WIDEST * page.width and box[3] - box[1] > SMALLEST:
                box = (min(box[0], right.x0), box[1], max(left.x1, box[2]), box[3])
                if _closed(ends, box):
                    found.append(box)
    return found


def _closed(edges: Sequence[Edge], box: BBox) -> bool:
    """Whether some of the horizontal edges run along top and bottom of a box, and none inside it (a grid is no frame)."""
    along = [
        edge.top
        for edge in edges
        if edge.x0 < box[0] + CORNER and edge.x1 > box[2] - CORNER
        if edge.x1 - edge.x0 < box[2] - box[0] + 2 * CORNER
    ]
    inside = [top for top in along if box[1] + CORNER < top < box[3] - CORNER]
    return (
        any(abs(top - box[1]) < CORNER for top in along)
        and any(abs(top - box[3]) < CORNER for top in along)
        and not inside
    )


def _crosses(line: Line, box: BBox) -> bool:
    middle = (line.bbox[1] + line.bbox[3]) / 2
    within = box[1] < middle < box[3]
    return within and bool(_part(line, box, inside=True)) and bool(_part(line, box, inside=False))


def _part(line: Line, box: BBox, *, inside: bool) -> Line | None:
    """The words of a line in or outside a box; the line itself where that are all."""
    middle = (line.bbox[1] + line.bbox[3]) / 2
    if not box[1] < middle < box[3]:
        return None if inside else line
    words = tuple(word for word in line.words if (box[0] < (word.x0 + word.x1) / 2 < box[2]) == inside)
    return line if len(words) == len(line.words) else Line(words) if words else None
