"""What a page is once it was read: words, rulings, pictures, in points from the top left as a viewer shows it."""

import math
from dataclasses import dataclass, field

from extractor.pages.sharing import Shared
from schemas import BBox, Diagnostic

# Places on a page to a tenth of a point: a report has many thousand boxes, and hardly as many different numbers.
_TENTHS = Shared[float]()


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space. `size` is the font size in points; `upright` is false for turned text.

    `confidence` is below 1 for words that were recognised in a picture; `raw` is their reading before a repair,
    `alternatives` are other readings of the whole cell or figure that they stand in.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float = 0.0
    bold: bool = False
    upright: bool = True
    confidence: float = 1.0
    raw: str | None = None
    alternatives: tuple[str, ...] = ()

    @property
    def bbox(self) -> BBox:
        """The word's box."""
        return (self.x0, self.top, self.x1, self.bottom)


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one baseline, left to right, with their joined text and the box around them."""

    words: tuple[Word, ...]
    text: str = field(init=False, repr=False)
    bbox: BBox = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Works out text and box once: both are asked for over and over."""
        words = self.words
        x0, top = min([word.x0 for word in words]), min([word.top for word in words])
        x1, bottom = max([word.x1 for word in words]), max([word.bottom for word in words])
        object.__setattr__(self, "text", " ".join([word.text for word in words]))
        object.__setattr__(self, "bbox", (x0, top, x1, bottom))

    @property
    def size(self) -> float:
        """The largest font size on the line."""
        return max(w.size for w in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(w.bold for w in self.words)


@dataclass(frozen=True, slots=True)
class Edge:
    """A horizontal or vertical ruling, as thin as drawn."""

    x0: float
    top: float
    x1: float
    bottom: float
    horizontal: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `reader` says where the words come from: digital, embedded_ocr, ocr or none (`reason` then says why).

    A page whose text runs sideways or upside down is read as if it had been turned clockwise by `turn` degrees, and a
    slanted scan as if turned counter-clockwise by `slant` degrees about its middle; all of its boxes stand in that frame
    until `shown` gives them back as a viewer shows them.
    """

    number: int
    width: float
    height: float
    label: str | None = None
    words: tuple[Word, ...] = ()
    edges: tuple[Edge, ...] = ()
    pictures: tuple[BBox, ...] = ()
    fills: tuple[BBox, ...] = ()
    reader: str = "digital"
    reason: str | None = None
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    turn: int = 0
    slant: float = 0.0
    unread: tuple[BBox, ...] = ()

    @property
    def shown_width(self) -> float:
        """Width of the page as a viewer shows it."""
        return self.height if self.turn in (90, 270) else self.width

    def shown(self, box: BBox) -> BBox:
        """A box of this page as a viewer shows it."""
        return _turned(slanted(box, -self.slant, self.width, self.height), self.turn, self.width, self.height)

    def place(self, box: BBox) -> BBox:
        """A box of this page as a viewer shows it, to a tenth of a point."""
        x0, top, x1, bottom = (_TENTHS[round(value, 1) + 0.0] for value in self.shown(box))
        return (x0, top, x1, bottom)

    def seen(self, box: BBox) -> BBox:
        """A box as a viewer shows it in the frame in which the page was read."""
        width, height = (self.height, self.width) if self.turn in (90, 270) else (self.width, self.height)
        return slanted(_turned(box, -self.turn % 360, width, height), self.slant, self.width, self.height)


def slanted(box: BBox, angle: float, width: float, height: float) -> BBox:
    """The box around a box on a page of the given size once the page is turned counter-clockwise about its middle."""
    if not angle:
        return box
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    steps = [(x - width / 2, y - height / 2) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [cosine * across + sine * down + width / 2 for across, down in steps]
    ys = [cosine * down - sine * across + height / 2 for across, down in steps]
    return (min(xs), min(ys), max(xs), max(ys))


def _turned(box: BBox, angle: int, width: float, height: float) -> BBox:
    """A box on a page of the given size once the page is turned counter-clockwise by an angle."""
    x0, top, x1, bottom = box
    if angle == 90:
        return (top, width - x1, bottom, width - x0)
    if angle == 180:
        return (width - x1, height - bottom, width - x0, height - top)
    if angle == 270:
        return (height - bottom, x0, height - top, x1)
    return box
