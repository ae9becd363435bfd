"""Characters to words: split at spaces, at gaps, at line changes; overprinted characters once; turned text too."""

import ctypes
import math
import sys
import unicodedata

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from pypdfium2 import raw

from extractor.pages.characters import Characters
from extractor.pages.fonts import Font, FontBook
from extractor.pages.frame import Frame
from extractor.pages.model import Word
from extractor.pages.native import Slots, address_of, char_font_size, char_matrix, char_object
from extractor.pages.sharing import Shared

# A gap wider than this share of the font size separates words even without a space character.
WORD_GAP = 0.28
# A space that pdfium made up counts where the gap is at least this share of the font size.
MADE_UP_GAP = 0.08
# Narrower spaces (points) were made up by pdfium.
REAL_SPACE = 0.3
# A step back of more than this share of the size starts a new word (a new cell, a new line).
STEP_BACK = 0.6
# A change of baseline of more than this share of the size starts a new word; superscripts stay.
LINE_STEP = 0.5
# Two prints of one character closer than this share of the size are one bold character.
OVERPRINT = 0.12
# Text that deviates from the four directions by more degrees than this is slanted; italics that a producer made by shearing
# deviate by up to 20.
SLANT, SLANTED = 28.0, -1
# Height of a line of text above and below its baseline, as a share of the font size.
ASCENT, DESCENT = 0.90, 0.22

SPACES = np.array([0, 9, 10, 13, 0x20, 0xA0, 0x200B, 0xFEFF, *range(0x2000, 0x200B)])
LIGATURES = range(0xFB00, 0xFB07)


