"""Hashes of the code and the vocabulary that make a reading and an audit, so that stored work is used while it is good."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import schemas.catalogue

ROOMS = Path(__file__).parent
READING = ("pages", "tables", "notation", "corrections", "facts")
JUDGING = ("matching", "audit", "report")
# Parts of the catalogue that only matching and audit look at.
ABOUT_SUBJECTS = ("indicators", "scales.yaml", "polarity.yaml")


@cache
def reading_version() -> str:
    """A hash of what makes a reading: the rooms from pages to facts and the catalogue without its indicators and scales."""
    kept = [path for path in _catalogue() if _first(path) not in ABOUT_SUBJECTS]
    return _hash([*_code(READING), *kept])


@cache
def audit_version() -> str:
    """A hash of what makes findings of a reading: matching, audit, the document, and the whole catalogue."""
    return _hash([*_code(JUDGING), *_catalogue()])


@cache
def dataset_version() -> str:
    """A hash of what makes a dataset of audits: its room, matching, and the whole catalogue."""
    return _hash([*_code(("dataset", "matching")), *_catalogue()])


def _code(rooms: Iterable[str]) -> list[Path]:
    """Program and data files of the rooms."""
    suffixes = {".py", ".yaml"}
    return [path for room in rooms for path in sorted((ROOMS / room).rglob("*")) if path.suffix in suffixes]


def _catalogue() -> list[Path]:
    return sorted(Path(schemas.catalogue.__file__).parent.rglob("*.yaml"))


def _first(path: Path) -> str:
    """The file or folder of the catalogue that a path belongs to."""
    return path.relative_to(Path(schemas.catalogue.__file__).parent).parts[0]


def _hash(files: Iterable[Path]) -> str:
    """A short hash of names and contents."""
    digest = hashlib.sha256()
    for path in files:
        data = path.read_bytes()
        digest.update(f"{path.name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()[:16]
