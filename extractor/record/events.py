"""The record of decisions in a store's ledger: events that are only ever added, each with who, when and what.

What holds now is what the last event about a subject says. An undoing is a further event that says what held before.
Each event about a subject has the next version: who decides names the version that he saw, and is refused where another
was faster, so that no decision is lost unseen. What `decide` returns from is on the disk.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from extractor.record.states import OPEN, check_step
from extractor.store import Store

FINDING, CELL, TABLE, NAME = "finding", "cell", "table", "name"
KINDS = (FINDING, CELL, TABLE, NAME)
DECIDE, UNDO, IMPORT = "decide", "undo", "import"
Value = Mapping[str, Any] | None

SCHEMA = (
    """CREATE TABLE IF NOT EXISTS review_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, report TEXT NOT NULL,
  kind TEXT NOT NULL, subject TEXT NOT NULL, version INTEGER NOT NULL, action TEXT NOT NULL,
  value TEXT, about TEXT NOT NULL, undoes INTEGER REFERENCES review_event (id), UNIQUE (subject, version)
) STRICT""",
    "CREATE INDEX IF NOT EXISTS review_event_by_report ON review_event (report, id)",
    "CREATE INDEX IF NOT EXISTS review_event_by_kind ON review_event (kind, subject, version)",
    """CREATE TRIGGER IF NOT EXISTS review_event_stays BEFORE UPDATE ON review_event
BEGIN SELECT RAISE(ABORT, 'events are only added'); END""",
    """CREATE TRIGGER IF NOT EXISTS review_event_remains BEFORE DELETE ON review_event
BEGIN SELECT RAISE(ABORT, 'events are only added'); END""",
)
LAST = "SELECT subject, MAX(version) AS version FROM review_event GROUP BY subject"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the record."""

    id: int
    at: str
    who: str
    report: str
    kind: str
    subject: str
    version: int
    action: str
    value: Value
    about: Mapping[str, Any]
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of a subject now; version 0 is a subject that nobody decided about."""

    subject: str
    version: int = 0
    value: Value = None
    event: Event | None = None

    @property
    def state(self) -> str:
        """The state of a finding."""
        return str((self.value or {}).get("state", OPEN))

    def said(self, name: str) -> str:
        """Reason or note, empty where there is none."""
        return str((self.value or {}).get(name) or "")


@dataclass(frozen=True, slots=True)
class Change:
    """What someone wants to decide about a subject, looking at a report; `about` tells later what the subject was."""

    kind: str
    subject: str
    report: str
    value: Value
    about: Mapping[str, Any] = field(default_factory=dict)
    action: str = DECIDE


class StaleError(Exception):
    """Somebody decided about the subject meanwhile; `standing` is what holds now."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(f"{standing.subject} has version {standing.version} now")
        self.standing = standing

    def __reduce__(self) -> tuple[type["StaleError"], tuple[Standing]]:
        """Rebuilt from its parts, so that it survives a trip between processes."""
        return StaleError, (self.standing,)


class NothingToUndoError(ValueError):
    """Nothing is decided about the subject."""


def is_recorded(store: Store) -> bool:
    """Whether anybody ever decided anything in a store; it is only looked at."""
    with store.ledger(write=False) as connection:
        tables = {row["name"] for row in connection.execute("SELECT name FROM sqlite_master")}
        return "review_event" in tables and connection.execute("SELECT 1 FROM review_event").fetchone() is not None


