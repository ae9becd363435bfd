"""A report's whole way: pages, tables, facts, identity of subjects, audit, document. No stage reaches back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from extractor import audit as audit_room
from extractor import facts as facts_room
from extractor import matching as matching_room
from extractor import pages as pages_room
from extractor import report as report_room
from extractor import tables as tables_room
from extractor.audit import Profile
from extractor.pages import Progress
from schemas import Report


def run(
    path: Path,
    *,
    pages: Sequence[int] | None = None,
    profile: Profile | None = None,
    ocr: bool = False,
    progress: Progress | None = None,
) -> Report:
    """The audited report of a PDF.

    Raises:
        ExtractorError: the file cannot be read.
    """
    chosen = profile or Profile()
    # Words, rulings and pictures of every page.
    document = pages_room.read(path, pages, ocr=ocr, progress=progress)
    # Tables as a person sees them, joined over pages.
    found = tables_room.find(document.pages)
    # What every printed figure says: tables first, then sentences.
    reading = facts_room.read(document.pages, found)
    # Which indicator or budget line every figure is about.
    reading = replace(reading, facts=matching_room.match(reading.facts))
    # Everything recalculated, and what does not hold.
    audited = audit_room.audit(reading, chosen)
    return report_room.build(document, reading, audited, chosen, "tesseract" if ocr else "off")
