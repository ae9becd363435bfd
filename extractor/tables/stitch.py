"""One table over many pages: fragments chained, columns mapped, repeated headers dropped, cut rows joined."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from extractor.tables.celltext import page_glue
from extractor.tables.header import has_figures, header_rows, is_index_row
from extractor.tables.model import Entry, Fragment
from extractor.tables.rows import without_rows
from extractor.tables.vocabulary import Vocabulary

# Column bounds of two pages within this distance (points) are the same.
SAME_BOUND = 7.0
# Header rows this alike (0-100) are the same header.
SAME_HEADER = 86
# From so many rows on, a column filled in this share of them is one that every row fills.
MANY_ROWS, FILLED = 8, 0.95
NUMERIC = re.compile(r"^[\s(]*(?:rp\.?\s*)?[-–]?\d[\d.,]*\s*(?:%|,-)?[)\s]*$", re.IGNORECASE)
INDEX = re.compile(r"^\(?(?:\d{1,3}|[A-Z]|[a-z]|[IVX]+)[.)]*$")
OPEN_END = re.compile(r"[^\s.;:!?]$")


def fits(above: Fragment, below: Fragment) -> bool:
    """Whether the columns of two fragments can be those of one table."""
    if above.columns == below.columns and _aligned(above.xs, below.xs):
        return True
    same_sides = abs(above.xs[0] - below.xs[0]) <= SAME_BOUND and abs(above.xs[-1] - below.xs[-1]) <= SAME_BOUND
    few, many = sorted((above.xs, below.xs), key=len)
    nested = all(any(abs(x - y) <= SAME_BOUND for y in many) for x in few)
    return same_sides and nested and len(few) > 2


def _aligned(first: Sequence[float], second: Sequence[float]) -> bool:
    """Whether two rows of bounds are alike, a common shift aside."""
    shift = sum(b - a for a, b in zip(first, second, strict=True)) / len(first)
    return abs(shift) < 40 and all(abs(b - a - shift) <= SAME_BOUND for a, b in zip(first, second, strict=True))


def join(fragments: Sequence[Fragment], vocabulary: Vocabulary) -> tuple[Fragment, int]:
    """All fragments of one table as one (page of the first), and its number of header rows."""
    whole = fragments[0]
    header = header_rows(whole)
    for fragment in fragments[1:]:
        whole, part = _common_columns(whole, fragment) if fragment.columns != whole.columns else (whole, fragment)
        skip = _repeated_header(whole, header, part)
        whole = _append(whole, header, _from_row(part, skip), vocabulary)
    return _without_inner_headers(whole, header), header


def _without_inner_headers(whole: Fragment, header: int) -> Fragment:
    """The table without rows further down that repeat its header to the word."""
    titles = {whole.texts(i) for i in range(header) if len(set(whole.texts(i))) > 1}
    repeated = [i for i in range(header, whole.rows) if whole.texts(i) in titles]
    return without_rows(whole, set(repeated)) if repeated else whole


def _common_columns(above: Fragment, below: Fragment) -> tuple[Fragment, Fragment]:
    """Both fragments on the union of their column bounds."""
    xs: list[float] = []
    for x in sorted([*above.xs, *below.xs]):
        if not xs or x - xs[-1] > SAME_BOUND:
            xs.append(x)
    return _on(above, xs), _on(below, xs)


def _on(fragment: Fragment, xs: list[float]) -> Fragment:
    """A fragment with its cells placed on other column bounds."""
    place = [min(range(len(xs)), key=lambda k: abs(xs[k] - x)) for x in fragment.xs]
    entries = []
    for entry in fragment.entries:
        first, last = place[entry.column], place[entry.column + entry.column_span]
        entries.append(replace(entry, column=first, column_span=max(1, last - first)))
    return replace(fragment, xs=tuple(xs), entries=tuple(entries))


def _plain(texts: Sequence[str]) -> str:
    """Texts of a row for comparison, a spanning text once."""
    return " | ".join(t for i, t in enumerate(texts) if i == 0 or t != texts[i - 1]).lower()


def _repeated_header(whole: Fragment, header: int, part: Fragment) -> int:
    """How many rows at the top of a later part repeat the header, in the same words or in others."""
    count = 0
    titles = [_plain(whole.texts(i)) for i in range(header)]
    for index in range(min(part.rows, header + 1)):
        texts = part.texts(index)
        known = any(fuzz.ratio(_plain(texts), title) >= SAME_HEADER for title in titles)
        if not known and not (is_index_row(texts) and header):
            break
        count = index + 1
    if count or not header:
        return count
    reworded = header_rows(part, certain=True)
    rows = [e for e in part.entries if e.row < reworded and e.text]
    bold = bool(rows) and all(e.bold for e in rows)
    return reworded if bold and not any(has_figures(part.texts(i)) for i in range(reworded)) else 0


def _from_row(part: Fragment, skip: int) -> Fragment:
    """A fragment without its first rows."""
    rest = tuple(replace(e, row=e.row - skip) for e in part.entries if e.row >= skip)
    return replace(part, rows=part.rows - skip, entries=rest)


def _append(whole: Fragment, header: int, part: Fragment, vocabulary: Vocabulary) -> Fragment:
    """The table with a later part added under it."""
    if part.rows <= 0:
        return whole
    first, last = {e.column: e for e in part.entries if e.row == 0}, _last_row(whole)
    cut = whole.rows > header and is_cut_row(whole, last, first)
    going_on = set(first) if cut else _going_on(last, first)
    kept, offset = list(whole.entries), whole.rows - (1 if cut else 0)
    for entry in part.entries:
        above = last.get(entry.column)
        same = above is not None and above.column_span == entry.column_span
        if entry.row == 0 and entry.column in going_on and above is not None and same:
            kept[kept.index(above)] = _merged(above, entry, cut, vocabulary)
        else:
            kept.append(entry.moved(offset))
    return replace(whole, rows=offset + part.rows, entries=tuple(kept))


def _last_row(whole: Fragment) -> dict[int, Entry]:
    """Cells that touch the last row, by column."""
    return {e.column: e for e in whole.entries if e.row + e.row_span == whole.rows}


def _going_on(last: dict[int, Entry], first: dict[int, Entry]) -> set[int]:
    """Columns in which the first cell of a page is the rest of a merged cell of the page before.

    It is blank under a cell merged over rows, or its text goes on in lower case; blank cells left of the latter go on too.
    """
    pairs = {c: (last[c], e) for c, e in first.items() if c in last}
    words = {c for c, (a, b) in pairs.items() if b.text[:1].islower() and OPEN_END.search(a.text) and " " in a.text}
    if 0 not in pairs or pairs[0][1].text:
        words = set()
    blank = {c for c, (a, b) in pairs.items() if not b.text and a.text and (a.row_span > 1 or b.row_span > 1)}
    left = {c for c, (a, b) in pairs.items() if words and c < min(words) and not b.text}
    return words | blank | left


def _merged(above: Entry, below: Entry, cut: bool, vocabulary: Vocabulary) -> Entry:
    """A cell and its continuation on the next page as one."""
    glue = page_glue(above.text, below.text, vocabulary) if above.text and below.text else ""
    text = above.text + glue + below.text
    places = (*(above.boxes or ((above.page, above.bbox),)), (below.page, below.bbox))
    return replace(
        above,
        text=text,
        raw=above.raw if text == above.text else f"{above.raw or above.text} | {below.raw or below.text}",
        row_span=above.row_span + below.row_span - (1 if cut else 0),
        boxes=places,
    )


def is_cut_row(whole: Fragment, last: dict[int, Entry], first: dict[int, Entry]) -> bool:
    """Whether the first row of a page is the rest of the row that the page break cut.

    Figures never stand in both halves; a text goes on in lower case, or the second half has words only where the first
    has, while the rows of this table otherwise carry figures.
    """
    pairs = [(last[c], first[c]) for c in first if c in last and last[c].column_span == first[c].column_span]
    if not pairs or any(a.text and b.text and (NUMERIC.match(a.text) or NUMERIC.match(b.text)) for a, b in pairs):
        return False
    words = [(a, b) for a, b in pairs if b.text]
    if any(a.text == b.text for a, b in words):
        return False
    if not words or any(not a.text and not NUMERIC.match(b.text) for a, b in words):
        return False
    number_cell = first.get(0)
    if (
        number_cell is not None
        and len(first) > 1
        and (INDEX.match(number_cell.text) or (number_cell.text and 0 in last and last[0].text))
    ):
        return False
    figured = any(NUMERIC.match(b.text) for _, b in pairs)
    if not figured and any(a.text and b.text[:1].islower() and OPEN_END.search(a.text) for a, b in words):
        return True
    lacking = [c for c in first if c in last and (NUMERIC.match(last[c].text) or _always_filled(whole, c))]
    same_style = all(a.bold == b.bold and a.text.isupper() == b.text.isupper() for a, b in words)
    lacking = [c for c in lacking if c not in {b.column for _, b in words}]
    return (
        bool(lacking) and all(not first[c].text for c in lacking) and same_style and not words[0][1].text.endswith(":")
    )


def _always_filled(whole: Fragment, column: int) -> bool:
    """Whether a column holds a short text or figure in (nearly) every row so far."""
    cells = [e for e in whole.entries if e.column == column and e.row > 0]
    return len(cells) >= MANY_ROWS and sum(bool(e.text) for e in cells) >= FILLED * len(cells)
