"""What was misread is decided, kept apart, and the report is audited again at once; the result is never edited."""

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.record.events import CELL, NAME, TABLE, Record
from extractor.record.subjects import exported
from extractor.review import jobs as jobs_room
from extractor.review.table_form import read_bounds
from extractor.store import Store
from schemas import Finding, Report
from schemas.decision_files import decisions_hash
from tests.review.conftest import Browser, browser_of


def report_of(person: Browser) -> Report:
    store: Store = person.client.app.state.review.store  # type: ignore[attr-defined]
    return store.report(person.key)


def wrong_cell(report: Report) -> Finding:
    return next(f for f in report.findings if f.check == "CAP-ROW" and f.places[0].table and f.expected)


def cell_of(finding: Finding) -> str:
    place = finding.places[0]
    return f"{place.table}.{place.row}.{place.column}"


def test_a_corrected_cell_is_kept_as_a_decision_and_audited_again(
    person: Browser, record: Record, sample: Report
) -> None:
    finding = wrong_cell(sample)
    right = finding.expected.printed.strip("%") + "%"  # type: ignore[union-attr]
    look = f"page={finding.page}&cell={cell_of(finding)}"
    answer = person.post(f"/reports/{person.key}/cells", cell=cell_of(finding), text=right, reason="naskah", look=look)
    assert f"cell={cell_of(finding)}" in answer.headers["location"]
    done = person.finished()
    assert (done.state, done.key) == ("done", person.key)
    after = report_of(person)
    assert finding.key not in {f.key for f in after.findings} and len(after.findings) < len(sample.findings)
    kept = exported(record).cells[0]
    assert (kept.text, kept.read, kept.who, kept.reason) == (right, finding.places[0].text, "Sri", "naskah")
    assert after.source == sample.source
    page = person.get(answer.headers["location"])
    assert "Reviu" in page and "belum dipakai dalam hasil" not in page and "Bacaan diputuskan orang" in page
    subject = record.decided(CELL)[0].subject
    person.post(f"/reports/{person.key}/undo", subject=subject, seen=1)
    assert exported(record).cells == () and not person.last().over


def test_the_same_text_is_no_decision(person: Browser, record: Record, sample: Report) -> None:
    finding = wrong_cell(sample)
    page = person.post(f"/reports/{person.key}/cells", 422, cell=cell_of(finding), text=finding.places[0].text).text
    assert "tidak ada yang disimpan" in page and record.events() == []
    person.post(f"/reports/{person.key}/cells", 404, cell="t999.1.1", text="1")


def test_a_table_is_built_as_decided(person: Browser, record: Record, sample: Report) -> None:
    place = wrong_cell(sample).places[0]
    table = next(t for t in sample.tables if t.id == place.table)
    page = person.get(f"/reports/{person.key}?page={place.page}&cell={cell_of(wrong_cell(sample))}&edit=1")
    shown = re.search(r'name="bounds" value="([^"]*)"', page)[1]  # type: ignore[index]
    bounds = [float(part) for part in shown.split(";")]
    assert tuple(bounds) == read_bounds(table) and page.count('class="bound"') == len(bounds)
    same = {"header_rows": str(table.header_rows), "kind": table.kind, "roles": [c.role for c in table.columns]}
    fields = {"cell": cell_of(wrong_cell(sample)), "bounds": shown, **same}
    nothing = person.post(f"/reports/{person.key}/tables", 422, **fields)
    assert "Tidak ada yang diubah" in nothing.text and record.events() == []
    # The wall between the last two columns goes: one column less.
    person.post(
        f"/reports/{person.key}/tables", **{**fields, "bounds": "; ".join(map(str, bounds[:-1])), "header_rows": "3"}
    )
    assert person.finished().state == "done"
    after = next(t for t in report_of(person).tables if t.id == table.id)
    assert len(after.columns) == len(table.columns) - 1 and after.header_rows == 3
    decision = exported(record).tables[0]
    assert (len(decision.bounds), decision.header_rows, decision.kind, decision.roles) == (len(bounds) - 1, 3, None, {})


@pytest.mark.parametrize(
    ("field", "value"),
    [("bounds", "abc"), ("bounds", "1e99"), ("bounds", "nan"), ("kind", "sepeda"), ("split", "-1"), ("join", "t1"),
     ("header_rows", "x"), ("split_pages", "1.5")],
)  # fmt: skip
def test_a_form_that_cannot_be_understood_says_which_field(
    person: Browser, record: Record, sample: Report, field: str, value: str
) -> None:
    page = person.post(f"/reports/{person.key}/tables", 422, cell=cell_of(wrong_cell(sample)), **{field: value}).text
    assert "tidak dapat dipahami" in page and record.events() == []


