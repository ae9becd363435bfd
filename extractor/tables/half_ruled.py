"""Tables that have horizontal rules only: columns are taken from the white gaps between the words."""

import itertools
from collections.abc import Sequence

from extractor.notation import Arithmetic, arithmetic
from extractor.pages.lines import lines_of
from extractor.pages.model import Line, Page, Word
from extractor.tables.columns import inner_bounds
from extractor.tables.layouts import FIGURE, Layout, evidence, other_layouts, unlike_others
from extractor.tables.second_opinion import camelot_layouts
from extractor.tables.segments import Component, Ruling, rulings

# Sides of two rules within this distance (points) are alike.
SAME_SIDE = 5.0
# A table has at least so many rules of one width, this far apart at most.
LEAST_RULES = 3
FARTHEST = 220.0
# So many rows with words in two columns, and half of all, make a framed stack of rules a table.
LEAST_ROWS = 2
# A rule of at least this share of a width runs from side to side.
ACROSS = 0.8
# Share of the lines that may cross a gap between columns: titles over several columns.
CROSSING = 0.15
# Columns in doubt are tried by their arithmetic where so many lines end in a figure.
LEAST_FIGURES = 4


def half_ruled_components(page: Page, parted: Sequence[Component], plain: Sequence[Component]) -> list[Component]:
    """Components made of horizontal rules and of verticals put into the white gaps; none where parted ones lie.

    In a plain box, whose rows have sides and no upright rule between, only rules from side to side count.
    """
    boxes = [c.bbox for c in parted]
    framed = [c for c in plain if len(c.vertical) > 1]
    free = [r for r in rulings(page.edges, horizontal=True) if not any(_inside(r, box) for box in boxes)]
    free = [r for r in free if not any(_inside(r, c.bbox) and r.length < ACROSS * _width(c) for c in framed)]
    found = []
    for group in _stacks(free):
        component = _component(page, group, free)
        if component is not None and not any(_refuses(c, component, page.words) for c in plain):
            found.append(component)
    return found


def is_parted(component: Component) -> bool:
    """Whether upright rules part a component: two or more, one of them between its sides."""
    left, right = _sides(component)
    return len(component.vertical) > 1 and any(left + SAME_SIDE < v.at < right - SAME_SIDE for v in component.vertical)


def _refuses(plain: Component, made_up: Component, words: Sequence[Word]) -> bool:
    """Whether a plain box holds no table such as the white gaps make up: it has as many columns, or its rows no words.

    The level rules of a chart run from side to side of its frame too.
    """
    box = plain.bbox
    if not (
        box[0] < made_up.bbox[2] and made_up.bbox[0] < box[2] and box[1] < made_up.bbox[3] and made_up.bbox[1] < box[3]
    ):
        return False
    bounds = sorted({v.at for v in made_up.vertical})
    if len({round(v.at) for v in plain.vertical} | {round(x) for x in _sides(plain)}) >= len(bounds):
        return True
    if len(plain.vertical) < 2:
        return False
    rows = itertools.pairwise(sorted({h.at for h in made_up.horizontal}))
    filled = [len({sum(b <= w.x0 for b in bounds) for w in words if a < (w.top + w.bottom) / 2 < z}) for a, z in rows]
    worded = sum(n > 1 for n in filled)
    return worded < LEAST_ROWS or worded * 2 < len(filled)


