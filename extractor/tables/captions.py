"""Captions: which lines of a page introduce a table, with number and title, above or below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.pages.model import Line
from schemas import BBox

# "Tabel 3.2. Judul", "TABEL III.1", "Tabel T-C.23", "Tabel 1"; a list of tables has dot leaders and is no caption.
CAPTION = re.compile(
    r"^(?:tabel|table|tab\.)\s*[:.]?\s*"
    r"(?P<number>(?:[A-Z]{1,2}-?[A-Z]?\.?\s?)?\d+(?:\s?[.,\-–]\s?\d+)*(?:\.?[a-z](?=[\s.:)]|$))?"
    r"|[IVX]+(?:\s?[.\-–]\s?\d+)+)\s*[.:)]?\s*(?P<title>.*)$",
    re.IGNORECASE,
)
LEADER = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}")
# Words that follow the number when a sentence speaks about a table.
SENTENCE = re.compile(
    r"^(?:di ?atas|di ?bawah|berikut|tersebut|ini|menunjukkan|menggambarkan|menjelaskan|memperlihatkan|dapat|maka|yang|terlihat|"
    r"diatas|dibawah|merupakan)\b",
    re.IGNORECASE,
)
# A caption ends at most this far (points) from its table, and has at most so many lines.
REACH = 110.0
MOST_LINES = 4
# So many captions on a page without a table between make a list of tables.
LIST_ENTRIES = 3
# Without page numbers, more than this share of a page's lines begin as captions in a list of tables.
LIST_SHARE = 0.6
# Lines of one caption follow each other within this many font sizes.
LINE_STEP = 2.4
# A gap of this many font sizes inside a line parts columns.
COLUMN_GAP = 2.5


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption on a page: number as printed, title, box, and the index of its first line."""

    number: str
    title: str
    page: int
    bbox: BBox
    text: str


def caption_at(lines: Sequence[Line], index: int, page: int, bottom: float) -> Caption | None:
    """The caption that begins at a line, continued to at most `bottom`; None where the line starts none."""
    first = lines[index]
    match = CAPTION.match(first.text)
    if not match or LEADER.search(first.text) or SENTENCE.match(match["title"]):
        return None
    parts, box, last = [first.text], first.bbox, first
    for line in lines[index + 1 : index + MOST_LINES]:
        step = line.bbox[3] - last.bbox[3]
        if line.bbox[3] > bottom + 2 or step > LINE_STEP * max(line.size, last.size) or not _same_style(first, line):
            break
        parts.append(line.text)
        box = (min(box[0], line.bbox[0]), box[1], max(box[2], line.bbox[2]), line.bbox[3])
        last = line
    title = " ".join([match["title"], *parts[1:]]).strip()
    number = re.sub(r"\s+", "", match["number"]).replace(",", ".").rstrip(".")
    return Caption(number, title, page, box, " ".join(parts))


def _same_style(first: Line, line: Line) -> bool:
    """Whether a line can continue the caption: same weight, about the same size, no new caption, no columns."""
    if CAPTION.match(line.text) or _has_columns(line):
        return False
    return line.bold == first.bold and abs(line.size - first.size) < 1.5


def _has_columns(line: Line) -> bool:
    """Whether a gap of a column's width parts the words of a line."""
    gaps = (b.x0 - a.x1 for a, b in zip(line.words, line.words[1:], strict=False))
    return any(gap > COLUMN_GAP * line.size for gap in gaps)


def is_list_of_tables(lines: Sequence[Line]) -> bool:
    """Whether a page lists tables rather than holds them: several entries that end in a page number."""
    entries = [line for line in lines if CAPTION.match(line.text)]
    ended = [line for line in lines if LEADER.search(line.text) or _ends_in_page(line)]
    if len(entries) < LIST_ENTRIES:
        return False
    return len(ended) >= len(entries) // 2 or len(entries) > LIST_SHARE * len(lines)


def _ends_in_page(line: Line) -> bool:
    """Whether a line's last word is a page number set apart."""
    last = line.words[-1]
    return (
        last.text.isdigit() and len(last.text) <= 3 and len(line.words) > 1 and last.x0 - line.words[-2].x1 > line.size
    )


def captions_of(lines: Sequence[Line], page: int, bottom: float) -> list[Caption]:
    """All captions among the lines of a page; none on a list of tables."""
    if is_list_of_tables(lines):
        return []
    found = (caption_at(lines, index, page, bottom) for index in range(len(lines)))
    return [caption for caption in found if caption]
