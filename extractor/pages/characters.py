"""Characters of a page, read with pdfium, as arrays in the frame that a viewer shows."""

import ctypes
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from extractor.pages.bounds import MOST_CHARACTERS
from extractor.pages.frame import Frame
from extractor.pages.native import Slots, address_of, char_loose_box, char_origin, char_unicode, text_of

Floats = NDArray[np.float64]

SPACE = 0x20
# A character that lies further than this many points from the end or the foot of the one before steps away.
BACK, AHEAD, STEP = 2.0, 3.0, 2.5
# pdfium's own marks for a hyphen at a line end, and the soft hyphen.
HYPHENS = {0x0002: 0x002D, 0xFFFE: 0x002D, 0x00AD: 0x002D}


@dataclass(frozen=True, slots=True)
class Characters:
    """Parallel arrays in stream order, spaces included: code points, boxes [x0, top, x1, bottom] and origins [x, y].

    The boxes are tight for some fonts and loose for others, so that lines are told by the origins (baselines); all characters
    of a word carry the origin of its first.
    """

    codes: NDArray[np.int64]
    boxes: Floats
    origins: Floats


def read_characters(text_page: pdfium.PdfTextPage, frame: Frame) -> Characters:
    """All characters of the page, as far as a page may have them."""
    handle, count = address_of(text_page.raw), min(text_page.count_chars(), MOST_CHARACTERS)
    codes = _codes(handle, count)
    boxes = _boxes(handle, count)
    points = _origins(handle, codes, boxes)
    for mark, plain in HYPHENS.items():
        codes[codes == mark] = plain
    shown = frame.boxes(np.column_stack((points, points)))[:, :2]
    return Characters(codes, frame.boxes(boxes), shown)


def _codes(handle: int, count: int) -> NDArray[np.int64]:
    """Code points: from the page's text where every character is part of it, else asked for one by one."""
    buffer = ctypes.create_string_buffer(2 * count + 2)
    written = text_of(handle, 0, count, ctypes.addressof(buffer)) if count else 0
    text = buffer.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
    codes = map(ord, text) if len(text) == count else map(char_unicode, repeat(handle), range(count))
    return np.fromiter(codes, dtype=np.int64, count=count)


def _boxes(handle: int, count: int) -> Floats:
    """Boxes [left, bottom, right, top] in user space; a character without one has that of the character before."""
    rectangles = np.zeros((count, 4), dtype=np.float32)
    start, step = rectangles.ctypes.data, rectangles.itemsize * 4
    places = range(start, start + step * count, step)
    known = np.fromiter(map(char_loose_box, repeat(handle), range(count), places), dtype=bool, count=count)
    # pdfium's rectangles run left, top, right, bottom.
    return _carried(rectangles[:, [0, 3, 2, 1]].astype(float), known)


def _origins(handle: int, codes: NDArray[np.int64], boxes: Floats) -> Floats:
    """Origins [x, y] in user space.

    A word keeps its baseline, so that only its first character is asked for it, and any that steps away.
    """
    count = len(codes)
    ahead, rise = boxes[1:, 0] - boxes[:-1, 2], boxes[1:, 1] - boxes[:-1, 1]
    near = (ahead > -BACK) & (ahead < AHEAD) & (rise > -STEP) & (rise < STEP)
    blank = codes <= SPACE
    asked = ~blank
    asked[1:] &= blank[:-1] | ~near
    origins, slots = np.zeros((count, 2)), Slots(ctypes.c_double, 2)
    x_at, y_at = slots.at
    for index in np.flatnonzero(asked).tolist():
        asked[index] = bool(char_origin(handle, index, x_at, y_at))
        origins[index] = slots.values[:]
    return _carried(origins, asked)


def _carried(rows: Floats, known: NDArray[np.bool_]) -> Floats:
    """The rows, each unknown one replaced by the last known one before it (zeros where there is none)."""
    if known.all():
        return rows
    last = np.maximum.accumulate(np.where(known, np.arange(len(rows)), -1))
    carried: Floats = np.where(last[:, None] >= 0, rows[last], 0.0)
    return carried
