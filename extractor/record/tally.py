"""How far the review of each report is: which findings it has, counted by what was decided of them.

The counts are made from documents and events and can be made again at any time.
"""

import json
from collections import Counter
from collections.abc import Sequence
from sqlite3 import Connection
from threading import Lock

from extractor.errors import StoreError
from extractor.record.events import FINDING, LAST, Record
from extractor.record.states import OPEN, REJECTED
from extractor.record.subjects import finding_subject
from extractor.store import Store
from extractor.store.ledger import BUSY_SECONDS

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS tally (report TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT",
    """CREATE TABLE IF NOT EXISTS tally_finding (
  report TEXT NOT NULL, subject TEXT NOT NULL, severity TEXT NOT NULL, material INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (report, subject, severity, material)
) STRICT""",
    "CREATE INDEX IF NOT EXISTS tally_finding_by_subject ON tally_finding (subject)",
)
STALE = """SELECT report.key, report.digest FROM report LEFT JOIN tally ON tally.report = report.key
WHERE tally.digest IS NULL OR tally.digest <> report.digest ORDER BY key LIMIT ?"""
# Findings of each report about which something is decided.
DECIDED = f"""SELECT finding.report AS report, json_extract(event.value, '$.state') AS state, finding.severity AS severity,
finding.material AS material, finding.count AS count
FROM review_event AS event JOIN ({LAST}) USING (subject, version) JOIN tally_finding AS finding USING (subject)
WHERE event.kind = '{FINDING}' AND event.value IS NOT NULL"""
# Those of them that were rejected, counted as the list of reports counts all findings.
REJECTIONS = f"""SELECT report, SUM(count * (severity = 'error')) AS errors, SUM(count * (severity = 'warning')) AS warnings,
SUM(count * (severity = 'notice')) AS notices, SUM(count * material) AS material, SUM(count) AS rejected
FROM ({DECIDED}) WHERE state = '{REJECTED}' GROUP BY report"""
COUNTS = ("errors", "warnings", "notices", "material", "rejected")


class Tally:
    """Counts for the list of reports; findings are looked up again where a report was audited again."""

    def __init__(self, record: Record) -> None:
        self.store: Store = record.store
        self._busy = Lock()
        with self.store.ledger() as connection:
            for statement in SCHEMA:
                connection.execute(statement)

    def refresh(self, most: int = 1_000_000, wait: float = BUSY_SECONDS) -> int:
        """Looks up the findings of reports that are new or were audited again, of so many at most; tells of how many.

        Raises:
            CannotWriteError: others wrote for longer than `wait` seconds.
        """
        if not self._busy.acquire(blocking=False):
            return 0
        try:
            with self.store.ledger(write=False) as connection:
                stale = [(row["key"], row["digest"]) for row in connection.execute(STALE, (most,))]
            for key, digest in stale:
                self._look_up(key, digest, wait)
            return len(stale)
        finally:
            self._busy.release()

    def _look_up(self, key: str, digest: str, wait: float) -> None:
        try:
            findings = json.loads(self.store.report_bytes(key)).get("findings", ())
        except StoreError:
            # A report whose document somebody took away has no findings to count.
            findings = ()
        counts = Counter((finding_subject(f["key"]), str(f["severity"]), int(bool(f["material"]))) for f in findings)
        rows = [(key, *told, count) for told, count in sorted(counts.items())]
        with self.store.ledger(wait=wait) as connection:
            connection.execute("DELETE FROM tally_finding WHERE report = ?", (key,))
            connection.executemany("INSERT INTO tally_finding VALUES (?, ?, ?, ?, ?)", rows)
            connection.execute("INSERT OR REPLACE INTO tally (report, digest) VALUES (?, ?)", (key, digest))


def decided_of(connection: Connection, reports: Sequence[str]) -> dict[str, dict[str, int]]:
    """For each of some reports how many of its findings are in each state but open."""
    found: dict[str, dict[str, int]] = {report: {} for report in reports}
    for row in connection.execute(f"SELECT report, state, SUM(count) AS count FROM ({DECIDED}) GROUP BY 1, 2"):
        if row["report"] in found and row["state"] != OPEN:
            found[row["report"]][row["state"]] = row["count"]
    return found


def rejected_of(connection: Connection) -> dict[str, dict[str, int]]:
    """For each report with rejected findings how many errors, warnings, notices and material findings they are."""
    return {row["report"]: {name: row[name] for name in COUNTS} for row in connection.execute(REJECTIONS)}


def rejections(store: Store) -> dict[str, dict[str, int]]:
    """The same of a whole store, counted anew where that is needed."""
    Tally(Record(store)).refresh()
    with store.ledger(write=False) as connection:
        return rejected_of(connection)