def test_a_name_is_decided_from_the_stored_reading_alone(person: Browser, record: Record, sample: Report) -> None:
    with record.store.ledger() as connection:
        connection.execute("DELETE FROM place")
    fact = next(f for f in sample.facts if f.subject.kind == "indicator" and f.subject.match)
    fields = {"name": fact.subject.name, "id": "nilai-akip", "decision": "same"}
    assert (
        "tidak memuat indikator"
        in person.post(f"/reports/{person.key}/names", 422, **{**fields, "id": "apa-saja"}).text
    )
    person.post(f"/reports/{person.key}/names", **fields)
    assert person.finished().state == "done"
    after = [
        f for f in report_of(person).facts if f.subject.name == fact.subject.name and f.subject.kind == "indicator"
    ]
    assert {f.subject.canonical_id for f in after} == {"nilai-akip"}
    decided = record.decided(NAME)
    assert len(decided) == 1 and (decided[0].value or {})["agency"] == sample.document.agency


def test_a_correction_without_the_file_is_kept_and_told(person: Browser, record: Record, sample: Report) -> None:
    with record.store.ledger() as connection:
        connection.execute("DELETE FROM place")
    person.post(f"/reports/{person.key}/cells", cell=cell_of(wrong_cell(sample)), text="97,60%")
    done = person.finished()
    assert done.state == "failed" and sample.source.file in done.problem["id"]
    page = person.get(f"/reports/{person.key}")
    assert "keputusan tetap tersimpan" in page and len(record.decided(CELL)) == 1
    assert report_of(person).findings == sample.findings


def test_a_decision_that_does_not_fit_is_told_on_the_desk(person: Browser, record: Record, sample: Report) -> None:
    place = wrong_cell(sample).places[0]
    fields = {"cell": cell_of(wrong_cell(sample)), "split": "500"}
    person.post(f"/reports/{person.key}/tables", **fields)
    assert person.finished().state == "done" and len(record.decided(TABLE)) == 1
    assert "tidak cocok dengan bacaan" in person.get(f"/reports/{person.key}")
    assert next(t for t in report_of(person).tables if t.id == place.table).cells


def test_an_audit_that_dies_is_told_and_the_result_stays(person: Browser, sample: Report) -> None:
    jobs = person.client.app.state.review.jobs  # type: ignore[attr-defined]
    person.post(f"/reports/{person.key}/cells", cell=cell_of(wrong_cell(sample)), text="97,60%")
    while jobs._process is None:
        time.sleep(0.01)
    os.killpg(jobs._process.pid, signal.SIGKILL)
    done = person.finished()
    assert done.state == "failed" and "berhenti di tengah jalan" in done.problem["id"]
    page = person.get(f"/reports/{person.key}")
    assert "Audit tidak berhasil" in page and report_of(person).findings == sample.findings


def test_audits_that_wait_for_the_same_report_are_one(store: Store, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hold: list[bool] = [True]

    def held(self: jobs_room.Jobs, job: jobs_room.Job) -> None:
        while hold[0]:
            time.sleep(0.01)
        job.state, job.key = "done", key

    monkeypatch.setattr(jobs_room.Jobs, "_run", held)
    jobs = jobs_room.Jobs(store)
    first, second, third = (jobs.again(key, "x") for _ in range(3))
    assert second is third or first is second
    hold[0] = False
    assert jobs.wait(third.id).state == "done"  # type: ignore[union-attr]
    jobs.close()


@pytest.fixture
def english(store: Store, key: str) -> Iterator[Browser]:
    yield from browser_of(store, key, language="en")


def test_what_was_decided_elsewhere_is_told_as_not_followed_yet(
    english: Browser, record: Record, sample: Report, tmp_path: Path
) -> None:
    finding = wrong_cell(sample)
    english.client.app.state.review.jobs.close()  # type: ignore[attr-defined]
    english.post(f"/reports/{english.key}/cells", cell=cell_of(finding), text="97,60%")
    assert decisions_hash(exported(record))
    english.client.app.state.review.jobs._jobs.clear()  # type: ignore[attr-defined]
    assert "does not follow yet" in english.get(f"/reports/{english.key}")
