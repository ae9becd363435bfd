"""What is audited as one report: its files in order, the documents beside it, and why they stand together."""

from dataclasses import dataclass
from pathlib import Path

from schemas import Message


@dataclass(frozen=True, slots=True)
class Job:
    """One report to be audited.

    `why` says how its files were put together, None for a file alone. `agency` and `year` are what somebody said that
    the report is about, which tells what is missing where it cannot be read.
    """

    name: str
    files: tuple[Path, ...]
    supporting: tuple[Path, ...] = ()
    why: Message | None = None
    agency: str | None = None
    year: int | None = None


def alone(path: Path) -> Job:
    """A file as a report of its own."""
    return Job(path.name, (path,))


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was found and is no file that could be read, with the reason."""

    path: Path
    why: Message
