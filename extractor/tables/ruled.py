"""Ruled tables of one page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractor.pages.lines import lines_of
from extractor.pages.model import Edge, Page, Word
from extractor.tables.celltext import cell_text
from extractor.tables.filled import filled
from extractor.tables.furniture import seeming_counts
from extractor.tables.grid import Grid, build
from extractor.tables.half_ruled import half_ruled_components, is_parted
from extractor.tables.mending import mended
from extractor.tables.model import Entry, Fragment
from extractor.tables.rows import split_columns, split_numbers, split_open_cells, split_rows, without_blank_rows
from extractor.tables.segments import Component, components
from extractor.tables.spelling import respelled
from extractor.tables.vocabulary import Vocabulary
from schemas import BBox

# A grid with a smaller share of cells that hold text is a drawing.
FILLED = 0.15
# The confidence of a cell in which something is written that nobody could read.
UNREAD = 0.3
# A table has at least so many columns.
LEAST_COLUMNS = 2
# The rest of a row that a page break cut stands within this share of the page height from the top.
TOP = 0.2
# A grid without words that is worth a word has so many cells; so many edges make them.
LEAST_BOXES, LEAST_EDGES = 6, 6
# It is no smaller than this (points): arrows and bars of a drawing are.
LEAST_WIDTH, LEAST_HEIGHT = 120.0, 40.0
# A word within so many points above or below all rulings may still be taken for one between them.
BESIDE = 6.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A grid that is a table, with the words of each of its boxes as their positions among the words of the page."""

    grid: Grid
    inside: dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class Sketch:
    """The ruled tables of a page before their text is put together, from top to bottom.

    `left_out` are the positions of the words that were left out, because they seem to count the pages.
    """

    drawn: tuple[Drawn, ...]
    left_out: frozenset[int] = frozenset()


def sketch(page: Page) -> Sketch:
    """The sketch of a page; drawings, frames and boxes of one column are left out.

    Nothing but the page is asked, so that each can be sketched where it was read.
    """
    left_out = seeming_counts(page)
    if not left_out:
        return Sketch(_tables(page))
    kept = [place for place in range(len(page.words)) if place not in left_out]
    plain = replace(page, words=tuple(page.words[place] for place in kept))
    drawn = (
        Drawn(table.grid, {box: [kept[place] for place in inside] for box, inside in table.inside.items()})
        for table in _tables(plain)
    )
    return Sketch(tuple(drawn), left_out)


def _tables(page: Page) -> tuple[Drawn, ...]:
    """The grids of a page that are tables."""
    painted = filled(page)
    every = _components(page, [*page.edges, *painted.edges])
    found: list[Drawn] = []
    for grid in (grid for component in every if (grid := build(component))):
        open_cells = any(row.lies_in(grid.bbox) for row in painted.rows)
        whole = split_open_cells(grid, _inside(page, grid)) if open_cells else grid
        drawn = _drawn(page, whole)
        if drawn is not None:
            found.append(drawn)
    return tuple(found)


def ruled_fragments(page: Page, vocabulary: Vocabulary, sketched: Sketch | None = None) -> list[Fragment]:
    """The ruled tables of a page from top to bottom, by its sketch where that was made already."""
    return [_fragment(page, drawn, vocabulary) for drawn in (_tables(page) if sketched is None else sketched.drawn)]


def grid_fragment(page: Page, grid: Grid, vocabulary: Vocabulary) -> Fragment | None:
    """The table of a grid, None where its words make none."""
    drawn = _drawn(page, grid)
    return _fragment(page, drawn, vocabulary) if drawn else None


def is_without(sketched: Sketch, page: Page, words: Iterable[Word]) -> bool:
    """Whether the sketch of a page is that of the page without some of its words."""
    gone = {id(word) for word in words}
    return _stands_without(
        page, [w for place, w in enumerate(page.words) if (id(w) in gone) != (place in sketched.left_out)]
    )


def _stands_without(page: Page, words: Sequence[Word]) -> bool:
    """Whether some words make no difference to the sketch of a page: none stands at the height of a ruling or fill."""
    if not words:
        return True
    heights = [y for edge in page.edges for y in (edge.top, edge.bottom)] + [
        y for fill in page.fills for y in fill[1::2]
    ]
    if not heights:
        return True
    top, bottom = min(heights) - BESIDE, max(heights) + BESIDE
    return all(word.bottom < top or word.top > bottom for word in words)


