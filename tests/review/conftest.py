"""A store with audited fixtures for all tests of the review."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from extractor.pipeline import judged, read
from extractor.record.events import Record
from extractor.report import to_json
from extractor.review.app import create_app
from extractor.review.job_book import Job
from extractor.review.place import Settings
from extractor.store import Store, Stored
from schemas import Report

ROOT = Path(__file__).parents[2]
FIRST = ROOT / "fixtures" / "reports" / "pertanian-2024.pdf"
HOST = "127.0.0.1"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two reports whose PDFs are known."""
    folder = tmp_path_factory.mktemp("gudang") / "store"
    store = Store.open(folder, create=True)
    store.remember(FIRST)
    reading = read(FIRST)
    report = judged(reading)
    store.put(Stored(report, to_json(report), reading.to_bytes()))
    other = of_another_office(report)
    store.put(Stored(other, to_json(other), None))
    return folder


def of_another_office(report: Report) -> Report:
    """A report of another office and year without findings, whose file is nowhere."""
    document = report.document.model_copy(
        update={"agency": "Dinas Sosial Kabupaten Tanjung Sejuk", "fiscal_year": 2023}
    )
    source = report.source.model_copy(update={"sha256": "0" * 64, "file": "sosial-2023.pdf"})
    return report.model_copy(update={"document": document, "source": source, "findings": report.findings[:0]})


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
def sample(filled: Path, key: str) -> Report:
    return Store.open(filled).report(key)


class Browser:
    """What a person does with the pages of the review, without one."""

    def __init__(self, client: TestClient, key: str) -> None:
        self.client, self.key = client, key

    def get(self, path: str, status: int = 200) -> str:
        """The text of a page."""
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code, answer.text[:500])
        return answer.text

    @property
    def csrf(self) -> str:
        """What forms of this session bring along."""
        return re.search(r'data-csrf="(\w+)"', self.client.get("/login").text)[1]  # type: ignore[index]

    def post(self, path: str, status: int = 303, **fields: object) -> Response:
        """The answer to a form, which is not followed."""
        data = {"csrf": self.csrf, "who": "Sri", "seen": "0", **fields}
        answer = self.client.post(path, data=data, follow_redirects=False)
        assert answer.status_code == status, (path, answer.status_code, answer.text[:800])
        return answer

    def last(self) -> Job:
        """The last work on the report."""
        return self.client.app.state.review.jobs.of_report(self.key)  # type: ignore[attr-defined]

    def finished(self) -> Job:
        """The last work on the report, once it is over."""
        return self.client.app.state.review.jobs.wait(self.last().id)  # type: ignore[attr-defined]


def browser_of(store: Store, key: str, **settings: object) -> Iterator[Browser]:
    with TestClient(create_app(store, Settings(**settings)), base_url=f"http://{HOST}") as client:  # type: ignore[arg-type]
        yield Browser(client, key)


@pytest.fixture(scope="session")
def key(filled: Path) -> str:
    """The key of the first report."""
    return next(entry.key for entry in Store.open(filled).entries() if entry.file == FIRST.name)


@pytest.fixture
def person(store: Store, key: str) -> Iterator[Browser]:
    """A browser at a store of one's own."""
    yield from browser_of(store, key)
