"""Several PDFs brought at once: parts of a report and documents beside it are put together, what is in doubt stays alone."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from httpx import Response

from extractor.errors import ExitCode
from extractor.review.job_book import Job
from extractor.review.pages.upload import MOST_FILES
from extractor.store import Store
from tests.batch.conftest import FIXTURES, piece
from tests.review.conftest import FIRST, Browser
from tests.review.test_next_run import lkjip, made

DOSSIER = FIXTURES / "dossier"
Brought = Sequence[tuple[str, bytes]]


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A report in two parts and documents of its agency, by the names that they are brought under."""
    folder = tmp_path_factory.mktemp("berkas")
    source = DOSSIER / "lkjip-2024.pdf"
    parts = {"BAB I-II.pdf": (0, 8), "../BAB III.pdf": (8, None)}
    found = {}
    for number, (name, (first, last)) in enumerate(parts.items()):
        found[name] = piece(source, first, last, folder / f"{number}.pdf")  # type: ignore[arg-type]
    return found | {path.name: path for path in sorted(DOSSIER.glob("*.pdf")) if path != source}


def sent(person: Browser, files: Brought, status: int = 303) -> Response:
    answer = person.client.post(
        "/uploads", data={"csrf": person.csrf}, files=[("pdf", file) for file in files], follow_redirects=False
    )
    assert answer.status_code == status, answer.text
    return answer


def job_at(person: Browser, address: str) -> Job:
    """A piece of work with all that came of it, once it is over."""
    jobs = person.client.app.state.review.jobs  # type: ignore[attr-defined]
    found: Job = jobs.wait(address.rsplit("/", 1)[1])
    for child in found.children:
        jobs.wait(child)
    return found


def children(person: Browser, job: Job) -> list[Job]:
    return [person.client.app.state.review.jobs.job(child) for child in job.children]  # type: ignore[attr-defined]


def test_parts_and_documents_beside_them_become_one_report(
    person: Browser, store: Store, dossier: dict[str, Path]
) -> None:
    address = sent(person, [(name, path.read_bytes()) for name, path in dossier.items()]).headers["location"]
    found = children(person, job_at(person, address))
    report = next(job for job in found if "BAB I-II.pdf" in job.about)
    assert {job.state for job in found} == {"done"}
    page = person.get(address)
    assert "BAB III.pdf (BAB" in page and "Disandingkan dengan" in page and f"/reports/{report.key}" in page
    kept = store.report(str(report.key))
    assert [part.file for part in kept.source.parts] == ["BAB I-II.pdf", "BAB III.pdf"]
    assert {document.file for document in kept.documents if document.used} <= set(dossier) and kept.documents
    assert {path.suffix for path in (store.folder / "uploads").iterdir()} == {".pdf"}
    # Audited again it keeps the names; a batch over the store makes what the fixture put there without an origin, not this.
    person.post(f"/reports/{report.key}/again")
    jobs = person.client.app.state.review.jobs  # type: ignore[attr-defined]
    assert jobs.wait(jobs.of_report(report.key).id).state == "done"
    assert store.report(str(report.key)) == kept
    assert made(lkjip("reaudit", store.folder, code=ExitCode.SOME_FAILED)) == [FIRST.name]


def test_files_that_belong_to_different_reports_stay_apart_and_a_broken_one_harms_no_other(
    person: Browser, store: Store
) -> None:
    other = FIXTURES / "reports" / "perikanan-2023.pdf"
    files = [("a.pdf", FIRST.read_bytes()), ("b.pdf", other.read_bytes()), ("rusak.pdf", b"%PDF-1.7 nothing more")]
    address = sent(person, [*files, ("a lagi.pdf", FIRST.read_bytes())]).headers["location"]
    found = {job.about: job for job in children(person, job_at(person, address))}
    assert {name: job.state for name, job in found.items()} == {"a.pdf": "done", "b.pdf": "done", "rusak.pdf": "failed"}
    assert "rusak.pdf" in found["rusak.pdf"].problem["id"] and "rusak.pdf" in person.get(address)
    assert store.entry(str(found["b.pdf"].key)).file == "b.pdf"


def test_one_file_that_is_no_pdf_refuses_all(person: Browser, store: Store) -> None:
    answer = sent(person, [("a.pdf", FIRST.read_bytes()), ("../daftar\u202e.xlsx", b"PK\x03\x04")], 415)
    assert "daftar" in answer.text and "\u202e" not in answer.text and "Tidak ada berkas yang disimpan" in answer.text
    assert not (store.folder / "uploads").exists()
    answer = sent(person, [(f"{n}.pdf", b"%PDF") for n in range(MOST_FILES + 1)], 413)
    assert f"paling banyak {MOST_FILES}" in answer.text


def test_where_the_look_ends_midway_each_file_is_audited_by_itself(
    person: Browser, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.review.jobs.Jobs._hear", lambda self, job, line: None)
    address = sent(person, [("a.pdf", FIRST.read_bytes()), ("b.pdf", b"%PDF-1.7 x")]).headers["location"]
    assert [job.about for job in children(person, job_at(person, address))] == ["a.pdf", "b.pdf"]
