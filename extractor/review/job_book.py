"""Work of the review in the store's ledger, so that what was taken on is known, and done, after any end of the server."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from sqlite3 import Connection, Row
from typing import Any

from extractor.batch.owner import Owner, this_process
from extractor.store import Store

WAITING, RUNNING, DONE, FAILED, STOPPED = "waiting", "running", "done", "failed", "stopped"
OVER = (DONE, FAILED, STOPPED)
MOST_KEPT = 200
SCHEMA = """CREATE TABLE IF NOT EXISTS review_job (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, about TEXT NOT NULL, asked TEXT NOT NULL,
  state TEXT NOT NULL, key TEXT, problem TEXT NOT NULL, children TEXT NOT NULL, owner TEXT NOT NULL
) STRICT"""


@dataclass
class Job:
    """A piece of work: what it is about, how far it is, how it ended, and the further work that came of it.

    `reports` are those that a look at several files found.
    """

    id: str
    about: str
    asked: Mapping[str, Any]
    state: str = WAITING
    done: int = 0
    total: int = 0
    key: str | None = None
    problem: Mapping[str, str] = field(default_factory=dict)
    children: tuple[str, ...] = ()
    reports: Sequence[Mapping[str, Any]] = ()

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in OVER

    @property
    def sorts(self) -> bool:
        """Whether it looks which of several files are one report."""
        return "sort" in self.asked

    @property
    def why(self) -> Mapping[str, str]:
        """Why its files were put together; nothing for a file alone."""
        return self.asked.get("why") or {}


class JobBook:
    """The work of all servers of a store; each does what it took on, and what one left that is gone."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._me = json.dumps(asdict(this_process()), sort_keys=True)
        with store.ledger() as connection:
            connection.execute(SCHEMA)

    def add(self, job: Job) -> None:
        """Keeps work that is taken on; it is on the disk when this returns."""
        with self.store.ledger() as connection:
            self._insert(connection, job)

    def end(self, job: Job, children: Sequence[Job] = ()) -> None:
        """Keeps how work ended, in one step with the work that came of it; of what is long over the oldest is forgotten."""
        with self.store.ledger() as connection:
            for child in children:
                self._insert(connection, child)
            connection.execute(
                "UPDATE review_job SET state = ?, key = ?, problem = ?, children = ? WHERE id = ?",
                (job.state, job.key, json.dumps(dict(job.problem)), json.dumps(job.children), job.id),
            )
            connection.execute(
                f"DELETE FROM review_job WHERE state <> '{WAITING}'"
                " AND number <= (SELECT MAX(number) FROM review_job) - ?",
                (MOST_KEPT,),
            )

    def _insert(self, connection: Connection, job: Job) -> None:
        connection.execute(
            "INSERT INTO review_job (id, about, asked, state, key, problem, children, owner)"
            " VALUES (?, ?, ?, ?, NULL, '{}', '[]', ?)",
            (job.id, job.about, json.dumps(job.asked), WAITING, self._me),
        )

    def taken_over(self) -> list[Job]:
        """The work that is known, oldest first: what is over, and what servers left undone, which is this one's now."""
        with self.store.ledger() as connection:
            rows = connection.execute("SELECT * FROM review_job ORDER BY number").fetchall()
            kept = [row for row in rows if row["state"] != WAITING or Owner(**json.loads(row["owner"])).is_gone()]
            left = [(self._me, row["id"]) for row in kept if row["state"] == WAITING]
            connection.executemany("UPDATE review_job SET owner = ? WHERE id = ?", left)
        return [_job(row) for row in kept]


def _job(row: Row) -> Job:
    return Job(
        id=row["id"],
        about=row["about"],
        asked=json.loads(row["asked"]),
        state=row["state"],
        key=row["key"],
        problem=json.loads(row["problem"]),
        children=tuple(json.loads(row["children"])),
    )
