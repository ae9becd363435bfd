"""`lkjip batch` and `lkjip reaudit` say how it went by exit code, summary, workbook and JSON."""

import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from extractor.batch.ledger import DONE
from extractor.batch.recap import recap
from extractor.cli import app
from extractor.errors import ExitCode
from schemas import Message


def lkjip(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def ran(pieces: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports, one that fails among them, and the store of a batch over it."""
    folder = tmp_path_factory.mktemp("ran")
    shutil.copytree(pieces, folder / "reports")
    (folder / "reports" / "=broken.pdf").write_text("no pdf")
    (folder / "expected.csv").write_text("agency,year\nDinas Sosial,2023\nDinas Arsip,2023\n")
    done = lkjip(
        "batch", folder / "reports", "-o", folder / "store", "--ocr", "off", "--lang", "en", "--jobs", "2", "--json",
        "--expect", folder / "expected.csv",
    )  # fmt: skip
    assert done.exit_code == ExitCode.SOME_FAILED, done.stderr
    (folder / "out.json").write_text(done.stdout)
    (folder / "err.txt").write_text(done.stderr)
    return folder


def test_the_summary_counts_and_names_everything(ran: Path) -> None:
    told = json.loads((ran / "out.json").read_text())
    assert told | {"language": "en"} == json.loads((ran / "store" / "summary.json").read_text())
    totals = told["totals"]
    assert (totals["reports"], totals["done"], totals["failed"], totals["waiting"]) == (5, 4, 1, 0)
    assert totals["facts"] == sum(report.get("facts", 0) for report in told["reports"]) > 0
    (failed,) = [report for report in told["reports"] if report["state"] == "failed"]
    assert (failed["name"], failed["outcome"]) == ("=broken.pdf", "not-a-pdf")
    assert "=broken.pdf" in failed["message"]["en"]


def test_a_line_for_each_report_goes_to_stderr_and_the_reason_of_a_failure(ran: Path) -> None:
    told = (ran / "err.txt").read_text()
    assert told.count("] done ") == 4
    assert "FAILED (not-a-pdf) =broken.pdf" in told
    assert "Expected 2: received 1, failed 0, missing 1" in told


def test_expected_reports_are_received_or_missing(ran: Path) -> None:
    told = json.loads((ran / "out.json").read_text())["expected"]
    assert [(item["agency"], item["status"], len(item["reports"])) for item in told] == [
        ("Dinas Sosial", "received", 1),
        ("Dinas Arsip", "missing", 0),
    ]


def test_the_recapitulation_ranks_reports_and_holds_no_formula(ran: Path) -> None:
    book = openpyxl.load_workbook(ran / "store" / "rekap.xlsx")
    main, _, failed, expected = book.worksheets
    rows = list(main.values)
    assert rows[0][:3] == ("Agency", "Year", "Material findings")
    assert len(rows) == 5
    comparable = [row[2] for row in rows[1:] if row[11] == "yes"]
    assert comparable == sorted(comparable, reverse=True)
    assert [row[0] for row in failed.values][1:] == ["'=broken.pdf"]
    assert [row[2] for row in expected.values][1:] == ["received", "missing"]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_report_that_was_hardly_read_is_not_compared() -> None:
    report = dict.fromkeys(("material", "errors", "warnings", "notices", "calculations", "pages", "pages_read"), 1)
    why = Message(id="hanya 1 dari 9 halaman terbaca", en="only 1 of 9 pages were read").model_dump()
    base = report | {
        "printed": 1,
        "understood": 1,
        "state": DONE,
        "agency": "A",
        "fiscal_year": 2023,
        "key": "a",
        "name": "a",
    }
    told = {"reports": [base | {"not_comparable": why, "material": 9}, base | {"not_comparable": None}]}
    rows = list(openpyxl.load_workbook(io.BytesIO(recap(told, "id"))).worksheets[0].values)
    assert [row[2] for row in rows[1:]] == [1, 9]
    assert rows[2][11] == "tidak dapat dibandingkan: hanya 1 dari 9 halaman terbaca"


def test_status_tells_tries_and_makes_nothing(ran: Path) -> None:
    done = lkjip("batch", "-o", ran / "store", "--status", "--json")
    reports = json.loads(done.stdout)["reports"]
    assert [report["claimed"] for report in reports] == [None] * 5
    assert all(len(report["attempts"]) == 1 and report["attempts"][0]["seconds"] > 0 for report in reports)
    assert {report["attempts"][0]["outcome"] for report in reports} == {"done", "not-a-pdf"}


def test_exit_codes_tell_findings_failures_and_nothing_done(ran: Path, tmp_path: Path) -> None:
    reports, store = ran / "reports", ran / "store"
    good = [path for path in sorted(reports.glob("*.pdf")) if path.name != "=broken.pdf"]
    assert lkjip("batch", *good, "-o", store, "--ocr", "off", "--no-group").exit_code == ExitCode.DONE
    found = lkjip("batch", *good, "-o", store, "--ocr", "off", "--no-group", "--fail-on", "warning")
    assert found.exit_code == ExitCode.FINDINGS
    only = lkjip("batch", reports / "=broken.pdf", "-o", tmp_path / "new", "--lang", "en")
    assert only.exit_code == ExitCode.NOTHING_DONE


def test_a_manifest_names_parts_documents_agency_and_year(ran: Path, tmp_path: Path) -> None:
    reports = ran / "reports"
    lines = ["report,file,part,kind,agency,year"]
    lines += [
        f"Sosial,{reports / 'sosial-2023.pdf'},1,lkjip,Dinas Sosial,2023",
        f"Sosial,{reports / 'perikanan-2023.pdf'},,pk,,",
    ]
    lines += [f"Rusak,{reports / '=broken.pdf'},,,Dinas Arsip,2023"]
    (tmp_path / "list.csv").write_text("\n".join(lines))
    store, expected = tmp_path / "store", ran / "expected.csv"
    done = lkjip("batch", tmp_path / "list.csv", "-o", store, "--ocr", "off", "--json", "--expect", expected)
    assert done.exit_code == ExitCode.SOME_FAILED
    told = json.loads(done.stdout)
    assert {report["name"]: len(report["supporting"]) for report in told["reports"]} == {"Rusak": 0, "Sosial": 1}
    assert [item["status"] for item in told["expected"]] == ["received", "failed"]


@pytest.mark.parametrize("share", ["0/2", "3/2", "two"])
def test_a_share_that_cannot_be_is_refused(share: str, ran: Path, tmp_path: Path) -> None:
    done = lkjip("batch", ran / "reports", "-o", tmp_path / "s", "--shard", share, "--lang", "en")
    assert done.exit_code == ExitCode.USAGE
    assert "a share such as 2/5" in done.stderr


def test_wrong_calls_are_told(ran: Path, tmp_path: Path) -> None:
    assert lkjip("batch", ran / "reports").exit_code == ExitCode.USAGE
    assert lkjip("batch", "-o", tmp_path / "store").exit_code == ExitCode.USAGE
    assert lkjip("batch", "-o", ran / "reports", ran / "reports").exit_code == ExitCode.NO_STORE
    assert lkjip("reaudit", tmp_path).exit_code == ExitCode.NO_STORE
    (tmp_path / "e.csv").write_text("agency,year\nDinas Sosial,last\n")
    wrong = lkjip("batch", ran / "reports", "-o", tmp_path / "store", "--expect", tmp_path / "e.csv", "--lang", "en")
    assert wrong.exit_code == ExitCode.USAGE
    assert "e.csv:2: agency" in wrong.stderr


def test_reaudit_applies_a_profile_without_the_sources(ran: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(ran / "store", tmp_path / "store"))
    (tmp_path / "profil.toml").write_text('ignore = ["CAP", "AVG"]\n')
    done = lkjip("reaudit", store, "--ocr", "off", "--profile", tmp_path / "profil.toml", "--json", "--jobs", "2")
    assert done.exit_code == ExitCode.DONE, done.stderr
    before = json.loads((ran / "out.json").read_text())["totals"]
    after = json.loads(done.stdout)["totals"]
    assert after["errors"] < before["errors"]
    assert (after["facts"], after["done"]) == (before["facts"], 4)
