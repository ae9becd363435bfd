"""A picture of a page to words and edges: cells first, each read by itself, then the text around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractor.pages.engines import Engine, Engines
from extractor.pages.model import Edge, Word
from extractor.pages.ocr import judge, rapid, tesseract_cells
from extractor.pages.ocr.image_lines import Lines, find_bands, find_cells, find_lines
from extractor.pages.ocr.model import Box, Cut, Recognised
from extractor.pages.ocr.raster import Image, Raster, ink_of
from extractor.pages.ocr.repairs import DIRT, cleaned, mended
from extractor.pages.ocr.text_lines import without_specks

# A cell with a smaller share of ink is blank.
LEAST_INK = 0.002
# A picture of a table shows at least so many level rulings and closed cells.
LEAST_LEVEL, LEAST_CELLS = 3, 4
# No recognised word is as sure as a printed one.
SUREST = 0.99
# Rulings are taken out of the ink with so many pixels around them.
RULING_ROOM = 7


@dataclass(frozen=True, slots=True)
class Reading:
    """Words and edges of a picture in points from its top left, straightened."""

    words: tuple[Word, ...]
    edges: tuple[Edge, ...]


def read_raster(raster: Raster, engines: Engines) -> Reading:
    """Everything that can be read in a straight picture."""
    ink = ink_of(raster.image)
    lines = find_lines(ink, raster.scale)
    closed = find_cells(lines, raster.scale)
    areas = [*closed, *find_bands(lines, closed, raster.scale)]
    letters = _letters(ink, lines)
    cells = [cell for cell in areas if _has_ink(ink, lines, cell)]
    inside = _read_cells([_cut(raster.image, letters, cell) for cell in cells], engines)
    around = _read_around(raster.image, letters, lines, areas, engines)
    words = [_word(word, cell[:2], raster.scale) for cell, found in zip(cells, inside, strict=True) for word in found]
    words += [_word(word, (0, 0), raster.scale) for word in around]
    return Reading(tuple(words), _edges(lines, raster.scale))


def has_grid(raster: Raster) -> bool:
    """Whether a picture shows rulings that can be those of a table: a photograph or a diagram does not."""
    lines = find_lines(ink_of(raster.image), raster.scale)
    return len(lines.horizontal) >= LEAST_LEVEL and len(find_cells(lines, raster.scale)) >= LEAST_CELLS


def _letters(ink: Image, lines: Lines) -> Image:
    """Ink without rulings and specks."""
    walls = cv2.dilate(lines.mask, np.ones((RULING_ROOM, RULING_ROOM), np.uint8))
    return without_specks(np.asarray(np.where(walls > 0, 0, ink), dtype=np.uint8))


def _cut(image: Image, letters: Image, box: Box) -> Cut:
    """A part of the picture."""
    x, y, width, height = box
    return Cut(image[y : y + height, x : x + width], letters[y : y + height, x : x + width])


def _has_ink(ink: Image, lines: Lines, cell: Box) -> bool:
    """Whether anything is written in a cell."""
    x, y, width, height = cell
    inner = ink[y + 3 : y + height - 3, x + 3 : x + width - 3]
    return inner.size > 0 and float(np.count_nonzero(inner)) / inner.size > LEAST_INK


def _read_cells(cuts: Sequence[Cut], engines: Engines) -> list[list[Recognised]]:
    """Words of every cell by the engine, and by the one that judges it."""
    if engines.reader is Engine.rapidocr:
        found = rapid.recognise(cuts)
    elif engines.judge is Engine.rapidocr:
        pairs = zip(tesseract_cells.read_once(cuts), rapid.recognise(cuts), strict=True)
        found = [judge.settled(cleaned(first), second) for first, second in pairs]
    else:
        found = tesseract_cells.read_cells(cuts)
    return [cleaned(words) for words in found]


def _read_around(
    image: Image, letters: Image, lines: Lines, cells: Sequence[Box], engines: Engines
) -> list[Recognised]:
    """Words outside all cells: the picture with cells and rulings painted over."""
    rest, ink = image.copy(), letters.copy()
    for x, y, width, height in cells:
        area = slice(max(0, y - 4), y + height + 4), slice(max(0, x - 4), x + width + 4)
        rest[area], ink[area] = 255, 0
    rest[cv2.dilate(lines.mask, np.ones((5, 5), np.uint8)) > 0] = 255
    page = Cut(rest, ink)
    words = rapid.recognise_page(page) if engines.reader is Engine.rapidocr else tesseract_cells.read_page(page)
    return [mended(w) for w in words if w.confidence >= DIRT and any(c.isalnum() for c in w.text)]


def _word(found: Recognised, origin: tuple[int, int], scale: float) -> Word:
    """A recognised word in points."""
    x, y, width, height = found.box
    x0, top = (x + origin[0]) / scale, (y + origin[1]) / scale
    size = height / scale
    sure = min(round(found.confidence, 2), SUREST)
    word = Word(found.text, x0, top, x0 + width / scale, top + size, size, confidence=sure, raw=found.raw)
    return replace(word, alternatives=found.alternatives)


def _edges(lines: Lines, scale: float) -> tuple[Edge, ...]:
    """Rulings in points."""
    out = []
    for x, y, width, height in lines.horizontal:
        middle = (y + height / 2) / scale
        out.append(Edge(x / scale, middle, (x + width) / scale, middle, True))
    for x, y, width, height in lines.vertical:
        middle = (x + width / 2) / scale
        out.append(Edge(middle, y / scale, middle, (y + height) / scale, False))
    return tuple(out)
