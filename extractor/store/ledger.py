"""The ledger of a store: a SQLite file beside the documents."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import CannotWriteError, StoreError

FORMAT = 1
BUSY_SECONDS = 30.0
# `report` lists what the documents say and can be made from them again; `place` tells where content was seen.
SCHEMA = """
CREATE TABLE IF NOT EXISTS report (
  key TEXT PRIMARY KEY, work TEXT NOT NULL, digest TEXT NOT NULL, file TEXT NOT NULL,
  files TEXT NOT NULL, supporting TEXT NOT NULL,
  kind TEXT NOT NULL, title TEXT, agency TEXT, agency_kind TEXT, region TEXT, fiscal_year INTEGER,
  pages INTEGER NOT NULL, pages_read INTEGER NOT NULL, tables INTEGER NOT NULL, facts INTEGER NOT NULL,
  printed INTEGER NOT NULL, understood INTEGER NOT NULL,
  errors INTEGER NOT NULL, warnings INTEGER NOT NULL, notices INTEGER NOT NULL, material INTEGER NOT NULL,
  calculations INTEGER NOT NULL, diagnostics INTEGER NOT NULL,
  version TEXT NOT NULL, reading_version TEXT NOT NULL, audit_version TEXT NOT NULL, settings TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS report_by_office ON report (agency, fiscal_year);
CREATE TABLE IF NOT EXISTS place (
  path BLOB PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS place_by_content ON place (sha256);
"""


# What SQLite calls a disk that is full, broken or not to be written to, and a ledger that another process does not let go of.
UNWRITABLE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
}


def prepare(path: Path, fill: Callable[[sqlite3.Connection], object]) -> None:
    """Makes the ledger's tables where they are not there and fills them, all of it or nothing.

    Raises:
        StoreError: the file is no ledger, or one of a newer program.
        CannotWriteError: it cannot be made.
    """
    try:
        with connected(path) as connection:
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found > FORMAT:
                raise _newer(path, found)
            if found < FORMAT:
                # One by one: a script would end the transaction.
                for statement in SCHEMA.split(";"):
                    connection.execute(statement)
                fill(connection)
                connection.execute(f"PRAGMA user_version = {FORMAT}")
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"a ledger at {path}",
            str(error),
            "Put the file aside and run the command again: the list of reports is made anew.",
            (
                f"buku catatan di {path}",
                str(error),
                "Pindahkan berkas itu lalu jalankan lagi: daftar laporan dibuat ulang.",
            ),
        ) from None


@contextmanager
def connected(path: Path, *, write: bool = True, wait: float = BUSY_SECONDS) -> Iterator[sqlite3.Connection]:
    """A connection whose changes are kept together when the block ends and dropped when it raises.

    The journal is SQLite's own rollback file, so that a copy of the folder is whole while nobody writes. A reader
    (`write` false) waits for no other reader, and for a writer only while that puts its changes on the disk; whoever
    waits for longer than `wait` seconds is refused.

    Raises:
        CannotWriteError: the disk is full or may not be written to, or another process holds the ledger for long; what
            stood in it before stands there still.
    """
    try:
        with _transaction(path, write, wait) as connection:
            yield connection
    except sqlite3.OperationalError as error:
        # The last byte names the kind, those above it the occasion.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in UNWRITABLE:
            raise _unwritable(path, error) from None
        raise


@contextmanager
def _transaction(path: Path, write: bool, wait: float) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        yield connection
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.close()


def _unwritable(path: Path, error: sqlite3.OperationalError) -> CannotWriteError:
    return CannotWriteError(
        f"a store at {path.parent} that can be written to",
        str(error),
        "Make room or choose another place, then run the same command again: nothing is done twice.",
        (
            f"gudang di {path.parent} yang dapat ditulisi",
            str(error),
            "Kosongkan ruang atau pilih tempat lain, lalu jalankan perintah yang sama lagi: tidak ada yang dikerjakan dua kali.",
        ),
    )


def _newer(path: Path, found: int) -> StoreError:
    return StoreError(
        f"a ledger of form {FORMAT} or older",
        f"form {found} in {path}",
        "Use the newer program that wrote it.",
        (
            f"buku catatan bentuk {FORMAT} atau lebih lama",
            f"bentuk {found} di {path}",
            "Pakai program baru yang menulisnya.",
        ),
    )
