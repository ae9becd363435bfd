"""A report's whole way: pages, tables, facts, identity of subjects, audit, document. No stage reaches back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from extractor.audit import Profile
from extractor.audit import audit as audited_by
from extractor.collector import seldom_collecting
from extractor.facts import read as read_facts
from extractor.matching import match
from extractor.pages import Choice, Progress
from extractor.pages import read as read_pages
from extractor.report import build
from extractor.tables import find
from schemas import Report
from schemas.decisions import Decisions


def run(
    path: Path,
    *,
    pages: Sequence[int] | None = None,
    profile: Profile | None = None,
    ocr: Choice = False,
    progress: Progress | None = None,
    decisions: Decisions | None = None,
) -> Report:
    """The audited report of a PDF.

    Raises:
        ExtractorError: the file cannot be read.
    """
    chosen = profile or Profile()
    with seldom_collecting():
        # Words, rulings and pictures of every page.
        document = read_pages(path, pages, ocr=ocr, progress=progress)
        # Tables as a person sees them, joined over pages.
        found = find(document.pages)
        # What every printed figure says: tables first, then sentences.
        reading = read_facts(document.pages, found)
        # Which indicator or budget line every figure is about.
        reading = replace(reading, facts=match(reading.facts, reading.document, decisions))
        # Everything recalculated, and what does not hold.
        audited = audited_by(reading, chosen)
        return build(document, reading, audited, chosen, decisions)
