"""Pages without a text layer, and pictures of tables on pages that have one, through OCR."""

from dataclasses import replace

import pypdfium2 as pdfium

from extractor.pages.engines import Engines
from extractor.pages.model import Edge, Page, Word
from extractor.pages.ocr.raster import Raster, render
from extractor.pages.ocr.read import has_grid, read_raster
from extractor.pages.triage import UNREAD_PICTURE, table_pictures
from schemas import BBox


def needs_ocr(page: Page) -> bool:
    """Whether a page has something that only OCR can read: no text layer, or a picture that may hold a table."""
    return page.reason == "no-ocr" or bool(table_pictures(page))


def with_ocr(page: Page, handle: pdfium.PdfPage, engines: Engines) -> Page:
    """The page with what OCR reads added; a whole page becomes reader `ocr`."""
    if page.reason == "no-ocr":
        reading = read_raster(render(handle), engines)
        if not reading.words:
            return page
        return replace(page, words=reading.words, edges=reading.edges, reader="ocr", reason=None, diagnostics=())
    words: list[Word] = list(page.words)
    edges: list[Edge] = list(page.edges)
    raster = render(handle, straighten=False)
    unread = False
    for box in table_pictures(page):
        part = _part(raster, box)
        if not has_grid(part):
            continue
        reading = read_raster(part, engines)
        unread = unread or not reading.words
        words += [_moved_word(word, box) for word in reading.words]
        edges += [_moved_edge(edge, box) for edge in reading.edges]
    notes = tuple(note for note in page.diagnostics if unread or note.code != UNREAD_PICTURE)
    return replace(page, words=tuple(words), edges=tuple(edges), diagnostics=notes)


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
