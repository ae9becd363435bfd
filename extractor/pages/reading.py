"""A file to its pages."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from extractor.errors import NoPagesError
from extractor.pages.blanks import with_damage_told
from extractor.pages.engines import Choice, Engines, engines
from extractor.pages.fonts import FontBook
from extractor.pages.model import Page
from extractor.pages.processes import Work, read_in_processes
from extractor.pages.reader import PageReader
from extractor.pages.source import OpenPdf, open_pdf
from extractor.pages.weight import heaviest_first
from schemas import Diagnostic, Source

Progress = Callable[[int, int], None]
# So many pages are read before the document is closed and opened again.
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The pages that were read, where they come from, what was noticed on the way, and the engines that read pictures.

    `sketches` holds what `each` made of every page.
    """

    source: Source
    pages: tuple[Page, ...]
    diagnostics: tuple[Diagnostic, ...]
    ocr: str = "off"
    sketches: tuple[Any, ...] = ()


def read(
    path: Path,
    numbers: Sequence[int] | None = None,
    *,
    ocr: Choice = False,
    jobs: int = 1,
    each: Callable[[Page], Any] | None = None,
    progress: Progress | None = None,
) -> PdfPages:
    """Pages of a PDF, all or those with the given numbers (from 1).

    Args:
        path: the file.
        numbers: the pages; all where not told.
        ocr: how pictures are read.
        jobs: how many processes read pages at once; the pages are the same for any number.
        each: what else is made of every page by the process that reads it. With several jobs it is a function of a
            module, and what it gives can be pickled.
        progress: hears pages done and in all.

    Raises:
        ExtractorError: the file cannot be opened, has none of the pages, or an engine asked for by name is missing.
    """
    chosen = engines(ocr)
    opened = open_pdf(path)
    try:
        return _read(opened, numbers, _Way(chosen, jobs, each, progress))
    finally:
        opened.close()


@dataclass(frozen=True, slots=True)
class _Way:
    """How pages are read."""

    ocr: Engines
    jobs: int
    each: Callable[[Page], Any] | None
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class _Opener:
    """Opens a document for whoever reads pages of it, here or in a process."""

    data: bytes
    ocr: Engines
    each: Callable[[Page], Any] | None

    def __call__(self) -> Work:
        """The function that reads a page by its number and makes of it what is wanted."""
        return _Worker(self).work


class _Worker:
    """Reads pages of a document that it opens anew after so many: pdfium keeps what it has seen until it closes a file."""

    def __init__(self, opener: _Opener) -> None:
        self._opener, self._read = opener, 0
        self._document = pdfium.PdfDocument(opener.data)

    def work(self, number: int) -> tuple[Page, Any]:
        """The page with the given number, and what was made of it."""
        if self._read == AT_ONCE:
            self._document.close()
            self._document, self._read = pdfium.PdfDocument(self._opener.data), 0
        self._read += 1
        page = PageReader(self._document, FontBook(), self._opener.ocr).page(number)
        return page, self._opener.each(page) if self._opener.each else None


def _read(opened: OpenPdf, numbers: Sequence[int] | None, way: _Way) -> PdfPages:
    count = len(opened.document)
    wanted = [n for n in numbers if 1 <= n <= count] if numbers is not None else list(range(1, count + 1))
    if not wanted:
        raise NoPagesError(
            f"pages between 1 and {count} of {opened.name}", "a selection outside", "Choose pages of the file."
        )
    pages: list[Page] = []
    sketches = []
    for done, (page, sketch) in enumerate(_each_page(opened, wanted, way), start=1):
        pages.append(page)
        sketches.append(sketch)
        if way.progress:
            way.progress(done, len(wanted))
    pages = with_damage_told(pages, opened.data)
    notes = [note for page in pages for note in page.diagnostics]
    if opened.repaired:
        notes.insert(
            0,
            Diagnostic(
                code="repaired",
                message="the file was damaged and was mended before it was read; what was lost is not in it",
            ),
        )
    source = Source(
        file=opened.name, sha256=opened.sha256, pages=count, text_layer=text_layer_of(pages), producer=opened.producer
    )
    return PdfPages(source, tuple(pages), tuple(notes), way.ocr.described(), tuple(sketches))


def _each_page(opened: OpenPdf, wanted: Sequence[int], way: _Way) -> Iterator[tuple[Page, Any]]:
    """The wanted pages in their order, read here or by several processes."""
    opener = _Opener(opened.data, way.ocr, way.each)
    if way.jobs > 1 and len(wanted) > 1:
        slow = heaviest_first(opened.data, wanted) if way.ocr else ()
        return read_in_processes(opener, wanted, way.jobs, one_by_one=slow)
    return map(opener(), wanted)


def text_layer_of(pages: Sequence[Page]) -> str:
    """digital, scanned, mixed or none, by how the pages with content were read."""
    kinds = Counter(page.reader for page in pages if page.reason != "blank")
    digital, scanned = kinds["digital"], kinds["ocr"] + kinds["embedded_ocr"] + kinds["none"]
    if not digital:
        return "scanned" if scanned else "none"
    return "digital" if scanned <= max(2, digital // 10) else "mixed"
