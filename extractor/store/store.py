"""A store: a folder with one document and one reading for each report, and the ledger that lists them.

Documents and readings are written before the ledger tells of them, each in one step, so that a store that was stopped
anywhere has the old state or the new one. What the ledger lists can be made from the documents again.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING

from extractor.errors import StoreError
from extractor.report.writing import write_atomically
from extractor.store.entries import COLUMNS, Entry, Origin, entry_of
from extractor.store.keys import file_hashes, key_of
from extractor.store.ledger import BUSY_SECONDS, FORMAT, connected, prepare
from extractor.store.places import Place, keep, looked_at, place_of, places_of
from extractor.versions import audit_version, reading_version
from schemas import Report

if TYPE_CHECKING:
    from extractor.readings import ReadReport

MARK, LEDGER = "store.json", "ledger.sqlite"
REPORTS, READINGS, UPLOADS, CATALOGUES = "reports", "readings", "uploads", "catalogues"
KIND = "lkjip-store"
# Digits of the hash of a list of indicators.
SHORT = 16
UPSERT = f"INSERT OR REPLACE INTO report ({', '.join(COLUMNS)}) VALUES ({', '.join(f':{c}' for c in COLUMNS)})"


@dataclass(frozen=True, slots=True)
class Stored:
    """What goes into a store for one report; `work` names what the document was made from."""

    report: Report
    data: bytes
    reading: bytes | None
    work: str = ""


class Store:
    """Reports of a folder by key, which is a hash of their content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> "Store":
        """The store in a folder; with `create` a new or empty folder becomes one.

        Raises:
            StoreError: there is no store, something else, or one of a newer program.
            CannotWriteError: the folder may not be written to.
        """
        store = cls(folder)
        if not (folder / MARK).is_file():
            # Looked at once more at the end: another process may make the same store just now.
            if not create or not (_empty(folder) or is_store(folder)):
                raise _no_store(folder)
            store._make()
        store._check()
        prepare(folder / LEDGER, store._list)
        return store

    @contextmanager
    def ledger(self, *, write: bool = True, wait: float = BUSY_SECONDS) -> Iterator[Connection]:
        """A connection to the ledger; its changes are kept together or not at all.

        Args:
            write: whether it is for changes; who only reads is kept waiting by nobody's long change.
            wait: seconds that others may take before it is refused.
        """
        with connected(self.folder / LEDGER, write=write, wait=wait) as connection:
            yield connection

    def put(self, stored: Stored) -> Entry:
        """Keeps a report in place of what was kept under its key.

        Raises:
            CannotWriteError: the disk is full or the folder may not be written to.
        """
        entry = entry_for(stored.report, stored.data, stored.work)
        self.keep(entry, stored.data, stored.reading)
        return entry

    def keep(self, entry: Entry, data: bytes, reading: bytes | None) -> None:
        """Keeps a document and its reading under the key of its entry, which somebody made from the same document.

        Raises:
            CannotWriteError: the disk is full or the folder may not be written to.
        """
        if reading is not None:
            _write(reading, self.reading_place(entry.key))
        _write(data, self.document(entry.key))
        with self.ledger() as connection:
            connection.execute(UPSERT, entry.as_row())

    def entries(self) -> list[Entry]:
        """All reports by agency, year and key."""
        with self.ledger(write=False) as connection:
            rows = connection.execute("SELECT * FROM report ORDER BY agency, fiscal_year, key").fetchall()
        return [Entry.of_row(row) for row in rows]

    def entry(self, key: str) -> Entry:
        """The line of one report.

        Raises:
            StoreError: there is none under the key.
        """
        with self.ledger(write=False) as connection:
            row = connection.execute("SELECT * FROM report WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise _no_report(key)
        return Entry.of_row(row)

    def document(self, key: str) -> Path:
        """Where the document of a report is."""
        return self.folder / REPORTS / key[:2] / f"{key}.json"

    def report_bytes(self, key: str) -> bytes:
        """The document of a report.

        Raises:
            StoreError: there is none under the key.
        """
        try:
            return self.document(key).read_bytes()
        except OSError:
            raise _no_report(key) from None

    def report(self, key: str) -> Report:
        """The report of a key.

        Raises:
            StoreError: there is none under the key.
        """
        return Report.model_validate_json(self.report_bytes(key))

    def reading(self, key: str) -> "ReadReport | None":
        """The stored reading of a report; None where there is none that can be used."""
        # Not above: whoever only lists reports needs nothing of what reads them.
        from extractor.readings import ReadReport

        try:
            return ReadReport.from_bytes(self.reading_place(key).read_bytes())
        except OSError:
            return None

    def remember(self, path: Path) -> str:
        """The sha256 of a file, looked up by its size and time where they are as they were; the place is kept.

        Raises:
            OSError: the file cannot be read.
        """
        with self.ledger(write=False) as connection:
            known = place_of(connection, path)
        if known is not None and known.holds():
            return known.sha256
        # The content is read while nobody is kept from writing to the ledger.
        seen = looked_at(path)
        with self.ledger() as connection:
            keep(connection, seen)
        return seen.sha256

    def sources(self, hashes: Sequence[str]) -> list[Path | None]:
        """For each content a file that still holds it; None where there is none any more."""
        with self.ledger(write=False) as connection:
            places = [places_of(connection, digest) for digest in hashes]
        return [
            next((place.path for place in found if self._still_holds(place)), None) or self._upload(digest)
            for digest, found in zip(hashes, places, strict=True)
        ]

    def keep_catalogue(self, local: Path) -> None:
        """Keeps a copy of an agency's own list of indicators, for whoever audits a report again later.

        Raises:
            CannotWriteError: the disk is full or the folder may not be written to.
        """
        data = local.read_bytes()
        place = self._catalogue(hashlib.sha256(data).hexdigest()[:SHORT])
        if not place.is_file():
            _write(data, place)

    def catalogue(self, digest: str) -> Path | None:
        """The list of indicators with which a report was audited, by the hash that its settings tell."""
        place = self._catalogue(digest)
        return place if place.is_file() else None

    def _catalogue(self, digest: str) -> Path:
        return self.folder / CATALOGUES / f"{digest}.yaml"

    def _still_holds(self, place: Place) -> bool:
        """Whether a file has the content that it had; one that changed is looked at again."""
        holds = place.holds()
        if holds is not False:
            return bool(holds)
        try:
            return self.remember(place.path) == place.sha256
        except OSError:
            return False

    def _list(self, connection: Connection) -> None:
        """Makes the list of reports from the documents; damaged ones are left out."""
        entries = (entry for path in sorted((self.folder / REPORTS).rglob("*.json")) if (entry := _listed(path)))
        connection.executemany(UPSERT, (entry.as_row() for entry in entries))

    def _upload(self, digest: str) -> Path | None:
        path = self.folder / UPLOADS / f"{digest}.pdf"
        return path if path.is_file() else None

    def reading_place(self, key: str) -> Path:
        """Where the reading of a report is."""
        return self.folder / READINGS / key[:2] / f"{key}.reading"

    def _make(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        mark = json.dumps({"kind": KIND, "format": FORMAT}) + "\n"
        write_atomically(mark.encode(), self.folder / MARK)

    def _check(self) -> None:
        """Refuses a mark that is no mark of ours.

        Raises:
            StoreError: it is none, or one of a newer program.
        """
        try:
            told = json.loads((self.folder / MARK).read_bytes())
            kind, form = told["kind"], int(told["format"])
        except (OSError, ValueError, KeyError, TypeError):
            raise _no_store(self.folder) from None
        if kind != KIND or form > FORMAT:
            raise _no_store(self.folder)


def is_store(folder: Path) -> bool:
    """Whether a folder says that it is a store."""
    return (folder / MARK).is_file()


def entry_for(report: Report, data: bytes, work: str) -> Entry:
    """The line of a document that this program made just now; `work` names what it was made from."""
    origin = Origin(work, reading_version(), audit_version())
    return entry_of(key_of(file_hashes(report)), report, data, origin)


def _listed(path: Path) -> Entry | None:
    """The line of a document that was not written just now: nothing is known of what it was made from."""
    data = path.read_bytes()
    try:
        report = Report.model_validate_json(data)
    except ValueError:
        return None
    return entry_of(path.stem, report, data, Origin("", "", ""))


def _write(data: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(data, path)


def _empty(folder: Path) -> bool:
    """Whether a store may be made in the folder: it is not there, or nothing is in it."""
    if not folder.exists():
        return True
    return folder.is_dir() and all(path.name.startswith(f".{MARK}.") for path in folder.iterdir())


def _no_store(folder: Path) -> StoreError:
    return StoreError(
        f"a store of reports, or a new folder, at {folder}",
        "something else" if folder.exists() else "no such folder",
        "Make a store with: lkjip batch FOLDER -o STORE",
        (
            f"gudang laporan, atau map baru, di {folder}",
            "sesuatu yang lain" if folder.exists() else "tidak ada map itu",
            "Buat gudang dengan: lkjip batch MAP -o GUDANG",
        ),
    )


def _no_report(key: str) -> StoreError:
    return StoreError(
        "the key of a report in the store",
        key,
        "lkjip batch --status lists them.",
        ("kunci laporan dalam gudang", key, "lkjip batch --status menampilkannya."),
    )
