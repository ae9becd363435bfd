"""What was decided in the review is followed by the next batch over the same store, and nothing decided is lost."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from extractor.cli import app
from extractor.errors import ExitCode
from extractor.record.events import CELL, FINDING, Record
from extractor.record.states import REJECTED
from extractor.record.subjects import exported, finding_subject
from extractor.store import Store
from schemas import Report
from schemas.decision_files import dump_decisions
from tests.review.conftest import FIRST, ROOT, Browser, browser_of
from tests.review.test_correct import cell_of, wrong_cell

OTHER = ROOT / "fixtures" / "reports" / "sosial-2023.pdf"


def lkjip(*arguments: object, code: int = 0) -> Result:
    done = CliRunner().invoke(app, [*map(str, arguments), "--lang", "en"], catch_exceptions=False)
    assert done.exit_code == code, done.stderr
    return done


def batch(folder: Path, *more: object, code: int = 0) -> Result:
    return lkjip("batch", folder / "reports", "-o", folder / "store", *more, code=code)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two reports and the store of a batch over it."""
    folder = tmp_path_factory.mktemp("ran")
    (folder / "reports").mkdir()
    for path in (FIRST, OTHER):
        shutil.copy(path, folder / "reports" / path.name)
    batch(folder)
    return folder


class Desk:
    """The folder with its store, and the first report as it was before anybody decided."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.store = folder, Store.open(folder / "store")
        self.key = next(entry.key for entry in self.store.entries() if entry.file == FIRST.name)
        self.before = self.report

    @property
    def report(self) -> Report:
        return self.store.report(self.key)

    @property
    def record(self) -> Record:
        return Record(self.store)

    def correct(self, person: Browser) -> None:
        """A cell is corrected and the audit awaited."""
        finding = wrong_cell(self.before)
        person.post(f"/reports/{self.key}/cells", cell=cell_of(finding), text="97,60%")
        assert person.finished().state == "done"


@pytest.fixture
def desk(ran: Path, tmp_path: Path) -> Desk:
    """A copy whose files stand where the copy has them."""
    folder = Path(shutil.copytree(ran, tmp_path / "copy"))
    store = Store.open(folder / "store")
    with store.ledger() as connection:
        connection.execute("DELETE FROM place")
    for path in (folder / "reports").iterdir():
        store.remember(path)
    return Desk(folder)


def made(done: Result) -> list[str]:
    """The files that a batch made, by the lines that it told."""
    return re.findall(r"\] done (\S+)", done.stderr)


def test_a_batch_after_a_correction_finds_nothing_to_do(desk: Desk) -> None:
    for person in browser_of(desk.store, desk.key):
        desk.correct(person)
        page = person.get(f"/reports/{desk.key}")
        assert "belum dipakai" not in page
    corrected = desk.store.report_bytes(desk.key)
    assert wrong_cell(desk.before).key not in {finding.key for finding in desk.report.findings}
    for done in (batch(desk.folder), lkjip("reaudit", desk.folder / "store")):
        assert made(done) == [] and desk.store.report_bytes(desk.key) == corrected
    assert [decided.value["text"] for decided in desk.record.decided(CELL)] == ["97,60%"]  # type: ignore[index]


def test_decisions_that_no_audit_followed_yet_are_followed_by_a_batch_and_by_a_reaudit(desk: Desk) -> None:
    place = wrong_cell(desk.before).places[0]
    told = f"{{report: {desk.before.source.sha256}, table: {place.table}, row: {place.row}, column: {place.column}"
    decided = desk.folder / "decisions.yaml"
    for verb, text in (("batch", "97,60%"), ("reaudit", "98,00%")):
        decided.write_text(f'cells:\n  - {told}, read: "{place.text}", text: "{text}"}}\n')
        if verb == "reaudit":
            desk.record.undo(desk.record.decided(CELL)[0].subject, desk.key, "Sri", 1)
        lkjip("decisions", "import", desk.folder / "store", decided, "--who", "Sri")
        done = batch(desk.folder) if verb == "batch" else lkjip("reaudit", desk.folder / "store")
        assert made(done) == [FIRST.name]
        table = next(table for table in desk.report.tables if table.id == place.table)
        assert {c.text for c in table.cells if (c.row, c.column) == (place.row, place.column)} == {text}
        assert made(batch(desk.folder)) == []
        for person in browser_of(desk.store, desk.key):
            assert "belum dipakai" not in person.get(f"/reports/{desk.key}")


def test_a_decision_about_a_name_of_one_office_concerns_no_other(desk: Desk) -> None:
    name = next(f.subject.name for f in desk.before.facts if f.subject.kind == "indicator" and f.subject.match)
    told = {"decision": "same", "names": [name], "id": "nilai-akip", "agency": desk.before.document.agency}
    (desk.folder / "decisions.yaml").write_text(json.dumps({"names": [told]}))
    lkjip("decisions", "import", desk.folder / "store", desk.folder / "decisions.yaml", "--who", "Sri")
    assert made(batch(desk.folder)) == [FIRST.name] and made(batch(desk.folder)) == []
    assert {f.subject.canonical_id for f in desk.report.facts if f.subject.name == name} == {"nilai-akip"}
    shutil.copy(ROOT / "fixtures" / "reports" / "perikanan-2023.pdf", desk.folder / "reports")
    assert made(batch(desk.folder)) == ["perikanan-2023.pdf"] and made(batch(desk.folder)) == []


def test_a_rejected_finding_stays_rejected(desk: Desk) -> None:
    finding = wrong_cell(desk.before)
    for person in browser_of(desk.store, desk.key):
        person.post(f"/reports/{desk.key}/findings/{finding.key}", state="rejected", reason="PK perubahan")
    told = json.loads(batch(desk.folder, "--json").stdout)
    report = next(report for report in told["reports"] if report["key"] == desk.key)
    errors = [f for f in desk.before.findings if f.severity == "error"]
    assert report["errors"] == len(errors) - 1 and report["rejected"] == 1
    assert desk.record.standing(finding_subject(finding.key)).state == REJECTED
    for person in browser_of(desk.store, desk.key):
        assert "PK perubahan" in person.get(f"/reports/{desk.key}?finding={finding.key}")
        listed = person.client.get("/api/reports?agency=" + str(desk.before.document.agency)).json()["reports"]
        assert [line["errors"] for line in listed] == [report["errors"]] and "1 ditolak" in person.get("/")
        person.post(f"/reports/{desk.key}/undo", subject=finding_subject(finding.key), seen=1)
    report = next(r for r in json.loads(batch(desk.folder, "--json").stdout)["reports"] if r["key"] == desk.key)
    assert report["errors"] == len(errors) and report["rejected"] == 0


def test_a_file_of_decisions_joins_those_of_the_store_and_may_not_contradict_them(desk: Desk) -> None:
    for person in browser_of(desk.store, desk.key):
        desk.correct(person)
    exported_file = desk.folder / "decisions.yaml"
    exported_file.write_text(dump_decisions(exported(desk.record)))
    batch(desk.folder, "--decisions", exported_file)
    assert wrong_cell(desk.before).key not in {finding.key for finding in desk.report.findings}
    exported_file.write_text(exported_file.read_text().replace("97,60%", "11,11%"))
    before = desk.store.report_bytes(desk.key)
    done = batch(desk.folder, "--decisions", exported_file, code=int(ExitCode.USAGE))
    assert "decisions.yaml:" in done.stderr and "Sri" in done.stderr
    assert desk.store.report_bytes(desk.key) == before and len(desk.record.decided(CELL)) == 1


def test_a_correction_keeps_to_the_local_list_of_indicators_of_the_batch(desk: Desk) -> None:
    fact = next(
        f for f in desk.before.facts if str(f.subject.canonical_id).startswith("x-") and f.subject.kind == "indicator"
    )
    local = desk.folder / "local.yaml"
    told = {"id": "indikator-setempat", "name": fact.subject.name, "gloss_en": "x"}
    local.write_text(json.dumps({"indicators": [told]}))
    batch(desk.folder, "--catalogue", local)

    def ids() -> set[str | None]:
        return {f.subject.canonical_id for f in desk.report.facts if f.subject.name == fact.subject.name}

    assert ids() == {"indikator-setempat"}
    local.rename(desk.folder / "elsewhere.yaml")
    for person in browser_of(desk.store, desk.key):
        desk.correct(person)
        assert ids() == {"indikator-setempat"} and desk.report.generator.settings["local_catalogue"]
        shutil.rmtree(desk.store.folder / "catalogues")
        corrected = desk.store.report_bytes(desk.key)
        person.post(f"/reports/{desk.key}/again")
        job = person.finished()
        assert job.state == "failed" and "--catalogue" in job.problem["id"]
        assert desk.store.report_bytes(desk.key) == corrected
    assert made(batch(desk.folder, "--catalogue", desk.folder / "elsewhere.yaml")) == []


def test_a_reaudit_covers_what_was_uploaded(desk: Desk) -> None:
    path = ROOT / "fixtures" / "reports" / "perikanan-2023.pdf"
    for person in browser_of(desk.store, desk.key):
        with path.open("rb") as file:
            answer = person.client.post(
                "/uploads", data={"csrf": person.csrf}, files={"pdf": (path.name, file)}, follow_redirects=False
            )
        job = person.client.app.state.review.jobs.wait(answer.headers["location"].rsplit("/", 1)[1])  # type: ignore[attr-defined]
        assert job.state == "done"
    assert made(lkjip("reaudit", desk.folder / "store")) == []
    with desk.store.ledger() as connection:
        connection.execute("UPDATE report SET work = '', audit_version = 'old' WHERE key = ?", (job.key,))
    assert made(lkjip("reaudit", desk.folder / "store")) == [path.name]
    assert desk.record.decided(FINDING) == []
