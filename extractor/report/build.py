"""Everything that was read and found, as one document."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extractor.audit import Audit, Profile, rules
from extractor.audit.remarks import remarks
from extractor.audit.statements import statements
from extractor.facts.model import Reading
from extractor.pages import PdfPages
from extractor.report.compared import counted
from extractor.report.coverage import coverage
from extractor.report.part_places import with_files
from schemas import Coverage, Diagnostic, Generator, Report, SupportingDocument, catalogue
from schemas.decision_files import decisions_hash
from schemas.decisions import Decisions

# Versions of the three halves of the work: a stored reading stays good while only the audit changes.
READING_VERSION, MATCHING_VERSION, AUDIT_VERSION = "1", "2", "1"


@dataclass(frozen=True, slots=True)
class Made:
    """What a report was made with: profile, a person's decisions, and the documents it was held against or could not be."""

    profile: Profile
    decisions: Decisions | None = None
    documents: Sequence[SupportingDocument] = ()


def build(
    document: PdfPages, reading: Reading, audited: Audit, made: Made, counted_numbers: Coverage | None = None
) -> Report:
    """The report of one document; its numbers are counted here unless that was done before."""
    notes: Sequence[Diagnostic] = (*document.diagnostics, *reading.diagnostics, *audited.diagnostics)
    return Report(
        generator=Generator(version=own_version(), settings=_settings(made.profile, document.ocr, made.decisions)),
        source=document.source,
        document=reading.document,
        documents=counted(made.documents, audited),
        sections=reading.sections,
        tables=(*reading.tables, *(table for item in reading.supporting for table in item.reading.tables)),
        facts=(*audited.facts, *(fact for item in reading.supporting for fact in item.reading.facts)),
        calculations=audited.calculations,
        findings=with_files(audited.findings, document.source.parts),
        suppressed=audited.suppressed,
        statements=statements(reading),
        remarks=remarks(reading),
        coverage=counted_numbers or coverage(document.pages, reading),
        diagnostics=tuple(sorted(notes, key=lambda d: (d.page or 0, d.code, d.message))),
    )


def own_version() -> str:
    """The installed version of the package."""
    try:
        return version("lkjip-extractor")
    except PackageNotFoundError:
        return "0"


def _settings(profile: Profile, ocr: str, decisions: Decisions | None) -> dict[str, object]:
    """What it takes to repeat the run."""
    return {
        "versions": {"reading": READING_VERSION, "matching": MATCHING_VERSION, "audit": AUDIT_VERSION},
        "catalogue": _hash_of(Path(catalogue.__file__).parent, "*.yaml"),
        "local_catalogue": catalogue.local_hash(),
        "rules": _hash_of(Path(rules.__file__).parent, "*.py"),
        "ocr": ocr,
        "profile": profile.model_dump(mode="json"),
        "decisions": decisions_hash(decisions) if decisions else "",
    }


@cache
def _hash_of(folder: Path, pattern: str) -> str:
    """A short hash of the names and contents of a folder's files."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob(pattern)):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
