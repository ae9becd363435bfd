"""What names a report in a store: its content, whatever its files are called."""

import hashlib
from collections.abc import Sequence

from schemas import Report

DIGITS = 32


def key_of(hashes: Sequence[str]) -> str:
    """The key of a report whose files have these sha256, in the order in which they are read."""
    return hashlib.sha256("\n".join(hashes).encode("ascii")).hexdigest()[:DIGITS]


def file_hashes(report: Report) -> tuple[str, ...]:
    """The sha256 of each file of a report, in the order of its pages."""
    return tuple(part.sha256 for part in report.source.parts) or (report.source.sha256,)
