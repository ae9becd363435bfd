"""A picture of a page to words and edges: cells first, each read by itself, then the text around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractor.pages.model import Edge, Word
from extractor.pages.ocr.engine import DIGITS, Recognised, recognise
from extractor.pages.ocr.image_lines import Lines, find_bands, find_cells, find_lines
from extractor.pages.ocr.raster import Image, Raster, ink_of

# tesseract's segmentation: one block, one line, a page without orientation.
BLOCK, LINE, PAGE = 6, 7, 3
PADDING = 14
# Pixels cut off at each side of a cell: the soft edge of its rulings.
INSET = 0
# A cell with a smaller share of ink is blank.
LEAST_INK = 0.002
# Words with less confidence in a cell of a single word are dirt.
DIRT = 0.35
# A picture of a table shows at least so many level rulings and closed cells.
LEAST_LEVEL, LEAST_CELLS = 3, 4
# White margin (pixels) and scale for the second reading of a single mark.
MARGIN, SMALLER = 30, 0.7
# Confidence of a word that was mended.
MENDED = 0.85
# Confidence of a figure that two readings agree on, and of one that they do not.
SURE, DOUBT = 0.97, 0.8
MARK = re.compile(r"\d{1,3}|[IVX]{1,5}|[A-Ha-h]|[-–✓√]")
STROKES = {"|", "_", "—", ":", "'", "‘", "’", ".", "~", "é"}
# A cell with at most so many letters may hold a lone mark.
MARK_LENGTH = 3
NUMERIC = re.compile(r"^[\d.,%()\-\s]*\d[\d.,%()\-\s]*(?:[A-Za-z°]{1,2})?$")
PERCENT_SLIP = re.compile(r"(?:(?<=\d)|(?<=\()|^)(?:Yo|Ya|%o|o/o)(?=$|\))")
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """Words and edges of a picture in points from its top left, straightened."""

    words: tuple[Word, ...]
    edges: tuple[Edge, ...]


def read_raster(raster: Raster) -> Reading:
    """Everything that can be read in a straight picture."""
    ink = ink_of(raster.image)
    lines = find_lines(ink, raster.scale)
    closed = find_cells(lines, raster.scale)
    areas = [*closed, *find_bands(lines, closed, raster.scale)]
    inside = _read_cells(raster, [c for c in areas if _has_ink(ink, lines, c)])
    around = _read_around(raster, lines, areas)
    words = [_word(found, cell[:2], raster.scale) for cell, found in inside]
    words += [_word(found, (0, 0), raster.scale) for found in around]
    return Reading(tuple(map(_mended, words)), _edges(lines, raster.scale))


def _mended(word: Word) -> Word:
    """A word with its per cent sign mended, the reading kept."""
    text = PERCENT_SLIP.sub("%", word.text)
    return (
        word if text == word.text else replace(word, text=text, raw=word.text, confidence=min(word.confidence, MENDED))
    )


def has_grid(raster: Raster) -> bool:
    """Whether a picture shows rulings that can be those of a table: a photograph or a diagram does not."""
    lines = find_lines(ink_of(raster.image), raster.scale)
    return len(lines.horizontal) >= LEAST_LEVEL and len(find_cells(lines, raster.scale)) >= LEAST_CELLS


def _has_ink(ink: Image, lines: Lines, cell: Box) -> bool:
    """Whether anything is written in a cell."""
    x, y, width, height = cell
    inner = ink[y + 3 : y + height - 3, x + 3 : x + width - 3]
    return inner.size > 0 and float(np.count_nonzero(inner)) / inner.size > LEAST_INK


def _crop(image: Image, box: Box) -> Image:
    """A cell's picture with a white margin."""
    x, y, width, height = box
    inner = image[y + INSET : y + height - INSET, x + INSET : x + width - INSET]
    paper = int(np.percentile(inner, 90))
    framed = cv2.copyMakeBorder(inner, PADDING, PADDING, PADDING, PADDING, cv2.BORDER_CONSTANT, value=paper)
    return np.asarray(framed, dtype=np.uint8)


def _read_cells(raster: Raster, cells: Sequence[Box]) -> list[tuple[Box, Recognised]]:
    """Words of every cell; single marks and numbers are read a second time, each in the way that suits it."""
    crops = [_crop(raster.image, cell) for cell in cells]
    first = recognise(crops, mode=BLOCK)
    single = [i for i, words in enumerate(first) if len("".join(w.text for w in words)) <= MARK_LENGTH]
    close = [_tight(crops[i]) for i in single]
    as_words, as_digits = recognise(close, mode=BLOCK), recognise(close, mode=LINE, language=DIGITS, digits_only=True)
    for index, words, digits in zip(single, as_words, as_digits, strict=True):
        best = _mark(first[index], words, digits)
        first[index] = [replace(w, box=(PADDING, PADDING, *cells[index][2:])) for w in best]
    numeric = [i for i, words in enumerate(first) if i not in set(single) and _is_number(words)]
    second = dict(zip(numeric, recognise([crops[i] for i in numeric], mode=LINE, language=DIGITS), strict=True))
    out: list[tuple[Box, Recognised]] = []
    for index, cell in enumerate(cells):
        words = _agreed(first[index], second.get(index))
        if len(words) == 1 and words[0].confidence < DIRT and not words[0].text.isalnum():
            continue
        out += [(cell, _unpadded(word)) for word in _without_dirt(words)]
    return out


