"""Words to lines of text."""

from collections.abc import Iterable

from extractor.pages.model import Line, Word

# Words whose middles differ by less than this share of the font size stand on one line.
SAME_LINE = 0.5


def lines_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """Upright words as lines from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted((w for w in words if w.upright), key=lambda w: (w.bottom, w.x0)):
        if rows and abs(word.bottom - rows[-1][0].bottom) <= SAME_LINE * max(min(word.size, rows[-1][0].size), 3.0):
            rows[-1].append(word)
        else:
            rows.append([word])
    return tuple(Line(tuple(sorted(row, key=lambda w: w.x0))) for row in rows)
