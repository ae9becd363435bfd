"""A ledger without room: the error says so, what stood in it stands there still, and the same command goes on later."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from extractor.batch.discover import discover
from extractor.batch.run import Ran, Way, audit_files
from extractor.batch.settings import Settings
from extractor.errors import CannotWriteError
from extractor.store import Store
from tests.batch.inline import Inline

connect = sqlite3.connect


@contextmanager
def full(after: int = 0) -> Iterator[None]:
    """Lets no database grow from so many connections on."""
    made = 0

    def limited(*arguments: Any, **options: Any) -> sqlite3.Connection:
        nonlocal made
        made += 1
        connection = connect(*arguments, **options)
        if made > after:
            # Never less than what there is.
            connection.execute("PRAGMA max_page_count = 1")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", limited)
        yield


def run(folder: Path, reports: Path) -> Ran:
    store = Store.open(folder, create=True)
    return audit_files(
        store, discover([str(reports)], folder), (), Settings(ocr="off"), Way(executor=Inline(), group=False)
    )


def results(store: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (store / "reports").rglob("*.json")}


@pytest.fixture(scope="module")
def calm(pieces: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which the small reports were audited without trouble."""
    folder = tmp_path_factory.mktemp("calm") / "store"
    run(folder, pieces)
    return folder


def test_a_ledger_that_is_full_at_any_moment_costs_nothing(calm: Path, pieces: Path, tmp_path: Path) -> None:
    store, refused = tmp_path / "store", 0
    for after in range(400):
        with full(after):
            try:
                run(store, pieces)
                break
            except CannotWriteError as error:
                refused += 1
                assert "database or disk is full" in error.found
        with connect(store / "ledger.sqlite") as ledger:
            assert ledger.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    # While its tables were made, and where one of them needed another page.
    assert refused >= 2
    assert results(store) == results(calm)
    assert run(store, pieces).made == 0


def test_a_list_that_could_not_be_made_again_is_made_the_next_time(calm: Path, tmp_path: Path) -> None:
    keys = [entry.key for entry in Store.open(calm).entries()]
    folder = tmp_path / "copy"
    (folder / "reports").mkdir(parents=True)
    (folder / "store.json").write_bytes((calm / "store.json").read_bytes())
    for path in (calm / "reports").rglob("*.json"):
        target = folder / path.relative_to(calm)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    with full(), pytest.raises(CannotWriteError):
        Store.open(folder)
    assert sorted(entry.key for entry in Store.open(folder).entries()) == sorted(keys)


def test_a_ledger_that_another_process_holds_is_no_fault_of_the_program(
    calm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.store.ledger.BUSY_SECONDS", 0.01)
    holder = connect(calm / "ledger.sqlite", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CannotWriteError, match="database is locked"):
        Store.open(calm)
    holder.execute("ROLLBACK")
    holder.close()
    assert Store.open(calm).entries()
