"""Decisions in the whole way of a report: what follows from a corrected table or cell, in all verbs alike."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.pipeline import run
from extractor.report.picture import Stage, look
from schemas import Report, Table
from schemas.decision_files import load_decisions

SAMPLE = Path(__file__).parents[2] / "fixtures" / "reports" / "pertanian-2024.pdf"


@pytest.fixture(scope="module")
def before() -> Report:
    """The sample without decisions."""
    return run(SAMPLE)


@pytest.fixture(scope="module")
def wrong(before: Report) -> dict[str, object]:
    """An accused figure in a cell: its place, what is printed and what is right."""
    finding = next(f for f in before.findings if f.check == "CAP-ROW" and f.places[0].table and f.expected)
    place, expected = finding.places[0], finding.expected
    assert expected is not None
    return {
        "key": finding.key, "table": place.table, "row": place.row, "column": place.column,
        "read": place.text, "text": expected.printed,
    }  # fmt: skip


def write(folder: Path, text: str) -> Path:
    """A file of decisions."""
    path = folder / "decisions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def cell_decision(before: Report, wrong: dict[str, object]) -> str:
    """The decision that the right figure stands in the cell."""
    said = {"report": before.source.sha256, **{name: value for name, value in wrong.items() if name != "key"}}
    return f"cells:\n  - {json.dumps(said)}\n"


def named(tables: tuple[Table, ...], name: object) -> Table:
    """The table with an id."""
    return next(table for table in tables if table.id == name)


def test_a_corrected_cell_changes_facts_and_findings(before: Report, wrong: dict[str, object], tmp_path: Path) -> None:
    after = run(SAMPLE, decisions=load_decisions([write(tmp_path, cell_decision(before, wrong))]))
    place = (wrong["table"], wrong["row"], wrong["column"])
    fact = next(f for f in after.facts if (f.source.table, f.source.row, f.source.column) == place)
    assert (fact.printed, fact.raw, fact.confidence) == (wrong["text"], None, 1.0)
    assert wrong["key"] not in {f.key for f in after.findings}
    assert not any(f.reading == "doubtful" for f in after.findings if fact.id in f.facts)
    assert after.generator.settings["decisions"] != before.generator.settings["decisions"]
    assert [d.code for d in after.diagnostics] == [d.code for d in before.diagnostics]


def test_decisions_that_do_not_fit_leave_the_report_as_it_was(before: Report, tmp_path: Path) -> None:
    text = (
        f"tables:\n  - {{place: {{report: {before.source.sha256}, table: t99}}, kind: scale}}\n"
        f"  - {{place: {{agency: {before.document.agency}, caption: Jumlah Kapal}}, bounds: [10, 20]}}\n"
    )
    after = run(SAMPLE, decisions=load_decisions([write(tmp_path, text)]))
    told = [d.message for d in after.diagnostics if d.code == "decision-does-not-fit"]
    assert [message.split(": ")[0] for message in told] == ["decisions.yaml:2", "decisions.yaml:3"]
    for part in ("tables", "facts", "calculations", "findings", "coverage", "sections", "document"):
        assert getattr(after, part) == getattr(before, part), part


def test_tables_show_and_audit_follow_the_same_decisions(before: Report, tmp_path: Path) -> None:
    table = next(t for t in before.tables if t.kind == "achievement")
    boxes = [c.bbox for c in table.cells if c.page == table.pages[0]]
    height = sorted({box[3] for box in boxes})[1]
    region = [min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), height]
    said = f"{{place: {{agency: {before.document.agency}, caption: {json.dumps(table.caption)}}}, kind: scores"
    path = write(tmp_path, f"tables:\n  - {said}, regions: [{{page: 1, bbox: {region}}}]}}\n")
    book = load_decisions([path])
    seen = look(SAMPLE, table.pages[0], Stage.cells, decisions=book)
    target = tmp_path / "tables.json"
    done = CliRunner().invoke(app, ["tables", str(SAMPLE), "--ocr", "off", "--decisions", str(path), "-o", str(target)])
    assert done.exit_code == 0
    written = tuple(Table.model_validate(t) for t in json.loads(target.read_text("utf-8"))["tables"])
    audited = run(SAMPLE, decisions=book)
    found = [named(tables, table.id) for tables in (seen.tables, written, audited.tables)]
    assert [t.cells for t in found] == [found[0].cells] * 3
    assert {t.kind for t in found} == {"scores"}
    assert 0 < max(c.row + c.row_span for c in found[0].cells) < max(c.row + c.row_span for c in table.cells)
    others = [t.cells for t in audited.tables if t.id != table.id]
    assert others == [t.cells for t in before.tables if t.id != table.id]


def test_what_does_not_fit_is_told_by_show_and_tables(tmp_path: Path) -> None:
    path = write(tmp_path, "tables:\n  - {place: {caption: Jumlah Kapal}, kind: assets}\n")
    for verb, more in (
        ("tables", ["-o", str(tmp_path / "a.json")]),
        ("show", ["--page", "8", "-o", str(tmp_path / "a.png")]),
    ):
        arguments = [verb, str(SAMPLE), "--ocr", "off", "--decisions", str(path), *more]
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0
        assert "decisions.yaml:2: the decision about this table does not fit" in done.stderr
