"""Whether a page that shows nothing is blank, or its content is damaged or lies in another file."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from extractor.pages.model import Page
from schemas import Diagnostic

DAMAGED = "content-damaged"
# An empty stream that is deflated has some bytes all the same.
LEAST = 32


def with_damage_told(pages: Sequence[Page], data: bytes) -> list[Page]:
    """The pages; one that is blank only because its content cannot be had says so."""
    blank = [page.number for page in pages if page.reason == "blank"]
    told = _damages(data, blank) if blank else {}
    return [_damaged(page, told[page.number]) if page.number in told else page for page in pages]


def _damaged(page: Page, message: str) -> Page:
    note = Diagnostic(code=DAMAGED, page=page.number, message=message)
    return replace(page, reason="damaged", diagnostics=(*page.diagnostics, note))


def _damages(data: bytes, numbers: Sequence[int]) -> dict[int, str]:
    """What is wrong with the content of each of the pages, where something is."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found = {number: _damage(pdf.pages[number - 1]) for number in numbers if number <= len(pdf.pages)}
    except MemoryError:
        raise
    except Exception:
        # pikepdf cannot open what pdfium can: nothing more is known of the page.
        return {}
    return {number: message for number, message in found.items() if message}


def _damage(page: Any) -> str | None:
    """What is wrong with the content of a page."""
    import pikepdf

    contents = page.obj.get("/Contents")
    if contents is None:
        return None
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        if not isinstance(stream, pikepdf.Stream):
            return "the content of this page is missing from the file; nothing was read"
        if "/F" in stream:
            return "the content of this page lies in another file, which is not opened; nothing was read"
        try:
            empty = not stream.read_bytes().strip() and len(stream.read_raw_bytes().strip()) > LEAST
        except pikepdf.PdfError:
            empty = True
        if empty:
            return "the content of this page is damaged and cannot be decoded; nothing was read"
    return None
