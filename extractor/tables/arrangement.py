"""What a person said about where tables stand and which parts belong together, ready for the search for tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas import BBox

Box = tuple[int, BBox]
"""A page and a box on it, as a viewer shows it."""


@dataclass(frozen=True, slots=True)
class Given:
    """A table that stands in given boxes; `bounds` are the walls between its columns in the first of them.

    `number` is that of the decision, `name` the id of the table, `shifts` say how far each part stands right of the
    first (points), `replaces` are the boxes in which the table stood before.
    """

    number: int
    name: str
    parts: tuple[Box, ...]
    bounds: tuple[float, ...] = ()
    shifts: tuple[float, ...] = ()
    replaces: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """A table that goes on in another one."""

    number: int
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Break:
    """A table of which a new one begins at the top of some pages."""

    number: int
    name: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A decision, by its number, that does not hold of the report, and why."""

    number: int
    problem: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All that was said; `places` are the first boxes of the tables as they are read without it, by their id."""

    given: tuple[Given, ...] = ()
    blank: tuple[Box, ...] = ()
    joins: tuple[Join, ...] = ()
    breaks: tuple[Break, ...] = ()
    places: tuple[tuple[str, Box], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was said."""
        return bool(self.given or self.blank or self.joins or self.breaks)


PLAIN = Arrangement()
"""Nothing was said."""


def overlap(first: BBox, second: BBox) -> float:
    """The area that two boxes share."""
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    return max(0.0, width) * max(0.0, height)


def around(boxes: Sequence[BBox]) -> BBox:
    """The box around boxes."""
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
