"""Which files there are: those that are named, those of folders, those that a pattern fits."""

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.job import Skipped
from extractor.errors import UsageError
from extractor.store import is_store
from schemas import Message

SUFFIX = ".pdf"
MANIFEST = ".csv"
NO_FILE = Message(id="bukan berkas biasa", en="no regular file")
UNREADABLE = Message(id="tidak dapat dibuka", en="cannot be opened")
FOLDER = Message(id="map tidak dapat dibaca", en="a folder that cannot be read")


@dataclass(frozen=True, slots=True)
class Found:
    """Files to be audited in the order of their paths, manifests, other stores, and what was left out with the reason."""

    files: tuple[Path, ...] = ()
    manifests: tuple[Path, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    stores: tuple[Path, ...] = ()


def discover(paths: Sequence[str], apart: Path | None = None) -> Found:
    """The files behind paths, patterns and folders; what stands within the folder `apart` is no input.

    A file that is named is taken whatever its name says; of a folder all that ends in .pdf, also in folders within it.
    Links to folders are not followed, so that none can lead in circles. A folder that is a store holds results, not files.

    Raises:
        UsageError: there is nothing at a path, or nothing that a pattern fits.
    """
    files: dict[Path, None] = {}
    manifests: list[Path] = []
    stores: list[Path] = []
    skipped: list[Skipped] = []
    for path in [found for given in paths for found in _expanded(given)]:
        if path.is_dir() and is_store(path):
            stores.append(path)
        elif path.is_dir():
            for inside in _within(path, apart):
                if isinstance(inside, Skipped):
                    skipped.append(inside)
                else:
                    files[inside] = None
        elif path.suffix.lower() == MANIFEST and path.is_file():
            manifests.append(path)
        elif why := _unusable(path):
            skipped.append(Skipped(path, why))
        else:
            files[path] = None
    return Found(tuple(sorted(files, key=os.fsencode)), tuple(manifests), tuple(skipped), tuple(stores))


def _expanded(given: str) -> Iterator[Path]:
    """The path itself, or all that the pattern fits."""
    path = Path(given)
    if os.path.lexists(path):
        yield path
        return
    fitting = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []  # noqa: PTH207  a pattern may be absolute
    if not fitting:
        raise UsageError(
            "files, folders or patterns that lead somewhere",
            f"nothing at {given}",
            "Check the path and try again.",
            ("berkas, map, atau pola yang ada", f"tidak ada apa pun di {given}", "Periksa jalurnya lalu coba lagi."),
        )
    yield from map(Path, fitting)


def _within(folder: Path, apart: Path | None) -> Iterator[Path | Skipped]:
    """The PDFs of a folder and of those within it."""
    own = apart.resolve() if apart else None
    lost: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=lost.append):
        inside = [name for name in sorted(folders) if not name.startswith(".")]
        folders[:] = [name for name in inside if own is None or (Path(place) / name).resolve() != own]
        for name in sorted(names):
            path = Path(place) / name
            if path.suffix.lower() == SUFFIX and not name.startswith("."):
                why = _unusable(path)
                yield Skipped(path, why) if why else path
    for error in lost:
        yield Skipped(Path(os.fsdecode(error.filename)), FOLDER)


def _unusable(path: Path) -> Message | None:
    """Why something is no file that could be read: a pipe that would never end, a link in a circle, no permission."""
    try:
        if not path.stat() or not path.is_file():
            return NO_FILE
    except (OSError, RuntimeError):
        return UNREADABLE
    return None if os.access(path, os.R_OK) else UNREADABLE
