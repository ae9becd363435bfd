"""Every page of the review in each of its conditions, opened as a person comes to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from extractor.record.states import STATES
from extractor.review.guard import MOST_WRONG
from extractor.review.job_book import DONE, FAILED, RUNNING, Job
from tests.web.served import Served

PROBLEM = {"id": "Berkas ini tidak dapat dibaca.", "en": "This file cannot be read."}
SEND = """([action, fields]) => {
  const form = document.createElement("form");
  form.method = "post"; form.action = action;
  fields.csrf = document.getElementById("isi").dataset.csrf;
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    input.name = name; input.value = value; form.append(input);
  }
  document.body.append(form);
  form.submit();
}"""


@dataclass(frozen=True)
class Place:
    """Running reviews: of an audited report with its next version and a report whose PDF is nowhere, and of an empty
    store behind a token."""

    served: Served
    second: str
    without_pdf: str
    guarded: Served
    token: str

    @property
    def cell(self) -> str:
        """The address of a cell with a finding, without its report."""
        place = next(f for f in self.served.report.findings if f.places[0].table).places[0]
        return f"page={place.page}&cell={place.table}.{place.row}.{place.column}"


Opening = Callable[[Any], None]


def stands(place: Place) -> Iterator[tuple[str, Opening]]:
    """The name of each page and condition, with what opens it."""
    served, desk = place.served, f"/reports/{place.served.key}"
    finding = served.report.findings[0].key
    for name, address in (
        ("list", "/"), ("list-none", "/?q=tidak-ada-yang-begini"), ("desk", desk), ("desk-finding", f"{desk}?finding={finding}"),
        ("desk-none", f"{desk}?q=tidak-ada-yang-begini"), ("cell", f"{desk}?{place.cell}"), ("table", f"{desk}?{place.cell}&edit=1"),
        ("box", f"{desk}?page=6&box=1"), ("desk-without-pdf", f"/reports/{place.without_pdf}"), ("uploads", "/uploads"), ("decisions", "/decisions"), ("docs", "/docs"),
        ("beside", f"/reports/{place.second}/beside/{served.key}"), ("trend-none", "/trends"),
        ("trend", f"/trends?agency={served.report.document.agency}"), ("not-there", "/nowhere"),
        ("no-report", f"/reports/{'0' * 32}"), ("not-understood", "/?page=x"),
    ):  # fmt: skip
        yield name, at(served, address)
    for state, key in (("running", served.key), ("failed", served.key), ("done", None)):
        job = job_of(served, state, key)
        yield f"job-{state}", at(served, f"/jobs/{job.id}")
        yield f"desk-job-{state}", at(served, desk)
    yield "job-sorted", at(served, f"/jobs/{sorted_job(served).id}")
    yield "upload-refused", refused_upload(served)
    yield "decisions-refused", refused_decisions(served)
    yield "form-refused", sent(served, desk + "/again", csrf="")
    yield "step-refused", sent(served, f"{desk}/findings/{finding}", who="Ani", state="verified", seen="0")
    yield (
        "conflict-finding",
        sent(served, f"{desk}/findings/{finding}", who="Ani", state="rejected", reason="Alasan", seen="9"),
    )
    table, row, column = place.cell.partition("cell=")[2].split(".")
    yield (
        "conflict-cell",
        sent(served, f"{desk}/cells", who="Ani", cell=f"{table}.{row}.{column}", text="1,00", seen="9"),
    )
    guarded = place.guarded
    yield "login", at(guarded, "/login")
    yield "login-wrong", sent(guarded, "/login", "/login", token="salah")
    yield "list-empty", sent(guarded, "/login", "/login", token=place.token)
    yield "login-wait", waiting(guarded)


def at(served: Served, address: str) -> Opening:
    """Opens an address."""
    return lambda page: page.goto(f"{served.address}{address}")


def sent(served: Served, action: str, come_from: str = "/docs", **fields: str) -> Opening:
    """Sends a form as a page without its script does."""

    def send(page: Any) -> None:
        page.goto(f"{served.address}{come_from}")
        if "csrf" in fields:
            page.evaluate("document.getElementById('isi').dataset.csrf = 'x'")
        with page.expect_navigation():
            page.evaluate(SEND, [action, fields])

    return send


def refused_upload(served: Served) -> Opening:
    def send(page: Any) -> None:
        page.goto(f"{served.address}/uploads")
        page.locator("#pdf").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"MZ"})
        with page.expect_navigation():
            page.locator("main form button").click()

    return send


def refused_decisions(served: Served) -> Opening:
    def send(page: Any) -> None:
        page.goto(f"{served.address}/decisions")
        page.locator("#file").set_input_files({"name": "d.yaml", "mimeType": "text/plain", "buffer": b"names: [{}]"})
        if page.locator("main [name=who]").count():
            page.locator("main [name=who]").fill("Ani")
        with page.expect_navigation():
            page.locator("main form button").click()

    return send


def waiting(served: Served) -> Opening:
    """One token too many was wrong."""

    def send(page: Any) -> None:
        for _ in range(MOST_WRONG + 1):
            sent(served, "/login", "/login", token="salah")(page)

    return send


def job_of(served: Served, state: str, key: str | None) -> Job:
    """A piece of work that stands still in a state."""
    jobs = served.review.jobs
    told = {RUNNING: {"done": 3, "total": 12}, FAILED: {"problem": PROBLEM}, DONE: {"key": served.key}}
    job = Job(f"{len(jobs.all()):016x}", "LKjIP Dinas Contoh 2024.pdf", {"key": key}, state, **told[state])
    with jobs._news:
        for other in jobs._jobs.values():
            other.state = DONE if other.state == RUNNING else other.state
        jobs._jobs[job.id] = job
    return job


def sorted_job(served: Served) -> Job:
    """Several files that became two reports, one of them still being audited."""
    first, second = job_of(served, DONE, None), job_of(served, RUNNING, None)
    why = {
        "id": "Bagian dari satu laporan karena babnya berurutan: a.pdf (BAB 1), b.pdf (BAB 2).",
        "en": "Parts of one report.",
    }
    second.asked = {"why": why, "files": []}
    found = job_of(served, DONE, None)
    found.children, second.state, found.key = (first.id, second.id), RUNNING, None
    return found


def decide(served: Served) -> None:
    """Brings findings into every state, so that each of them is seen."""
    from extractor.record.events import FINDING, TABLE, Change
    from extractor.record.subjects import finding_subject

    ways: dict[str, list[str]] = {
        "accepted": ["accepted"], "rejected": ["rejected"], "sent": ["accepted", "sent"],
        "answered": ["accepted", "sent", "answered"], "corrected": ["accepted", "corrected"],
        "verified": ["accepted", "corrected", "verified"],
    }  # fmt: skip
    keys = [finding.key for finding in served.report.findings][1:]
    place = {"report": served.report.source.sha256}
    value = {"place": place, "without": [{"page": 4, "bbox": [60, 90, 540, 260]}], "reason": "Bagan, bukan tabel"}
    served.review.record.decide(Change(TABLE, "table:0", served.key, value, {"page": 4}), "Ani", 0)
    for key, (state, steps) in zip(dict.fromkeys(keys), ways.items(), strict=False):
        assert state in STATES
        for seen, step in enumerate(steps):
            value = {"state": step, "reason": "Target diubah dalam PK perubahan", "note": "Lihat surat 12 Maret"}
            served.review.record.decide(Change(FINDING, finding_subject(key), served.key, value), "Ani", seen)
