"""A report as JSON, written so that a killed run leaves the old file or the new one, never half of it."""

import os
import secrets
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from extractor.errors import CannotWriteError
from schemas import Report

Buffer = bytes | memoryview
# So many records of a list are written at once.
AT_ONCE = 25


def to_json(report: Report) -> bytes:
    """The document in model order, UTF-8; the same report gives the same bytes."""
    return b"".join(json_parts(report))


def json_parts(report: Report) -> Iterator[Buffer]:
    """The same bytes some records at a time, so that a large document need not lie in memory as a whole."""
    for place, name in enumerate(Report.model_fields):
        yield b"," if place else b"{"
        yield from _field(report, name)
    yield b"\n}\n"


def _field(report: Report, name: str) -> Iterator[Buffer]:
    """One field; a list of records in slices."""
    value = getattr(report, name)
    if not isinstance(value, tuple) or len(value) <= AT_ONCE:
        yield _told(report, name)
        return
    begin = len(f'\n "{name}": [')
    for start in range(0, len(value), AT_ONCE):
        told = _told(report.model_copy(update={name: value[start : start + AT_ONCE]}), name)
        last = start + AT_ONCE >= len(value)
        yield b"," if start else b""
        yield told[begin if start else 0 : None if last else -len("\n ]")]


def _told(report: Report, name: str) -> memoryview:
    """A field as an object with this field alone, its braces apart."""
    return memoryview(_adapter().dump_json(report, indent=1, include={name}))[1:-2]


@cache
def _adapter() -> TypeAdapter[Report]:
    """What writes a report as bytes; as a string first it would take several times its size."""
    return TypeAdapter(Report)


def refuse_unwritable(path: Path) -> None:
    """Tells before a long run that its result could not be written.

    Raises:
        CannotWriteError: the folder is missing or may not be written to, or the place is a folder.
    """
    folder = path.resolve().parent
    if path.is_dir():
        raise _cannot(path, "a folder", "sebuah folder")
    if not folder.is_dir():
        raise _cannot(path, f"no folder {folder}", f"tidak ada folder {folder}")
    if not os.access(folder, os.W_OK) and not _is_device(path):
        raise _cannot(path, f"no permission for {folder}", f"tidak ada izin untuk {folder}")


def write_atomically(data: bytes | Iterable[Buffer], path: Path) -> None:
    """Writes under another name in the same folder and renames; a link stays a link, a device is written to.

    The data may come in parts.

    Raises:
        CannotWriteError: the folder is missing or may not be written to, or the disk is full.
    """
    target = path.resolve()
    parts = [data] if isinstance(data, bytes) else data
    try:
        if _is_device(target):
            with target.open("wb") as file:
                file.writelines(parts)
        else:
            _replace(parts, target)
    except OSError as error:
        told = error.strerror or type(error).__name__
        raise _cannot(path, told, told) from None


def _replace(parts: Iterable[Buffer], target: Path) -> None:
    """Puts the data in the target's place once it is safe on the disk."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        # Opened with "x" and not by tempfile, so that the user's own umask decides who may read the result.
        with part.open("xb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _is_device(path: Path) -> bool:
    """Whether the path is there and no regular file, such as a pipe or the null device, which a rename would destroy."""
    return path.exists() and not path.is_file()


def _cannot(path: Path, found: str, found_in_indonesian: str) -> CannotWriteError:
    """The error for a place that cannot be written to."""
    return CannotWriteError(
        f"a place to write {path}",
        found,
        "Choose another place with -o.",
        (f"tempat untuk menulis {path}", found_in_indonesian, "Pilih tempat lain dengan -o."),
    )
