"""What a file is, from its first pages and the tops of all: enough to see which files belong together."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from schemas import Document

# Covers, forewords and letters tell who reports on what; a chapter alone tells it by its first pages or not at all.
PAGES_READ = 5


@dataclass(frozen=True, slots=True)
class Glance:
    """Identity of a file as far as its first pages tell it, and the chapters that begin in it."""

    kind: str
    agency: str | None
    agency_kind: str | None
    region: str | None
    fiscal_year: int | None
    pages: int
    chapters: tuple[int, ...] = ()

    @property
    def document(self) -> Document:
        """The identity as the audit keeps it."""
        return Document(
            kind=self.kind,
            agency=self.agency,
            agency_kind=self.agency_kind,
            region=self.region,
            fiscal_year=self.fiscal_year,
        )

    def to_text(self) -> str:
        """The glance as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of_text(cls, text: str) -> "Glance":
        """The glance of such JSON."""
        told = json.loads(text)
        return cls(**{field.name: told[field.name] for field in fields(cls)} | {"chapters": tuple(told["chapters"])})


def glance(path: Path) -> Glance:
    """What a file is; scans are not recognised for it.

    Raises:
        ExtractorError: the file cannot be read.
    """
    from extractor.facts import read as read_facts
    from extractor.pages import read as read_pages
    from extractor.pages.chapter_tops import chapter_tops
    from extractor.tables import find

    count, chapters = chapter_tops(path)
    pages = read_pages(path, range(1, PAGES_READ + 1))
    told = read_facts(pages.pages, find(pages.pages)).document
    return Glance(told.kind, told.agency, told.agency_kind, told.region, told.fiscal_year, count, chapters)
