"""Two audits side by side: what is gone, changed, new or equal, whatever ids and pages do."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

import extractor
from extractor.cli import app
from extractor.report import to_json
from extractor.report.difference import difference
from schemas import Report

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / (ROOT / "fixtures" / "SAMPLE").read_text(encoding="utf-8").strip()


@pytest.fixture(scope="module")
def report() -> Report:
    return extractor.audit(SAMPLE)


def moved(report: Report) -> Report:
    """The same report as another reading has it: other ids of tables and facts, two pages further on."""
    data = json.loads(to_json(report))
    for table in data["tables"]:
        table["id"] = f"u{table['id']}"
    for number, fact in enumerate(data["facts"]):
        fact["id"] = f"g{number}"
        fact["source"]["page"] += 2
        if fact["source"]["table"]:
            fact["source"]["table"] = f"u{fact['source']['table']}"
    return Report.model_validate(data)


def without(report: Report, count: int) -> Report:
    return report.model_copy(update={"findings": report.findings[count:]})


def test_ids_and_pages_make_no_difference(report: Report) -> None:
    found = difference(report, moved(report))
    assert found.same
    assert found.shares() == {"facts": Decimal(1), "findings": Decimal(1)}
    assert found.equal == len(report.facts)


def test_findings_are_resolved_or_new(report: Report) -> None:
    fewer = without(report, 2)
    assert [finding.id for finding in difference(report, fewer).resolved] == [f.id for f in report.findings[:2]]
    assert [finding.id for finding in difference(fewer, report).added] == [f.id for f in report.findings[:2]]
    assert len(difference(report, fewer).unchanged) == len(fewer.findings)


def test_a_finding_that_is_still_wrong_is_changed(report: Report) -> None:
    first = report.findings[0].model_copy(update={"key": "other"})
    found = difference(report, report.model_copy(update={"findings": (first, *report.findings[1:])}))
    assert [(one.id, two.key) for one, two in found.changed] == [(first.id, "other")]
    assert not found.resolved
    assert not found.added


def test_a_figure_that_is_printed_otherwise(report: Report) -> None:
    fact = next(fact for fact in report.facts if fact.measure == "achievement")
    other = fact.model_copy(update={"printed": "1,23", "value": Decimal("1.23")})
    facts = tuple(other if item is fact else item for item in report.facts)
    found = difference(report, report.model_copy(update={"facts": facts}))
    assert [(one.printed, two.printed) for one, two in found.figures] == [(fact.printed, "1,23")]
    assert found.equal == len(report.facts) - 1
    assert found.shares()["facts"] < 1


def test_the_verb(report: Report, tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_bytes(to_json(report))
    new.write_bytes(to_json(without(report, 1)))
    run = CliRunner().invoke(app, ["diff", str(old), str(new), "--json", "--exit-code"])
    assert run.exit_code == 1
    data = json.loads(run.stdout)
    assert data["counts"]["resolved"] == 1
    assert data["findings"]["resolved"][0]["id"] == report.findings[0].id
    told = CliRunner().invoke(app, ["diff", str(old), str(new), "--lang", "en"])
    assert told.exit_code == 0
    assert "Resolved: 1" in told.stdout
    assert report.findings[0].message.en in told.stdout
    same = CliRunner().invoke(app, ["diff", str(old), str(old), "--exit-code"])
    assert same.exit_code == 0


def test_a_file_that_is_no_audit(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{}", encoding="utf-8")
    assert CliRunner().invoke(app, ["diff", str(bad), str(bad)]).exit_code == 2
