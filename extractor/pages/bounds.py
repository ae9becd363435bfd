"""How much of a page is read at most, and how large its pictures may be; what is beyond is told with the page.

No page of a report comes near these figures: a full table has some thousand characters and some hundred lines.
"""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.pages.model import Page
from schemas import Diagnostic

MOST_CHARACTERS = 100_000
MOST_OBJECTS = 250_000
MOST_DEPTH = 8
# Pixels of a picture of a whole page, and of a picture that a page holds: A0 at 300 dots an inch has 140 million.
MOST_PIXELS, MOST_IMAGE_PIXELS = 150_000_000, 200_000_000
# What stands for the size of a page that cannot be opened: A4 in points.
WIDTH, HEIGHT = 595.0, 842.0
TOO_FULL, UNOPENED, HUGE_PICTURE = "page-too-full", "page-not-opened", "picture-too-large"


def scale_within(size: tuple[float, float], scale: float) -> float:
    """The scale, or the largest at which a page of this size (points) has no more pixels than a picture may have."""
    pixels = size[0] * scale * size[1] * scale
    return scale if pixels <= MOST_PIXELS else scale * float((MOST_PIXELS / pixels) ** 0.5)


def unopened(number: int) -> Page:
    """The page in place of one that cannot be opened."""
    note = Diagnostic(code=UNOPENED, page=number, message="the page is damaged and cannot be opened; it was not read")
    return Page(number, WIDTH, HEIGHT, reader="none", reason="damaged", diagnostics=(note,))


def too_full(number: int, characters: int, objects_left_out: int) -> tuple[Diagnostic, ...]:
    """What is told of a page with more on it than is read."""
    told = []
    if characters > MOST_CHARACTERS:
        told.append(f"only the first {MOST_CHARACTERS} of its {characters} characters were read")
    if objects_left_out:
        told.append(f"only the first {MOST_OBJECTS} of its drawn objects were read, {objects_left_out} were not")
    message = f"there is too much on this page: {' and '.join(told)}"
    return (Diagnostic(code=TOO_FULL, page=number, message=message),) if told else ()


def huge_picture(number: int, page: pdfium.PdfPage) -> tuple[Diagnostic, ...]:
    """What is told of a page that holds a picture too large to be decoded; nothing where there is none."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    for image in _images(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, page.raw, 0):
        raw.FPDFImageObj_GetImagePixelSize(image, width, height)
        if width.value * height.value > MOST_IMAGE_PIXELS:
            size = f"{width.value} by {height.value} pixels"
            message = f"a picture of {size} on this page is too large to be read"
            return (Diagnostic(code=HUGE_PICTURE, page=number, message=message),)
    return ()


def _images(count: Any, get: Any, holder: Any, depth: int) -> Iterator[Any]:
    """The pictures on a page, those inside forms too."""
    for index in range(min(count(holder), MOST_OBJECTS)):
        thing = get(holder, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            yield thing
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MOST_DEPTH:
            yield from _images(raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, thing, depth + 1)
