"""Where the content of files was seen, so that unchanged files need no reading to be known.

Paths are kept as the bytes that the system uses, since a name need not be text.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection, Row


@dataclass(frozen=True, slots=True)
class Place:
    """A file as it was when its content was looked at: size in bytes, time of change in nanoseconds."""

    path: Path
    sha256: str
    size: int
    modified: int

    def holds(self) -> bool | None:
        """Whether the file is as it was, which tells that its content is; None where there is no such file."""
        try:
            about = self.path.stat()
        except OSError:
            return None
        return (self.size, self.modified) == (about.st_size, about.st_mtime_ns) if self.path.is_file() else None


def looked_at(path: Path) -> Place:
    """A file with its content looked at now.

    Raises:
        OSError: the file cannot be read.
    """
    place = path.resolve()
    about = place.stat()
    return Place(place, digest_of(place), about.st_size, about.st_mtime_ns)


def place_of(connection: Connection, path: Path) -> Place | None:
    """What is kept of a file."""
    row = connection.execute("SELECT * FROM place WHERE path = ?", (os.fsencode(path.resolve()),)).fetchone()
    return _place(row) if row else None


def places_of(connection: Connection, digest: str) -> list[Place]:
    """The files that held a content, by name."""
    rows = connection.execute("SELECT * FROM place WHERE sha256 = ? ORDER BY path", (digest,)).fetchall()
    return [_place(row) for row in rows]


def keep(connection: Connection, place: Place) -> None:
    """Keeps what was seen of a file."""
    values = (os.fsencode(place.path), place.sha256, place.size, place.modified)
    connection.execute("INSERT OR REPLACE INTO place (path, sha256, size, modified) VALUES (?, ?, ?, ?)", values)


def _place(row: Row) -> Place:
    return Place(Path(os.fsdecode(row["path"])), row["sha256"], row["size"], row["modified"])


def digest_of(path: Path) -> str:
    """The sha256 of a file's content.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
