"""What the text layer of a page is worth: whether a viewer shows it, and whether its characters can be known."""

import ctypes
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.pages.paths import Box

# Characters that are asked whether their code is known, spread over the page.
SAMPLE = 60
# From this share of unreadable characters on, a text layer is of no use.
UNREADABLE = 0.3
PRIVATE = re.compile("[\x00-\x1f\ufffd\ue000-\uf8ff]")
# Indonesian has about 42 vowels in 100 letters; codes that were taken for letters have fewer.
FEWEST_VOWELS, LETTERS_NEEDED = 0.22, 120
VOWELS = "aeiouAEIOU"
MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class TextLayer:
    """`hidden`: nobody sees most of it; `unreadable`: its characters cannot be known."""

    hidden: bool = False
    unreadable: bool = False


SHOWN = TextLayer()


def hidden_share(page_handle: Any) -> float:
    """The share of a page's pieces of text that nobody sees: invisible ones (render mode 3), and those a later picture covers."""
    hidden = 0
    waiting: list[Box] = []
    for kind, thing in _painted(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, page_handle, 0):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
                hidden += 1
            else:
                waiting.append(_bounds(thing))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            cover = _bounds(thing)
            left = [box for box in waiting if not _covers(cover, box)]
            hidden, waiting = hidden + len(waiting) - len(left), left
    every = hidden + len(waiting)
    return hidden / every if every else 0.0


def unreadable(text_page: pdfium.PdfTextPage, text: str) -> bool:
    """Whether the characters of a page cannot be known: no Unicode for its glyphs, private codes, or codes taken for letters."""
    if not text:
        return False
    if len(PRIVATE.findall(text)) > UNREADABLE * len(text) or _unmapped(text_page) > UNREADABLE:
        return True
    letters = sum(map(text.count, string.ascii_letters))
    return letters >= LETTERS_NEEDED and sum(map(text.count, VOWELS)) < FEWEST_VOWELS * letters


def _unmapped(text_page: pdfium.PdfTextPage) -> float:
    """The share of characters that pdfium found no Unicode for, of a sample."""
    count = text_page.count_chars()
    asked = range(0, count, max(1, count // SAMPLE))
    lost = [index for index in asked if raw.FPDFText_HasUnicodeMapError(text_page.raw, index) == 1]
    return len(lost) / max(1, len(asked))


def _painted(count: Callable[..., int], get: Callable[..., Any], holder: Any, depth: int) -> Iterator[tuple[int, Any]]:
    """Kind and handle of what is painted, in order, that inside forms too: OCR programs put their text into forms."""
    for index in range(count(holder)):
        thing = get(holder, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            yield from _painted(raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, thing, depth + 1)
        else:
            yield kind, thing


def _bounds(thing: Any) -> Box:
    """Bounds of an object in the space it is painted in."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return (left.value, bottom.value, right.value, top.value)


def _covers(picture: Box, box: Box) -> bool:
    """Whether the middle of a box lies under a picture."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return picture[0] <= x <= picture[2] and picture[1] <= y <= picture[3]
