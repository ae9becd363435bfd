"""A folder of audited reports: what is kept, what survives, and what is refused."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from extractor.errors import ExitCode, StoreError
from extractor.pipeline import judged, read, run
from extractor.readings import ReadReport
from extractor.report import to_json
from extractor.store import Entry, Store, Stored, key_of

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / (ROOT / "fixtures" / "SAMPLE").read_text().strip()


@pytest.fixture(scope="module")
def stored() -> Stored:
    reading = read(SAMPLE)
    report = judged(reading)
    return Stored(report, to_json(report), reading.to_bytes(), "work")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "store", create=True)


def kept(store: Store, stored: Stored) -> Entry:
    return store.put(stored)


def test_an_audit_of_a_stored_reading_gives_the_same_bytes(stored: Stored) -> None:
    assert stored.reading is not None
    again = ReadReport.from_bytes(stored.reading)
    assert again is not None and to_json(judged(again)) == to_json(run(SAMPLE)) == stored.data
    assert again.to_bytes() == stored.reading


def test_a_damaged_reading_is_no_reading(stored: Stored) -> None:
    assert stored.reading is not None
    assert ReadReport.from_bytes(stored.reading[:-20]) is None
    assert ReadReport.from_bytes(b"nothing") is None


def test_what_is_put_is_listed_and_found(store: Store, stored: Stored) -> None:
    entry = kept(store, stored)
    assert entry.key == key_of([stored.report.source.sha256])
    assert store.entries() == [entry] == [store.entry(entry.key)]
    assert store.report_bytes(entry.key) == stored.data
    assert store.report(entry.key) == stored.report
    reading = store.reading(entry.key)
    assert reading is not None and reading.reading.facts
    assert entry.errors == sum(finding.severity == "error" for finding in stored.report.findings) > 0
    assert (entry.agency, entry.fiscal_year) == (stored.report.document.agency, stored.report.document.fiscal_year)


def test_a_later_audit_takes_the_place_of_the_earlier(store: Store, stored: Stored) -> None:
    first = kept(store, stored)
    report = stored.report.model_copy(update={"findings": ()})
    second = store.put(Stored(report, to_json(report), None, "other"))
    assert second.key == first.key and store.entries() == [second]
    assert second.errors == 0 and second.work == "other"
    assert store.reading(first.key) is not None


def test_the_list_is_made_again_from_the_documents(store: Store, stored: Stored) -> None:
    entry = kept(store, stored)
    (store.folder / "ledger.sqlite").unlink()
    (again,) = Store.open(store.folder).entries()
    assert (again.key, again.digest, again.facts, again.work) == (entry.key, entry.digest, entry.facts, "")


def test_a_copy_of_a_store_is_a_store(store: Store, stored: Stored, tmp_path: Path) -> None:
    entry = kept(store, stored)
    shutil.copytree(store.folder, tmp_path / "copy")
    copy = Store.open(tmp_path / "copy")
    assert copy.entries() == [entry] and copy.report_bytes(entry.key) == stored.data


def test_a_change_that_fails_leaves_the_ledger_as_it_was(store: Store, stored: Stored) -> None:
    entry = kept(store, stored)
    with pytest.raises(RuntimeError), store.ledger() as connection:
        connection.execute("DELETE FROM report")
        raise RuntimeError
    assert store.entries() == [entry]


def test_the_content_of_a_file_is_found_wherever_it_lies(store: Store, tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b\n=1.pdf"
    for path in (first, second):
        path.write_bytes(b"%PDF-1.7 one")
    digest = store.remember(first)
    assert store.remember(second) == digest and store.sources([digest]) == [first.resolve()]
    first.write_bytes(b"%PDF-1.7 two, longer")
    assert store.sources([digest]) == [second.resolve()]
    assert store.remember(first) != digest
    second.unlink()
    assert store.sources([digest]) == [None]


def test_an_unchanged_file_is_not_read_again(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    digest = store.remember(path)
    monkeypatch.setattr("extractor.store.places.digest_of", None)
    assert store.remember(path) == digest


def test_other_folders_are_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("x")
    for folder, create in ((tmp_path / "letters", True), (tmp_path / "none", False), (tmp_path / "letters", False)):
        with pytest.raises(StoreError) as caught:
            Store.open(folder, create=create)
        assert caught.value.exit_code == ExitCode.NO_STORE
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["a.txt"]


def test_a_store_of_a_newer_program_is_refused(store: Store) -> None:
    (store.folder / "store.json").write_text(json.dumps({"kind": "lkjip-store", "format": 99}))
    with pytest.raises(StoreError):
        Store.open(store.folder)


def test_a_newer_or_damaged_ledger_is_refused(store: Store) -> None:
    with sqlite3.connect(store.folder / "ledger.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="99"):
        Store.open(store.folder)
    (store.folder / "ledger.sqlite").write_bytes(b"no database at all, but long enough to be taken for one" * 40)
    with pytest.raises(StoreError):
        Store.open(store.folder)


def test_an_unknown_key_is_told(store: Store) -> None:
    for ask in (store.entry, store.report, store.report_bytes):
        with pytest.raises(StoreError, match="0" * 32):
            ask("0" * 32)
    assert store.reading("0" * 32) is None
