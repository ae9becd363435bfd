"""The part of a table in a box that a person gave, read with given column bounds or with those that are seen there."""

import itertools
from collections.abc import Sequence

from extractor.pages.lines import lines_of
from extractor.pages.model import Line, Page, Word
from extractor.tables.celltext import cell_text
from extractor.tables.clip import within
from extractor.tables.columns import inner_bounds
from extractor.tables.grid import build
from extractor.tables.half_ruled import snapped, verticals
from extractor.tables.layouts import CROSSING
from extractor.tables.model import Entry, Fragment
from extractor.tables.ruled import grid_fragment, ruled_fragments
from extractor.tables.segments import SNAP, Component, Ruling, rulings
from extractor.tables.unruled import ends_in_figure, lined_fragment
from extractor.tables.vocabulary import Vocabulary
from schemas import BBox

# A given bound this close (points) to a drawn rule means it, to a side of the box means the side.
SAME = 4.0
# So many rules between top and bottom, each over such a share of the width, part the rows of a box.
LEAST_RULES, ACROSS = 1, 0.5
# Titles may lie over a bound; where more than this share of the lines do, it is none.
CROSSED = 0.5


class MisfitError(ValueError):
    """What a person said of a table and does not hold of it; the message says why."""


def given_fragment(page: Page, box: BBox, bounds: Sequence[float], vocabulary: Vocabulary) -> Fragment:
    """The part of a table in a box of a page; `bounds` are the walls between its columns, none where they are not given.

    Raises:
        MisfitError: the bounds lie outside or cut through the words, or no table is read in the box.
    """
    part = within(page, box)
    if not part.words:
        raise MisfitError("no word stands in the box")
    fragment = _bounded(part, box, bounds, vocabulary) if bounds else _seen(part, vocabulary)
    if fragment.columns < 2 or not fragment.entries:
        raise MisfitError("what stands in the box has no columns")
    return fragment


def _seen(part: Page, vocabulary: Vocabulary) -> Fragment:
    """The one table that rules or, without any, white gaps show."""
    found = ruled_fragments(part, vocabulary)
    if len(found) > 1:
        raise MisfitError(f"{len(found)} tables stand in the box and one was expected")
    if found:
        return found[0]
    lines = lines_of(part.words)
    left, right = min(x.bbox[0] for x in lines), max(x.bbox[2] for x in lines)
    return _lined(part, lines, [left - 2, *inner_bounds(lines, CROSSING), right + 2], vocabulary)


def _bounded(part: Page, box: BBox, bounds: Sequence[float], vocabulary: Vocabulary) -> Fragment:
    """The table with given columns: its rows by rules, else by lines of text."""
    inner = [x for x in sorted(bounds) if abs(x - box[0]) > SAME and abs(x - box[2]) > SAME]
    outer = [x for x in inner if not box[0] < x < box[2]]
    if outer:
        raise MisfitError(
            f"the bound {outer[0]:g} lies outside of the table, which runs from {box[0]:.0f} to {box[2]:.0f}"
        )
    xs = [box[0], *inner, box[2]]
    across = rulings(part.edges, horizontal=True)
    parting = [r for r in across if box[1] + SAME < r.at < box[3] - SAME and r.length >= ACROSS * (box[2] - box[0])]
    if len(parting) < LEAST_RULES:
        fragment = _lined(part, lines_of(part.words), xs, vocabulary)
    else:
        fragment = _ruled(part, box, xs, vocabulary)
    if fragment.columns != len(xs) - 1:
        raise MisfitError(
            f"the bounds make {len(xs) - 1} columns and {fragment.columns} are read: they cut through words"
        )
    return fragment


def _ruled(part: Page, box: BBox, xs: Sequence[float], vocabulary: Vocabulary) -> Fragment:
    """The grid of the drawn level rules and the given upright ones; cells that words show to be merged stay merged."""
    across, drawn = rulings(part.edges, horizontal=True), rulings(part.edges, horizontal=False)
    for y in (box[1], box[3]):
        if not any(abs(r.at - y) <= SNAP for r in across):
            across.append(Ruling(y, box[0], box[2]))
    across.sort(key=lambda r: r.at)
    down: list[Ruling] = []
    for left, x, right in zip([xs[0], *xs], xs, [*xs[1:], xs[-1]], strict=False):
        here = [Ruling(x, r.start, r.stop) for r in drawn if abs(r.at - x) <= SAME]
        made = verticals(x, [r.at for r in across], part.words)
        side = x in {left, right}
        down += here if not side else []
        down += [v for v in made if side or not here or _parts_words(v, (left, right), part.words)]
    grid = build(Component([snapped(r, list(xs)) for r in across], down))
    fragment = grid_fragment(part, grid, vocabulary) if grid else None
    if fragment is None:
        raise MisfitError("what stands in the box makes no grid")
    return fragment


def _parts_words(wall: Ruling, sides: tuple[float, float], words: Sequence[Word]) -> bool:
    """Whether words stand at both sides of a wall, in the columns that it parts."""
    level = [w for w in words if wall.start < (w.top + w.bottom) / 2 < wall.stop]
    left = any(sides[0] <= (w.x0 + w.x1) / 2 < wall.at for w in level)
    return left and any(wall.at <= (w.x0 + w.x1) / 2 < sides[1] for w in level)


def _lined(part: Page, lines: Sequence[Line], xs: list[float], vocabulary: Vocabulary) -> Fragment:
    """Lines of text as rows: those that end in a figure carry the others, without any each line is a row."""
    if len(xs) < 3:
        raise MisfitError("the words in the box show no columns; give bounds")
    across = sum(any(w.x0 < x - 1 and w.x1 > x + 1 for w in line.words for x in xs[1:-1]) for line in lines)
    if across > CROSSED * len(lines):
        raise MisfitError(f"the bounds cut through words in {across} of {len(lines)} lines")
    if any(ends_in_figure(line) for line in lines):
        return lined_fragment(part.number, lines, xs, vocabulary)
    entries = [entry for row, line in enumerate(lines) for entry in _row(part.number, row, line, xs, vocabulary)]
    box = (xs[0], lines[0].bbox[1], xs[-1], lines[-1].bbox[3])
    return Fragment(part.number, box, tuple(xs), len(lines), tuple(entries), "unruled", 0.85)


def _row(page: int, row: int, line: Line, xs: Sequence[float], vocabulary: Vocabulary) -> list[Entry]:
    """The cells of a row of one line."""
    out = []
    for column, (left, right) in enumerate(itertools.pairwise(xs)):
        words = [w for w in line.words if left <= (w.x0 + w.x1) / 2 < right]
        text, raw = cell_text(words, right - left, vocabulary)
        bold = bool(words) and all(w.bold for w in words)
        box = (left, line.bbox[1], right, line.bbox[3])
        out.append(Entry(row, column, 1, 1, text, page, box, raw, bold, (), 0.85))
    return out