def _sides(component: Component) -> tuple[float, float]:
    """Where most of the long horizontal rules of a component begin and end."""
    longest = max(h.length for h in component.horizontal)
    long = [h for h in component.horizontal if h.length >= ACROSS * longest]
    starts, stops = sorted(h.start for h in long), sorted(h.stop for h in long)
    return starts[len(long) // 2], stops[len(long) // 2]


def _width(component: Component) -> float:
    """Distance of the sides of a component."""
    left, right = _sides(component)
    return right - left


def _inside(rule: Ruling, box: tuple[float, float, float, float]) -> bool:
    """Whether a rule belongs to a box."""
    return box[1] - 3 <= rule.at <= box[3] + 3 and rule.start >= box[0] - 3 and rule.stop <= box[2] + 3


def _stacks(rules: Sequence[Ruling]) -> list[list[Ruling]]:
    """Rules of one extent, one under the other."""
    stacks: list[list[Ruling]] = []
    for rule in rules:
        for stack in stacks:
            last = stack[-1]
            same = abs(last.start - rule.start) <= SAME_SIDE and abs(last.stop - rule.stop) <= SAME_SIDE
            if same and rule.at - last.at <= FARTHEST:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [stack for stack in stacks if len(stack) >= LEAST_RULES]


def _component(page: Page, stack: list[Ruling], free: Sequence[Ruling]) -> Component | None:
    """The stack with its partial rules and made-up verticals; None where the words show no columns or are a formula."""
    left, right = min(r.start for r in stack), max(r.stop for r in stack)
    top, bottom = stack[0].at, stack[-1].at
    words = [
        w for w in page.words if w.upright and left - 2 <= w.x0 and w.x1 <= right + 2 and top < w.bottom - 2 < bottom
    ]
    bounds = _bounds(words, left, right)
    if len(bounds) < 3 or any(w.text == "=" for w in words):
        return None
    across = [r for r in free if top - 1 <= r.at <= bottom + 1 and r.start >= left - 3 and r.stop <= right + 3]
    down = [v for x in bounds for v in verticals(x, [r.at for r in across], words)]
    return Component([snapped(r, bounds) for r in across], down)


def _bounds(words: Sequence[Word], left: float, right: float) -> list[float]:
    """Column bounds: the gaps that hardly any line crosses, and the two sides.

    Where these are in doubt, other columns are tried, and those whose arithmetic proves them stand instead.
    """
    lines = lines_of(words)
    first = Layout((left, *inner_bounds(lines, CROSSING), right))
    marked = [line for line in lines if len(line.words) > 1 and FIGURE.match(line.words[-1].text)]
    if len(marked) < LEAST_FIGURES or not evidence(first, marked).weak:
        return list(first.bounds)
    layouts = unlike_others([first, *other_layouts(lines, marked, first), *camelot_layouts(lines, first.gap)])
    proved = [(verdict, layout) for layout in layouts if (verdict := _judged(marked, layout)).convinces]
    if not proved:
        return list(first.bounds)
    _, best = max(proved, key=lambda pair: (pair[0].held - pair[0].failed, pair[0].held))
    return [left, *best.bounds[1:-1], right]


def _judged(lines: Sequence[Line], layout: Layout) -> Arithmetic:
    """The arithmetic of lines that end in a figure, read in the columns of a layout."""
    rows = []
    for line in lines:
        cells: list[list[str]] = [[] for _ in layout.bounds[1:]]
        for column, word in zip(layout.columns_of(line.words), line.words, strict=True):
            cells[column].append(word.text)
        rows.append([" ".join(texts) for texts in cells])
    return arithmetic(rows)


def verticals(x: float, heights: list[float], words: Sequence[Word]) -> list[Ruling]:
    """A made-up vertical at x, left out between two rules where a word lies across."""
    ys = sorted(set(heights))
    out = []
    for top, bottom in itertools.pairwise(ys):
        crossed = any(w.x0 < x - 1 and w.x1 > x + 1 and top < (w.top + w.bottom) / 2 < bottom for w in words)
        if not crossed:
            out.append(Ruling(x, top, bottom))
    return out


def snapped(rule: Ruling, bounds: list[float]) -> Ruling:
    """A rule with its ends drawn to the nearest column bounds."""
    nearest = [min(bounds, key=lambda b: abs(b - end)) for end in (rule.start, rule.stop)]
    return Ruling(rule.at, nearest[0], nearest[1])
