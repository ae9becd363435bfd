"""Cells read by tesseract: single marks and numbers a second time, each in the way that suits it."""

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extractor.pages.ocr.model import Box, Cut, Image, Recognised
from extractor.pages.ocr.raster import ink_of
from extractor.pages.ocr.tesseract import DIGITS, recognise

# tesseract's segmentation: one block, one line, a page without orientation.
BLOCK, LINE, PAGE = 6, 7, 3
PADDING = 14
# White margin (pixels) and scale for the second reading of a single mark.
MARGIN, SMALLER = 30, 0.7
# Confidence of a figure that two readings agree on, and of one that they do not.
SURE, DOUBT = 0.97, 0.8
MARK = re.compile(r"\d{1,3}|[IVX]{1,5}|[A-Ha-h]|[-–✓√]")
# A cell with at most so many letters may hold a lone mark.
MARK_LENGTH = 3
NUMERIC = re.compile(r"^[\d.,%()\-\s]*\d[\d.,%()\-\s]*(?:[A-Za-z°]{1,2})?$")


def read_once(cuts: Sequence[Cut]) -> list[list[Recognised]]:
    """The words of every cell by one reading, boxes in the cell's own pixels."""
    return [list(map(_unpadded, words)) for words in recognise([_padded(cut.image) for cut in cuts], mode=BLOCK)]


def read_cells(cuts: Sequence[Cut]) -> list[list[Recognised]]:
    """The words of every cell, boxes in the cell's own pixels."""
    crops = [_padded(cut.image) for cut in cuts]
    first = recognise(crops, mode=BLOCK)
    single = [i for i, words in enumerate(first) if len("".join(w.text for w in words)) <= MARK_LENGTH]
    close = [_tight(crops[i]) for i in single]
    as_words, as_digits = recognise(close, mode=BLOCK), recognise(close, mode=LINE, language=DIGITS, digits_only=True)
    for index, words, digits in zip(single, as_words, as_digits, strict=True):
        best = _mark(first[index], words, digits)
        height, width = cuts[index].image.shape
        first[index] = [replace(w, box=(PADDING, PADDING, width, height)) for w in best]
    numeric = [i for i, words in enumerate(first) if i not in set(single) and _is_number(words)]
    second = dict(zip(numeric, recognise([crops[i] for i in numeric], mode=LINE, language=DIGITS), strict=True))
    return [list(map(_unpadded, _agreed(words, second.get(index)))) for index, words in enumerate(first)]


def read_page(page: Cut) -> list[Recognised]:
    """The words of a page without cells."""
    (words,) = recognise([page.image], mode=PAGE)
    return words


def _padded(image: Image) -> Image:
    """A cell's picture with a margin of its own colour."""
    paper = int(np.percentile(image, 90))
    framed = cv2.copyMakeBorder(image, PADDING, PADDING, PADDING, PADDING, cv2.BORDER_CONSTANT, value=paper)
    return np.asarray(framed, dtype=np.uint8)


def _unpadded(word: Recognised) -> Recognised:
    """A word's box without the margin of its picture."""
    x, y, width, height = word.box
    return replace(word, box=(x - PADDING, y - PADDING, width, height))


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
