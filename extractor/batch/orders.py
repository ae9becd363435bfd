"""How each report is made: from its files, or from a reading that is still good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.batch.job import Job
from extractor.batch.ledger import Planned, Result
from extractor.batch.outcomes import SOURCE_GONE, VANISHED, gone
from extractor.batch.settings import Settings, all_hashes, same_reading
from extractor.batch.tasks import Order
from extractor.store import Store

SHELF = "shelf"


@dataclass(slots=True)
class Sources:
    """Where files are: those of the jobs, else those that the store has seen; `shelf` keeps readings of documents beside them."""

    store: Store
    jobs: Mapping[str, Job]
    settings: Settings
    shelf: bool = True

    def longest_first(self, planned: Sequence[Planned], pages: Mapping[str, int]) -> list[Planned]:
        """The order in which several processes are done soonest: what takes long begins first.

        Pages tell it best; where those of some file are not known, the sizes of all files do.
        """
        known = all(digest in pages for item in planned for digest in item.files)

        def length(item: Planned) -> int:
            return sum(pages[digest] for digest in item.files) if known else self._size(item)

        return sorted(planned, key=lambda item: (-length(item), item.key))

    def order(self, planned: Planned) -> Order | Result:
        """How a report is made; the result where its files are gone."""
        reading = self._reading(planned)
        files, beside = self._files(planned)
        if reading is None and (files is None or beside is None):
            return gone(VANISHED if planned.key in self.jobs else SOURCE_GONE)
        return Order(
            files=files or (),
            digests=planned.files,
            supporting=beside or (),
            beside=planned.supporting,
            settings=self._settings(planned),
            origin=planned.origin,
            shelf=self.store.folder / SHELF if self.shelf else None,
            reading=reading,
        )

    def _settings(self, planned: Planned) -> Settings:
        """The settings with what may bear on this report alone, since they travel to another process."""
        if self.settings.stored is None:
            return self.settings
        from extractor.readings import about_reading

        about = about_reading(self.settings.stored, all_hashes(planned.files))
        return replace(self.settings, stored=about.model_copy(update={"names": self.settings.stored.names}))

    def _reading(self, planned: Planned) -> Path | None:
        """The stored reading, where it was made from the same files by the same program."""
        place = self.store.reading_place(planned.key)
        with self.store.ledger(write=False) as connection:
            row = connection.execute("SELECT work FROM report WHERE key = ?", (planned.key,)).fetchone()
        good = row is not None and same_reading(row["work"], planned.origin)
        return place if good and place.is_file() else None

    def _files(self, planned: Planned) -> tuple[tuple[Path, ...] | None, tuple[Path, ...] | None]:
        """The files and the documents beside them; None where one is gone."""
        job = self.jobs.get(planned.key)
        if job is not None:
            return _there(job.files), _there(job.supporting)
        return _there(self.store.sources(planned.files)), _there(self.store.sources(planned.supporting))

    def _size(self, planned: Planned) -> int:
        job = self.jobs.get(planned.key)
        return sum(_size(path) for path in job.files) if job is not None else 0


def _there(paths: Sequence[Path | None]) -> tuple[Path, ...] | None:
    """The paths, None where one of them leads nowhere."""
    found = tuple(path for path in paths if path is not None and path.is_file())
    return found if len(found) == len(paths) else None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
