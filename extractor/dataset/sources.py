"""The audited reports of a store, or of a plain folder of their JSON files, each with the hash of its content."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UsageError
from extractor.store.keys import file_hashes, key_of
from extractor.store.store import MARK, REPORTS
from schemas import Report


@dataclass(frozen=True, slots=True)
class Source:
    """The JSON of one report. `key` is known before it is read where its file is named by it, as in a store."""

    path: Path
    digest: str
    key: str | None = None

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return self.path.name

    def read(self) -> Report:
        """The report.

        Raises:
            ValueError: the file holds no report of this schema.
        """
        return Report.model_validate_json(self.path.read_bytes())


def sources(folder: Path) -> list[Source]:
    """The reports below a folder, by their path.

    Raises:
        UsageError: there is no such folder, or no JSON file in it.
    """
    if not folder.is_dir():
        raise _no_reports(folder, "no folder", "tidak ada folder")
    found = list(_store(folder / REPORTS) if (folder / MARK).is_file() else _plain(folder))
    if not found:
        raise _no_reports(folder, "no report", "tidak ada laporan")
    return found


def _store(folder: Path) -> Iterator[Source]:
    """The reports of a store, named by their keys."""
    for path in sorted(folder.glob("*/*.json")):
        yield Source(path, _hash(path), path.stem)


def _plain(folder: Path) -> Iterator[Source]:
    """The JSON files of a folder."""
    for path in sorted(folder.rglob("*.json")):
        yield Source(path, _hash(path))


def key_of_report(report: Report) -> str:
    """The key of a report: what it is, whatever its files are called."""
    return key_of(file_hashes(report))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _no_reports(folder: Path, found: str, in_indonesian: str) -> UsageError:
    return UsageError(
        "a store, or a folder with the JSON files of audited reports",
        f"{folder}: {found}",
        "Fill one with: lkjip batch REPORTS -o STORE, or: lkjip audit REPORT.pdf -o FOLDER/REPORT.json",
        (
            "simpanan (store), atau folder berisi berkas JSON laporan yang sudah diaudit",
            f"{folder}: {in_indonesian}",
            "Isi dengan: lkjip batch LAPORAN -o STORE, atau: lkjip audit LAPORAN.pdf -o FOLDER/LAPORAN.json",
        ),
    )
