"""The JSON document that leaves the pipeline."""

from typing import Any

from schemas.audit import Calculation, Finding, Message
from schemas.base import BBox, Model
from schemas.fact import Fact
from schemas.statements import Remark, Statement
from schemas.table import Table

SCHEMA_VERSION = "1.5.0"


class Generator(Model):
    """What made the document; `settings` is enough to repeat the run and holds no clock and no host."""

    name: str = "lkjip-extractor"
    version: str
    settings: dict[str, Any] = {}


class Part(Model):
    """One file of a report in several files."""

    file: str
    sha256: str
    pages: tuple[int, int]


class Source(Model):
    """The PDF that was read. `text_layer` is digital, scanned, mixed or none."""

    file: str
    sha256: str
    pages: int
    text_layer: str
    producer: str | None = None
    parts: tuple[Part, ...] = ()


class Document(Model):
    """Identity of the report, found by vote over title page, running text and captions."""

    kind: str = "lkjip"
    title: str | None = None
    agency: str | None = None
    agency_kind: str | None = None
    region: str | None = None
    fiscal_year: int | None = None


class SupportingDocument(Model):
    """A document that the report was held against, or why it was not.

    `reason` of one that was not used is kind, region, agency, year, same-file or unreadable. `compared` counts the
    report's figures that were held against it, `differing` those that differ, `explained` those whose difference the
    documents explain.
    """

    id: str
    file: str
    sha256: str
    pages: int
    kind: str
    agency: str | None = None
    fiscal_year: int | None = None
    used: bool = True
    reason: str | None = None
    region: str | None = None
    compared: int = 0
    differing: int = 0
    explained: int = 0


class Section(Model):
    """A heading of the body; level 1 is a chapter."""

    number: str
    title: str
    level: int
    page: int


class PageCoverage(Model):
    """How a page was read; `label` is the page number a reader sees, `reason` says why nothing was read."""

    page: int
    label: str | None = None
    reader: str
    reason: str | None = None
    tables: int = 0


class NumberCoverage(Model):
    """What became of every number of the body: printed = as_fact + sum(ignored) + not_understood."""

    printed: int = 0
    as_fact: int = 0
    ignored: dict[str, int] = {}
    not_understood: int = 0


class Coverage(Model):
    """Account of all pages and all printed numbers."""

    pages: tuple[PageCoverage, ...] = ()
    numbers: NumberCoverage = NumberCoverage()


class Diagnostic(Model):
    """What could not be read, with its page and, where it is known, its place on it; never silent.

    `told` is the sentence in both languages where it speaks to the reader of the report.
    """

    code: str
    page: int | None = None
    message: str
    bbox: BBox | None = None
    told: Message | None = None


class Suppressed(Model):
    """Findings that were taken out of the list, counted by check: by a profile, or by a person for a `reason`."""

    check: str
    count: int
    reason: str | None = None


class Report(Model):
    """One report: what was read, what was recalculated, what does not hold."""

    schema_version: str = SCHEMA_VERSION
    generator: Generator
    source: Source
    document: Document
    documents: tuple[SupportingDocument, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    facts: tuple[Fact, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    statements: tuple[Statement, ...] = ()
    remarks: tuple[Remark, ...] = ()
    coverage: Coverage = Coverage()
    diagnostics: tuple[Diagnostic, ...] = ()
