"""Header of a table without rulings: titles over several columns, titles of one column, the index row."""

import itertools
from collections.abc import Sequence

from extractor.pages.lines import lines_of
from extractor.pages.model import Line, Word
from extractor.tables.columns import GAP
from extractor.tables.header import is_index_row
from extractor.tables.model import Entry

# A title reaches into a column when it covers more than this many points of it.
REACHES = 3.0


def header_entries(page: int, lines: Sequence[Line], bounds: Sequence[float]) -> list[Entry]:
    """Cells of the header rows above an unruled table, row 0 first; none where no line stands above it."""
    index = next((i for i, line in enumerate(lines) if is_index_row([w.text for w in line.words])), len(lines))
    pieces = [piece for line in lines[:index] for piece in _pieces(line)]
    spans = {id(p): found for p in pieces if (found := _spans(p, pieces, bounds))}
    wide = [p for p in pieces if id(p) in spans]
    entries = [_entry(page, (0, 1), spans[id(p)], p) for p in wide]
    covered = {c for found in spans.values() for c in found}
    depth = 2 if wide else 1
    for column in range(len(bounds) - 1):
        words = [w for p in pieces if id(p) not in spans and _columns(p, bounds)[0] == column for w in p]
        if words or not wide:
            place = (1, 1) if column in covered else (0, depth)
            entries.append(_entry(page, place, [column], words))
    if not pieces:
        entries, depth = [], 0
    if index < len(lines):
        for word in lines[index].words:
            entries.append(_entry(page, (depth, 1), _columns([word], bounds)[:1], [word]))
    return entries


def _pieces(line: Line) -> list[list[Word]]:
    """Words of a line that no wide gap parts."""
    out: list[list[Word]] = []
    for word in line.words:
        if out and word.x0 - out[-1][-1].x1 < GAP:
            out[-1].append(word)
        else:
            out.append([word])
    return out


def _columns(words: Sequence[Word], bounds: Sequence[float]) -> list[int]:
    """The column that holds most of a piece, first; after it the others that it reaches into."""
    x0, x1 = words[0].x0, words[-1].x1
    shares = [min(x1, b) - max(x0, a) for a, b in itertools.pairwise(bounds)]
    order = sorted(range(len(shares)), key=lambda c: -shares[c])
    return [c for c in order if c == order[0] or shares[c] > REACHES]


def _spans(piece: list[Word], pieces: Sequence[list[Word]], bounds: Sequence[float]) -> list[int]:
    """Columns that a piece is the common title of: it reaches into each, and each has a title of its own below."""
    columns = _columns(piece, bounds)
    titled = [c for c in columns if any(_columns(p, bounds)[0] == c and p[0].top > piece[0].bottom - 2 for p in pieces)]
    return sorted(titled) if len(titled) > 1 else []


def _entry(page: int, rows: tuple[int, int], columns: Sequence[int], words: Sequence[Word]) -> Entry:
    """A header cell: rows are (first, span)."""
    text = " ".join(line.text for line in lines_of(words))
    xs = [w.x0 for w in words] + [w.x1 for w in words] or [0.0]
    ys = [w.top for w in words] + [w.bottom for w in words] or [0.0]
    box = (min(xs), min(ys), max(xs), max(ys))
    bold = bool(words) and all(w.bold for w in words)
    return Entry(rows[0], columns[0], rows[1], len(columns), text, page, box, None, bold)
