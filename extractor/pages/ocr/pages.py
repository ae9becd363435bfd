"""Pages without a text layer, and pictures of tables on pages that have one, through OCR."""

from dataclasses import replace

import pypdfium2 as pdfium

from extractor.pages.model import Edge, Page, Word
from extractor.pages.ocr.raster import Raster, render
from extractor.pages.ocr.read import has_grid, read_raster
from extractor.pages.triage import PICTURE_AREA, area
from schemas import BBox

# A picture with more words printed over it is a background.
MOST_WORDS_OVER = 3


def needs_ocr(page: Page) -> bool:
    """Whether a page has something that only OCR can read: no text layer, or a picture that may hold a table."""
    return page.reason == "no-ocr" or bool(table_pictures(page))


def table_pictures(page: Page) -> list[BBox]:
    """Pictures of a size to hold a table, with no text printed over them."""
    whole = page.width * page.height
    return [box for box in page.pictures if area(box) >= PICTURE_AREA * whole and _over(page, box) <= MOST_WORDS_OVER]


def _over(page: Page, box: BBox) -> int:
    """Words printed over a picture."""
    return sum(box[0] < (w.x0 + w.x1) / 2 < box[2] and box[1] < (w.top + w.bottom) / 2 < box[3] for w in page.words)


def with_ocr(page: Page, handle: pdfium.PdfPage) -> Page:
    """The page with what OCR reads added; a whole page becomes reader `ocr`."""
    if page.reason == "no-ocr":
        reading = read_raster(render(handle))
        if not reading.words:
            return page
        return replace(page, words=reading.words, edges=reading.edges, reader="ocr", reason=None, diagnostics=())
    words: list[Word] = list(page.words)
    edges: list[Edge] = list(page.edges)
    raster = render(handle, straighten=False)
    for box in table_pictures(page):
        part = _part(raster, box)
        if not has_grid(part):
            continue
        reading = read_raster(part)
        words += [_moved_word(word, box) for word in reading.words]
        edges += [_moved_edge(edge, box) for edge in reading.edges]
    return replace(page, words=tuple(words), edges=tuple(edges))


def _part(raster: Raster, box: BBox) -> Raster:
    """The part of a page's picture inside a box."""
    x0, top, x1, bottom = (max(0, round(v * raster.scale)) for v in box)
    return Raster(raster.image[top:bottom, x0:x1].copy(), raster.scale, 0.0)


def _moved_word(word: Word, box: BBox) -> Word:
    """A word of a part in the frame of the page."""
    return replace(word, x0=word.x0 + box[0], x1=word.x1 + box[0], top=word.top + box[1], bottom=word.bottom + box[1])


def _moved_edge(edge: Edge, box: BBox) -> Edge:
    """An edge of a part in the frame of the page."""
    return Edge(edge.x0 + box[0], edge.top + box[1], edge.x1 + box[0], edge.bottom + box[1], edge.horizontal)
