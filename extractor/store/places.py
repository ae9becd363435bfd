"""Where the content of files was seen, so that unchanged files need no reading to be known.

Paths are kept as the bytes that the system uses, since a name need not be text.
"""

import hashlib
import os
from pathlib import Path
from sqlite3 import Connection


def remembered(connection: Connection, path: Path) -> str:
    """The sha256 of a file, from the ledger while its size and time are those that stand there.

    Raises:
        OSError: the file cannot be read.
    """
    place = path.resolve()
    about = place.stat()
    known = connection.execute("SELECT * FROM place WHERE path = ?", (os.fsencode(place),)).fetchone()
    if known and (known["size"], known["modified"]) == (about.st_size, about.st_mtime_ns):
        return str(known["sha256"])
    digest = digest_of(place)
    values = (os.fsencode(place), digest, about.st_size, about.st_mtime_ns)
    connection.execute("INSERT OR REPLACE INTO place (path, sha256, size, modified) VALUES (?, ?, ?, ?)", values)
    return digest


def still_there(connection: Connection, digest: str) -> Path | None:
    """A file that holds the content now; the first by name."""
    rows = connection.execute("SELECT path FROM place WHERE sha256 = ? ORDER BY path", (digest,)).fetchall()
    for row in rows:
        path = Path(os.fsdecode(row["path"]))
        if path.is_file() and remembered(connection, path) == digest:
            return path
    return None


def digest_of(path: Path) -> str:
    """The sha256 of a file's content.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