def _places(page: Page, grid: Grid) -> dict[int, list[int]]:
    """Positions of the words of each box."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, word in enumerate(page.words):
        index = grid.at((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
        if index is not None:
            places[index].append(place)
    return dict(places)


def wordless_grids(page: Page, tables: Sequence[BBox]) -> list[BBox]:
    """Boxes of grids of a table's size beside the tables, in which no word stands, on a page that has words elsewhere."""
    rest = [
        e for e in page.edges if not any(t[0] - 3 <= e.x0 <= t[2] + 3 and t[1] - 3 <= e.top <= t[3] + 3 for t in tables)
    ]
    if not page.words or len(rest) < LEAST_EDGES:
        return []
    found = []
    for component in components(rest):
        x0, top, x1, bottom = component.bbox
        if x1 - x0 < LEAST_WIDTH or bottom - top < LEAST_HEIGHT:
            continue
        if any(x0 < w.x1 and w.x0 < x1 and top < w.bottom and w.top < bottom for w in page.words):
            continue
        grid = build(component)
        if grid and len(grid.boxes) >= LEAST_BOXES and min(len(grid.xs), len(grid.ys)) > LEAST_COLUMNS:
            found.append(component.bbox)
    return found


def _components(page: Page, edges: Sequence[Edge]) -> list[Component]:
    """Groups of rulings from top to bottom; boxes whose rows no upright rule parts get columns from the white gaps."""
    ruled = components(edges)
    parted = [c for c in ruled if is_parted(c)]
    plain = [c for c in ruled if not is_parted(c)]
    gapped = half_ruled_components(page, parted, plain)
    plain = [c for c in plain if not any(_meet(c.bbox, g.bbox) for g in gapped)]
    return sorted([*parted, *gapped, *plain], key=lambda c: (c.bbox[1], c.bbox[0]))


def _meet(first: BBox, second: BBox) -> bool:
    """Whether two boxes overlap."""
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]


def _inside(page: Page, grid: Grid) -> dict[int, list[Word]]:
    """Words of each box."""
    return _words(page, _places(page, grid))


def _words(page: Page, places: dict[int, list[int]]) -> dict[int, list[Word]]:
    return {index: [page.words[place] for place in inside] for index, inside in places.items()}


def _drawn(page: Page, grid: Grid) -> Drawn | None:
    """The grid divided where its words show more rows or columns, or None when it is no table."""
    words = _inside(page, grid)
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    rest_of_a_row = rows == 1 and columns > LEAST_COLUMNS and grid.bbox[1] < TOP * page.height and len(words) == 1
    if columns < LEAST_COLUMNS or (len(words) < max(2, FILLED * len(grid.boxes)) and not rest_of_a_row):
        return None
    for split in (split_columns, split_numbers, split_rows):
        divided = split(grid, words)
        if divided is not grid:
            grid, words = divided, _inside(page, divided)
    return Drawn(grid, _places(page, grid))


def _fragment(page: Page, drawn: Drawn, vocabulary: Vocabulary) -> Fragment:
    """The table with its text."""
    grid, words = drawn.grid, _words(page, drawn.inside)
    rows = len(grid.ys) - 1
    widths = _widths(grid, words)
    entries = []
    for index, box in enumerate(grid.boxes):
        inside = words.get(index, [])
        text, raw = cell_text(inside, widths[index], vocabulary)
        bold = bool(inside) and all(w.bold for w in inside)
        place = (box.row, box.column, box.row_span, box.column_span)
        sure = min((w.confidence for w in inside), default=_blank(page, box.bbox))
        raw = raw or _raw(inside)
        others = next((w.alternatives for w in inside if w.alternatives), ())
        entries.append(Entry(*place, text, page.number, box.bbox, raw, bold, confidence=sure, alternatives=others))
    recognised = any(w.confidence < 1 for inside in words.values() for w in inside)
    method = "ocr" if recognised else "ruled"
    fragment = Fragment(page.number, grid.bbox, grid.xs, rows, tuple(entries), method)
    return without_blank_rows(respelled(mended(fragment), vocabulary) if recognised else fragment)


def _blank(page: Page, box: BBox) -> float:
    """How sure a cell without a word is blank: hardly, where recognition saw ink and made nothing of it."""
    seen = any(
        box[0] <= (x0 + x1) / 2 <= box[2] and box[1] <= (top + bottom) / 2 <= box[3]
        for x0, top, x1, bottom in page.unread
    )
    return UNREAD if seen else 1.0


def _raw(words: Sequence[Word]) -> str | None:
    """What recognition gave before a word was mended, None where none was."""
    if all(word.raw is None for word in words):
        return None
    return " ".join(word.raw or word.text for line in lines_of(words) for word in line.words)


def _widths(grid: Grid, words: dict[int, list[Word]]) -> list[float]:
    """Room for text in each cell: its width less the table's margin on both sides, at least its longest line."""
    gaps = [min(w.x0 for w in inside) - grid.boxes[index].bbox[0] for index, inside in words.items()]
    margin = max(0.0, min(gaps, default=0.0))
    widths = []
    for index, box in enumerate(grid.boxes):
        inside = words.get(index, ())
        longest = max((w.x1 for w in inside), default=0.0) - min((w.x0 for w in inside), default=0.0)
        widths.append(max(box.bbox[2] - box.bbox[0] - 2 * margin, longest))
    return widths
