"""Pictures of pages: rendered, straightened, made black and white."""

from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from extractor.pages.bounds import scale_within

# Processes are what shares the work: threads beside them cost more than they gain.
cv2.setNumThreads(1)

Image = NDArray[np.uint8]

DPI = 300
# Turned pages are straightened up to this many degrees.
MOST_SKEW = 3.0
# Neighbourhood (pixels at 300 dpi) and offset that tell ink from its surroundings, grey cell fills included.
BLOCK, OFFSET = 51, 14
# The same neighbourhood in the small picture that skew is measured on.
SMALL_BLOCK = 25


@dataclass(frozen=True, slots=True)
class Raster:
    """A straight grey picture of a page; `scale` is pixels per point, `angle` the turn that was undone in degrees."""

    image: Image
    scale: float
    angle: float


def render(page: pdfium.PdfPage, dpi: int = DPI, straighten: bool = True) -> Raster:
    """The page as a viewer shows it, straightened where asked."""
    scale = scale_within(page.get_size(), dpi / 72)
    bitmap = page.render(scale=scale, grayscale=True)
    image = np.array(bitmap.to_numpy(), dtype=np.uint8)
    bitmap.close()
    image = image.reshape(image.shape[0], image.shape[1], -1)[:, :, 0]
    raster = Raster(image, scale, 0.0)
    return straight(raster) if straighten else raster


def straight(raster: Raster) -> Raster:
    """The picture turned so that its lines are level."""
    angle = skew(raster.image)
    return Raster(turned(raster.image, angle), raster.scale, angle)


def skew(image: Image) -> float:
    """The angle (degrees, counter-clockwise) that makes the lines of a page level."""
    small = cv2.resize(image, None, fx=0.33, fy=0.33, interpolation=cv2.INTER_AREA)
    ink = ink_of(np.asarray(small, dtype=np.uint8), SMALL_BLOCK)
    if not ink.any():
        return 0.0
    best = 0.0
    for reach, step in ((MOST_SKEW, 0.5), (0.5, 0.1)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda a: (_sharpness(ink, float(a)), -abs(float(a)))))
    return round(best, 2)


def _sharpness(ink: Image, angle: float) -> float:
    """How much the ink per row changes from row to row when the page is turned."""
    rows = turned(ink, angle, 0).sum(axis=1, dtype=np.float64)
    return float((np.diff(rows) ** 2).sum())


def turned(image: Image, angle: float, border: int = 255) -> Image:
    """The picture turned about its middle, same size."""
    if not angle:
        return image
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    flags = cv2.INTER_LINEAR
    out = cv2.warpAffine(image, matrix, (width, height), flags=flags, borderValue=border)
    return np.asarray(out, dtype=np.uint8)


def ink_of(image: Image, block: int = BLOCK) -> Image:
    """255 where there is ink, 0 elsewhere; `block` is the neighbourhood in pixels."""
    out = cv2.adaptiveThreshold(image, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, OFFSET)
    return np.asarray(out, dtype=np.uint8)
