"""What became of a batch, as plain values: every report with its files and places, every failure with its reason."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.batch.comparable import why_not_comparable
from extractor.batch.expected import Expected, held_against
from extractor.batch.glance import Glance
from extractor.batch.job import Skipped
from extractor.batch.ledger import DONE, FAILED, WAITING, Ledger, Work
from extractor.batch.planning import printable
from extractor.record.events import is_recorded
from extractor.report import write_atomically
from extractor.store import Entry, Store
from extractor.versions import reading_version

FILE, RECAP = "summary.json", "rekap.xlsx"
FORMAT = 1
FOUND = ("errors", "warnings", "notices", "material")
COUNTED = ("pages", "pages_read", "facts", *FOUND, "calculations")
TOLD = ("kind", "agency", "region", "fiscal_year", *COUNTED, "printed", "understood")


def summary(ledger: Ledger, skipped: Iterable[Skipped] = (), expected: Sequence[Expected] = ()) -> dict[str, Any]:
    """The whole state of a store's batches; nothing in it depends on the clock or on who did what."""
    store, works = ledger.store, ledger.works()
    entries = {entry.key: entry for entry in store.entries()}
    places = _places(store)
    gone = _rejections(store)
    reports = [_report(work, entries, places, gone) for work in works]
    told: dict[str, Any] = {
        "kind": "lkjip-batch",
        "format": FORMAT,
        "totals": _totals(reports),
        "reports": reports,
        "skipped": sorted(({"path": printable(str(s.path)), **_message("why", s.why)} for s in skipped), key=str),
    }
    if expected:
        glances = {d: Glance.of_text(text) if text else None for d, text in ledger.glances(reading_version()).items()}
        told["expected"] = [item.as_json() for item in held_against(expected, works, entries, glances)]
    return told


def write_summary(store: Store, told: Mapping[str, Any], language: str) -> tuple[Path, Path]:
    """Writes the summary and the workbook made of it, in one step each; nothing where both say so already.

    Raises:
        CannotWriteError: the store cannot be written to.
    """
    path, book = store.folder / FILE, store.folder / RECAP
    data = as_text({**told, "language": language}).encode()
    if not book.is_file() or not path.is_file() or path.read_bytes() != data:
        from extractor.batch.recap import recap

        # The summary comes last: where it is as it should be, the workbook is.
        write_atomically(recap(told, language), book)
        write_atomically(data, path)
    return path, book


def as_text(told: Mapping[str, Any]) -> str:
    """Such values as JSON."""
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def status(ledger: Ledger) -> dict[str, Any]:
    """The summary with who works on what now, and every try with its time and memory."""
    told = summary(ledger)
    claimed, attempts = ledger.claimed(), ledger.attempts()
    for report in told["reports"]:
        owner = claimed.get(report["key"])
        report["claimed"] = {"host": owner.host, "pid": owner.pid} if owner and not owner.is_gone() else None
        report["attempts"] = [_attempt(row) for row in attempts.get(report["key"], ())]
    return told


def _attempt(row: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("host", "pid", "began", "seconds", "cpu_seconds", "peak_mb", "outcome")
    return {name: round(row[name], 3) if isinstance(row[name], float) else row[name] for name in kept}


def _totals(reports: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    states = Counter(report["state"] for report in reports)
    counts = {"reports": len(reports), **{state: states[state] for state in (DONE, FAILED, WAITING)}}
    return counts | {name: sum(report.get(name) or 0 for report in reports) for name in COUNTED}


def _report(
    work: Work, entries: Mapping[str, Entry], places: Mapping[str, list[str]], gone: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    """One report: how it stands, what it is made from, and what was found without what somebody rejected in the review."""
    planned, entry = work.planned, entries.get(work.report or "")
    told: dict[str, Any] = {
        "key": planned.key,
        "name": planned.name,
        "state": work.state,
        "outcome": work.outcome,
        **_message("message", work.told),
        "report": work.report,
        "files": [{"sha256": digest, "places": places.get(digest, [])} for digest in planned.files],
        "supporting": [{"sha256": digest, "places": places.get(digest, [])} for digest in planned.supporting],
        **_message("grouped", planned.why),
    }
    if entry is None:
        return told | {"agency": planned.agency, "fiscal_year": planned.year}
    without = gone.get(entry.key, {})
    told |= {name: getattr(entry, name) for name in TOLD}
    told |= {name: told[name] - without.get(name, 0) for name in FOUND} | {"rejected": without.get("rejected", 0)}
    return told | _message("not_comparable", why_not_comparable(entry))


def _rejections(store: Store) -> Mapping[str, Mapping[str, int]]:
    """What was rejected of each report, by severity; nothing is looked up where nobody ever decided anything."""
    if not is_recorded(store):
        return {}
    # Not above: it needs what reads documents, which a run with nothing to do does without.
    from extractor.record.tally import rejections

    return rejections(store)


def _message(name: str, message: Any) -> dict[str, Any]:
    return {name: message.model_dump() if message is not None else None}


def _places(store: Store) -> dict[str, list[str]]:
    """Where each content was seen."""
    with store.ledger(write=False) as connection:
        rows = connection.execute("SELECT path, sha256 FROM place ORDER BY path").fetchall()
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["sha256"], []).append(row["path"].decode("utf-8", "backslashreplace"))
    return found
