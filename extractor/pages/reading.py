"""A file to its pages."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import NoPagesError
from extractor.pages.engines import Choice, Engines, engines
from extractor.pages.fonts import FontBook
from extractor.pages.model import Page
from extractor.pages.reader import PageReader
from extractor.pages.source import OpenPdf, open_pdf
from schemas import Diagnostic, Source

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The pages that were read, where they come from, what was noticed on the way, and the engines that read pictures."""

    source: Source
    pages: tuple[Page, ...]
    diagnostics: tuple[Diagnostic, ...]
    ocr: str = "off"


def read(
    path: Path, numbers: Sequence[int] | None = None, *, ocr: Choice = False, progress: Progress | None = None
) -> PdfPages:
    """Pages of a PDF, all or those with the given numbers (from 1); `progress` hears pages done and in all.

    Raises:
        ExtractorError: the file cannot be opened, has none of the pages, or an engine asked for by name is missing.
    """
    chosen = engines(ocr)
    opened = open_pdf(path)
    try:
        return _read(opened, numbers, chosen, progress)
    finally:
        opened.close()


def _read(opened: OpenPdf, numbers: Sequence[int] | None, ocr: Engines, progress: Progress | None) -> PdfPages:
    count = len(opened.document)
    wanted = [n for n in numbers if 1 <= n <= count] if numbers is not None else list(range(1, count + 1))
    if not wanted:
        raise NoPagesError(
            f"pages between 1 and {count} of {opened.name}", "a selection outside", "Choose pages of the file."
        )
    reader = PageReader(opened.document, FontBook(), ocr)
    pages = []
    for done, number in enumerate(wanted, start=1):
        pages.append(reader.page(number))
        if progress:
            progress(done, len(wanted))
    notes = [note for page in pages for note in page.diagnostics]
    if opened.repaired:
        notes.insert(0, Diagnostic(code="repaired", message="the file was damaged and was mended before it was read"))
    source = Source(
        file=opened.name, sha256=opened.sha256, pages=count, text_layer=_text_layer(pages), producer=opened.producer
    )
    return PdfPages(source, tuple(pages), tuple(notes), ocr.described())


def _text_layer(pages: Sequence[Page]) -> str:
    """digital, scanned, mixed or none, by how the pages with content were read."""
    kinds = Counter(page.reader for page in pages if page.reason != "blank")
    digital, scanned = kinds["digital"], kinds["ocr"] + kinds["embedded_ocr"] + kinds["none"]
    if not digital:
        return "scanned" if scanned else "none"
    return "digital" if scanned <= max(2, digital // 10) else "mixed"
