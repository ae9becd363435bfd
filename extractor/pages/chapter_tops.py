"""Which chapters begin in a file, from the tops of its pages alone; a hundred pages cost a tenth of a second."""

import re
from pathlib import Path

import pypdfium2 as pdfium

from extractor.pages.parts import APPENDIX, CHAPTER, FIRST_PAGES, FRONT, LAST, OPENING, ROMAN
from extractor.pages.source import open_pdf

# The share of a page that counts as its top, and how many words of it are looked at.
TOP_SHARE, TOP_WORDS = 0.33, 40
LEADER = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}")


def chapter_tops(path: Path) -> tuple[int, tuple[int, ...]]:
    """How many pages a file has, and the chapters that begin in it: 0 for front matter, 99 for appendices.

    Front matter counts on the first pages only, a chapter or an appendix on every page.

    Raises:
        ExtractorError: the file cannot be opened.
    """
    opened = open_pdf(path)
    try:
        document = opened.document
        found = (_chapter(document, index) for index in range(len(document)))
        return len(document), tuple(dict.fromkeys(chapter for chapter in found if chapter is not None))
    finally:
        opened.close()


def _chapter(document: pdfium.PdfDocument, index: int) -> int | None:
    """The chapter at the top of a page; None where none begins there, and for pages of a list of contents."""
    top = " ".join(_top(document, index).split()[:TOP_WORDS])
    if index < FIRST_PAGES and OPENING.search(top):
        return FRONT
    if LEADER.search(top):
        return None
    if found := CHAPTER.match(top):
        number = found["number"].upper()
        return ROMAN.get(number) or (int(number) if number.isdigit() else None)
    return APPENDIX if LAST.match(top) else None


def _top(document: pdfium.PdfDocument, index: int) -> str:
    """The text in the upper part of a page; nothing where the page cannot be read."""
    try:
        page = document[index]
        text_page = page.get_textpage()
        _, height = page.get_size()
        return str(text_page.get_text_bounded(bottom=height * (1 - TOP_SHARE)))
    except pdfium.PdfiumError:
        return ""
