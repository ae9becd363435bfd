"""What an engine reads in a picture."""

from dataclasses import dataclass

from extractor.pages.ocr.raster import Image

Box = tuple[int, int, int, int]
"""x, y, width, height in pixels."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A word in a picture: its box, the engine's confidence between 0 and 1, other readings, and the one before a repair."""

    text: str
    box: Box
    confidence: float
    alternatives: tuple[str, ...] = ()
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a page's picture, and its ink without specks and rulings."""

    image: Image
    ink: Image


__all__ = ["Box", "Cut", "Image", "Recognised"]
