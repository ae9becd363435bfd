"""The server is killed or stopped at any moment: what it answered for is kept, work goes on, and nothing is left running."""

import json
import os
import random
import signal
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import httpx
import pytest

from extractor.batch.owner import Owner, this_process
from extractor.record.events import CELL, Record
from extractor.record.subjects import finding_subject
from extractor.review.job_book import DONE, MOST_KEPT, Job, JobBook
from extractor.review.place import CUT_OFF, sweep
from extractor.store import Store
from schemas import Report
from tests.review.conftest import ROOT
from tests.review.served_process import Process
from tests.review.test_correct import cell_of, wrong_cell

UPLOADED = ROOT / "fixtures" / "reports" / "perikanan-2023.pdf"


def work(server: Process, key: str, report: Report, told: dict[str, object]) -> None:
    """Decides, corrects and uploads until the server is gone; keeps what was answered for."""
    finding = wrong_cell(report)
    decided = told.setdefault("decided", [])
    assert isinstance(decided, list)
    try:
        answer = server.post(f"/reports/{key}/cells", cell=cell_of(finding), text="97,60%")
        told["corrected"] = answer.status_code == 303
        with UPLOADED.open("rb") as file:
            answer = server.client.post("/uploads", data={"csrf": server.csrf}, files={"pdf": ("a.pdf", file)})
        told["job"] = answer.headers["location"]
        for other in report.findings:
            answer = server.post(f"/reports/{key}/findings/{other.key}", state="accepted")
            if answer.status_code == 303:
                decided.append(other.key)
    except httpx.TransportError:
        told["cut"] = True


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_what_was_answered_for_is_there_after_a_kill(store: Store, key: str, sample: Report, seed: int) -> None:
    told: dict[str, object] = {}
    server = Process(store.folder)
    worker = threading.Thread(target=work, args=(server, key, sample, told))
    worker.start()
    time.sleep(random.Random(seed).uniform(0.02, 1.2))
    os.kill(server.process.pid, signal.SIGKILL)
    worker.join(30)
    server.end(signal.SIGKILL)
    with closing(sqlite3.connect(store.folder / "ledger.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    second = Process(store.folder)
    record = Record(store)
    assert all(record.standing(finding_subject(name)).state == "accepted" for name in told["decided"])  # type: ignore[attr-defined]
    if told.get("corrected"):
        assert [decided.value["text"] for decided in record.decided(CELL)] == ["97,60%"]  # type: ignore[index]
        wait_until(lambda: wrong_cell(sample).key not in {finding.key for finding in store.report(key).findings})
    if "job" in told:
        address = str(told["job"])
        wait_until(lambda: second.client.get(f"/api{address}").json()["state"] == "done")
        uploaded = second.client.get(f"/api{address}").json()["report"]
        assert store.report(uploaded).source.file == "a.pdf"
    wait_until(lambda: second.client.get("/api/reports").status_code == 200)
    for entry in store.entries():
        assert store.report(entry.key).findings is not None
    assert second.end(signal.SIGTERM) in (0, -signal.SIGTERM)


def test_uploads_that_were_cut_off_are_taken_away_and_those_under_way_are_not(store: Store) -> None:
    folder = store.folder / "uploads"
    folder.mkdir()
    for name, age in ((".old.part", 2 * CUT_OFF), (".new.part", 0), ("kept.pdf", 2 * CUT_OFF)):
        (folder / name).write_bytes(b"%PDF")
        os.utime(folder / name, (time.time() - age,) * 2)
    sweep(folder)
    assert sorted(path.name for path in folder.iterdir()) == [".new.part", "kept.pdf"]


def test_a_server_leaves_work_to_another_one_that_runs(store: Store, key: str) -> None:
    book = JobBook(store)
    book.add(Job("a" * 16, "x", {"key": key}))
    assert JobBook(store).taken_over() == []
    with store.ledger() as connection:
        connection.execute(
            "UPDATE review_job SET owner = ?", (json.dumps(asdict(Owner(this_process().host, 2**22 + 1, "0"))),)
        )
    assert [job.id for job in JobBook(store).taken_over()] == ["a" * 16]
    assert JobBook(store).taken_over() == []


def test_old_work_is_forgotten_and_work_that_waits_is_not(store: Store, key: str) -> None:
    book = JobBook(store)
    for number in range(MOST_KEPT + 5):
        book.add(Job(f"{number:016x}", "x", {"key": key}))
        if number:
            book.end(Job(f"{number:016x}", "x", {"key": key}, DONE, key=key))
    with store.ledger() as connection:
        kept = [row["id"] for row in connection.execute("SELECT id FROM review_job ORDER BY number")]
    assert kept[0] == "0" * 16 and len(kept) == MOST_KEPT + 1


def wait_until(holds: object, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("delay", [0.0, 0.03, 0.4])
def test_a_stop_while_an_audit_starts_leaves_nothing_running(
    store: Store, key: str, how: signal.Signals, delay: float
) -> None:
    server = Process(store.folder)
    server.client.get(f"/reports/{key}/pages/1.png")
    server.post(f"/reports/{key}/again")
    time.sleep(delay)
    left = server.started()
    assert left
    began = time.monotonic()
    server.end(how)
    assert time.monotonic() - began < 10
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left), 10)
    # The audit that was taken on is done by the next server.
    second = Process(store.folder)
    wait_until(lambda: second.client.get("/uploads").text.count(">Done<") == 1)
    second.end(signal.SIGTERM)
