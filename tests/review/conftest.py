"""A store with audited fixtures for all tests of the review."""

import shutil
from pathlib import Path

import pytest

import extractor
from extractor.pipeline import judged, read
from extractor.report import to_json
from extractor.review.record import Record
from extractor.store import Store, Stored
from schemas import Report

ROOT = Path(__file__).parents[2]
FIRST = ROOT / "fixtures" / "reports" / "pertanian-2024.pdf"
SECOND = ROOT / "fixtures" / "reports" / "sosial-2023.pdf"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two reports whose PDFs are known."""
    folder = tmp_path_factory.mktemp("gudang") / "store"
    store = Store.open(folder, create=True)
    for path in (FIRST, SECOND):
        store.remember(path)
        reading = read(path)
        report = judged(reading)
        store.put(Stored(report, to_json(report), reading.to_bytes()))
    return folder


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Store:
    """A store of one's own."""
    folder = tmp_path / "store"
    shutil.copytree(filled, folder)
    return Store.open(folder)


@pytest.fixture
def record(store: Store) -> Record:
    return Record(store)


@pytest.fixture(scope="session")
def sample() -> Report:
    return extractor.audit(FIRST)
