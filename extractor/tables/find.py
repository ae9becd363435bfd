"""Pages to tables: every ruled table with its caption, joined over pages; captions without a table are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from extractor.forks import shared
from extractor.pages.model import Line, Page
from extractor.tables.arrangement import PLAIN, Arrangement, Misfit
from extractor.tables.captions import REACH, Caption, captions_of
from extractor.tables.clip import without
from extractor.tables.decided import Decided
from extractor.tables.furniture import Furniture, outside
from extractor.tables.groups import Group, named, regrouped
from extractor.tables.model import Fragment
from extractor.tables.placed import Placed, placed
from extractor.tables.ruled import Sketch, is_without, ruled_fragments, wordless_grids
from extractor.tables.stitch import fits, join
from extractor.tables.unruled import Region, unruled_fragments
from extractor.tables.vocabulary import Vocabulary
from schemas import Cell, Diagnostic, Table
from schemas import Region as Place
from schemas.base import trusted

# A caption under a table begins at most this far (points) below it.
BELOW_REACH = 30.0
# So many short lines may stand between a caption and its table: a unit, a note.
LINES_BETWEEN = 3
# So many pages are one task where processes share them.
AT_ONCE = 5
# A chart of boxes fills a smaller share of its cells.
CHART_FILLED = 0.42
# So many where a page break parts the two, if the caption stands below this share of the page height.
LINES_OVER_BREAK, LOW = 4, 0.7


@dataclass(slots=True)
class Sheet:
    """What one page offers: its body lines outside grids, its grids from top to bottom, its captions."""

    page: Page
    lines: list[Line]
    fragments: list[Fragment]
    captions: list[Caption] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """Tables in reading order, what could not be read, and the furniture of the document.

    `bare` are captions without a table with their diagnostics; `decided` is what a person said of rows and columns of
    tables, by their id, `misfits` what a person said of their places and does not fit.
    """

    tables: tuple[Table, ...]
    diagnostics: tuple[Diagnostic, ...]
    furniture: Furniture
    bare: tuple[tuple[str, Diagnostic], ...] = ()
    decided: Mapping[str, Decided] = field(default_factory=dict)
    misfits: tuple[Misfit, ...] = ()

    def without_lines(self) -> "Found":
        """The same without the lines of the pages, which take more memory than all tables."""
        return replace(self, furniture=Furniture(()))


def find(
    pages: Sequence[Page], sketches: Sequence[Sketch] = (), arrangement: Arrangement = PLAIN, jobs: int = 1
) -> Found:
    """All tables of the given pages; `jobs` processes share the pages.

    `sketches` are those of `sketch` for each page, where they were made already; `arrangement` is what a person said of the
    places of tables.
    """
    vocabulary, furniture = Vocabulary.of(pages), Furniture(pages)
    by_number = {page.number: page for page in pages}
    given = placed(arrangement, by_number, vocabulary)
    plain = [place for place, page in enumerate(pages) if page.number not in given.boxes]
    sketched = [(pages[place], sketches[place] if sketches else None) for place in plain]
    tasks = [
        partial(_ruled, sketched[start : start + AT_ONCE], vocabulary, furniture)
        for start in range(0, len(sketched), AT_ONCE)
    ]
    found = (fragments for part in shared(tasks, jobs) for fragments in part)
    ruled = dict(zip(plain, found, strict=True))
    sheets = [
        _sheet(page, ruled[place], furniture) if place in ruled else _given_sheet(page, given, vocabulary, furniture)
        for place, page in enumerate(pages)
    ]
    claimed = _claims(sheets)
    _add_unruled(sheets, claimed, vocabulary)
    groups = _groups(sheets, claimed, given)
    named(groups, arrangement, by_number)
    groups, misfits = regrouped(groups, arrangement)
    tables = tuple(_table(group, group.name, vocabulary, by_number) for group in groups)
    used = {id(group.caption) for group in groups}
    bare = [(sheet, c) for sheet in sheets for c in sheet.captions if id(c) not in used]
    notes = [_without_rows(sheet, caption) for sheet, caption in bare]
    texts = tuple((caption.text, note) for (_, caption), note in zip(bare, notes, strict=True))
    notes += [
        Diagnostic(
            code="grid-without-words",
            page=sheet.page.number,
            message="rulings of a table without words: its text is drawn or a picture; it needs OCR",
            bbox=sheet.page.place(box),
        )
        for sheet in sheets
        for box in wordless_grids(
            sheet.page, [*(f.bbox for f in sheet.fragments), *given.boxes.get(sheet.page.number, ())]
        )
    ]
    return Found(tables, tuple(notes), furniture, texts, misfits=(*given.misfits, *misfits))


def _without_rows(sheet: Sheet, caption: Caption) -> Diagnostic:
    """The note about a caption that no table follows."""
    return Diagnostic(
        code="table-without-rows",
        page=caption.page,
        message=f"caption of table {caption.number} without a readable table: a picture, a drawing or text without columns",
        bbox=sheet.page.place(caption.bbox),
    )


def _given_sheet(page: Page, given: Placed, vocabulary: Vocabulary, furniture: Furniture) -> Sheet:
    """A page on which a person said where tables stand: these, and what is found in the rest of it."""
    boxes = given.boxes[page.number]
    found = ruled_fragments(without(furniture.without_numbers(page), boxes), vocabulary)
    fragments = sorted([*found, *given.on(page.number)], key=lambda f: (f.bbox[1], f.bbox[0]))
    sheet = _sheet(page, fragments, furniture)
    sheet.lines = outside(sheet.lines, boxes)
    return sheet


def _ruled(
    sketched: Sequence[tuple[Page, Sketch | None]], vocabulary: Vocabulary, furniture: Furniture
) -> list[list[Fragment]]:
    """The ruled tables of each of some pages."""
    return [_ruled_of_page(page, drawn, vocabulary, furniture) for page, drawn in sketched]


def _ruled_of_page(page: Page, drawn: Sketch | None, vocabulary: Vocabulary, furniture: Furniture) -> list[Fragment]:
    """The ruled tables of a page, its running number apart."""
    plain = furniture.without_numbers(page)
    left = {id(word) for word in plain.words}
    if drawn is None or not is_without(drawn, page, (word for word in page.words if id(word) not in left)):
        return ruled_fragments(plain, vocabulary)
    return ruled_fragments(page, vocabulary, drawn)


def _sheet(page: Page, fragments: list[Fragment], furniture: Furniture) -> Sheet:
    """One page, taken apart."""
    lines = outside(furniture.body(page), [f.bbox for f in fragments])
    sheet = Sheet(page, lines, fragments)
    tops = [f.bbox[1] for f in fragments]
    for caption in captions_of(lines, page.number, page.height):
        limit = min((t for t in tops if t > caption.bbox[1]), default=page.height)
        sheet.captions += [c for c in captions_of(lines, page.number, limit) if c.bbox[1] == caption.bbox[1]]
    return sheet


def _claims(sheets: list[Sheet]) -> dict[int, Caption]:
    """The caption of each fragment (by identity): above it, at the end of the page before, or below it."""
    above: dict[int, Caption] = {}
    below: dict[int, Caption] = {}
    for index, sheet in enumerate(sheets):
        for fragment in sheet.fragments:
            over = _caption_above(sheet, fragment)
            if over is None and index and sheet.fragments[0] is fragment:
                over = _caption_over_break(sheets[index - 1], sheet, fragment)
            if over:
                above[id(fragment)] = over
            under = _caption_below(sheet, fragment)
            if under:
                below[id(fragment)] = under
    first, second = (above, below) if len(above) >= len(below) else (below, above)
    taken = {id(c) for c in first.values()}
    return first | {k: c for k, c in second.items() if k not in first and id(c) not in taken}


def _between(sheet: Sheet, top: float, bottom: float) -> list[Line]:
    """Body lines between two heights."""
    return [x for x in sheet.lines if top - 1 < (x.bbox[1] + x.bbox[3]) / 2 < bottom + 1]


def _caption_above(sheet: Sheet, fragment: Fragment) -> Caption | None:
    """The nearest caption over a fragment with nothing but short notes between."""
    over = [c for c in sheet.captions if c.bbox[3] <= fragment.bbox[1] + 4]
    if not over:
        return None
    caption = over[-1]
    blocked = any(caption.bbox[3] <= f.bbox[1] < fragment.bbox[1] for f in sheet.fragments)
    lines = _between(sheet, caption.bbox[3], fragment.bbox[1])
    near = fragment.bbox[1] - caption.bbox[3] <= REACH + sum(x.size * 2 for x in lines)
    return caption if near and not blocked and len(lines) <= LINES_BETWEEN else None


def _caption_below(sheet: Sheet, fragment: Fragment) -> Caption | None:
    """A caption right under a fragment."""
    under = [c for c in sheet.captions if 0 <= c.bbox[1] - fragment.bbox[3] + 4 <= BELOW_REACH]
    return under[0] if under else None


def _caption_over_break(previous: Sheet, sheet: Sheet, fragment: Fragment) -> Caption | None:
    """The caption at the end of a page whose table begins the next one: only titles and short notes stand between."""
    if not previous.captions:
        return None
    caption = previous.captions[-1]
    if any(f.bbox[1] > caption.bbox[1] for f in previous.fragments):
        return None
    after = [x for x in previous.lines if x.bbox[1] > caption.bbox[3]]
    before = [x for x in sheet.lines if x.bbox[3] <= fragment.bbox[1] + 2]
    if any(c.bbox[1] < fragment.bbox[1] for c in sheet.captions) or len(after) + len(before) > LINES_OVER_BREAK:
        return None
    if len(after) <= 1 and not before:
        return caption
    low = caption.bbox[1] > LOW * previous.page.height
    return caption if low and not any(x.text.endswith(".") for x in (*after, *before)) else None


def _is_first(sheet: Sheet, fragment: Fragment) -> bool:
    """Whether nothing stands over a fragment on its page."""
    rest = [x for x in sheet.lines if x.bbox[3] <= fragment.bbox[1] + 2]
    return sheet.fragments[0] is fragment and not rest


def _is_last(sheet: Sheet, fragment: Fragment) -> bool:
    """Whether nothing stands under a fragment on its page."""
    return sheet.fragments[-1] is fragment and not any(x.bbox[1] >= fragment.bbox[3] - 2 for x in sheet.lines)


def _add_unruled(sheets: list[Sheet], claimed: dict[int, Caption], vocabulary: Vocabulary) -> None:
    """Reads text in columns that no grid holds: under captions without a table, and lines that all end in figures."""
    taken = {id(c) for c in claimed.values()}
    for index, sheet in enumerate(sheets):
        grids = [f.bbox for f in sheet.fragments]
        for caption in sheet.captions:
            if id(caption) not in taken:
                region = Region.under(caption, sheet.page, sheet.lines, grids, sheet.captions)
                parts = _read_region(sheets[index:], region, vocabulary)
                if parts:
                    claimed[id(parts[0])] = caption
        ledger = Region.of_ledger(sheet.page, sheet.lines, [f.bbox for f in sheet.fragments], sheet.captions)
        if ledger:
            _read_region(sheets[index:], ledger, vocabulary)


def _read_region(sheets: list[Sheet], region: Region, vocabulary: Vocabulary) -> list[Fragment]:
    """Fragments of the unruled table that begins on the first sheet, put into the sheets they stand on."""
    following = ((s.page, s.lines, [f.bbox for f in s.fragments], s.captions) for s in sheets[1:])
    parts = unruled_fragments(region, following, vocabulary)
    for part in parts:
        owner = sheets[part.page - sheets[0].page.number]
        owner.fragments = sorted([*owner.fragments, part], key=lambda f: f.bbox[1])
        owner.lines = outside(owner.lines, [part.bbox])
    return parts


def _groups(sheets: list[Sheet], claimed: dict[int, Caption], given: Placed) -> list[Group]:
    """Fragments put together to tables; those that a person put together stay so."""
    groups: list[Group] = []
    open_group: Group | None = None
    for previous, sheet in zip([None, *sheets], sheets, strict=False):
        for fragment in sheet.fragments:
            caption = claimed.get(id(fragment))
            fixed = given.group_of(fragment)
            if fixed is not None:
                fixed.caption, open_group = fixed.caption or caption, None
                groups += [fixed] if fixed.fragments[0] is fragment else []
                continue
            goes_on = (
                open_group is not None
                and previous is not None
                and open_group.fragments[-1].page == previous.page.number == fragment.page - 1
                and _is_last(previous, open_group.fragments[-1])
                and _is_continuation(sheet, fragment, open_group, caption)
            )
            if goes_on and open_group is not None:
                open_group.fragments.append(fragment)
                open_group.caption = open_group.caption or caption
            else:
                open_group = Group([fragment], caption)
                groups.append(open_group)
    return [group for group in groups if group.name or _is_table(group)]


def _is_continuation(sheet: Sheet, fragment: Fragment, group: Group, caption: Caption | None) -> bool:
    """Whether the first fragment of a page goes on with the table of the page before."""
    if caption is not None:
        named = group.caption is not None and caption.number == group.caption.number
        named_below = group.caption is None and caption.bbox[1] >= fragment.bbox[3] - 4 and _is_first(sheet, fragment)
        return (named or named_below) and sheet.fragments[0] is fragment and fits(group.fragments[-1], fragment)
    if fragment.method != group.fragments[-1].method:
        return False
    return _is_first(sheet, fragment) and fits(group.fragments[-1], fragment)


def _is_table(group: Group) -> bool:
    """Whether a group is a table: two rows and two columns with text, or a caption."""
    if group.caption is None and all(_is_chart(f) for f in group.fragments):
        return False
    rows = sum(f.rows for f in group.fragments)
    filled = {e.column for f in group.fragments for e in f.entries if e.text}
    return len(filled) >= 2 and (rows >= 2 or group.caption is not None)


def _is_chart(fragment: Fragment) -> bool:
    """Whether a grid is boxes joined by lines: few of its cells hold words, and these stand apart from each other."""
    filled = [e for e in fragment.entries if e.text]
    if len(filled) >= CHART_FILLED * len(fragment.entries):
        return False
    begun = {(row, e.column) for e in filled for row in range(e.row, e.row + e.row_span)}
    apart = not any((e.row, e.column + e.column_span) in begun for e in filled)
    hollow = any(not e.text and e.row_span > 1 and e.column_span > 1 for e in fragment.entries)
    return apart or hollow


def _table(group: Group, name: str, vocabulary: Vocabulary, pages: Mapping[int, Page]) -> Table:
    """The contract's table of a group, its boxes as a viewer shows them; kind and column roles are found later."""
    whole, header = join(group.fragments, vocabulary)
    cells = tuple(
        trusted(
            Cell,
            row=e.row,
            column=e.column,
            row_span=e.row_span,
            column_span=e.column_span,
            text=e.text,
            page=e.page,
            bbox=pages[e.page].place(e.bbox),
            boxes=tuple(trusted(Place, page=p, bbox=pages[p].place(b)) for p, b in e.boxes),
            raw=e.raw,
            bold=e.bold,
            confidence=e.confidence,
            alternatives=e.alternatives,
        )
        for e in sorted(whole.entries, key=lambda e: (e.row, e.column))
    )
    return Table(
        id=name,
        number=group.caption.number if group.caption else None,
        caption=group.caption.text if group.caption else None,
        pages=(group.fragments[0].page, group.fragments[-1].page),
        header_rows=header,
        cells=cells,
        method=whole.method,
        confidence=min(f.confidence for f in group.fragments),
    )
