"""What the verbs that write a file share: bytes to their place, errors that name the file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import ExtractorError


def printable(text: str) -> str:
    """The text without controls that would speak to a terminal, such as those in the name of a file; each stands as an escape."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode("ascii") for c in text)


def deliver(data: bytes, target: Path | None) -> None:
    """Writes to the target, or to stdout where there is none.

    Raises:
        CannotWriteError: the target cannot be written.
    """
    from extractor.report import write_atomically

    if target is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_atomically(data, target)


@contextmanager
def about(report: Path) -> Iterator[None]:
    """Lets errors from within name the file that they are about."""
    try:
        yield
    except ExtractorError as error:
        error.file = report.name
        raise
