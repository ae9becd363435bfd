"""A report as JSON, written so that a killed run leaves the old file or the new one, never half of it."""

import os
import tempfile
from pathlib import Path

from extractor.errors import CannotWriteError
from schemas import Report


def to_json(report: Report) -> bytes:
    """The document in model order, UTF-8; the same report gives the same bytes."""
    return report.model_dump_json(indent=1).encode("utf-8") + b"\n"


def write_atomically(data: bytes, path: Path) -> None:
    """Writes beside the target under another name and renames.

    Raises:
        CannotWriteError: the folder is missing or may not be written to, or the disk is full.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise _cannot(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _cannot(path, error) from None
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _cannot(path: Path, error: OSError) -> CannotWriteError:
    """The error for a place that cannot be written to."""
    return CannotWriteError(
        f"a place to write {path.name}", error.strerror or type(error).__name__, f"Choose another place with -o (tried {path})."
    )
