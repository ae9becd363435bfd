"""What the verbs that write a file share: bytes to their place, errors that name the file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import ExtractorError


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
