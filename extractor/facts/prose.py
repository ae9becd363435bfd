"""Lines of running text to paragraphs, over page breaks too."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from extractor.facts.boxes import apart
from extractor.facts.printed_lines import PrintedLine, place_of
from extractor.pages.model import Line, Page
from extractor.tables.captions import CAPTION, LEADER, is_list_of_tables
from extractor.tables.furniture import Furniture, outside
from schemas import BBox, Table

ITEM = re.compile(r"^(?:[-•–▪➢*o]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])(?=\s)|^\d{1,2}(?:\.\d{1,2})+\.?(?=\s+[A-Z])")
NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+(?P<title>[^\W\d].{2,})$")
# A numbered line that is so many times as large as the text is a heading, whether its font tells that it is bold or not.
LARGER = 1.05
# A step between lines of more than this many times the usual one starts a paragraph.
STEP = 1.45
# A line that ends this much (share of the text width) before the right margin may end a paragraph.
SHORT = 0.12
# A line that begins this many points right of the line above starts a paragraph.
INDENT = 12.0
ENDED = re.compile(r"[.!?:;]$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together: joined text, first page, box on it, whether all are bold, what it is, where they are.

    `larger` tells that it is printed larger than the text of its page.
    """

    text: str
    page: int
    bbox: BBox
    bold: bool
    size: float
    kind: str = "sentence"
    lines: tuple[PrintedLine, ...] = ()
    larger: bool = False


def paragraphs(pages: Sequence[Page], tables: Sequence[Table], furniture: Furniture) -> list[Paragraph]:
    """Paragraphs, headings, list items and captions of all pages in reading order."""
    boxes = table_boxes(tables)
    out: list[Paragraph] = []
    for page in pages:
        seen = [page.seen(box) for box in boxes.get(page.number, [])]
        lines, beside = apart(page, outside(furniture.body(page), seen))
        found = _of_page(page, lines)
        for inner in beside:
            found[1:1] = _of_page(page, inner)
        if found and out and _goes_over(out[-1], found[0]):
            _go_on(out[-1], found[0])
            found = found[1:]
        out += found
    return out


def table_boxes(tables: Sequence[Table]) -> dict[int, list[BBox]]:
    """Places of the tables on each page."""
    boxes: dict[int, dict[str, BBox]] = {}
    for table in tables:
        for cell in table.cells:
            for number, box in [(cell.page, cell.bbox), *((r.page, r.bbox) for r in cell.boxes)]:
                old = boxes.setdefault(number, {}).get(table.id, box)
                boxes[number][table.id] = (
                    min(old[0], box[0]),
                    min(old[1], box[1]),
                    max(old[2], box[2]),
                    max(old[3], box[3]),
                )
    return {number: list(found.values()) for number, found in boxes.items()}


def _of_page(page: Page, lines: Sequence[Line]) -> list[Paragraph]:
    """Paragraphs of one page."""
    if not lines:
        return []
    listing = is_list_of_tables(lines)
    right = max(line.bbox[2] for line in lines)
    width = right - min(line.bbox[0] for line in lines) or 1.0
    steps = sorted(b.bbox[3] - a.bbox[3] for a, b in itertools.pairwise(lines))
    usual = steps[len(steps) // 3] if steps else 0.0
    groups: list[list[Line]] = [[lines[0]]]
    for above, line in itertools.pairwise(lines):
        if _begins(above, line, usual, right - SHORT * width) or _follows_heading(groups[-1][0], above, line):
            groups.append([line])
        else:
            groups[-1].append(line)
    size = median_low([line.size for line in lines])
    return [_paragraph(page, group, listing, group[0].size >= LARGER * size) for group in groups]


def _begins(above: Line, line: Line, usual: float, short: float) -> bool:
    """Whether a line starts a paragraph."""
    step = line.bbox[3] - above.bbox[3]
    if step > max(STEP * usual, 1.2 * line.size) or line.bold != above.bold or abs(line.size - above.size) > 1.5:
        return True
    if ITEM.match(line.text) or CAPTION.match(line.text) or LEADER.search(above.text):
        return True
    ended = above.bbox[2] < short
    return (ended and bool(ENDED.search(above.text))) or (
        line.bbox[0] - above.bbox[0] > INDENT and not ITEM.match(above.text) and ended
    )


def _follows_heading(first: Line, above: Line, line: Line) -> bool:
    """Whether a numbered line that is printed larger has ended above."""
    return above.size >= LARGER * line.size and bool(NUMBERED.match(first.text))


def _paragraph(page: Page, group: Sequence[Line], listing: bool, larger: bool) -> Paragraph:
    """One paragraph from its lines."""
    text = ""
    lines: list[PrintedLine] = []
    for line in group:
        text = _joined(text, line.text) if lines else line.text
        lines.append(PrintedLine(len(text) - len(line.text), page.number, page.place(line.bbox)))
    kind = "caption" if CAPTION.match(text) and len(text) < 260 else "item" if ITEM.match(text) else "sentence"
    if listing or LEADER.search(text):
        kind = "listing"
    return Paragraph(
        text,
        page.number,
        place_of(lines, page.number),
        all(x.bold for x in group),
        group[0].size,
        kind,
        tuple(lines),
        larger,
    )


def _joined(above: str, below: str) -> str:
    """Two lines as one text: a word hyphenated at the line end is put together."""
    if re.search(r"[a-z]-$", above) and below[:1].islower():
        return above + below
    return f"{above} {below}"


def _go_on(above: Paragraph, below: Paragraph) -> None:
    """Adds what stands overleaf to a paragraph."""
    above.text = _joined(above.text, below.text)
    shift = len(above.text) - len(below.text)
    above.lines += tuple(replace(line, start=line.start + shift) for line in below.lines)


def _goes_over(above: Paragraph, below: Paragraph) -> bool:
    """Whether the first paragraph of a page goes on with the last one of the page before."""
    if above.kind not in {"sentence", "item"} or below.kind != "sentence" or above.bold != below.bold:
        return False
    goes_on = below.text[:1].islower() or below.text[:1].isdigit()
    return not ENDED.search(above.text) and not above.bold and goes_on
