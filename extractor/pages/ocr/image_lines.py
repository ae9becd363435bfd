"""Rulings and cells of a picture by morphology."""

from dataclasses import dataclass

import cv2
import numpy as np

from extractor.pages.ocr.raster import Image

# A level ruling is at least this long (points), an upright one so long, and none is thicker.
LEVEL, UPRIGHT, THICKEST = 28.0, 13.0, 3.5
# A cell is at least this wide and high (points).
LEAST_CELL = 6.0
# An upright ruling meets a level one within this many points; a letter's stem does not.
TOUCH = 4.0
# Rules further apart than this many points bound no row.
HIGHEST_BAND = 90.0
# Gaps in a ruling up to this many points are closed.
CLOSE_GAP = 1.0


@dataclass(frozen=True, slots=True)
class Lines:
    """Boxes in pixels as (x, y, width, height), and the mask of all rulings."""

    horizontal: list[tuple[int, int, int, int]]
    vertical: list[tuple[int, int, int, int]]
    mask: Image


def find_lines(ink: Image, scale: float) -> Lines:
    """Level and upright rulings of a black and white picture; `scale` is pixels per point."""
    level, upright, gap = round(LEVEL * scale), round(UPRIGHT * scale), max(1, round(CLOSE_GAP * scale))
    across = _runs(ink, (level, 1), (gap, 1))
    down = _runs(ink, (1, upright), (1, gap))
    horizontal = [b for b in _boxes(across) if b[3] <= THICKEST * scale]
    vertical = [b for b in _boxes(down) if b[2] <= THICKEST * scale and _touches(b, horizontal, round(TOUCH * scale))]
    mask = np.zeros_like(ink)
    for x, y, width, height in [*horizontal, *vertical]:
        mask[y : y + height, x : x + width] = 255
    return Lines(horizontal, vertical, mask)


def _touches(box: tuple[int, int, int, int], others: list[tuple[int, int, int, int]], reach: int) -> bool:
    """Whether an upright ruling meets a level one."""
    x, y, _, height = box
    return any(
        ox - reach <= x <= ox + width + reach and y - reach <= oy <= y + height + reach for ox, oy, width, _ in others
    )


def _runs(ink: Image, length: tuple[int, int], gap: tuple[int, int]) -> Image:
    """Ink that runs on for a length in one direction, gaps closed."""
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, gap))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, length))
    return np.asarray(opened, dtype=np.uint8)


def _boxes(mask: Image) -> list[tuple[int, int, int, int]]:
    """Boxes of the connected pieces of a mask."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return [(int(s[0]), int(s[1]), int(s[2]), int(s[3])) for s in stats[1:]]


def find_cells(lines: Lines, scale: float) -> list[tuple[int, int, int, int]]:
    """Boxes of the areas that rulings close in, in reading order; the area around all tables is none."""
    reach = max(1, round(1.5 * scale))
    walls = cv2.dilate(lines.mask, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach)))
    open_area = np.where(walls > 0, 0, 255).astype(np.uint8)
    height, width = open_area.shape
    least = LEAST_CELL * scale
    cells = [
        (x, y, w, h)
        for x, y, w, h in _boxes_4(open_area)
        if w >= least and h >= least and x > 0 and y > 0 and x + w < width and y + h < height
    ]
    return sorted(cells, key=lambda c: (c[1], c[0]))


def _boxes_4(mask: Image) -> list[tuple[int, int, int, int]]:
    """Boxes of pieces that are connected over their sides."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    return [(int(s[0]), int(s[1]), int(s[2]), int(s[3])) for s in stats[1:]]


def find_bands(lines: Lines, cells: list[tuple[int, int, int, int]], scale: float) -> list[tuple[int, int, int, int]]:
    """Strips between level rulings of one width that no upright ruling closes: rows of a table without upright rules."""
    reach, highest = round(TOUCH * scale), round(HIGHEST_BAND * scale)
    level = sorted(lines.horizontal, key=lambda b: b[1])
    bands = []
    for k, (x, y, width, height) in enumerate(level):
        below = [b for b in level[k + 1 :] if abs(b[0] - x) <= reach and abs(b[0] + b[2] - x - width) <= reach]
        if not below or below[0][1] - y > highest or below[0][1] - y - height < LEAST_CELL * scale:
            continue
        band = (x, y + height, width, below[0][1] - y - height)
        if not any(_overlap(band, cell) for cell in cells):
            bands.append(band)
    return bands


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    """Whether two boxes share an area."""
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )
