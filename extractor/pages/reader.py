"""PDF to pages: opens the file once, reads page by page, closes each page before the next."""

from dataclasses import dataclass, replace

import numpy as np
import pypdfium2 as pdfium

from extractor.pages.bounds import huge_picture, too_full, unopened
from extractor.pages.characters import read_characters
from extractor.pages.engines import NONE, Engines
from extractor.pages.fonts import FontBook
from extractor.pages.frame import Frame
from extractor.pages.model import Page, Word
from extractor.pages.paths import Box, read_drawing
from extractor.pages.rulings import edges_of
from extractor.pages.text_layer import TextLayer, hidden_share, unreadable
from extractor.pages.triage import SCAN_AREA, covered_share, triage
from extractor.pages.words import WordReader
from schemas import BBox

# From this share of hidden pieces on, a text layer is one that nobody sees.
MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class PageReader:
    """Reads pages of one open document."""

    document: pdfium.PdfDocument
    fonts: FontBook
    ocr: Engines = NONE

    def page(self, number: int) -> Page:
        """The page with the given number, counted from 1."""
        try:
            page = self.document[number - 1]
            text_page = page.get_textpage()
        except pdfium.PdfiumError:
            return unopened(number)
        try:
            return self._read(page, text_page, number)
        finally:
            text_page.close()
            page.close()
            self.fonts.forget()

    def _read(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, number: int) -> Page:
        upright = Frame.of(page)
        frame, reader, words = self._words(text_page, upright)
        width, height = frame.size
        drawing = read_drawing(page.raw)
        read = Page(
            number=number,
            width=width,
            height=height,
            words=words,
            edges=edges_of(drawing.lines, frame),
            pictures=_shown(drawing.pictures, frame),
            fills=_shown(drawing.fills, frame),
            turn=(frame.rotation - upright.rotation) % 360,
        )
        read = triage(read, self._layer(page, text_page, read), reader.slanted)
        read = self._recognised(read, page) if self.ocr else read
        notes = too_full(number, text_page.count_chars(), drawing.left_out)
        return replace(read, diagnostics=(*read.diagnostics, *notes)) if notes else read

    def _words(self, text_page: pdfium.PdfTextPage, frame: Frame) -> tuple[Frame, WordReader, tuple[Word, ...]]:
        """The frame in which most of the words are upright, their reader, and the words."""
        reader = WordReader(text_page, read_characters(text_page, frame), frame, self.fonts)
        words = reader.read()
        if not reader.turn:
            return frame, reader, words
        turned = frame.turned(reader.turn)
        again = WordReader(text_page, read_characters(text_page, turned), turned, self.fonts)
        return turned, again, again.read()

    def _layer(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, read: Page) -> TextLayer:
        """What the page's text layer is worth."""
        scan = covered_share(read) > SCAN_AREA and hidden_share(page.raw) > MOSTLY
        return TextLayer(scan, unreadable(text_page, "".join([word.text for word in read.words])))

    def _recognised(self, read: Page, page: pdfium.PdfPage) -> Page:
        """The page with its pictures read, where they need it."""
        from extractor.pages.ocr.pages import needs_ocr, with_ocr

        if not needs_ocr(read) or min(page.get_size()) < 1:
            return read
        if notes := huge_picture(read.number, page):
            return replace(read, diagnostics=(*read.diagnostics, *notes))
        return with_ocr(read, page, self.ocr)


def _shown(boxes: list[Box], frame: Frame) -> tuple[BBox, ...]:
    """Boxes in user space in the frame of the page."""
    if not boxes:
        return ()
    shown = frame.boxes(np.array(boxes, dtype=float)).tolist()
    return tuple((x0, top, x1, bottom) for x0, top, x1, bottom in shown)
