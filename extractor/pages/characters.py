"""Characters of a page, read with pdfium, as arrays in the frame that a viewer shows."""

import ctypes
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extractor.pages.frame import Frame

Floats = NDArray[np.float64]

# pdfium's own marks for a hyphen at a line end, and the soft hyphen.
HYPHENS = {0x0002: 0x002D, 0xFFFE: 0x002D, 0x00AD: 0x002D}


@dataclass(frozen=True, slots=True)
class Characters:
    """Parallel arrays in stream order, spaces included: code points, boxes [x0, top, x1, bottom] and origins [x, y].

    The boxes are tight for some fonts and loose for others, so that lines are told by the origins (baselines).
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
    for index in range(count):
        codes.append(unicode_of(handle, index))
        box_of(handle, index, rect_at)
        boxes.append((rect.left, rect.bottom, rect.right, rect.top))
        origin_of(handle, index, x_at, y_at)
        origins.append((x.value, y.value))
    found = np.array(codes, dtype=np.int64)
    for mark, plain in HYPHENS.items():
        found[found == mark] = plain
    points = np.array(origins, dtype=float).reshape(-1, 2)
    shown = frame.boxes(np.column_stack((points, points)))[:, :2]
    return Characters(found, frame.boxes(np.array(boxes, dtype=float).reshape(-1, 4)), shown)
