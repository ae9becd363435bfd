"""Line pieces to edges in the frame of the page as shown."""

import numpy as np

from extractor.pages.frame import Frame
from extractor.pages.model import Edge
from extractor.pages.paths import Box
from extractor.pages.sharing import Shared

# A piece whose longer side is at least this many times its shorter one has a direction; a dot counts for both.
DIRECTED = 1.5


def edges_of(lines: list[Box], frame: Frame) -> tuple[Edge, ...]:
    """Horizontal and vertical edges of line pieces; pieces outside the page are dropped."""
    if not lines:
        return ()
    width, height = frame.size
    edges: list[Edge] = []
    same = Shared[float]()
    for x0, top, x1, bottom in frame.boxes(np.array(lines, dtype=float)).tolist():
        if x1 < 0 or bottom < 0 or x0 > width or top > height:
            continue
        across, down = x1 - x0, bottom - top
        if across * DIRECTED >= down:
            middle = same[(top + bottom) / 2]
            edges.append(Edge(same[max(x0, 0.0)], middle, same[min(x1, width)], middle, True))
        if down * DIRECTED >= across:
            middle = same[(x0 + x1) / 2]
            edges.append(Edge(middle, same[max(top, 0.0)], middle, same[min(bottom, height)], False))
    return tuple(edges)
