"""Tables without rulings: columns from white gaps, rows from the lines that carry a figure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractor.pages.model import Line, Page, Word
from extractor.tables.captions import Caption
from extractor.tables.celltext import cell_text
from extractor.tables.columns import GAP, chunks
from extractor.tables.header import is_index_row
from extractor.tables.layouts import FIGURE, Layout, evidence, layout_by_gaps, other_layouts, unlike_others
from extractor.tables.model import Entry, Fragment
from extractor.tables.readings import JUDGED, chosen
from extractor.tables.second_opinion import camelot_layouts
from extractor.tables.unruled_header import header_entries
from extractor.tables.vocabulary import Vocabulary
from schemas import BBox

# A region needs so many lines that end in a figure, and such a share of them.
LEAST_FIGURES = 3
FIGURE_SHARE = 0.35
UNRULED_CONFIDENCE = 0.85
# Columns may stand this close (points) where the arithmetic of the table proves them.
NARROW = 3.2
# Without a caption, so many lines of a page, and such a share of those between, must end in so many figures each.
LEDGER_FIGURES, LEDGER_LINES, LEDGER_SHARE = 2, 5, 0.5
MOST_HEADER_LINES = 7
# Header lines follow each other within so many font sizes, and no piece of one is longer (points).
HEADER_STEP, HEADER_PIECE = 3.2, 150.0
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
    def of_ledger(
        cls, page: Page, lines: Sequence[Line], grids: Sequence[BBox], captions: Sequence[Caption]
    ) -> "Region | None":
        """The first stretch of a page in which line after line ends in two or more figures, with its header lines."""
        marked = [i for i, line in enumerate(lines) if _figures(line) >= LEDGER_FIGURES]
        if len(marked) < LEDGER_LINES or len(marked) < LEDGER_SHARE * (marked[-1] - marked[0] + 1):
            return None
        first = marked[0]
        while first and marked[0] - first < MOST_HEADER_LINES and _may_be_header(lines[first - 1], lines[first]):
            first -= 1
        return cls._between(lines[first].bbox[1], page, lines, grids, captions)

    @classmethod
    def top_of(cls, offer: Offer) -> "Region":
        """The lines at the top of a following page."""
        page, lines, grids, captions = offer
        return cls._between(0.0, page, lines, grids, captions)


def unruled_fragments(region: Region, following: Iterable[Offer], vocabulary: Vocabulary) -> list[Fragment]:
    """Fragments of the unruled table that begins in a region, or none where the text shows no columns.

    Where the columns are in doubt, the reading whose arithmetic holds wins.
    """
    later = list(following)
    found = _at_gap(region, later, vocabulary, GAP)
    return found or _at_gap(region, later, vocabulary, NARROW)


def _at_gap(region: Region, following: Sequence[Offer], vocabulary: Vocabulary, gap: float) -> list[Fragment]:
    """The fragments where columns stand at least so far (points) apart; narrow ones must be proved by arithmetic."""
    parts = _parts(region, following, gap)
    every = [line for _, found, _ in parts for line in found]
    marked = [line for line in every if ends_in_figure(line, gap)]
    if not marked:
        return []
    first = layout_by_gaps(every, marked, gap)
    doubtful = gap < GAP or evidence(first, marked).weak
    layouts = _layouts(every, marked, first) if doubtful else [first]
    readings = [_reading(parts, layout, vocabulary) for layout in layouts if len(layout.bounds) > 2]
    if not doubtful or not readings:
        return next(iter(readings), [])
    best = chosen(readings)
    return best if gap >= GAP or best[0].confidence >= JUDGED else []


def _layouts(every: Sequence[Line], marked: Sequence[Line], first: Layout) -> list[Layout]:
    """All that speaks for columns in doubt: our own evidence first, then camelot's."""
    own = other_layouts(every, marked, first)
    return unlike_others([first, *own, *camelot_layouts(every, first.gap)])


def _parts(region: Region, following: Sequence[Offer], gap: float) -> list[tuple[int, tuple[Line, ...], float]]:
    """The lines of the table on each page, with the page and the height where its lines begin."""
    lines = _table_lines(region.lines, gap)
    parts = [(region.page, lines, region.lines[0].bbox[1] if region.lines else 0.0)]
    gone = len(lines) == len(region.lines) and region.open
    for offer in following if gone else ():
        later = Region.top_of(offer)
        taken = _without_repeated(_table_lines(later.lines, gap), parts[-1][1])
        if not taken:
            break
        parts.append((later.page, taken, later.lines[0].bbox[1]))
        if taken[-1] is not later.lines[-1] or not later.open:
            break
    return parts


def _reading(
    parts: Sequence[tuple[int, tuple[Line, ...], float]], layout: Layout, vocabulary: Vocabulary
) -> list[Fragment]:
    """The table read with one layout."""
    return [_reaching_up(_fragment(page, found, layout, vocabulary), top) for page, found, top in parts if found]


def lined_fragment(page: int, lines: Sequence[Line], bounds: Sequence[float], vocabulary: Vocabulary) -> Fragment:
    """Lines as a table with columns at given bounds."""
    return _fragment(page, lines, Layout(tuple(bounds)), vocabulary)


