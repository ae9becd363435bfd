"""Tables without rulings under a caption: columns from white gaps, rows from the lines that carry a figure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.pages.model import Line, Page, Word
from extractor.tables.captions import Caption
from extractor.tables.celltext import cell_text
from extractor.tables.columns import GAP, inner_bounds
from extractor.tables.model import Entry, Fragment
from extractor.tables.vocabulary import Vocabulary
from schemas import BBox

FIGURE = re.compile(r"^\(?(?:Rp\.?)?-?\d[\d.,]*(?:,-|%|\))*$", re.IGNORECASE)
# Share of the lines that may cross a gap: spanning titles.
CROSSING = 0.06
# A region needs so many lines that end in a figure, and such a share of them.
LEAST_FIGURES = 3
FIGURE_SHARE = 0.35
UNRULED_CONFIDENCE = 0.85
Offer = tuple[Page, Sequence[Line], Sequence[BBox], Sequence[Caption]]


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of one page that may be an unruled table; `open` where it reaches the end of the page."""

    page: int
    lines: tuple[Line, ...]
    open: bool

    @classmethod
    def under(
        cls, caption: Caption, page: Page, lines: Sequence[Line], grids: Sequence[BBox], captions: Sequence[Caption]
    ) -> "Region":
        """The lines below a caption, up to the next caption or grid."""
        return cls._between(caption.bbox[3], page, lines, grids, captions)

    @classmethod
    def _between(
        cls, top: float, page: Page, lines: Sequence[Line], grids: Sequence[BBox], captions: Sequence[Caption]
    ) -> "Region":
        stops = [b[1] for b in grids if b[1] > top - 2] + [c.bbox[1] for c in captions if c.bbox[1] > top]
        bottom = min(stops, default=page.height)
        chosen = tuple(x for x in lines if x.bbox[1] >= top - 2 and x.bbox[3] <= bottom + 2)
        return cls(page.number, chosen, not stops)

    @classmethod
    def top_of(cls, offer: Offer) -> "Region":
        """The lines at the top of a following page."""
        page, lines, grids, captions = offer
        return cls._between(0.0, page, lines, grids, captions)


def unruled_fragments(region: Region, following: Iterable[Offer], vocabulary: Vocabulary) -> list[Fragment]:
    """Fragments of the unruled table that begins in a region, or none where the text shows no columns."""
    lines = _table_lines(region.lines)
    parts = [(region.page, lines)]
    gone = len(lines) == len(region.lines) and region.open
    while gone and (offer := next(iter(following), None)) is not None:
        later = Region.top_of(offer)
        taken = _table_lines(later.lines)
        if not taken:
            break
        parts.append((later.page, taken))
        gone = len(taken) == len(later.lines) and later.open
    every = [line for _, found in parts for line in found]
    bounds = _column_bounds(every)
    if len(bounds) < 3:
        return []
    return [_fragment(page, found, bounds, vocabulary) for page, found in parts if found]


def _ends_in_figure(line: Line) -> bool:
    """Whether a line's last word is a figure with a gap before it."""
    words = line.words
    return len(words) > 1 and bool(FIGURE.match(words[-1].text)) and words[-1].x0 - words[-2].x1 > GAP


def _table_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The first lines up to the last that ends in a figure, and the wrapped words after it; none where too few do."""
    marked = [i for i, line in enumerate(lines) if _ends_in_figure(line)]
    runs: list[int] = []
    for index in marked:
        if runs and index - runs[-1] > 4:
            break
        runs.append(index)
    if len(runs) < LEAST_FIGURES or runs[0] > 4 or len(runs) < FIGURE_SHARE * (runs[-1] + 1):
        return ()
    stop = runs[-1] + 1
    left, right = min(x.bbox[0] for x in lines[:stop]), lines[runs[-1]].words[-2].x1
    while stop < len(lines) and stop - runs[-1] <= 2:
        line, above = lines[stop], lines[stop - 1]
        wraps = line.bold == above.bold and left - 3 <= line.bbox[0] and line.bbox[2] <= max(right, line.bbox[0]) + 60
        near = line.bbox[3] - above.bbox[3] < 2.6 * line.size
        if not (wraps and near and not re.match(r"^\d+[.)]|^[A-Z]\.", line.text)):
            break
        if len(line.words) > 6:
            break
        stop += 1
    return tuple(lines[:stop])


def _column_bounds(lines: Sequence[Line]) -> list[float]:
    """Bounds of the columns: the white gaps that run through nearly all lines that end in a figure, and the sides."""
    if not lines:
        return []
    marked = [line for line in lines if _ends_in_figure(line)]
    left, right = min(x.bbox[0] for x in lines), max(x.bbox[2] for x in lines)
    return [left - 2, *inner_bounds(marked, CROSSING), right + 2]


def _fragment(page: int, lines: Sequence[Line], bounds: list[float], vocabulary: Vocabulary) -> Fragment:
    """Lines grouped to rows, words to columns."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and not _begins_row(line, rows[-1][-1], bounds):
            rows[-1].append(line)
        else:
            rows.append([line])
    entries: list[Entry] = []
    for index, row in enumerate(rows):
        entries += _entries(page, index, row, bounds, vocabulary)
    box = (bounds[0], lines[0].bbox[1], bounds[-1], lines[-1].bbox[3])
    return Fragment(page, box, tuple(bounds), len(rows), tuple(entries), "unruled", UNRULED_CONFIDENCE)


def _begins_row(line: Line, above: Line, bounds: list[float]) -> bool:
    """Whether a line begins a new row: it carries a figure, or has another weight, or has words in a later column only."""
    return line.words[-1].x0 >= bounds[-2] or line.bold != above.bold


def _entries(
    page: int, index: int, row: Sequence[Line], bounds: list[float], vocabulary: Vocabulary
) -> list[Entry]:
    """Cells of one row."""
    inside: list[list[Word]] = [[] for _ in bounds[1:]]
    for word in (w for line in row for w in line.words):
        middle = (word.x0 + word.x1) / 2
        column = max(0, min(len(inside) - 1, sum(b <= middle for b in bounds) - 1))
        inside[column].append(word)
    top, bottom = row[0].bbox[1], row[-1].bbox[3]
    out = []
    for column, words in enumerate(inside):
        text, raw = cell_text(words, bounds[column + 1] - bounds[column], vocabulary)
        box = (bounds[column], top, bounds[column + 1], bottom)
        bold = bool(words) and all(w.bold for w in words)
        out.append(Entry(index, column, 1, 1, text, page, box, raw, bold, (), UNRULED_CONFIDENCE))
    return out
