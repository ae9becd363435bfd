"""The order of the work: what takes long begins first, nobody waits for the disk, and what loads slowly begins early."""

from collections.abc import Sequence
from pathlib import Path

from extractor.batch.discover import discover
from extractor.batch.engine import Silent
from extractor.batch.glance import Glance
from extractor.batch.glances import UNSEEN, pages_seen
from extractor.batch.job import alone
from extractor.batch.ledger import Ledger, Planned, Result
from extractor.batch.orders import Sources
from extractor.batch.owner import this_process
from extractor.batch.run import Way, audit_files
from extractor.batch.settings import Settings
from extractor.store import Store
from extractor.versions import reading_version
from tests.batch.inline import Inline

OFF = Settings(ocr="off")


def planned(name: str) -> Planned:
    return Planned(name, name, (name,), (), "")


def sources(tmp_path: Path, sizes: dict[str, int]) -> Sources:
    jobs = {}
    for name, size in sizes.items():
        (tmp_path / name).write_bytes(bytes(size))
        jobs[name] = alone(tmp_path / name)
    return Sources(Store(tmp_path), jobs, OFF)


def names(order: Sequence[Planned]) -> list[str]:
    return [item.name for item in order]


def test_most_pages_begin_first_whatever_the_files_weigh(tmp_path: Path) -> None:
    known = {"light": 90, "heavy": 3, "dark": UNSEEN}
    found = sources(tmp_path, {"light": 10, "heavy": 1000, "dark": 1})
    assert names(found.longest_first([planned(name) for name in known], known)) == ["dark", "light", "heavy"]


def test_sizes_tell_where_not_all_pages_are_known(tmp_path: Path) -> None:
    found = sources(tmp_path, {"light": 10, "heavy": 1000})
    assert names(found.longest_first([planned("light"), planned("heavy")], {"light": 90})) == ["heavy", "light"]


def test_pages_are_those_that_were_seen(tmp_path: Path) -> None:
    ledger = Ledger(Store.open(tmp_path / "store", create=True), this_process())
    seen = Glance("lkjip", None, None, None, None, pages=42)
    ledger.keep_glances(reading_version(), {"a": seen.to_text(), "b": None, "other": None})
    assert pages_seen(ledger, [planned("a"), planned("b"), planned("new")]) == {"a": 42, "b": UNSEEN}


class Watching(Inline):
    """Notes what waits to run while results are kept."""

    def __init__(self) -> None:
        super().__init__()
        self.prepared: list[int] = []

    def prepare(self) -> None:
        self.prepared.append(len(self.done))


class Hearing(Silent):
    def __init__(self, executor: Inline) -> None:
        self.executor = executor
        self.under_way: list[int] = []

    def ended(self, planned: Planned, result: Result) -> None:
        self.under_way.append(len(self.executor.waiting))


def test_the_next_report_begins_before_a_result_is_kept_and_the_server_before_anything(
    reports: Path, tmp_path: Path
) -> None:
    store, executor = Store.open(tmp_path / "store", create=True), Watching()
    hearing = Hearing(executor)
    found = discover([str(reports)], store.folder)
    ran = audit_files(store, found, (), OFF, Way(executor=executor, listener=hearing))
    assert ran.made == len(hearing.under_way) == 4
    assert hearing.under_way == [1, 1, 1, 0]
    assert executor.prepared == [0]


def test_nothing_is_prepared_where_nothing_is_new(reports: Path, tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store", create=True)
    found = discover([str(reports)], store.folder)
    audit_files(store, found, (), OFF, Way(executor=Inline()))
    executor = Watching()
    assert audit_files(store, found, (), OFF, Way(executor=executor)).made == 0
    assert executor.prepared == []
