"""Which way up a picture of a page is: sideways by its lines of text, upside down by what an engine makes of them."""

import cv2
import numpy as np

from extractor.pages.engines import Engines
from extractor.pages.ocr.dispatch import read_lines
from extractor.pages.ocr.image_lines import find_lines
from extractor.pages.ocr.model import Image
from extractor.pages.ocr.raster import Raster, ink_of
from extractor.pages.ocr.text_lines import blocks_of, without_rulings

# Text runs down when columns of pixels change so much more than rows.
SIDEWAYS = 1.6
# Longest lines that an engine tries both ways, and how much better one way must be.
TRIED, BETTER = 8, 1.15
# Below this mean confidence of its words a page may stand on its head: 0.94 and more the right way up, 0.64 and less
# upside down, measured on our scans with two engines.
POOR = 0.8
SMALL = 0.33


def turned_by(raster: Raster, quarters: int) -> Raster:
    """The picture turned clockwise by quarters of a circle."""
    return Raster(np.ascontiguousarray(np.rot90(raster.image, -quarters)), raster.scale, raster.angle)


def is_sideways(raster: Raster) -> bool:
    """Whether the lines of text run down or up."""
    letters = without_rulings(ink_of(raster.image), find_lines(raster.image, raster.scale).mask)
    small = cv2.resize(letters, None, fx=SMALL, fy=SMALL, interpolation=cv2.INTER_AREA)
    across, down = (_changes(small.sum(axis=axis, dtype=np.float64)) for axis in (1, 0))
    return down > SIDEWAYS * across


def _changes(profile: np.ndarray) -> float:
    """How much ink changes from row to row, or column to column."""
    return float((np.diff(profile) ** 2).mean()) if len(profile) > 1 else 0.0


def upright(raster: Raster, engines: Engines) -> tuple[Raster, int]:
    """The picture of a sideways page with its text upright, and the quarters that it was turned clockwise."""
    ways = {quarters: turned_by(raster, quarters) for quarters in (1, 3)}
    first, second = (readable(way, engines) for way in ways.values())
    best = 3 if second > first else 1
    return ways[best], best


def on_its_head(raster: Raster, turned: Raster, engines: Engines) -> bool:
    """Whether an engine makes much more of the longest lines of a picture once it is turned half around."""
    return readable(turned, engines) > BETTER * readable(raster, engines)


def readable(raster: Raster, engines: Engines) -> float:
    """How much an engine makes of the longest lines of a picture."""
    letters = without_rulings(ink_of(raster.image), find_lines(raster.image, raster.scale).mask)
    boxes = sorted(blocks_of(letters), key=lambda b: (-b[2], b[1], b[0]))[:TRIED]
    crops: list[Image] = [raster.image[y : y + height, x : x + width] for x, y, width, height in boxes]
    words = [word for line in read_lines(crops, engines) for word in line]
    return sum(word.confidence * len(word.text) for word in words if word.text.isalnum())
