"""One line of a store's list for each report: what it is, what was read, what was found."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from schemas import Report

JSON_COLUMNS = ("files", "supporting", "settings")


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in the list. `work` names what its document was made from, `digest` is the sha256 of the document.

    `files` and `supporting` hold file, sha256 and pages; `printed` counts the figures of the body, `understood` those
    that became facts or are ignored with a reason; `errors`, `warnings` and `notices` count findings that stand, and
    `material` those among them that change a class, a total or a conclusion.
    """

    key: str
    work: str
    digest: str
    file: str
    files: tuple[Mapping[str, Any], ...]
    supporting: tuple[Mapping[str, Any], ...]
    kind: str
    title: str | None
    agency: str | None
    agency_kind: str | None
    region: str | None
    fiscal_year: int | None
    pages: int
    pages_read: int
    tables: int
    facts: int
    printed: int
    understood: int
    errors: int
    warnings: int
    notices: int
    material: int
    calculations: int
    diagnostics: int
    version: str
    reading_version: str
    audit_version: str
    settings: Mapping[str, Any]

    @property
    def hashes(self) -> tuple[str, ...]:
        """The sha256 of each of its files."""
        return tuple(str(file["sha256"]) for file in self.files)

    def as_row(self) -> dict[str, Any]:
        """The entry as values of the ledger's columns."""
        row = asdict(self)
        return row | {name: json.dumps(row[name], ensure_ascii=False, sort_keys=True) for name in JSON_COLUMNS}

    @classmethod
    def of_row(cls, row: "sqlite3.Row | Mapping[str, Any]") -> "Entry":
        """The entry of a row of the ledger."""
        values = {name: row[name] for name in COLUMNS}
        values |= {name: json.loads(values[name]) for name in JSON_COLUMNS}
        return cls(**values | {"files": tuple(values["files"]), "supporting": tuple(values["supporting"])})


COLUMNS = tuple(item.name for item in fields(Entry))


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document was made from: `work` names all of it, the versions those of the program's halves."""

    work: str
    reading_version: str
    audit_version: str


def entry_of(key: str, report: Report, data: bytes, origin: Origin) -> Entry:
    """The line of a report in the list."""
    source, told, numbers = report.source, report.document, report.coverage.numbers
    severities = [finding.severity for finding in report.findings]
    parts = source.parts or (source,)
    return Entry(
        key=key,
        work=origin.work,
        digest=hashlib.sha256(data).hexdigest(),
        file=source.file,
        files=tuple({"file": part.file, "sha256": part.sha256, "pages": part.pages} for part in parts),
        supporting=tuple(_supporting(report)),
        kind=told.kind,
        title=told.title,
        agency=told.agency,
        agency_kind=told.agency_kind,
        region=told.region,
        fiscal_year=told.fiscal_year,
        pages=source.pages,
        pages_read=sum(page.reader != "none" for page in report.coverage.pages),
        tables=len(report.tables),
        facts=len(report.facts),
        printed=numbers.printed,
        understood=numbers.printed - numbers.not_understood,
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        notices=severities.count("notice"),
        material=sum(finding.material for finding in report.findings),
        calculations=len(report.calculations),
        diagnostics=len(report.diagnostics),
        version=report.generator.version,
        reading_version=origin.reading_version,
        audit_version=origin.audit_version,
        settings=report.generator.settings,
    )


def _supporting(report: Report) -> Sequence[Mapping[str, Any]]:
    return [
        {"file": d.file, "sha256": d.sha256, "pages": d.pages, "kind": d.kind, "used": d.used} for d in report.documents
    ]
