"""Pages that only recognition can read: without a usable text layer, with somebody else's, or with pictures of tables."""

from dataclasses import replace

import pypdfium2 as pdfium

from extractor.pages.engines import Engines
from extractor.pages.model import Edge, Page, Word
from extractor.pages.ocr.embedded import compared
from extractor.pages.ocr.orientation import POOR, is_sideways, on_its_head, turned_by, upright
from extractor.pages.ocr.raster import Raster, render, straight
from extractor.pages.ocr.read import Reading, has_grid, read_raster
from extractor.pages.triage import EMBEDDED, NO_TEXT_MAP, UNREAD_PICTURE, note, table_pictures
from schemas import BBox

# A page with fewer words is not looked at upside down.
LEAST_WORDS = 5


def needs_ocr(page: Page) -> bool:
    """Whether a page has something that only recognition can read."""
    return _whole(page) or bool(table_pictures(page))


def _whole(page: Page) -> bool:
    """Whether nothing of a page can be taken from its text layer."""
    unusable = any(n.code == NO_TEXT_MAP for n in page.diagnostics)
    return page.reason == "no-ocr" or page.reader == "embedded_ocr" or unusable


def with_ocr(page: Page, handle: pdfium.PdfPage, engines: Engines) -> Page:
    """The page with what an engine reads in it; the same page and engines give the same words."""
    return _read_whole(page, handle, engines) if _whole(page) else _with_pictures(page, handle, engines)


def _read_whole(page: Page, handle: pdfium.PdfPage, engines: Engines) -> Page:
    """A page that is read as a picture: reader `ocr`, or `embedded_ocr` where a hidden layer was compared."""
    reading, level, quarters = _upright_reading(render(handle, straighten=False), engines)
    if not reading.words:
        return page
    height, width = (side / level.scale for side in level.image.shape)
    seen = replace(
        page,
        width=width,
        height=height,
        words=reading.words,
        edges=reading.edges,
        pictures=(),
        fills=(),
        reason=None,
        turn=90 * quarters,
        slant=level.angle,
        unread=reading.unread,
    )
    if page.reader != "embedded_ocr":
        return replace(seen, reader="ocr", diagnostics=())
    hidden = [(seen.seen(page.shown(word.bbox)), word.text) for word in page.words]
    words = compared(reading.words, hidden)
    different = sum(len(w.alternatives) > 0 for w in words)
    told = f"the text behind this page's image is somebody's recognition; it was read again, {different} figures differ"
    return replace(seen, words=words, diagnostics=(note(EMBEDDED, page, told),))


def _upright_reading(raster: Raster, engines: Engines) -> tuple[Reading, Raster, int]:
    """What is read in the picture of a page, the picture as it was read, and the quarters that it was turned clockwise."""
    quarters = 0
    if is_sideways(raster):
        raster, quarters = upright(raster, engines)
    level = straight(raster)
    reading = read_raster(level, engines)
    if not quarters and _poor(reading):
        head = straight(turned_by(raster, 2))
        if on_its_head(level, head, engines):
            return read_raster(head, engines), head, 2
    return reading, level, quarters


def _poor(reading: Reading) -> bool:
    """Whether an engine made little of a page: it may stand on its head."""
    sure = [word.confidence for word in reading.words if len(word.text) > 2]
    return len(sure) >= LEAST_WORDS and sum(sure) / len(sure) < POOR


def _with_pictures(page: Page, handle: pdfium.PdfPage, engines: Engines) -> Page:
    """A page with the tables in its pictures read."""
    words: list[Word] = list(page.words)
    edges: list[Edge] = list(page.edges)
    raster = turned_by(render(handle, straighten=False), page.turn // 90)
    unread = False
    for box in table_pictures(page):
        part = straight(_part(raster, box))
        if not has_grid(part):
            continue
        reading = read_raster(part, engines)
        unread = unread or not reading.words
        words += [_moved_word(word, box) for word in reading.words]
        edges += [_moved_edge(edge, box) for edge in reading.edges]
    notes = tuple(n for n in page.diagnostics if unread or n.code != UNREAD_PICTURE)
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
