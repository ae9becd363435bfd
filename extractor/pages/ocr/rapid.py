"""Text recognition by rapidocr (pip only): one line at a time, many lines in one batch, one thread."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import cv2
import numpy as np

from extractor.pages.ocr.model import Box, Cut, Image, Recognised
from extractor.pages.ocr.text_lines import blocks_of, lines_of, lone_dash, roomy

# The model knows Chinese and all of Latin; full-width marks stand for plain ones, Chinese for dirt, and accents, which
# Indonesian has none of, for the blur over a letter.
PLAIN = str.maketrans("，。：；（）％！－—～“”‘’·", ",.:;()%!--~\"\"'' ")
FOREIGN = re.compile(r"[\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]")
# The confidence of a line with foreign characters, which were left out.
DIRTY = 0.3
# A line is read at this height.
LEAST_HEIGHT = 8


def recognise(cuts: Sequence[Cut]) -> list[list[Recognised]]:
    """The words of each block of text, in its order."""
    return _read(cuts, [lines_of(cut.ink) for cut in cuts])


def recognise_page(page: Cut) -> list[Recognised]:
    """The words of a page."""
    return _read([page], [blocks_of(page.ink)])[0]


def read_boxes(page: Cut, boxes: Sequence[Box]) -> list[list[Recognised]]:
    """The words of boxes of a page, each of one line."""
    parts = [_part(page, roomy(box, page.ink)) for box in boxes]
    read = _texts([part.image for part in parts])
    return [words_of(*found, box, part.ink) for found, box, part in zip(read, boxes, parts, strict=True)]


def _read(cuts: Sequence[Cut], lines: Sequence[Sequence[Box]]) -> list[list[Recognised]]:
    """The words of the lines of each picture."""
    places = [(index, box) for index, boxes in enumerate(lines) for box in boxes if box[3] >= LEAST_HEIGHT]
    parts = [_part(cuts[index], box) for index, box in places]
    out: list[list[Recognised]] = [[] for _ in cuts]
    for (index, box), part, (text, confidence) in zip(places, parts, _texts([p.image for p in parts]), strict=True):
        words = words_of(text, confidence, box, part.ink)
        out[index] += words or [replace(dash, box=box) for dash in lone_dash(part.ink)]
    return out


def _part(cut: Cut, box: Box) -> Cut:
    """A line of a block."""
    x, y, width, height = box
    return Cut(cut.image[y : y + height, x : x + width], cut.ink[y : y + height, x : x + width])


def _texts(crops: Sequence[Image]) -> list[tuple[str, float]]:
    """Text and confidence of each line."""
    if not crops:
        return []
    from rapidocr.ch_ppocr_rec import TextRecInput

    read = _recogniser()(TextRecInput(img=[cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR) for crop in crops]))
    return [_plain(text, float(score)) for text, score in zip(read.txts, read.scores, strict=True)]


def _plain(text: str, score: float) -> tuple[str, float]:
    """The text without foreign characters."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.translate(PLAIN)) if not unicodedata.combining(c))
    kept = " ".join(FOREIGN.sub(" ", plain).split())
    return kept, score if kept == " ".join(plain.split()) else min(score, DIRTY)


@cache
def _recogniser() -> Any:
    """The recogniser, loaded once a process, without the parts that look for text and its direction."""
    from rapidocr import RapidOCR

    quiet = {"Global.log_level": "critical"}
    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    engine = RapidOCR(params=quiet | threads)
    # rapidocr loads its parts when they are first used; a blank line makes it load this one.
    engine(np.full((48, 96, 3), 255, dtype=np.uint8), use_det=False, use_cls=False, use_rec=True)
    return engine.text_rec


def words_of(text: str, confidence: float, box: Box, ink: Image) -> list[Recognised]:
    """The words of a line, each with its part of the line's box: the line is cut at its widest gaps."""
    words = text.split()
    if not words:
        return []
    x, y, _, height = box
    columns = np.flatnonzero(ink.any(axis=0))
    if not len(columns):
        return []
    steps = np.diff(columns)
    cuts = np.sort(np.argsort(-steps, kind="stable")[: len(words) - 1])
    starts = [int(columns[0]), *(int(columns[c + 1]) for c in cuts)]
    ends = [*(int(columns[c]) + 1 for c in cuts), int(columns[-1]) + 1]
    if len(starts) != len(words):
        return [Recognised(text, box, confidence)]
    return [
        Recognised(word, (x + left, y, right - left, height), confidence)
        for word, left, right in zip(words, starts, ends, strict=True)
    ]
