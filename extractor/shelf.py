"""Readings of documents, kept in a folder by what they were made from, so that a Renstra is read once for forty reports."""

import hashlib
import secrets
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from extractor.facts import read as read_facts
from extractor.facts.model import Reading
from extractor.pages import Choice
from extractor.pages import read as read_pages
from extractor.tables import find
from extractor.versions import reading_version
from schemas.base import Model


class Kept(Model):
    """A reading with the number of pages of its file."""

    pages: int
    reading: Reading


class Shelf:
    """Reads documents, from the folder where they were read before; None is no folder."""

    def __init__(self, folder: Path | None = None, ocr: Choice = False) -> None:
        self.folder, self.ocr = folder, ocr

    def reading(self, path: Path, sha256: str) -> tuple[Reading, int]:
        """What a file says, and how many pages it has.

        Raises:
            ExtractorError: the file cannot be read.
        """
        place = self._place(sha256)
        known = _read(place) if place else None
        if known is not None:
            return known.reading, known.pages
        pages = read_pages(path, ocr=self.ocr)
        reading = read_facts(pages.pages, find(pages.pages))
        if place is not None:
            _keep(place, Kept(pages=pages.source.pages, reading=reading))
        return reading, pages.source.pages

    def _place(self, sha256: str) -> Path | None:
        if self.folder is None:
            return None
        name = hashlib.sha256(f"{sha256} {self.ocr} {reading_version()}".encode()).hexdigest()
        return self.folder / f"{name[:32]}.json"


def _read(place: Path) -> Kept | None:
    """A kept reading; None where there is none or it cannot be used."""
    try:
        return _adapter().validate_json(place.read_bytes())
    except (OSError, ValidationError):
        return None


def _keep(place: Path, kept: Kept) -> None:
    """Writes beside the place and renames, so that two runs may share a folder."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_suffix(f".{secrets.token_hex(4)}.part")
    try:
        part.write_bytes(_adapter().dump_json(kept, exclude={"reading": {"known"}}))
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


@cache
def _adapter() -> TypeAdapter[Kept]:
    return TypeAdapter(Kept)
