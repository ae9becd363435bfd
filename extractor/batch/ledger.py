"""What there is to do and what became of it, in the ledger of a store.

`work` has a line for each report: what it is made from, and how that ended. `attempt` has a line for each try. `claim` says
who works on what: whoever finds a claim whose time is over, or whose process is gone, may take it. `glance` and
`grouping` keep what files are and which belong together, so that they are looked at once.
"""

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from extractor.batch.owner import Owner
from extractor.store import Store
from schemas import Message

SCHEMA = """
CREATE TABLE IF NOT EXISTS work (
  key TEXT PRIMARY KEY, name TEXT NOT NULL, files TEXT NOT NULL, supporting TEXT NOT NULL, why TEXT,
  agency TEXT, year INTEGER, origin TEXT NOT NULL, state TEXT NOT NULL, outcome TEXT, told TEXT, code INTEGER,
  report TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS attempt (
  number INTEGER PRIMARY KEY AUTOINCREMENT, work TEXT NOT NULL, origin TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL,
  began REAL NOT NULL, seconds REAL, cpu_seconds REAL, peak_mb REAL, outcome TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS attempt_by_work ON attempt (work);
CREATE TABLE IF NOT EXISTS claim (
  work TEXT PRIMARY KEY, host TEXT NOT NULL, pid INTEGER NOT NULL, born TEXT NOT NULL, expires REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS glance (
  sha256 TEXT NOT NULL, version TEXT NOT NULL, told TEXT, PRIMARY KEY (sha256, version)
) STRICT;
CREATE TABLE IF NOT EXISTS grouping (folder TEXT PRIMARY KEY, told TEXT NOT NULL) STRICT;
"""
WAITING, DONE, FAILED = "waiting", "done", "failed"
# The outcome of a report that was made from a file that had to be mended first.
REPAIRED = "repaired"
INTERRUPTED = "interrupted"
# Seconds that a claim holds without being renewed; it is renewed well before.
LEASE = 90.0


class Claim(StrEnum):
    """What came of a claim: it is ours, somebody else works on it, or there is nothing left to do."""

    ours = "ours"
    others = "others"
    over = "over"


