"""Lines of text in a picture, found by their ink: for an engine that reads one line at a time."""

from collections.abc import Sequence

import cv2
import numpy as np

from extractor.pages.ocr.model import Box, Recognised
from extractor.pages.ocr.raster import Image

# Specks of at most so many pixels (at 300 dpi) are dirt; a full stop has more than twice as many.
SPECK = 12
# A row of pixels with less ink than this belongs to no line.
LEAST_ROW = 2
# A run of rows that is lower than this share of the median line is a part of its neighbour (a dot, an accent), if one is near.
PART, NEAR = 0.45, 0.35
# What stands further than this many line heights from the rest of a line and is smaller than this share of it is dirt, if it is no dash.
FAR, DIRT = 0.6, 0.3
# Height and length in pixels (at 300 dpi) of a dash that stands alone in its cell, and its confidence.
DASH_HEIGHT, DASH_LENGTH, DASH_SURE = 10, (7, 50), 0.85
# Rulings are taken out of the ink with so many pixels around them.
RULING_ROOM = 7
# A dash is so many times as long as it is high.
DASH_SHAPE = 1.4
# Room left around a line.
ROOM = 6
# Letters of a line stand closer together than this many pixels (at 300 dpi); the columns of a page further apart.
WORD_GAP = 60


def without_specks(ink: Image) -> Image:
    """Ink without its smallest pieces."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    if count < 2:
        return ink
    kept = stats[:, cv2.CC_STAT_AREA] > SPECK
    kept[0] = False
    return np.asarray(np.where(kept[labels], 255, 0), dtype=np.uint8)


def without_rulings(ink: Image, mask: Image) -> Image:
    """Ink without rulings and specks."""
    walls = cv2.dilate(mask, np.ones((RULING_ROOM, RULING_ROOM), np.uint8))
    return without_specks(np.asarray(np.where(walls > 0, 0, ink), dtype=np.uint8))


def lines_of(ink: Image) -> list[Box]:
    """Boxes of the lines of a block of text, from top to bottom; `ink` is without specks and rulings."""
    boxes = []
    for top, bottom in _joined(_runs(np.count_nonzero(ink, axis=1) >= LEAST_ROW)):
        columns = _columns(ink[top:bottom])
        if len(columns):
            boxes.append(roomy((int(columns[0]), top, int(columns[-1] - columns[0] + 1), bottom - top), ink))
    return boxes


def _columns(line: Image) -> np.ndarray:
    """Columns with ink of a line, without the dirt that stands far off at either end."""
    columns = np.flatnonzero(line.any(axis=0))
    height = line.shape[0]
    for side in (0, -1):
        while len(columns) > 1:
            gaps = np.flatnonzero(np.diff(columns) > FAR * height)
            if not len(gaps):
                break
            near = columns[: gaps[0] + 1] if side == 0 else columns[gaps[-1] + 1 :]
            rows = np.flatnonzero(line[:, near].any(axis=1))
            tall = int(rows[-1] - rows[0] + 1)
            if len(near) > DIRT * height or tall > DIRT * height or len(near) >= DASH_SHAPE * tall:
                break
            columns = columns[gaps[0] + 1 :] if side == 0 else columns[: gaps[-1] + 1]
    return columns


def blocks_of(ink: Image) -> list[Box]:
    """Boxes of the lines of a page: as `lines_of`, those that stand side by side apart."""
    smeared = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (WORD_GAP, 1)))
    _, _, stats, _ = cv2.connectedComponentsWithStats(smeared, connectivity=8)
    pieces = [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in stats[1:]]
    return [roomy(box, ink) for box in sorted(_stacked(pieces), key=lambda b: (b[1], b[0]))]


def lone_dash(ink: Image) -> list[Recognised]:
    """The dash that is all that stands in a cell, which engines miss; nothing where something else stands there."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return []
    box = (int(columns[0]), int(rows[0]), int(columns[-1] - columns[0] + 1), int(rows[-1] - rows[0] + 1))
    long = box[3] <= DASH_HEIGHT and DASH_LENGTH[0] <= box[2] <= DASH_LENGTH[1] and box[2] >= DASH_SHAPE * box[3]
    inside = 0.2 < (box[1] + box[3] / 2) / ink.shape[0] < 0.8 or ink.shape[0] > 3 * DASH_LENGTH[1]
    return [Recognised("-", box, DASH_SURE)] if long and inside else []


def _runs(marks: Sequence[bool] | np.ndarray) -> list[tuple[int, int]]:
    """Stretches of true marks as (first, after the last)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], np.asarray(marks, dtype=np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _joined(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs with low ones (dots, accents) joined to the neighbour that they belong to."""
    if len(runs) < 2:
        return runs
    highest = max(b - a for a, b in runs)
    usual = float(np.median([b - a for a, b in runs if b - a >= highest * PART]))
    out: list[tuple[int, int]] = []
    for run in runs:
        low = run[1] - run[0] < PART * usual or (out and out[-1][1] - out[-1][0] < PART * usual)
        if out and low and run[0] - out[-1][1] < NEAR * usual:
            out[-1] = (out[-1][0], run[1])
        else:
            out.append(run)
    return out


def _stacked(pieces: list[Box]) -> list[Box]:
    """Pieces with those joined that share most of their rows and overlap: a letter and its dot."""
    out: list[Box] = []
    for x, y, width, height in sorted(pieces, key=lambda b: -b[3]):
        for index, (ox, oy, other, tall) in enumerate(out):
            level = min(y + height, oy + tall) - max(y, oy) > -0.4 * tall and height < 0.6 * tall
            if level and x < ox + other and ox < x + width:
                left, top = min(x, ox), min(y, oy)
                out[index] = (left, top, max(x + width, ox + other) - left, max(y + height, oy + tall) - top)
                break
        else:
            out.append((x, y, width, height))
    return out


def roomy(box: Box, picture: Image) -> Box:
    """A box with some room around it, inside the picture."""
    x, y, width, height = box
    left, top = max(0, x - ROOM), max(0, y - ROOM)
    right, bottom = min(picture.shape[1], x + width + ROOM), min(picture.shape[0], y + height + ROOM)
    return (left, top, right - left, bottom - top)
