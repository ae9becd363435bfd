"""From paths to reports that are to be made: files are known by their content, and each content is audited once."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.batch.job import Job, Skipped
from extractor.batch.ledger import Planned
from extractor.batch.settings import Origins
from extractor.store import Store, key_of
from extractor.store.places import digest_of
from schemas import Message

VANISHED = Message(id="hilang sebelum dibaca", en="vanished before it was read")


@dataclass(frozen=True, slots=True)
class Known:
    """Files with the hashes of their contents, and those that could not be read."""

    digests: Mapping[Path, str]
    skipped: tuple[Skipped, ...] = ()

    def once(self, files: Iterable[Path]) -> list[Path]:
        """The files without those whose content another one has, in the order of their paths."""
        first: dict[str, Path] = {}
        for path in sorted(files, key=os.fsencode):
            if path in self.digests:
                first.setdefault(self.digests[path], path)
        return list(first.values())


@dataclass(frozen=True, slots=True)
class Plan:
    """Reports that are to be made, by key, with the job that tells where their files are."""

    planned: tuple[Planned, ...]
    jobs: Mapping[str, Job]


def known(store: Store, paths: Iterable[Path]) -> Known:
    """The hashes of files, from the ledger where size and time are as they were.

    Contents are read while nobody is kept from writing to the ledger.
    """
    digests: dict[Path, str] = {}
    skipped: list[Skipped] = []
    new: list[tuple[bytes, str, int, int]] = []
    with store.ledger(write=False) as connection:
        rows = connection.execute("SELECT * FROM place").fetchall()
    seen = {row["path"]: (row["size"], row["modified"], row["sha256"]) for row in rows}
    for path in dict.fromkeys(paths):
        try:
            place = path.resolve()
            about = place.stat()
            size, modified, digest = seen.get(os.fsencode(place), (None, None, ""))
            if (size, modified) != (about.st_size, about.st_mtime_ns):
                digest = digest_of(place)
                new.append((os.fsencode(place), digest, about.st_size, about.st_mtime_ns))
            digests[path] = digest
        except OSError:
            skipped.append(Skipped(path, VANISHED))
    if new:
        with store.ledger() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO place (path, sha256, size, modified) VALUES (?, ?, ?, ?)", new
            )
    return Known(digests, tuple(skipped))


def apart_by_folder(files: Sequence[Path], contents: Known) -> Iterator[list[Path]]:
    """The files of each folder, each content once."""
    folders: dict[Path, list[Path]] = {}
    for path in files:
        folders.setdefault(path.parent, []).append(path)
    for members in folders.values():
        yield contents.once(members)


def plan(jobs: Iterable[Job], contents: Known, origins: Origins) -> Plan:
    """The reports that are to be made of jobs; of jobs with the same files the one with most documents beside it counts."""
    best: dict[str, Job] = {}
    for job in jobs:
        if not all(path in contents.digests for path in job.files):
            continue
        key = key_of([contents.digests[path] for path in job.files])
        other = best.get(key)
        if other is None or _weight(job) < _weight(other):
            best[key] = replace(job, supporting=tuple(p for p in job.supporting if p in contents.digests))
    planned = [_planned(key, job, contents, origins) for key, job in best.items()]
    return Plan(tuple(sorted(planned, key=lambda item: (item.name, item.key))), best)


def _weight(job: Job) -> tuple[int, list[bytes]]:
    return -len(job.supporting), [os.fsencode(path) for path in job.files]


def _planned(key: str, job: Job, contents: Known, origins: Origins) -> Planned:
    files = tuple(contents.digests[path] for path in job.files)
    supporting = tuple(contents.digests[path] for path in job.supporting)
    return Planned(
        key=key,
        name=printable(job.name),
        files=files,
        supporting=supporting,
        origin=origins.of(files, supporting),
        why=job.why,
        agency=job.agency,
        year=job.year,
    )


def printable(name: str) -> str:
    """A file's name as text on one line, also where its bytes are none; what would speak to a terminal stands as an escape."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def in_shard(key: str, shard: tuple[int, int]) -> bool:
    """Whether a report belongs to the share `index` (from 1) of so many."""
    index, count = shard
    return int(key[:8], 16) % count == index - 1
