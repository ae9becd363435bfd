"""A batch from beginning to end: what belongs together, what is new, who does it."""

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.batch.discover import Found
from extractor.batch.engine import Engine, Listener, Silent
from extractor.batch.executor import Executor, preload
from extractor.batch.following import following
from extractor.batch.glances import look_at, pages_seen
from extractor.batch.job import Job, Skipped, alone
from extractor.batch.join import adopt
from extractor.batch.ledger import Ledger, Planned, Work
from extractor.batch.local import Local
from extractor.batch.manifest import Listed
from extractor.batch.orders import Sources
from extractor.batch.owner import this_process
from extractor.batch.planning import Known, Plan, apart_by_folder, in_shard, known, plan
from extractor.batch.reconcile import reconcile
from extractor.batch.settings import OFF, Origins, Settings
from extractor.batch.together import reports_of
from extractor.isolation import Limits
from extractor.store import Store


@dataclass(frozen=True, slots=True)
class Way:
    """How a batch is done, which changes nothing in its results.

    `executor` makes what runs the tasks; processes on this machine without one. `stop` is set by whoever wants an early
    end. `again` lets what failed be tried again. `shelf` keeps the readings of documents beside reports in the store, which
    only those can do who work on its machine.
    """

    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    shard: tuple[int, int] | None = None
    group: bool = True
    again: bool = False
    shelf: bool = True
    executor: Callable[[Sequence[str]], AbstractContextManager[Executor]] | None = None
    listener: Listener = field(default_factory=Silent)
    stop: threading.Event = field(default_factory=threading.Event)

    def workers(self, settings: Settings, documents: int) -> AbstractContextManager[Executor]:
        """What runs the tasks."""
        loaded = preload(documents=documents, pictures=settings.ocr != OFF, matching=settings.local is None)
        return self.executor(loaded) if self.executor else Local(self.jobs, self.limits, loaded)


@dataclass(frozen=True, slots=True)
class Making:
    """All that tells how documents are made, and what names it."""

    settings: Settings
    origins: Origins
    way: Way

    def origin(self, planned: Planned, agency: str | None) -> str:
        """What names a document that was made just now, whose agency is known by now."""
        return self.origins.of_office(planned.files, planned.supporting, agency)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a batch was about: its reports as they stand now, what was left out, and how many were made just now.

    `complete` is false where it was stopped before all was made.
    """

    works: tuple[Work, ...]
    skipped: tuple[Skipped, ...]
    made: int
    complete: bool


def audit_files(
    store: Store, found: Found, listed: Sequence[Listed], settings: Settings, way: Way | None = None
) -> Ran:
    """Audits files into a store; what is there already from the same content, program and settings is not made again.

    Args:
        store: where the results go.
        found: the files, and other stores whose results are taken over.
        listed: reports of manifests.
        settings: how they are read and audited.
        way: how the work is done.

    Raises:
        CannotWriteError: the store cannot be written to; what was made before is kept.
        MissingExtraError: an engine is asked for by name and is not there.
        UsageError: the decisions of the settings contradict those of the store.
    """
    way, settings = way or Way(), prepared(store, settings)
    ledger = Ledger(store, this_process())
    origins = Origins(settings, offices(ledger))
    named = [path for report in listed for path in (*report.files, *report.supporting)]
    contents = known(store, [*found.files, *named])
    taken = {key for path in found.stores for key in adopt(ledger, Store.open(path))}
    with way.workers(settings, len(contents.digests)) as executor:
        jobs = [*map(_listed, listed), *_jobs(found.files, contents, ledger, executor, way)]
        planned = plan(jobs, contents, origins)
        ran = _made(ledger, executor, planned, Making(settings, origins, way))
    works = tuple(work for work in ledger.works() if work.planned.key in taken) if taken else ()
    return Ran((*works, *ran.works), (*found.skipped, *contents.skipped), ran.made, ran.complete)


def reaudit(store: Store, settings: Settings, way: Way | None = None) -> Ran:
    """Audits the reports of a store again where the program or the settings are others than those that made them.

    A reading that is still good is judged as it is stored; another one is made from the source, where it is still there.

    Raises:
        CannotWriteError: the store cannot be written to.
        UsageError: the decisions of the settings contradict those of the store.
    """
    way, settings = way or Way(), prepared(store, settings)
    ledger = Ledger(store, this_process())
    origins = Origins(settings, offices(ledger))
    works = ledger.works()
    again = [replanned(work.planned, origins) for work in works if work.report is not None]
    again += [replanned(other, origins) for other in brought(store, works)]
    with way.workers(settings, len(again)) as executor:
        return _made(ledger, executor, Plan(tuple(again), {}), Making(settings, origins, way))


def prepared(store: Store, settings: Settings) -> Settings:
    """The settings with the decisions of the store, which keeps the local list of indicators for later audits."""
    if settings.local is not None:
        store.keep_catalogue(settings.local)
    return following(store, settings)


def brought(store: Store, works: Sequence[Work]) -> list[Planned]:
    """The reports of a store that no batch made, such as uploads."""
    known = {key for work in works for key in (work.planned.key, work.report)}
    return [
        Planned(e.key, e.file, e.hashes, tuple(str(d["sha256"]) for d in e.supporting), e.work)
        for e in store.entries()
        if e.key not in known
    ]


def offices(ledger: Ledger) -> dict[str, str | None]:
    """The agencies of the reports of a store, by their keys and by those under which they were planned."""
    known = {entry.key: entry.agency for entry in ledger.store.entries()}
    return known | {work.planned.key: known.get(work.report) for work in ledger.works() if work.report in known}


def replanned(planned: Planned, origins: Origins) -> Planned:
    """The same report, to be made under other settings."""
    return replace(planned, origin=origins.of(planned.files, planned.supporting))


def _listed(report: Listed) -> Job:
    return Job(report.name, report.files, report.supporting, None, report.agency, report.year)


def _jobs(files: Sequence[Path], contents: Known, ledger: Ledger, executor: Executor, way: Way) -> Iterable[Job]:
    """The files as reports: put together where that is sure, each by itself where that is not wanted."""
    folders = list(apart_by_folder(files, contents))
    if not way.group:
        return [alone(path) for members in folders for path in members]
    return reports_of(
        folders, contents, ledger, lambda new: look_at(new, contents, ledger, executor, way), executor.prepare
    )


def _made(ledger: Ledger, executor: Executor, planned: Plan, making: Making) -> Ran:
    """Makes what is not there yet."""
    way = making.way
    wanted = [item for item in planned.planned if way.shard is None or in_shard(item.key, way.shard)]
    ledger.plan(wanted)
    waiting = reconcile(ledger, wanted, again=way.again)
    sources = Sources(ledger.store, planned.jobs, making.settings, way.shelf)
    engine = Engine(ledger, executor, sources.order, making.origin, way.listener, way.stop)
    way.listener.begins(len(wanted), len(waiting))
    complete = engine.run(sources.longest_first(waiting, pages_seen(ledger, waiting)))
    keys = {item.key for item in wanted}
    works = tuple(work for work in ledger.works() if work.planned.key in keys)
    return Ran(works, (), engine.made, complete)
