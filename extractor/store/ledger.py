"""The ledger of a store: a SQLite file beside the documents."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import StoreError

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


def prepare(path: Path) -> None:
    """Makes the ledger's tables where they are not there.

    Raises:
        StoreError: the file is no ledger, or one of a newer program.
    """
    try:
        with connected(path) as connection:
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found > FORMAT:
                raise _newer(path, found)
            if found < FORMAT:
                connection.executescript(SCHEMA)
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
def connected(path: Path, *, write: bool = True) -> Iterator[sqlite3.Connection]:
    """A connection whose changes are kept together when the block ends and dropped when it raises.

    The journal is SQLite's own rollback file, so that a copy of the folder is whole while nobody writes. A reader (`write` false) waits for no other reader.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
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
