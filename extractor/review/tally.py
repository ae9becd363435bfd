"""How far the review of each report is: which findings it has, counted by what was decided of them."""

import json
from collections.abc import Sequence
from sqlite3 import Connection
from threading import Lock

from extractor.review.record import FINDING, LAST, Record
from extractor.review.states import OPEN
from extractor.review.subjects import finding_subject
from extractor.store import Store

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS review_tally (report TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT",
    """CREATE TABLE IF NOT EXISTS review_finding (
  report TEXT NOT NULL, subject TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (report, subject)
) STRICT""",
    "CREATE INDEX IF NOT EXISTS review_finding_by_subject ON review_finding (subject)",
)
STALE = """SELECT report.key, report.digest FROM report LEFT JOIN review_tally ON review_tally.report = report.key
WHERE review_tally.digest IS NULL OR review_tally.digest <> report.digest ORDER BY key LIMIT ?"""
# Findings of each report about which something is decided.
DECIDED = f"""SELECT review_finding.report AS report, json_extract(event.value, '$.state') AS state,
SUM(review_finding.count) AS count
FROM review_event AS event JOIN ({LAST}) USING (subject, version) JOIN review_finding USING (subject)
WHERE event.kind = '{FINDING}' AND event.value IS NOT NULL GROUP BY 1, 2"""


class Tally:
    """Counts for the list of reports; findings are looked up again where a report was audited again."""

    def __init__(self, record: Record) -> None:
        self.store: Store = record.store
        self._busy = Lock()
        with self.store.ledger() as connection:
            for statement in SCHEMA:
                connection.execute(statement)

    def refresh(self, most: int = 1_000_000) -> int:
        """Looks up the findings of reports that are new or were audited again, of so many at most; tells of how many."""
        if not self._busy.acquire(blocking=False):
            return 0
        try:
            with self.store.ledger() as connection:
                stale = [(row["key"], row["digest"]) for row in connection.execute(STALE, (most,))]
            for key, digest in stale:
                self._look_up(key, digest)
            return len(stale)
        finally:
            self._busy.release()

    def _look_up(self, key: str, digest: str) -> None:
        findings = json.loads(self.store.report_bytes(key)).get("findings", ())
        counts: dict[str, int] = {}
        for finding in findings:
            subject = finding_subject(finding.get("key", ""))
            counts[subject] = counts.get(subject, 0) + 1
        rows = [(key, subject, count) for subject, count in sorted(counts.items())]
        with self.store.ledger() as connection:
            connection.execute("DELETE FROM review_finding WHERE report = ?", (key,))
            connection.executemany("INSERT INTO review_finding (report, subject, count) VALUES (?, ?, ?)", rows)
            connection.execute("INSERT OR REPLACE INTO review_tally (report, digest) VALUES (?, ?)", (key, digest))


def decided_of(connection: Connection, reports: Sequence[str]) -> dict[str, dict[str, int]]:
    """For each of some reports how many of its findings are in each state but open."""
    found: dict[str, dict[str, int]] = {report: {} for report in reports}
    for row in connection.execute(DECIDED):
        if row["report"] in found and row["state"] != OPEN:
            found[row["report"]][row["state"]] = row["count"]
    return found