class Record:
    """The decisions of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.ledger() as connection:
            for statement in SCHEMA:
                connection.execute(statement)

    def decide(self, change: Change, who: str, seen: int) -> Standing:
        """Records a decision made on the version that was seen; what holds then is returned once it is on the disk.

        Raises:
            StaleError: the subject has another version.
            UnlawfulStepError, MissingReasonError: a finding cannot become so.
        """
        with self.store.ledger() as connection:
            return _added(connection, change, who, seen, None)

    def decide_all(self, changes: Sequence[tuple[Change, str, int]]) -> list[Standing]:
        """Records several decisions, each with who and the version seen: all or none.

        Raises:
            StaleError: a subject has another version than was seen.
            UnlawfulStepError, MissingReasonError: a finding cannot become so.
        """
        with self.store.ledger() as connection:
            return [_added(connection, change, who, seen, None) for change, who, seen in changes]

    def undo(self, subject: str, report: str, who: str, seen: int) -> Standing:
        """Takes the last decision about a subject back: what held before it holds again.

        Raises:
            StaleError: the subject has another version.
            NothingToUndoError: nothing is left to take back.
        """
        with self.store.ledger() as connection:
            events = _events(connection, "WHERE subject = ? ORDER BY version", (subject,))
            undone = {event.undoes for event in events}
            left = [event for event in events if event.action != UNDO and event.id not in undone]
            if not left:
                raise NothingToUndoError(f"nothing is decided about {subject}")
            before = left[-2].value if len(left) > 1 else None
            change = Change(left[-1].kind, subject, report, before, left[-1].about, UNDO)
            return _added(connection, change, who, seen, left[-1].id)

    def standing(self, subject: str) -> Standing:
        """What holds of a subject."""
        return self.standings([subject])[subject]

    def standings(self, subjects: Iterable[str]) -> dict[str, Standing]:
        """What holds of each of some subjects."""
        wanted = list(dict.fromkeys(subjects))
        with self.store.ledger(write=False) as connection:
            return {subject: _standing(connection, subject) for subject in wanted}

    def decided(self, *kinds: str) -> list[Standing]:
        """All subjects of some kinds about which something is decided, in the order in which they were first named."""
        marks = ", ".join("?" * len(kinds))
        where = f"JOIN ({LAST}) USING (subject, version) WHERE kind IN ({marks}) AND value IS NOT NULL ORDER BY id"
        with self.store.ledger(write=False) as connection:
            events = _events(connection, where, kinds)
        return [Standing(event.subject, event.version, event.value, event) for event in events]

    def events(self, report: str | None = None, most: int = 200, skip: int = 0) -> list[Event]:
        """The record, the newest first; of one report where one is told."""
        where, values = ("WHERE report = ? ", [report]) if report else ("", [])
        with self.store.ledger(write=False) as connection:
            return _events(connection, f"{where}ORDER BY id DESC LIMIT ? OFFSET ?", [*values, most, skip])


def _added(connection: sqlite3.Connection, change: Change, who: str, seen: int, undoes: int | None) -> Standing:
    """Adds an event behind the version that was seen."""
    now = _standing(connection, change.subject)
    if now.version != seen:
        raise StaleError(now)
    if change.kind == FINDING and change.action == DECIDE:
        wanted = change.value or {}
        check_step(now.state, str(wanted.get("state", OPEN)), str(wanted.get("reason") or ""))
    values = (
        datetime.now(UTC).isoformat(timespec="seconds"), who, change.report, change.kind, change.subject, seen + 1,
        change.action, None if change.value is None else _text(change.value), _text(change.about), undoes,
    )  # fmt: skip
    connection.execute(
        "INSERT INTO review_event (at, who, report, kind, subject, version, action, value, about, undoes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values,
    )
    return _standing(connection, change.subject)


def _standing(connection: sqlite3.Connection, subject: str) -> Standing:
    events = _events(connection, "WHERE subject = ? ORDER BY version DESC LIMIT 1", (subject,))
    return Standing(subject, events[0].version, events[0].value, events[0]) if events else Standing(subject)


def _events(connection: sqlite3.Connection, where: str, values: Sequence[object]) -> list[Event]:
    rows = connection.execute(f"SELECT review_event.* FROM review_event {where}", tuple(values)).fetchall()
    return [_event(row) for row in rows]


def _event(row: sqlite3.Row) -> Event:
    value = None if row["value"] is None else json.loads(row["value"])
    told = {name: row[name] for name in ("id", "at", "who", "report", "kind", "subject", "version", "action", "undoes")}
    return Event(**told, value=value, about=json.loads(row["about"]))


def _text(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
