"""Where the words of a joined text are printed: its lines with their pages and boxes, and what lies under a part of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.tables.arrangement import around
from schemas import BBox


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line of running text: where its words begin in the joined text, its page, and its box on it."""

    start: int
    page: int
    bbox: BBox


def lines_under(lines: Sequence[PrintedLine], start: int, end: int) -> tuple[PrintedLine, ...]:
    """The lines that a part of the joined text stands on, counted from the beginning of that part."""
    ends = [*(line.start for line in lines[1:]), end + 1][: len(lines)]
    under = [line for line, last in zip(lines, ends, strict=True) if line.start < end and start < last]
    return tuple(replace(line, start=max(0, line.start - start)) for line in under)


def place_of(lines: Sequence[PrintedLine], page: int) -> BBox:
    """The box around those of the lines that stand on a page."""
    return around([line.bbox for line in lines if line.page == page])
