"""A dataset from audited reports: rows of new reports beside the kept ones, then what only all together can tell."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from extractor.dataset import database as db
from extractor.dataset.columns import Row
from extractor.dataset.derive import derive, join_names, tell_moves
from extractor.dataset.files import write_files, written_state
from extractor.dataset.flatten import Flat
from extractor.dataset.sources import Source, key_of_report, sources
from extractor.dataset.tables import BY_MODEL, DERIVED, READ
from extractor.dataset.versions import Version, current
from extractor.versions import dataset_version

# After so many reports what was read is put on the disk.
SETTLED = 20
# How the columns that only all reports together can tell are filled.
OF_CHOSEN = "LEFT JOIN chosen ON chosen.report = u.report"
CURRENT = {"current": "chosen.current"}
FILLED = {
    "documents": CURRENT | {"version_reason": "chosen.reason"},
    # Budget lines have their code, or one name for all spellings.
    "facts": CURRENT
    | {"series": "CASE u.subject_kind WHEN 'indicator' THEN c.series WHEN 'budget_line' THEN u.canonical_id END"},
}
JOINED = {"facts": f"{OF_CHOSEN} LEFT JOIN concordance c ON c.canonical_id = u.canonical_id"}
Progress = Callable[[int, int], None]


@dataclass
class Built:
    """What a build did: keys of reports that were read, kept and taken out, and files that hold no report, with why."""

    added: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    same: bool = False


def build(reports: Path, target: Path, progress: Progress | None = None) -> Built:
    """Makes or renews the dataset in a folder; only reports that are new or changed are read.

    Raises:
        UsageError: there are no reports.
        CannotWriteError: the dataset cannot be written.
    """
    found = sources(reports)
    file = target / db.FILE
    known = db.known_reports(file)
    built, fresh = _plan(found, known)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise db.cannot_write(target, error.strerror or str(error)) from None
    built.same = bool(known) and not fresh and not built.removed and db.made_by(file) == dataset_version()
    if not built.same:
        _renew(file, bool(known), (fresh, built, progress))
    with db.opened(file) as database:
        if not built.same or db.meta(database)["state"] != written_state(target):
            write_files(database, target)
    return built


def _renew(file: Path, known: bool, work: tuple[Sequence[Source], Built, Progress | None]) -> None:
    """Puts a new database in the place of the old one."""
    fresh, built, progress = work
    with db.replacing(file) as database:
        # Rows of reports that are as they were.
        db.keep(database, file, built.kept)
        # Rows of reports that are new or changed.
        _read(database, fresh, built, progress)
        # What only all reports together can tell: which version counts, and which names are one series.
        _choose_versions(database)
        join_names(database)
        if known:
            db.recall(database, file)
            tell_moves(database, _state(database))
        for spec in READ:
            db.sort(database, spec, FILLED.get(spec.name, CURRENT), JOINED.get(spec.name, OF_CHOSEN))
        # What follows from series: breaks, restatements, the panel.
        derive(database)
        for spec in DERIVED:
            db.sort(database, spec)
        db.tell(database, _told(database))


def _plan(found: Sequence[Source], known: dict[str, str]) -> tuple[Built, list[Source]]:
    """What to keep and what to read."""
    by_digest = {digest: key for key, digest in known.items()}
    fresh = [source for source in found if source.digest not in by_digest]
    kept = sorted({by_digest[source.digest] for source in found if source.digest in by_digest})
    return Built(kept=kept, removed=sorted(set(known) - set(kept))), fresh


def _read(database: db.Connection, fresh: Sequence[Source], built: Built, progress: Progress | None) -> None:
    """Adds the rows of reports; a file that holds none is told."""
    taken = set(built.kept)
    for number, source in enumerate(fresh, start=1):
        try:
            report = source.read()
        except (ValidationError, OSError) as error:
            built.refused.append((source.name, _short(error)))
            continue
        key = source.key or key_of_report(report)
        if key in taken:
            built.refused.append((source.name, f"the report {key} is there already, from another file"))
            continue
        taken.add(key)
        built.added.append(key)
        rows: dict[type[Row], Iterable[Row]] = Flat(key, source.digest, report).rows()
        for model, made in rows.items():
            db.insert(database, BY_MODEL[model], made)
        if number % SETTLED == 0:
            db.settle(database)
        if progress:
            progress(number, len(fresh))
    built.removed = sorted(set(built.removed) - set(built.added))


def _short(error: Exception) -> str:
    """An error in one line."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"no audited report: {'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)


def _choose_versions(database: db.Connection) -> None:
    """Tells of every report whether it is the newest version of itself."""
    names = "report, agency_id, fiscal_year, kind, file, title, pages"
    rows = database.execute(f"SELECT {names} FROM documents").fetchall()
    chosen = current(Version(*row) for row in rows)
    database.execute("CREATE TEMP TABLE chosen (report VARCHAR, current BOOLEAN, reason VARCHAR)")
    if chosen:
        database.executemany("INSERT INTO chosen VALUES (?, ?, ?)", [[key, *told] for key, told in chosen.items()])


def _told(database: db.Connection) -> dict[str, str]:
    """What the database tells of itself."""
    state, version = _state(database), dataset_version()
    return {"format": str(db.FORMAT), "shape": db.shape(), "state": state, "version": version}


def _state(database: db.Connection) -> str:
    """A hash of the reports and of their content."""
    rows = database.execute("SELECT report, digest FROM documents ORDER BY report").fetchall()
    return hashlib.sha256("\n".join(f"{key} {digest}" for key, digest in rows).encode()).hexdigest()[:16]
