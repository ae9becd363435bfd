"""The documents beside a report (PK, Renstra, LRA, last year's report, …), read by the same rooms and set apart by ids.

A document that cannot be compared is named with its reason and stays unread by the audit; it never stops the audit.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.errors import ExtractorError, UsageError
from extractor.facts import read as read_facts
from extractor.facts.document_kind import recognise
from extractor.facts.model import Reading, Supporting
from extractor.facts.prose import paragraphs
from extractor.facts.supporting import refusal, set_apart
from extractor.matching import match
from extractor.pages import Choice
from extractor.pages import read as read_pages
from extractor.shelf import Shelf
from extractor.tables import find
from schemas import Diagnostic, Document, Source, SupportingDocument
from schemas.decisions import Decisions

SAME_FILE, UNREADABLE = "same-file", "unreadable"
CODE = "document-not-compared"


@dataclass(frozen=True, slots=True)
class Companions:
    """All documents that were named, in that order; `used` holds what was read of those that are compared."""

    documents: tuple[SupportingDocument, ...] = ()
    used: tuple[Supporting, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Described:
    """What a file is: identity as an audit finds it, and the lines that tell its kind."""

    document: Document
    pages: int
    evidence: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The parts by name."""
        told = self.document
        return {
            "kind": told.kind,
            "agency": told.agency,
            "region": told.region,
            "fiscal_year": told.fiscal_year,
            "pages": self.pages,
            "evidence": list(self.evidence),
        }


def describe(path: Path, ocr: Choice = False) -> Described:
    """What a file is.

    Raises:
        ExtractorError: the file cannot be read.
    """
    pages = read_pages(path, ocr=ocr)
    found = find(pages.pages)
    reading = read_facts(pages.pages, found)
    signs = recognise(paragraphs(pages.pages, found.tables, found.furniture), reading.tables)
    return Described(reading.document, pages.source.pages, signs.evidence)


def read_companions(paths: Sequence[Path], report: Source, identity: Document, shelf: Shelf) -> Companions:
    """The documents at the paths, compared or refused.

    Raises:
        UsageError: there is no file at a path.
    """
    seen = {report.sha256, *(part.sha256 for part in report.parts)}
    found = Companions()
    for number, path in enumerate(paths, start=1):
        found = _with(found, _read(f"d{number}", path, identity, seen, shelf))
    return found


def _with(before: Companions, item: tuple[SupportingDocument, Reading | None]) -> Companions:
    document, reading = item
    notes = before.diagnostics
    if not document.used:
        notes = (*notes, Diagnostic(code=CODE, message=f"{document.file} is not compared: {document.reason}"))
    used = (*before.used, Supporting(document, reading)) if reading is not None else before.used
    return Companions((*before.documents, document), used, notes)


def _read(
    identifier: str, path: Path, identity: Document, seen: set[str], shelf: Shelf
) -> tuple[SupportingDocument, Reading | None]:
    """One document: what it is, and its reading where it is compared."""
    if not path.is_file():
        raise UsageError(
            "an existing PDF file",
            f"no file at {path}",
            "Check the path after --with.",
            ("berkas PDF yang ada", f"tidak ada berkas {path}", "Periksa jalur setelah --with."),
        )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    blank = SupportingDocument(id=identifier, file=path.name, sha256=digest, pages=0, kind="other", used=False)
    if digest in seen:
        return blank.model_copy(update={"reason": SAME_FILE}), None
    seen.add(digest)
    try:
        reading, pages = shelf.reading(path, digest)
    except ExtractorError as error:
        return blank.model_copy(update={"reason": f"{UNREADABLE}: {error.found}"}), None
    told = reading.document
    document = SupportingDocument(
        id=identifier,
        file=path.name,
        sha256=digest,
        pages=pages,
        kind=told.kind,
        agency=told.agency,
        region=told.region,
        fiscal_year=told.fiscal_year,
    )
    if not (reading.facts or reading.sentences or reading.tables):
        return document.model_copy(update={"used": False, "reason": UNREADABLE}), None
    reason = refusal(identity, told)
    if reason:
        return document.model_copy(update={"used": False, "reason": reason}), None
    return document, set_apart(reading, identifier)


def identified(reading: Reading, decisions: Decisions | None = None) -> Reading:
    """The reading with the subjects of all its facts matched together with those of its supporting documents."""
    counts = [len(reading.facts), *(len(item.reading.facts) for item in reading.supporting)]
    everything = [*reading.facts, *(fact for item in reading.supporting for fact in item.reading.facts)]
    facts = match(everything, reading.document, decisions)
    starts = [sum(counts[:index]) for index in range(len(counts))]
    parts = [facts[start : start + count] for start, count in zip(starts, counts, strict=True)]
    supporting = tuple(
        replace(item, reading=replace(item.reading, facts=part))
        for item, part in zip(reading.supporting, parts[1:], strict=True)
    )
    return replace(reading, facts=parts[0], supporting=supporting)
