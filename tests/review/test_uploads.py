"""Reports are brought as PDFs, laid beside older versions, followed over years, and taken away as files."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.record.events import Record
from extractor.record.subjects import finding_subject
from extractor.review.trend import drawing, indicators, points_of, restated, rows
from extractor.store import Store
from schemas import Report
from tests.review.conftest import Browser
from tests.review.revised import revised


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return revised(tmp_path_factory.mktemp("revisi"))


def uploaded(person: Browser, path: Path, name: str) -> str:
    """The key of an uploaded report, once it is audited."""
    fields = {"csrf": person.csrf}
    with path.open("rb") as file:
        answer = person.client.post("/uploads", data=fields, files={"pdf": (name, file)}, follow_redirects=False)
    assert answer.status_code == 303
    address = answer.headers["location"]
    job = person.client.app.state.review.jobs.wait(address.rsplit("/", 1)[1])  # type: ignore[attr-defined]
    assert job.state == "done" and job.total > 0
    told = person.client.get(f"/api{address}").json()
    assert (told["state"], told["report"]) == ("done", job.key)
    assert f"/reports/{job.key}" in person.get(address)
    return str(job.key)


def test_a_second_version_is_laid_beside_the_old_one(
    person: Browser, record: Record, sample: Report, second: Path
) -> None:
    resolved = next(f for f in sample.findings if f.check == "CAP-ROW" and f.reported.printed == "79,60%")  # type: ignore[union-attr]
    person.post(f"/reports/{person.key}/findings/{resolved.key}", state="accepted")
    person.post(f"/reports/{person.key}/findings/{resolved.key}", state="sent", seen=1)
    key = uploaded(person, second, "../../LKjIP revisi.pdf")
    store: Store = person.client.app.state.review.store  # type: ignore[attr-defined]
    entry = store.entry(key)
    assert (entry.file, entry.agency, entry.fiscal_year) == ("LKjIP revisi.pdf", sample.document.agency, 2024)
    assert [path.name for path in (store.folder / "uploads").iterdir()] == [f"{entry.hashes[0]}.pdf"]
    assert f"/reports/{key}/beside/{person.key}" in person.get(f"/reports/{key}")
    page = person.get(f"/reports/{key}/beside/{person.key}")
    assert "104,00%" in page and "105,00%" in page and f"finding={resolved.key}" in page
    assert "Lama: tercetak 103,54%, seharusnya" in page and "104,00% → 105,00%" in page
    assert page.index('id="diperbaiki"') < page.index(f"finding={resolved.key}") < page.index('id="berubah"')
    person.post(f"/reports/{key}/beside/{person.key}")
    assert record.standing(finding_subject(resolved.key)).state == "corrected"
    person.get(f"/reports/{key}/beside/{key}", 404)


def test_files_hold_what_was_decided(person: Browser, sample: Report) -> None:
    first, other = (
        sample.findings[0],
        next(f for f in sample.findings if f.key != sample.findings[0].key and f.severity == "error"),
    )
    person.post(f"/reports/{person.key}/findings/{first.key}", state="rejected", reason="PK perubahan")
    person.post(f"/reports/{person.key}/findings/{other.key}", state="accepted")
    get = lambda kind: person.client.get(f"/reports/{person.key}/files/{kind}")  # noqa: E731
    told = json.loads(get("json").content)
    keys = {finding["key"]: finding["decision"] for finding in told["findings"]}
    assert first.key not in keys and keys[other.key] == "accepted"
    assert told["suppressed"][-1]["reason"] == "PK perubahan"
    letter = zipfile.ZipFile(io.BytesIO(get("letter").content)).read("word/document.xml").decode()
    assert other.message.id.split("“")[0][:20] in letter and "Terdapat 1 hal" in letter
    assert get("xlsx").content[:2] == get("form").content[:2] == b"PK"
    assert get("letter").headers["content-disposition"].startswith("attachment")
    person.get(f"/reports/{person.key}/files/exe", 422)


def letter(person: Browser) -> str:
    data = person.client.get(f"/reports/{person.key}/files/letter").content
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_accepted_findings_are_sent_together_and_corrected_ones_leave_the_letter(
    person: Browser, record: Record, sample: Report
) -> None:
    keys = list(dict.fromkeys(finding.key for finding in sample.findings))[:3]
    for key in keys:
        person.post(f"/reports/{person.key}/findings/{key}", state="accepted")
    assert "Tandai terkirim (3 diterima)" in person.get(f"/reports/{person.key}")
    person.post(f"/reports/{person.key}/sent", note="700/12/2025")
    told = [record.standing(finding_subject(key)) for key in keys]
    assert [(standing.state, standing.said("note")) for standing in told] == [("sent", "700/12/2025")] * 3
    assert "Tandai terkirim" not in person.get(f"/reports/{person.key}") and "Terdapat 3 hal" in letter(person)
    person.post(f"/reports/{person.key}/findings/{keys[0]}", state="corrected", seen=2)
    assert "Terdapat 2 hal" in letter(person)


def test_the_page_as_a_file_has_pictures(person: Browser) -> None:
    answer = person.client.get(f"/reports/{person.key}/files/html")
    assert answer.content.count(b"data:image/webp") > 3 and "sandbox" in answer.headers["content-security-policy"]


def test_the_trend_shows_what_reports_print_for_years(person: Browser, sample: Report) -> None:
    page = person.get("/trends", 200)
    assert "Pilih instansi" in page
    page = person.get(f"/trends?agency={sample.document.agency}")
    assert "<polyline" in page and "2022" in page and "2024" in page
    assert "Pilih instansi" in person.get("/trends?agency=%3Cscript%3E&indicator=x")


def test_values_that_differ_between_reports_are_told(sample: Report) -> None:
    points = points_of(sample, "r1")
    id_ = indicators(points)[0][0]
    mine = [p for p in points if p.id == id_]
    assert drawing([]) is None and len({p.year for p in mine}) >= 2
    assert restated(mine) == restated([*mine, *mine])
    other = replace(mine[0], value=mine[0].value + 1)
    assert (mine[0].year, mine[0].measure) in restated([*mine, other])


def test_reports_that_print_the_same_share_a_line(sample: Report) -> None:
    points = points_of(sample, "r1")
    mine = [p for p in points if p.id == indicators(points)[0][0]]
    told = rows([*mine, *(replace(p, report="r2") for p in mine), replace(mine[0], value=mine[0].value + 1)])
    assert len(told) == len(mine) + 1
    assert sorted(tuple(p.report for p in row.told) for row in told) == [("r1",), *[("r1", "r2")] * len(mine)]
