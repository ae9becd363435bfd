"""Rulings and cells of a picture by morphology."""

from dataclasses import dataclass

import cv2
import numpy as np

from extractor.pages.ocr.model import Box
from extractor.pages.ocr.raster import Image, ink_of

# A level ruling is at least this long (points), an upright one so long, and none is thicker.
LEVEL, UPRIGHT, THICKEST = 28.0, 13.0, 3.5
# A cell is at least this wide and high (points).
LEAST_CELL = 6.0
# An upright ruling meets a level one within this many points; a letter's stem does not.
TOUCH = 4.0
# Rules further apart than this many points bound no row.
HIGHEST_BAND = 90.0
# A ruling is darker than the paper on both of its sides by more than this.
VALLEY = 14
# Rows beside a level run that are looked at, and the shares of its length beside which letters stand on both sides, or on one.
BESIDE, LETTERS_BOTH, LETTERS_ONE = 5, 0.25, 0.45
# A run with a smaller share of ink in its box is a row of letters, or a slanted ruling.
SOLID = 0.75
# A ruling that is finer than this (points) may be grey at its rims.
FINE = 1.2
# A run that is longer than this (points) is no word, since the spaces of a text break it; one that is thicker and
# shorter is a bold word, unless rulings meet its ends.
LONGEST_WORD, LUMP_HEIGHT = 100.0, 2.0
# Gaps in a ruling up to this many points are closed.
CLOSE_GAP = 1.0


@dataclass(frozen=True, slots=True)
class Lines:
    """Boxes in pixels as (x, y, width, height), and the mask of all rulings."""

    horizontal: list[Box]
    vertical: list[Box]
    mask: Image


def find_lines(image: Image, scale: float) -> Lines:
    """Level and upright rulings of a grey picture; `scale` is pixels per point."""
    level, upright, gap = round(LEVEL * scale), round(UPRIGHT * scale), max(1, round(CLOSE_GAP * scale))
    ink, width, reach = ink_of(image), round(THICKEST * scale), round(TOUCH * scale)
    across = _runs(_with_valleys(ink, image, (1, width + 6)), (level, 1), (gap, 1))
    down = _runs(_with_valleys(ink, image, (width + 6, 1)), (1, upright), (1, gap))
    raised = [b for b in _boxes(down) if b[2] <= width]
    level_boxes = [_without_lumps(box, across) for box in _boxes(across) if box[3] <= width]
    horizontal = [b for b in level_boxes if not _strikes_text(b, ink, raised, scale)]
    level_turned, ink_turned = [_turned(b) for b in horizontal], np.ascontiguousarray(ink.T)
    vertical = [
        b
        for b in raised
        if _touches(b, horizontal, reach) and not _strikes_text(_turned(b), ink_turned, level_turned, scale)
    ]
    mask = np.zeros_like(ink)
    for x, y, width, height in [*horizontal, *vertical]:
        mask[y : y + height, x : x + width] = 255
    return Lines(horizontal, vertical, mask)


def _with_valleys(ink: Image, image: Image, across: tuple[int, int]) -> Image:
    """Ink, and what is darker than its surroundings on both sides: a thin pale ruling close to bold text is no ink."""
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, across)
    depth = cv2.morphologyEx(image, cv2.MORPH_BLACKHAT, kernel)
    return np.asarray(np.where(depth > VALLEY, 255, ink), dtype=np.uint8)


def _without_lumps(box: Box, mask: Image) -> Box:
    """The box of a level run without rows of letters that touch it: the rows that most of its length has."""
    x, y, width, height = box
    rows = np.flatnonzero(np.count_nonzero(mask[y : y + height, x : x + width], axis=1) >= width / 2)
    return (x, y + int(rows[0]), width, int(rows[-1] - rows[0] + 1)) if len(rows) else box


def _strikes_text(box: Box, ink: Image, vertical: list[Box], scale: float) -> bool:
    """Whether a level run goes through a line of text: letters stand in it or on both of its sides, and no ruling meets its ends."""
    x, y, width, height = box
    if width >= LONGEST_WORD * scale:
        return False
    filled = int(np.count_nonzero(ink[y : y + height, x : x + width])) >= SOLID * width * height
    above, below = (
        float(np.count_nonzero(ink[max(0, top) : top + BESIDE, x : x + width].any(axis=0))) / width
        for top in (y - BESIDE - 1, y + height + 1)
    )
    lump = height > LUMP_HEIGHT * scale
    solid = filled or height <= FINE * scale
    if not lump and solid and min(above, below) <= LETTERS_BOTH and max(above, below) <= LETTERS_ONE:
        return False
    reach = round(TOUCH * scale)
    met = [
        any(abs(vx - end) <= reach and vy - reach <= y <= vy + tall + reach for vx, vy, _, tall in vertical)
        for end in (x, x + width)
    ]
    return not all(met)


def _turned(box: Box) -> Box:
    """The box with across and down exchanged."""
    return (box[1], box[0], box[3], box[2])


def _touches(box: Box, others: list[Box], reach: int) -> bool:
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


def _boxes(mask: Image) -> list[Box]:
    """Boxes of the connected pieces of a mask."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return [(int(s[0]), int(s[1]), int(s[2]), int(s[3])) for s in stats[1:]]


def find_cells(lines: Lines, scale: float) -> list[Box]:
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


def _boxes_4(mask: Image) -> list[Box]:
    """Boxes of pieces that are connected over their sides."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    return [(int(s[0]), int(s[1]), int(s[2]), int(s[3])) for s in stats[1:]]


def find_bands(lines: Lines, cells: list[Box], scale: float) -> list[Box]:
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


def _overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share an area."""
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )
