"""Decisions of the contract go into the record and come out again; a run with them follows what was decided."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import extractor
from extractor.cli import app
from extractor.record.events import FINDING, Change, Record
from extractor.record.subjects import exported, finding_subject, imported
from schemas import Report
from schemas.decision_files import decisions_hash, dump_decisions, load_decisions
from schemas.decisions import CellDecision, Decisions, FindingDecision, NameDecision, TableDecision, TablePlace
from tests.review.conftest import FIRST

HASH = "0123456789abcdef"


def some() -> Decisions:
    return Decisions(
        names=(NameDecision(decision="same", names=("Nilai rapor",), id="nilai-akip", who="Ani"),),
        tables=(TableDecision(place=TablePlace(report=HASH, table="t2"), bounds=(100.0, 200.5), header_rows=2),),
        cells=(CellDecision(report=HASH, table="t2", row=1, column=2, read="8l", text="81", reason="kabur"),),
        findings=(
            FindingDecision(key="a1", decision="rejected", reason="PK perubahan"),
            FindingDecision(key="a2", decision="accepted"),
            FindingDecision(key="a3", decision="accepted", state="sent", note="surat 12", when=date(2025, 3, 12)),
        ),
    )


def bare(decisions: Decisions) -> list[object]:
    parts = (*decisions.names, *decisions.tables, *decisions.cells, *decisions.findings)
    return [entry.model_dump(exclude={"who", "when"}) for entry in parts]


def test_what_is_imported_is_exported_the_same(record: Record) -> None:
    assert imported(record, some(), "Sri") == (6, 0)
    assert bare(exported(record)) == bare(some())
    assert [entry.who for entry in exported(record).names] == ["Ani"]
    assert {entry.who for entry in exported(record).findings} == {"Sri"}


def test_what_is_recorded_already_is_not_recorded_again(record: Record) -> None:
    imported(record, some(), "Sri")
    assert imported(record, some(), "Budi") == (0, 6)
    assert len(record.events()) == 6


def test_a_finding_that_is_further_on_its_way_stays_where_it_is(record: Record) -> None:
    for seen, state in enumerate(("accepted", "sent")):
        record.decide(Change(FINDING, finding_subject("a2"), "r", {"state": state}), "Sri", seen)
    imported(record, some(), "Budi")
    assert record.standing(finding_subject("a2")).state == "sent"


def test_how_far_a_finding_is_and_when_it_was_decided_survive_the_trip(record: Record) -> None:
    imported(record, some(), "Sri")
    sent = next(entry for entry in exported(record).findings if entry.key == "a3")
    assert (sent.state, sent.note, sent.when) == ("sent", "surat 12", date(2025, 3, 12))
    assert record.standing(finding_subject("a3")).state == "sent"
    # A file that tells of an earlier state takes nothing back, one of a later state goes on.
    earlier = FindingDecision(key="a3", decision="accepted")
    later = FindingDecision(key="a3", decision="accepted", state="corrected")
    assert imported(record, Decisions(findings=(earlier,)), "Sri") == (0, 1)
    assert imported(record, Decisions(findings=(later,)), "Sri") == (1, 0)
    assert record.standing(finding_subject("a3")).state == "corrected"
    assert decisions_hash(Decisions(findings=(earlier,))) == decisions_hash(Decisions(findings=(later,)))


def test_an_open_finding_is_in_no_file(record: Record) -> None:
    imported(record, some(), "Sri")
    record.undo(finding_subject("a1"), "r", "Sri", 1)
    assert [entry.key for entry in exported(record).findings] == ["a2", "a3"]


def test_export_and_import_by_the_command_line(record: Record, tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text(dump_decisions(some()), "utf-8")
    folder = str(record.store.folder)
    done = CliRunner().invoke(app, ["decisions", "import", folder, str(first), "--who", "Sri"])
    assert (done.exit_code, done.stdout) == (0, "6 keputusan baru, 0 sudah tercatat\n")
    assert CliRunner().invoke(app, ["decisions", "export", folder, "-o", str(second)]).exit_code == 0
    assert bare(load_decisions([second]).decisions) == bare(some())


def test_a_folder_that_is_no_store_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["decisions", "export", str(tmp_path), "--lang", "en"])
    assert done.exit_code == 11 and "store" in done.stderr


@pytest.mark.parametrize("state", ["rejected", "accepted"])
def test_the_next_run_follows_what_was_decided(record: Record, sample: Report, tmp_path: Path, state: str) -> None:
    finding = sample.findings[0]
    value = {"state": state, "reason": "target PK perubahan"}
    record.decide(Change(FINDING, finding_subject(finding.key), "r", value), "Sri", 0)
    path = tmp_path / "decisions.yaml"
    path.write_text(dump_decisions(exported(record)), "utf-8")
    again = extractor.audit(FIRST, decisions=load_decisions([path]))
    told = [f.decision for f in again.findings if f.key == finding.key]
    assert told == ([] if state == "rejected" else ["accepted"] * len(told)) and bool(told) == (state == "accepted")