def _reaching_up(fragment: Fragment, top: float) -> Fragment:
    """The fragment with its box from a given height on: lines printed twice belong to it."""
    x0, _, x1, bottom = fragment.bbox
    return replace(fragment, bbox=(x0, top, x1, bottom))


def _without_repeated(lines: tuple[Line, ...], before: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines without those at their top that print the words of the last row of the page before once more."""
    last = " ".join(line.text for line in before[-3:])
    start = 0
    while start < len(lines) and not ends_in_figure(lines[start]) and lines[start].text in last:
        start += 1
    return lines[start:]


def _figures(line: Line, gap: float = GAP) -> int:
    """How many figures, set apart by gaps, end a line that begins with something else."""
    count, words = 0, line.words
    for word, before in zip(reversed(words), reversed(words[:-1]), strict=False):
        if not FIGURE.match(word.text) or word.x0 - before.x1 <= gap:
            break
        count += 1
    return count if not is_index_row([w.text for w in words]) else 0


def ends_in_figure(line: Line, gap: float = GAP) -> bool:
    """Whether a line's last word is a figure with a gap before it."""
    return _figures(line, gap) > 0


def _may_be_header(line: Line, below: Line) -> bool:
    """Whether a line above an unruled table can belong to its header: close by, in short pieces, no "key : value"."""
    near = below.bbox[3] - line.bbox[3] < HEADER_STEP * max(line.size, 6.0)
    pieces = chunks(line.words)
    longest = max(stop - start for start, stop in pieces)
    return near and longest < HEADER_PIECE and not any(w.text == ":" for w in line.words)


def _table_lines(lines: Sequence[Line], gap: float) -> tuple[Line, ...]:
    """The first lines up to the last that ends in a figure, and the wrapped words after it; none where too few do."""
    marked = [i for i, line in enumerate(lines) if ends_in_figure(line, gap)]
    runs: list[int] = []
    for index in marked:
        if runs and index - runs[-1] > 4:
            break
        runs.append(index)
    if len(runs) < LEAST_FIGURES or runs[0] > MOST_HEADER_LINES or len(runs) < FIGURE_SHARE * (runs[-1] + 1):
        return ()
    stop = runs[-1] + 1
    left, right = min(x.bbox[0] for x in lines[:stop]), lines[runs[-1]].words[-2].x1
    while stop < len(lines) and stop - runs[-1] <= 2:
        line, above = lines[stop], lines[stop - 1]
        wraps = _same_weight(line, above) and left - 3 <= line.bbox[0] and line.bbox[2] <= max(right, line.bbox[0]) + 60
        near = line.bbox[3] - above.bbox[3] < 2.6 * line.size
        if not (wraps and near and not re.match(r"^\d+[.)]|^[A-Z]\.", line.text)):
            break
        if len(line.words) > 6:
            break
        stop += 1
    return tuple(lines[:stop])


def _fragment(page: int, lines: Sequence[Line], layout: Layout, vocabulary: Vocabulary) -> Fragment:
    """Header lines to header cells, the other lines to rows, words to columns."""
    first = next(i for i, line in enumerate(lines) if ends_in_figure(line, layout.gap))
    header = header_entries(page, lines[:first], layout.bounds)
    rows: list[list[Line]] = []
    for line in lines[first:]:
        if rows and not _begins_row(line, rows[-1][-1], layout):
            rows[-1].append(line)
        else:
            rows.append([line])
    above = 1 + max((e.row + e.row_span - 1 for e in header), default=-1)
    entries = list(header)
    for index, row in enumerate(rows):
        entries += _entries(page, above + index, row, layout, vocabulary)
    box = (layout.bounds[0], lines[0].bbox[1], layout.bounds[-1], lines[-1].bbox[3])
    return Fragment(page, box, layout.bounds, above + len(rows), tuple(entries), "unruled", UNRULED_CONFIDENCE)


def _begins_row(line: Line, above: Line, layout: Layout) -> bool:
    """Whether a line begins a new row: it carries a figure, or its words have another weight than those above them."""
    return layout.columns_of(line.words)[-1] == len(layout.bounds) - 2 or not _same_weight(line, above)


def _same_weight(line: Line, above: Line) -> bool:
    """Whether the words of the line above that stand over a line are as bold as it."""
    x0, _, x1, _ = line.bbox
    over = [w.bold for w in above.words if w.x1 > x0 - GAP and w.x0 < x1 + GAP]
    return bool(over) and all(over) == line.bold


def _entries(page: int, index: int, row: Sequence[Line], layout: Layout, vocabulary: Vocabulary) -> list[Entry]:
    """Cells of one row."""
    bounds = layout.bounds
    inside: list[list[Word]] = [[] for _ in bounds[1:]]
    for line in row:
        for column, word in zip(layout.columns_of(line.words), line.words, strict=True):
            inside[column].append(word)
    top, bottom = row[0].bbox[1], row[-1].bbox[3]
    out = []
    for column, words in enumerate(inside):
        text, raw = cell_text(words, bounds[column + 1] - bounds[column], vocabulary)
        box = (bounds[column], top, bounds[column + 1], bottom)
        bold = bool(words) and all(w.bold for w in words)
        out.append(Entry(index, column, 1, 1, text, page, box, raw, bold, (), UNRULED_CONFIDENCE))
    return out
