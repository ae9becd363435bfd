"""A pen that draws in points of a page over its rendering."""

from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from schemas import BBox

# Pixels of a line, and of the letters of a label.
THICK, LETTERS = 2, 12


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws boxes, lines and labels on an image with `scale` pixels a point."""

    image: Image.Image
    scale: float

    def box(self, bbox: BBox, colour: str) -> None:
        """A frame."""
        x0, top, x1, bottom = (round(v * self.scale) for v in bbox)
        self._draw.rectangle((x0, top, max(x0, x1), max(top, bottom)), outline=colour, width=THICK)

    def line(self, bbox: BBox, colour: str, label: str = "") -> None:
        """A straight line, with its label at its middle."""
        x0, top, x1, bottom = (round(v * self.scale) for v in bbox)
        self._draw.line((x0, top, x1, bottom), fill=colour, width=THICK)
        if label:
            self._label((x0 + x1) // 2, (top + bottom) // 2, colour, label)

    def note(self, x: float, bottom: float, colour: str, label: str) -> None:
        """A label alone, its lower left corner at a place in points."""
        height = self._extent(label)[1]
        self._label(round(x * self.scale), round(bottom * self.scale) - height, colour, label)

    def tag(self, x: float, y: float, colour: str, label: str) -> None:
        """A label that ends at a place in points and lies on the height, where it hides little text of a cell."""
        width, height = self._extent(label)
        self._label(round(x * self.scale) - width, round(y * self.scale) - height // 2, colour, label)

    def _label(self, x: int, y: int, colour: str, label: str) -> None:
        """White letters on the colour, moved so that the label stays on the page."""
        width, height = self._extent(label)
        x = max(0, min(x, self.image.width - width))
        y = max(0, min(y, self.image.height - height))
        self._draw.rectangle((x, y, x + width - 1, y + height - 1), fill=colour)
        self._draw.text((x + 2, y), label, fill="white", font=letters())

    def _extent(self, label: str) -> tuple[int, int]:
        """Width and height of a label in pixels."""
        return round(self._draw.textlength(label, font=letters())) + 4, LETTERS + 3

    @property
    def _draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)


@cache
def letters() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The font that comes with the imaging library, so that every machine draws the same."""
    return ImageFont.load_default(LETTERS)