def _without_dirt(words: Sequence[Recognised]) -> list[Recognised]:
    """Words without strokes at either end: what is left of a ruling; inside, a long dash is one."""
    kept = list(words)
    while len(kept) > 1 and kept[0].text in STROKES:
        kept = kept[1:]
    while len(kept) > 1 and kept[-1].text in STROKES:
        kept = kept[:-1]
    return [replace(w, text="-") if w.text == "—" else w for w in kept if w.text not in {"|", "_"}]


def _tight(crop: Image) -> Image:
    """A cell's picture cut close around its ink and made smaller: tesseract misses a lone digit in a large one."""
    ink = cv2.medianBlur(ink_of(crop), 5)
    ys, xs = np.nonzero(ink)
    if not len(ys):
        return crop
    inner = crop[max(0, ys.min() - 2) : ys.max() + 3, max(0, xs.min() - 2) : xs.max() + 3]
    paper = int(np.percentile(crop, 90))
    framed = cv2.copyMakeBorder(inner, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=paper)
    return np.asarray(cv2.resize(framed, None, fx=SMALLER, fy=SMALLER, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def _mark(
    first: Sequence[Recognised], words: Sequence[Recognised], digits: Sequence[Recognised]
) -> Sequence[Recognised]:
    """The best reading of a cell that holds one short mark: digits where they were read twice or nothing else makes sense."""
    read = ["".join(w.text for w in reading).strip(".,;:)") for reading in (first, words, digits)]
    if read[2].isdigit() and (read[2] in read[:2] or not (MARK.fullmatch(read[0]) or MARK.fullmatch(read[1]))):
        return [replace(w, confidence=min(w.confidence, DOUBT if read[2] not in read[:2] else 1.0)) for w in digits]
    return words if MARK.fullmatch(read[1]) else first


def _is_number(words: Sequence[Recognised]) -> bool:
    """Whether a cell reads as one line that is a figure."""
    if not words or len(words) > 2:
        return False
    level = max(w.box[1] for w in words) - min(w.box[1] for w in words) < words[0].box[3]
    return level and bool(NUMERIC.match(" ".join(w.text for w in words)))


def _agreed(first: Sequence[Recognised], second: Sequence[Recognised] | None) -> list[Recognised]:
    """The first reading of a cell, surer where the second agrees and doubtful where it does not; a figure is one word."""
    if second is None:
        return list(first)
    one, two = ("".join(w.text for w in words) for words in (first, second))
    sure = max(SURE, first[0].confidence) if one == two else min(DOUBT, *(w.confidence for w in first))
    if "(" in one or first[-1].text == "%":
        return [replace(w, confidence=sure) for w in first]
    return [replace(first[0], text=one, confidence=sure, box=_around([w.box for w in first]))]


def _around(boxes: Sequence[Box]) -> Box:
    """The box around boxes (x, y, width, height)."""
    x, y = min(b[0] for b in boxes), min(b[1] for b in boxes)
    return (x, y, max(b[0] + b[2] for b in boxes) - x, max(b[1] + b[3] for b in boxes) - y)


def _unpadded(word: Recognised) -> Recognised:
    """A word's box without the margin of its picture."""
    x, y, width, height = word.box
    return replace(word, box=(x - PADDING + INSET, y - PADDING + INSET, width, height))


def _read_around(raster: Raster, lines: Lines, cells: Sequence[Box]) -> list[Recognised]:
    """Words outside all cells: the picture with cells and rulings painted over."""
    rest = raster.image.copy()
    for x, y, width, height in cells:
        rest[max(0, y - 4) : y + height + 4, max(0, x - 4) : x + width + 4] = 255
    rest[cv2.dilate(lines.mask, np.ones((5, 5), np.uint8)) > 0] = 255
    (words,) = recognise([rest], mode=PAGE)
    return [w for w in words if w.confidence >= DIRT and any(c.isalnum() for c in w.text)]


def _word(found: Recognised, origin: tuple[int, int], scale: float) -> Word:
    """A recognised word in points."""
    x, y, width, height = found.box
    x0, top = (x + origin[0]) / scale, (y + origin[1]) / scale
    size = height / scale
    return Word(found.text, x0, top, x0 + width / scale, top + size, size, confidence=round(found.confidence, 2))


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
