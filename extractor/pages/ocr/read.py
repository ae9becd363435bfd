"""A picture of a page to words and edges: cells first, each read by itself, then the text around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractor.pages.engines import Engines
from extractor.pages.model import Edge, Word
from extractor.pages.ocr.dispatch import read_bands, read_cells, read_page
from extractor.pages.ocr.image_lines import Lines, find_bands, find_cells, find_lines
from extractor.pages.ocr.model import Box, Cut, Recognised
from extractor.pages.ocr.raster import Image, Raster, ink_of
from extractor.pages.ocr.repairs import DIRT, levelled, mended, of_one_mark
from extractor.pages.ocr.text_lines import without_rulings
from schemas import BBox

# A cell with a smaller share of ink is blank.
LEAST_INK = 0.002
# A picture of a table shows at least so many level rulings and closed cells.
LEAST_LEVEL, LEAST_CELLS = 3, 4
# No recognised word is as sure as a printed one.
SUREST = 0.99


@dataclass(frozen=True, slots=True)
class Reading:
    """Words and edges of a picture in points from its top left, straightened; `unread` are cells with ink and no word."""

    words: tuple[Word, ...]
    edges: tuple[Edge, ...]
    unread: tuple[BBox, ...] = ()


def read_raster(raster: Raster, engines: Engines) -> Reading:
    """Everything that can be read in a straight picture."""
    ink = ink_of(raster.image)
    lines = find_lines(raster.image, raster.scale)
    closed = find_cells(lines, raster.scale)
    bands = find_bands(lines, closed, raster.scale)
    letters = without_rulings(ink, lines.mask)
    inside: list[Recognised] = []
    unread: list[Box] = []
    for areas, read in ((closed, read_cells), (bands, read_bands)):
        written = [area for area in areas if _has_ink(ink, lines, area)]
        found = read([_cut(raster.image, letters, area) for area in written], engines)
        for area, words in zip(written, found, strict=True):
            inside += [_moved(word, area) for word in levelled(words)]
            unread += [] if words or not _cut(raster.image, letters, area).ink.any() else [area]
    around = levelled(_read_around(raster.image, letters, lines, [*closed, *bands], engines))
    every = [*of_one_mark(inside), *around]
    boxes = tuple(_points(area, raster.scale) for area in unread)
    return Reading(tuple(_word(word, raster.scale) for word in every), _edges(lines, raster.scale), boxes)


def _points(area: Box, scale: float) -> BBox:
    """The corners of an area in points."""
    x, y, width, height = (side / scale for side in area)
    return (x, y, x + width, y + height)


def has_grid(raster: Raster) -> bool:
    """Whether a picture shows rulings that can be those of a table: a photograph or a diagram does not."""
    lines = find_lines(raster.image, raster.scale)
    return len(lines.horizontal) >= LEAST_LEVEL and len(find_cells(lines, raster.scale)) >= LEAST_CELLS


def _cut(image: Image, letters: Image, box: Box) -> Cut:
    """A part of the picture."""
    x, y, width, height = box
    return Cut(image[y : y + height, x : x + width], letters[y : y + height, x : x + width])


def _has_ink(ink: Image, lines: Lines, cell: Box) -> bool:
    """Whether anything is written in a cell."""
    x, y, width, height = cell
    inner = ink[y + 3 : y + height - 3, x + 3 : x + width - 3]
    return inner.size > 0 and float(np.count_nonzero(inner)) / inner.size > LEAST_INK


def _read_around(
    image: Image, letters: Image, lines: Lines, cells: Sequence[Box], engines: Engines
) -> list[Recognised]:
    """Words outside all cells: the picture with cells and rulings painted over."""
    rest, ink = image.copy(), letters.copy()
    for x, y, width, height in cells:
        area = slice(max(0, y - 4), y + height + 4), slice(max(0, x - 4), x + width + 4)
        rest[area], ink[area] = 255, 0
    rest[cv2.dilate(lines.mask, np.ones((5, 5), np.uint8)) > 0] = 255
    words = read_page(Cut(rest, ink), engines)
    return [mended(w) for w in words if w.confidence >= DIRT and any(c.isalnum() for c in w.text)]


def _moved(word: Recognised, area: Box) -> Recognised:
    """A word of an area in the frame of the picture."""
    x, y, width, height = word.box
    return replace(word, box=(x + area[0], y + area[1], width, height))


def _word(found: Recognised, scale: float) -> Word:
    """A recognised word in points."""
    x, y, width, height = (side / scale for side in found.box)
    sure = min(round(found.confidence, 2), SUREST)
    return Word(
        found.text, x, y, x + width, y + height, height, confidence=sure, raw=found.raw, alternatives=found.alternatives
    )


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