class WordReader:
    """Reads the words of one page; fonts are shared by the document."""

    def __init__(self, text_page: pdfium.PdfTextPage, characters: Characters, frame: Frame, fonts: FontBook) -> None:
        self.handle = address_of(text_page.raw)
        self.characters = characters
        self.rotation = frame.rotation
        self.size = frame.size
        self.fonts = fonts
        self._matrix = Slots(ctypes.c_float, 6)
        self._looks: dict[int | None, tuple[Font, float]] = {}
        self._numbers = Shared[float]()
        self.turn = 0
        self.slanted = ""

    def read(self) -> tuple[Word, ...]:
        """Words in stream order, turned ones after the upright ones.

        Afterwards `turn` is the clockwise angle by which the page has to be turned to make most of its text upright,
        and `slanted` the letters that were left out because they run at a slant: a watermark, a stamp, labels of a chart.
        """
        codes = self.characters.codes
        visible = np.flatnonzero(~np.isin(codes, SPACES) & (codes < 0x110000))
        if not len(visible):
            return ()
        visible = visible[~self._overprinted(visible) & self._on_page(visible)]
        if not len(visible):
            return ()
        angles = self._angles(visible)
        self.slanted = "".join(map(chr, self.characters.codes[visible[angles == SLANTED]].tolist()))
        visible, angles = visible[angles != SLANTED], angles[angles != SLANTED]
        self.turn = _most(angles)
        words: list[Word] = []
        for angle in sorted(set(angles.tolist())):
            words += self._words(visible[angles == angle], angle)
        return tuple(words)

    def _on_page(self, visible: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which visible characters a viewer shows: those whose origin lies on the page."""
        x0, top, x1, bottom = self.characters.boxes[visible].T
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        width, height = self.size
        inside: NDArray[np.bool_] = (x >= 0) & (x <= width) & (y >= 0) & (y <= height)
        return inside

    def _overprinted(self, visible: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which visible characters repeat an earlier one at (almost) the same place."""
        places = np.column_stack((self.characters.boxes[visible, 0], self.characters.origins[visible, 1]))
        heights = self.characters.boxes[visible, 3] - self.characters.boxes[visible, 1]
        step = max(0.2, OVERPRINT * float(np.median(heights)))
        places = np.round(places / step).astype(np.int64)
        keys = (self.characters.codes[visible] << 40) ^ (places[:, 0] << 20) ^ places[:, 1]
        _, first = np.unique(keys, return_index=True)
        repeated = np.ones(len(visible), dtype=bool)
        repeated[first] = False
        # A ligature gives several characters with one box ("tt"): these follow each other, a second print does not.
        same_box = np.all(self.characters.boxes[visible[1:]] == self.characters.boxes[visible[:-1]], axis=1)
        repeated[1:] &= ~(same_box & (np.diff(visible) == 1))
        return repeated

    def _angles(self, visible: NDArray[np.int64]) -> NDArray[np.int64]:
        """Counter-clockwise angle (0, 90, 180, 270, or slanted) of each character as a viewer shows it.

        pdfium is asked once for every stretch of the stream that keeps its baseline.
        """
        y = self.characters.origins[visible, 1]
        heads = np.concatenate(([0], np.flatnonzero((np.abs(np.diff(y)) > 0.5) | (np.diff(visible) > 2)) + 1))
        angles = np.empty(len(visible), dtype=np.int64)
        handle = ctypes.cast(self.handle, raw.FPDF_TEXTPAGE)
        for start, stop in zip(heads, [*heads[1:], len(visible)], strict=True):
            radians = raw.FPDFText_GetCharAngle(handle, int(visible[start]))
            clockwise = round(math.degrees(radians) / 90) * 90 if radians >= 0 else -self.rotation
            slanted = radians >= 0 and abs(math.degrees(radians) - clockwise) > SLANT
            angles[start:stop] = SLANTED if slanted else (-clockwise - self.rotation) % 360
        return angles

    def _words(self, chosen: NDArray[np.int64], angle: int) -> list[Word]:
        """Words of the characters of one angle."""
        boxes = _turn(self.characters.boxes[chosen], angle)
        baselines = _turn(np.tile(self.characters.origins[chosen], 2), angle)[:, 1]
        sizes = np.maximum(boxes[:, 3] - boxes[:, 1], 4.0)
        gap = boxes[1:, 0] - boxes[:-1, 2]
        real, made_up = self._spaces_between(chosen)
        cuts = (
            real
            | made_up & (gap > MADE_UP_GAP * sizes[:-1])
            | (gap > WORD_GAP * sizes[:-1])
            | (np.diff(boxes[:, 0]) < -STEP_BACK * sizes[:-1])
            | (np.abs(np.diff(baselines)) > LINE_STEP * sizes[:-1])
        )
        starts = [0, *(np.flatnonzero(cuts) + 1).tolist()]
        lefts, rights = np.minimum.reduceat(boxes[:, 0], starts), np.maximum.reduceat(boxes[:, 2], starts)
        bounds = [*starts[1:], len(chosen)]
        codes = self.characters.codes[chosen].tolist()
        spans = zip(lefts.tolist(), baselines[starts].tolist(), rights.tolist(), strict=True)
        rows = zip(starts, bounds, chosen[starts].tolist(), spans, strict=True)
        return [self._word(codes[a:b], index, span, angle) for a, b, index, span in rows]

    def _spaces_between(self, chosen: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Whether a printed space, or one that pdfium made up, stands between each character and the next."""
        blank = np.isin(self.characters.codes, SPACES)
        boxes = self.characters.boxes
        wide = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) > REAL_SPACE
        real, made_up = np.cumsum(blank & wide), np.cumsum(blank & ~wide)
        return np.diff(real[chosen]) > 0, np.diff(made_up[chosen]) > 0

    def _word(self, codes: list[int], index: int, span: tuple[float, float, float], angle: int) -> Word:
        """One word from its codes, the stream index of its first character and (left, baseline, right)."""
        font, size = self._look(index)
        text = "".join(map(font.glyph, codes)) if font.symbols else "".join(map(chr, codes))
        if max(codes) >= LIGATURES.start and any(ord(c) in LIGATURES for c in text):
            text = unicodedata.normalize("NFKC", text)
        text, same = sys.intern(text), self._numbers
        left, baseline, right = span
        top, bottom = baseline - ASCENT * size, baseline + DESCENT * size
        if not angle:
            return Word(text, same[left], same[top], same[right], same[bottom], same[size], font.bold)
        left, top, right, bottom = _turn(np.array([[left, top, right, bottom]]), -angle % 360)[0].tolist()
        return Word(text, left, top, right, bottom, size, font.bold, False)

    def _look(self, index: int) -> tuple[Font, float]:
        """Font and size of a character, which all characters of its text object share."""
        thing = char_object(self.handle, index)
        if thing not in self._looks or not thing:
            self._looks[thing] = (self.fonts.of(thing), self._size(index))
        return self._looks[thing]

    def _size(self, index: int) -> float:
        """Font size of a character in points, its text matrix applied."""
        size = float(char_font_size(self.handle, index))
        if char_matrix(self.handle, index, self._matrix.at[0]):
            size *= math.hypot(self._matrix.values[2], self._matrix.values[3])
        return size


def _most(angles: NDArray[np.int64]) -> int:
    """The angle of more than half of the characters, 0 where no other has so many."""
    if not len(angles):
        return 0
    kinds, counts = np.unique(angles, return_counts=True)
    return int(kinds[counts.argmax()]) if counts.max() * 2 > len(angles) else 0


def _turn(boxes: NDArray[np.float64], angle: int) -> NDArray[np.float64]:
    """Boxes in the frame in which text of that angle runs to the right."""
    x0, top, x1, bottom = boxes.T
    turned = {
        0: (x0, top, x1, bottom),
        90: (-bottom, x0, -top, x1),
        180: (-x1, -bottom, -x0, -top),
        270: (top, -x1, bottom, -x0),
    }[angle]
    return np.column_stack(turned)
