"""The functions of pdfium that are called once per character, word or drawn object, with addresses for its pointers.

pypdfium2's own declarations make a Python object of every pointer, which costs more than most of these calls themselves.
"""

import ctypes
from collections.abc import Callable
from ctypes import c_double, c_float, c_int, c_uint, c_void_p
from typing import Any

from pypdfium2 import raw


def address_of(pointer: Any) -> int:
    """The address that a pointer of pypdfium2 holds, 0 for none."""
    return ctypes.cast(pointer, c_void_p).value or 0


def _native(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The same function, declared anew."""
    return ctypes.CFUNCTYPE(result, *arguments)(address_of(function))


_P = c_void_p
char_unicode = _native(raw.FPDFText_GetUnicode, c_uint, _P, c_int)
char_loose_box = _native(raw.FPDFText_GetLooseCharBox, c_int, _P, c_int, _P)
char_origin = _native(raw.FPDFText_GetCharOrigin, c_int, _P, c_int, _P, _P)
char_object = _native(raw.FPDFText_GetTextObject, _P, _P, c_int)
char_font_size = _native(raw.FPDFText_GetFontSize, c_double, _P, c_int)
char_matrix = _native(raw.FPDFText_GetMatrix, c_int, _P, c_int, _P)
text_of = _native(raw.FPDFText_GetText, c_int, _P, c_int, c_int, _P)
font_of = _native(raw.FPDFTextObj_GetFont, _P, _P)

count_objects = _native(raw.FPDFPage_CountObjects, c_int, _P)
page_object = _native(raw.FPDFPage_GetObject, _P, _P, c_int)
count_inner = _native(raw.FPDFFormObj_CountObjects, c_int, _P)
inner_object = _native(raw.FPDFFormObj_GetObject, _P, _P, c_uint)
object_type = _native(raw.FPDFPageObj_GetType, c_int, _P)
object_bounds = _native(raw.FPDFPageObj_GetBounds, c_int, _P, _P, _P, _P, _P)
object_matrix = _native(raw.FPDFPageObj_GetMatrix, c_int, _P, _P)
stroke_color = _native(raw.FPDFPageObj_GetStrokeColor, c_int, _P, _P, _P, _P, _P)
fill_color = _native(raw.FPDFPageObj_GetFillColor, c_int, _P, _P, _P, _P, _P)
draw_mode = _native(raw.FPDFPath_GetDrawMode, c_int, _P, _P, _P)
count_segments = _native(raw.FPDFPath_CountSegments, c_int, _P)
path_segment = _native(raw.FPDFPath_GetPathSegment, _P, _P, c_int)
segment_type = _native(raw.FPDFPathSegment_GetType, c_int, _P)
segment_point = _native(raw.FPDFPathSegment_GetPoint, c_int, _P, _P, _P)
segment_close = _native(raw.FPDFPathSegment_GetClose, c_int, _P)


class Slots:
    """Room for the numbers that a function hands back through pointers: `values` after a call with `at`."""

    def __init__(self, kind: type[c_float] | type[c_double] | type[c_int] | type[c_uint], count: int) -> None:
        self.values = (kind * count)()
        start, step = ctypes.addressof(self.values), ctypes.sizeof(kind)
        self.at = tuple(start + step * index for index in range(count))
