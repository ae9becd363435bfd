"""Results of other stores taken over, so that shares of a batch that were made apart become one store."""

from sqlite3 import Connection, Row

from extractor.batch.ledger import DONE, Ledger
from extractor.store import Store

TRIED = "work, origin, host, pid, began, seconds, cpu_seconds, peak_mb, outcome"


def adopt(ledger: Ledger, other: Store) -> list[str]:
    """Takes over what another store has and this one has not; the keys of the reports that it knows.

    Raises:
        CannotWriteError: the store cannot be written to.
    """
    store = ledger.store
    known = {entry.key for entry in store.entries() if store.document(entry.key).is_file()}
    for entry in other.entries():
        if entry.key not in known and other.document(entry.key).is_file():
            reading = other.reading_place(entry.key)
            store.keep(entry, other.report_bytes(entry.key), reading.read_bytes() if reading.is_file() else None)
    works, tried, places = _told(other)
    with store.ledger() as connection:
        for work in works:
            _take(connection, work, [row for row in tried if row["work"] == work["key"]])
        connection.executemany("INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?)", [tuple(row) for row in places])
    return [work["key"] for work in works]


def _told(other: Store) -> tuple[list[Row], list[Row], list[Row]]:
    """The lines of work, of tries and of places that another store has; none of the first two where no batch worked on it."""
    with other.ledger(write=False) as connection:
        tables = {row["name"] for row in connection.execute("SELECT name FROM sqlite_master")}
        places = connection.execute("SELECT path, sha256, size, modified FROM place").fetchall()
        if "work" not in tables:
            return [], [], places
        tried = connection.execute(f"SELECT {TRIED} FROM attempt ORDER BY number").fetchall()
        return connection.execute("SELECT * FROM work ORDER BY key").fetchall(), tried, places


def _take(connection: Connection, work: Row, tried: list[Row]) -> None:
    """Takes over a line of work with its tries, unless the one that is here says as much."""
    ours = connection.execute("SELECT state FROM work WHERE key = ?", (work["key"],)).fetchone()
    if ours is not None and (ours["state"] == DONE or work["state"] != DONE):
        return
    names = work.keys()
    connection.execute(
        f"INSERT OR REPLACE INTO work ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", tuple(work)
    )
    connection.executemany(
        f"INSERT INTO attempt ({TRIED}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [tuple(row) for row in tried]
    )
