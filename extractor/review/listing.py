"""The list of reports of a store: searched, filtered and paged by its ledger, never by opening reports."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from sqlite3 import Connection

from extractor.errors import CannotWriteError
from extractor.record.tally import DECIDED, REJECTIONS, Tally, decided_of, rejected_of
from extractor.store import Entry
from extractor.store.entries import COLUMNS

PAGE = 25
NEW, BEGUN, DONE = "new", "begun", "done"
PROGRESS = (NEW, BEGUN, DONE)
# Rejected findings are none any more.
SEVERITIES = {"error": "errors", "warning": "warnings", "notice": "notices"}
# Reports that were put into the store while nobody looked are counted when they are listed, a few at a time.
AT_ONCE = 3
# Seconds that a list waits for its counts; where others write for longer, it shows those that it has.
WAIT = 0.2
TOTAL = "(report.errors + report.warnings + report.notices)"
SEEN = f"(SELECT report, SUM(count) AS decided FROM ({DECIDED}) WHERE state <> 'open' GROUP BY report)"
PROGRESS_SQL = {
    NEW: f"COALESCE(decided, 0) = 0 AND {TOTAL} > 0",
    BEGUN: f"COALESCE(decided, 0) BETWEEN 1 AND {TOTAL} - 1",
    DONE: f"COALESCE(decided, 0) >= {TOTAL}",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for; empty parts ask for nothing."""

    words: str = ""
    agency: str = ""
    year: int | None = None
    severity: str = ""
    progress: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A report in the list, with its judged findings by state; `rejected` counts those that were rejected by severity."""

    entry: Entry
    states: Mapping[str, int] = field(default_factory=dict)
    rejected: Mapping[str, int] = field(default_factory=dict)

    def count(self, name: str) -> int:
        """How many errors, warnings or notices stand."""
        return int(getattr(self.entry, name)) - self.rejected.get(name, 0)

    @property
    def findings(self) -> int:
        """All findings."""
        return self.entry.errors + self.entry.warnings + self.entry.notices

    @property
    def decided(self) -> int:
        """Findings that somebody judged."""
        return min(sum(self.states.values()), self.findings)

    @property
    def progress(self) -> str:
        """New, begun or done."""
        if self.decided >= self.findings:
            return DONE
        return BEGUN if self.decided else NEW


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list, and what can be chosen from."""

    lines: tuple[Line, ...]
    total: int
    page: int
    agencies: tuple[str, ...]
    years: tuple[int, ...]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def listed(tally: Tally, wanted: Wanted) -> Listing:
    """The reports that are wanted, by agency and year; a page behind the last one is the last one."""
    with suppress(CannotWriteError):
        tally.refresh(AT_ONCE, WAIT)
    where, values = _conditions(wanted)
    source = "FROM report"
    source += f" LEFT JOIN {SEEN} AS seen ON seen.report = report.key" if wanted.progress else ""
    source += f" LEFT JOIN ({REJECTIONS}) AS gone ON gone.report = report.key" if wanted.severity else ""
    columns = ", ".join(f"report.{name}" for name in COLUMNS)
    with tally.store.ledger(write=False) as connection:
        total = connection.execute(f"SELECT COUNT(*) {source} WHERE {where}", values).fetchone()[0]
        page = min(max(1, wanted.page), max(1, -(-total // PAGE)))
        sql = f"SELECT {columns} {source} WHERE {where} ORDER BY agency, fiscal_year DESC, key LIMIT ? OFFSET ?"
        rows = connection.execute(sql, [*values, PAGE, (page - 1) * PAGE]).fetchall()
        entries = [Entry.of_row(row) for row in rows]
        states, gone = decided_of(connection, [entry.key for entry in entries]), rejected_of(connection)
        lines = tuple(Line(entry, states[entry.key], gone.get(entry.key, {})) for entry in entries)
        return Listing(lines, total, page, _agencies(connection), _years(connection))


def same_report(tally: Tally, entry: Entry) -> list[Entry]:
    """Other versions of a report: of the same agency, kind and year."""
    if not entry.agency or entry.fiscal_year is None:
        return []
    sql = "SELECT * FROM report WHERE agency = ? AND fiscal_year = ? AND kind = ? AND key <> ? ORDER BY file, key"
    with tally.store.ledger(write=False) as connection:
        rows = connection.execute(sql, (entry.agency, entry.fiscal_year, entry.kind, entry.key)).fetchall()
    return [Entry.of_row(row) for row in rows]


def of_agency(tally: Tally, agency: str, most: int) -> list[Entry]:
    """The reports of an agency, the last years first."""
    sql = "SELECT * FROM report WHERE agency = ? ORDER BY fiscal_year DESC, key LIMIT ?"
    with tally.store.ledger(write=False) as connection:
        return [Entry.of_row(row) for row in connection.execute(sql, (agency, most)).fetchall()]


def called(tally: Tally, keys: Collection[str]) -> dict[str, str]:
    """What reports are called, by key: agency or file, and year; those that are not there any more are left out."""
    sql = f"SELECT key, agency, file, fiscal_year FROM report WHERE key IN ({', '.join('?' * len(keys))})"
    with tally.store.ledger(write=False) as connection:
        rows = connection.execute(sql, tuple(keys)).fetchall()
    return {row["key"]: f"{row['agency'] or row['file']} {row['fiscal_year'] or ''}".strip() for row in rows}


def agencies(tally: Tally) -> tuple[str, ...]:
    """The agencies of a store by name."""
    with tally.store.ledger(write=False) as connection:
        return _agencies(connection)


def _conditions(wanted: Wanted) -> tuple[str, list[object]]:
    """The conditions of the query with their values."""
    parts, values = ["1"], []  # type: tuple[list[str], list[object]]
    for word in wanted.words.split()[:8]:
        parts.append("(agency LIKE ? ESCAPE '!' OR title LIKE ? ESCAPE '!' OR report.file LIKE ? ESCAPE '!')")
        values += [f"%{_literal(word)}%"] * 3
    if wanted.agency:
        parts.append("agency = ?")
        values.append(wanted.agency)
    if wanted.year is not None:
        parts.append("fiscal_year = ?")
        values.append(wanted.year)
    if wanted.severity in SEVERITIES:
        name = SEVERITIES[wanted.severity]
        parts.append(f"report.{name} > COALESCE(gone.{name}, 0)")
    if wanted.progress in PROGRESS_SQL:
        parts.append(PROGRESS_SQL[wanted.progress])
    return " AND ".join(parts), values


def _literal(word: str) -> str:
    """A word whose signs mean themselves."""
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _agencies(connection: Connection) -> tuple[str, ...]:
    rows = connection.execute("SELECT DISTINCT agency FROM report WHERE agency IS NOT NULL ORDER BY agency")
    return tuple(row[0] for row in rows)


def _years(connection: Connection) -> tuple[int, ...]:
    rows = connection.execute("SELECT DISTINCT fiscal_year FROM report WHERE fiscal_year IS NOT NULL ORDER BY 1 DESC")
    return tuple(row[0] for row in rows)