@dataclass(frozen=True, slots=True)
class Planned:
    """A report that is to be made: the hashes of its files and of the documents beside it, and what names all of that."""

    key: str
    name: str
    files: tuple[str, ...]
    supporting: tuple[str, ...]
    origin: str
    why: Message | None = None
    agency: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A line of the ledger."""

    planned: Planned
    state: str
    outcome: str | None = None
    told: Message | None = None
    code: int | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """How a try ended: done or failed, in one word, in a sentence, what it took, and what a document was made from."""

    state: str
    outcome: str
    told: Message | None = None
    code: int | None = None
    report: str | None = None
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mb: float = 0.0
    origin: str | None = None


class Ledger:
    """The batch's own tables in the ledger of a store."""

    def __init__(self, store: Store, owner: Owner) -> None:
        self.store, self._owner = store, owner
        with self.store.ledger() as connection:
            # One by one: a script would end the transaction that guards against another process doing the same.
            for statement in SCHEMA.split(";"):
                connection.execute(statement)

    def plan(self, works: Iterable[Planned]) -> None:
        """Notes what there is to do; what is done from the same origin, or failed, stays as it is."""
        with self.store.ledger() as connection:
            for planned in works:
                connection.execute(_PLAN, _row(planned))

    def settle(self, key: str, report: str, *, repaired: bool) -> None:
        """Notes that a report was made, by somebody who could not note it."""
        with self.store.ledger() as connection:
            connection.execute(
                "UPDATE work SET state = ?, outcome = ?, told = NULL, code = NULL, report = ? WHERE key = ?",
                (DONE, REPAIRED if repaired else DONE, report, key),
            )

    def reopen(self, keys: Iterable[str]) -> None:
        """Lets reports be made again that failed or whose document is gone."""
        with self.store.ledger() as connection:
            connection.executemany(
                "UPDATE work SET state = ?, outcome = NULL, told = NULL, code = NULL WHERE key = ?",
                [(WAITING, key) for key in keys],
            )

    def works(self) -> list[Work]:
        """All lines by name and key."""
        with self.store.ledger(write=False) as connection:
            rows = connection.execute("SELECT * FROM work ORDER BY name, key").fetchall()
        return [_work(row) for row in rows]

    def claim(self, key: str) -> Claim:
        """Claims a report where it waits and nobody works on it."""
        now = time.time()
        with self.store.ledger() as connection:
            row = connection.execute("SELECT state FROM work WHERE key = ?", (key,)).fetchone()
            if row is None or row["state"] != WAITING:
                return Claim.over
            if not self._is_free(connection, key, now):
                return Claim.others
            self._take(connection, key, now)
        return Claim.ours

    def renew(self, keys: Iterable[str]) -> None:
        """Holds claims for another while."""
        with self.store.ledger() as connection:
            connection.executemany(
                "UPDATE claim SET expires = ? WHERE work = ? AND host = ? AND pid = ? AND born = ?",
                [(time.time() + LEASE, key, *self._me) for key in keys],
            )

    def finish(self, key: str, result: Result) -> None:
        """Notes how a try ended and gives the claim back."""
        with self.store.ledger() as connection:
            connection.execute(
                "UPDATE work SET state = ?, outcome = ?, told = ?, code = ?, report = COALESCE(?, report),"
                " origin = COALESCE(?, origin) WHERE key = ?",
                (result.state, result.outcome, _text(result.told), result.code, result.report, result.origin, key),
            )
            self._end(connection, key, result)

    def release(self, key: str, outcome: str) -> None:
        """Gives a claim back with the work undone."""
        with self.store.ledger() as connection:
            self._end(connection, key, Result(WAITING, outcome))

    def claimed(self) -> dict[str, Owner]:
        """Who works on what."""
        with self.store.ledger(write=False) as connection:
            rows = connection.execute("SELECT * FROM claim").fetchall()
        return {row["work"]: Owner(row["host"], row["pid"], row["born"]) for row in rows}

    def attempts(self) -> dict[str, list[dict[str, Any]]]:
        """The tries of each report in their order."""
        with self.store.ledger(write=False) as connection:
            rows = connection.execute("SELECT * FROM attempt ORDER BY number").fetchall()
        found: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            found.setdefault(row["work"], []).append(dict(row))
        return found

    def glances(self, version: str) -> dict[str, str | None]:
        """What files were found to be, by their hash; None where they could not be looked at."""
        with self.store.ledger(write=False) as connection:
            rows = connection.execute("SELECT sha256, told FROM glance WHERE version = ?", (version,)).fetchall()
        return {row["sha256"]: row["told"] for row in rows}

    def keep_glances(self, version: str, told: Mapping[str, str | None]) -> None:
        """Keeps what files were found to be."""
        with self.store.ledger() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO glance (sha256, version, told) VALUES (?, ?, ?)",
                [(digest, version, text) for digest, text in told.items()],
            )

    def groupings(self) -> dict[str, str]:
        """What the files of folders were put together to."""
        with self.store.ledger(write=False) as connection:
            return {row["folder"]: row["told"] for row in connection.execute("SELECT * FROM grouping")}

    def keep_groupings(self, told: Mapping[str, str]) -> None:
        """Keeps what the files of folders were put together to."""
        with self.store.ledger() as connection:
            connection.executemany("INSERT OR REPLACE INTO grouping (folder, told) VALUES (?, ?)", list(told.items()))

    @property
    def _me(self) -> tuple[str, int, str]:
        return self._owner.host, self._owner.pid, self._owner.born

    def _is_free(self, connection: sqlite3.Connection, key: str, now: float) -> bool:
        """Whether nobody works on a report, or somebody did who is gone; what he left is then noted as interrupted."""
        row = connection.execute("SELECT * FROM claim WHERE work = ?", (key,)).fetchone()
        if row is None:
            return True
        if row["expires"] > now and not Owner(row["host"], row["pid"], row["born"]).is_gone():
            return False
        connection.execute(
            "UPDATE attempt SET outcome = ? WHERE work = ? AND outcome IS NULL AND host = ? AND pid = ?",
            (INTERRUPTED, key, row["host"], row["pid"]),
        )
        return True

    def _take(self, connection: sqlite3.Connection, key: str, now: float) -> None:
        connection.execute("INSERT OR REPLACE INTO claim VALUES (?, ?, ?, ?, ?)", (key, *self._me, now + LEASE))
        connection.execute(
            "INSERT INTO attempt (work, origin, host, pid, began) SELECT key, origin, ?, ?, ? FROM work WHERE key = ?",
            (self._owner.host, self._owner.pid, now, key),
        )

    def _end(self, connection: sqlite3.Connection, key: str, result: Result) -> None:
        """Closes the open try of this process on a report and takes its claim away."""
        connection.execute(
            "UPDATE attempt SET outcome = ?, seconds = ?, cpu_seconds = ?, peak_mb = ?"
            " WHERE work = ? AND outcome IS NULL AND host = ? AND pid = ?",
            (result.outcome, result.seconds, result.cpu_seconds, result.peak_mb, key, *self._me[:2]),
        )
        connection.execute("DELETE FROM claim WHERE work = ? AND host = ? AND pid = ? AND born = ?", (key, *self._me))


# What was made from another origin, or failed with another one, is to be done again.
_PLAN = """
INSERT INTO work (key, name, files, supporting, why, agency, year, origin, state)
VALUES (:key, :name, :files, :supporting, :why, :agency, :year, :origin, 'waiting')
ON CONFLICT (key) DO UPDATE SET
  name = excluded.name, files = excluded.files, supporting = excluded.supporting, why = excluded.why,
  agency = excluded.agency, year = excluded.year,
  state = CASE WHEN origin = excluded.origin THEN state ELSE 'waiting' END,
  outcome = CASE WHEN origin = excluded.origin THEN outcome END,
  told = CASE WHEN origin = excluded.origin THEN told END,
  code = CASE WHEN origin = excluded.origin THEN code END,
  origin = excluded.origin
"""


def _row(planned: Planned) -> dict[str, Any]:
    return {
        "key": planned.key,
        "name": planned.name,
        "files": json.dumps(planned.files),
        "supporting": json.dumps(planned.supporting),
        "why": _text(planned.why),
        "agency": planned.agency,
        "year": planned.year,
        "origin": planned.origin,
    }


def _work(row: sqlite3.Row) -> Work:
    planned = Planned(
        key=row["key"],
        name=row["name"],
        files=tuple(json.loads(row["files"])),
        supporting=tuple(json.loads(row["supporting"])),
        origin=row["origin"],
        why=_message(row["why"]),
        agency=row["agency"],
        year=row["year"],
    )
    told = _message(row["told"])
    return Work(planned, row["state"], row["outcome"], told, row["code"], row["report"])


def _text(message: Message | None) -> str | None:
    return message.model_dump_json() if message is not None else None


def _message(text: str | None) -> Message | None:
    return Message.model_validate_json(text) if text is not None else None
