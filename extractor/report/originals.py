"""The PDFs that a stored report was made from, found again by their content."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.errors import UsageError
from schemas import Report

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a file, counted from 1."""

    path: Path
    page: int


@dataclass(frozen=True, slots=True)
class Originals:
    """Which file holds which page: of the report itself, of its parts, of its supporting documents."""

    report: Report
    by_hash: dict[str, Path] = field(default_factory=dict)

    def place(self, document: str | None, page: int) -> Place | None:
        """The file and page behind a page of the report or of a supporting document; None where the file is not there."""
        if document is not None:
            supporting = next((d for d in self.report.documents if d.id == document), None)
            path = self.by_hash.get(supporting.sha256) if supporting else None
            return Place(path, page) if path else None
        for part in self.report.source.parts:
            if part.pages[0] <= page <= part.pages[1]:
                path = self.by_hash.get(part.sha256)
                return Place(path, page - part.pages[0] + 1) if path else None
        path = self.by_hash.get(self.report.source.sha256)
        return Place(path, page) if path else None

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the files that the report names and nobody gave."""
        source = self.report.source
        named = [(part.sha256, part.file) for part in source.parts] or [(source.sha256, source.file)]
        named += [(document.sha256, document.file) for document in self.report.documents if document.used]
        return tuple(file for sha256, file in named if sha256 not in self.by_hash)


def originals(report: Report, paths: Sequence[Path]) -> Originals:
    """Files matched to a report by the hash of their content; names do not count.

    Raises:
        UsageError: a file is not there, or is none of those that the report was made from.
    """
    known = {report.source.sha256: report.source.file}
    known |= {part.sha256: part.file for part in report.source.parts}
    known |= {document.sha256: document.file for document in report.documents}
    found: dict[str, Path] = {}
    for path in paths:
        digest = _hash(path)
        if digest not in known:
            wanted = ", ".join(known.values())
            raise UsageError(
                f"the PDF that the audit was made from ({wanted})",
                f"{path} with other content",
                "Give the same file, or audit this one first.",
                (
                    f"PDF yang menjadi dasar audit ({wanted})",
                    f"{path} dengan isi yang berbeda",
                    "Berikan berkas yang sama, atau audit berkas ini lebih dahulu.",
                ),
            )
        found[digest] = path
    return Originals(report, found)


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
    except OSError as error:
        told = error.strerror or type(error).__name__
        raise UsageError(
            "a PDF that can be read",
            f"{path}: {told}",
            "Check the path.",
            ("PDF yang dapat dibaca", f"{path}: {told}", "Periksa jalurnya."),
        ) from None
    return digest.hexdigest()
