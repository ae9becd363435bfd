"""From PDF user space to the frame of the page as a viewer shows it: cropped, rotated, top left origin."""

import math
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

Box = tuple[float, float, float, float]
# What pdfium takes for a page without a box that can be used; a crop box that cuts nothing.
LETTER: Box = (0.0, 0.0, 612.0, 792.0)
EVERYWHERE: Box = (-math.inf, -math.inf, math.inf, math.inf)


@dataclass(frozen=True, slots=True)
class Frame:
    """The crop box in user space and the clockwise rotation (0, 90, 180, 270) applied after cropping."""

    x0: float
    y0: float
    x1: float
    y1: float
    rotation: int = 0

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> "Frame":
        """The frame of a pdfium page."""
        media, crop = _usable(page.get_mediabox()) or LETTER, _usable(page.get_cropbox()) or EVERYWHERE
        x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
        x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
        if x1 <= x0 or y1 <= y0:
            x0, y0, x1, y1 = media
        return cls(x0, y0, x1, y1, page.get_rotation() % 360)

    def turned(self, clockwise: int) -> "Frame":
        """The frame of the page turned further by an angle."""
        return replace(self, rotation=(self.rotation + clockwise) % 360)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown, in points."""
        width, height = self.x1 - self.x0, self.y1 - self.y0
        return (height, width) if self.rotation in (90, 270) else (width, height)

    def boxes(self, user: NDArray[np.float64]) -> NDArray[np.float64]:
        """Boxes [left, bottom, right, top] in user space as [x0, top, x1, bottom] as shown."""
        left, bottom, right, top = user.T
        if self.rotation == 90:
            shown = (bottom - self.y0, left - self.x0, top - self.y0, right - self.x0)
        elif self.rotation == 180:
            shown = (self.x1 - right, bottom - self.y0, self.x1 - left, top - self.y0)
        elif self.rotation == 270:
            shown = (self.y1 - top, self.x1 - right, self.y1 - bottom, self.x1 - left)
        else:
            shown = (left - self.x0, self.y1 - top, right - self.x0, self.y1 - bottom)
        return np.column_stack(shown)


def _usable(box: Box) -> Box | None:
    """The box with its corners in order; None where it has no size."""
    x0, x1 = sorted((box[0], box[2]))
    y0, y1 = sorted((box[1], box[3]))
    return (x0, y0, x1, y1) if math.isfinite(x1 - x0) and math.isfinite(y1 - y0) and x1 > x0 and y1 > y0 else None
