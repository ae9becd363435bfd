"""Characters of a page, read with pdfium, as arrays in the frame that a viewer shows."""

import ctypes
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from pypdfium2 import raw

from extractor.pages.frame import Frame

Floats = NDArray[np.float64]

# pdfium's own marks for a hyphen at a line end, and the soft hyphen.
SPACE = 0x20
# A character that lies further than this many points from the end or the foot of the one before steps away.
BACK, AHEAD, STEP = 2.0, 3.0, 2.5
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
    """All characters of the page."""
    handle, count = text_page.raw, text_page.count_chars()
    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    rect_at, x_at, y_at = ctypes.byref(rect), ctypes.byref(x), ctypes.byref(y)
    unicode_of, box_of, origin_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin
    codes, boxes, origins = [], [], []
    begins, before, floor = True, 0.0, 0.0
    for index in range(count):
        code = unicode_of(handle, index)
        codes.append(code)
        box_of(handle, index, rect_at)
        left, bottom = rect.left, rect.bottom
        boxes.append((left, bottom, rect.right, rect.top))
        # A word keeps its baseline, so that only its first character is asked for it, and any that steps away.
        if begins or code <= SPACE or not -BACK < left - before < AHEAD or not -STEP < bottom - floor < STEP:
            origin_of(handle, index, x_at, y_at)
        origins.append((x.value, y.value))
        begins, before, floor = code <= SPACE, rect.right, bottom
    found = np.array(codes, dtype=np.int64)
    for mark, plain in HYPHENS.items():
        found[found == mark] = plain
    points = np.array(origins, dtype=float).reshape(-1, 2)
    shown = frame.boxes(np.column_stack((points, points)))[:, :2]
    return Characters(found, frame.boxes(np.array(boxes, dtype=float).reshape(-1, 4)), shown)
