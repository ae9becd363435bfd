"""`lkjip report`: files that a person opens, from a stored audit."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from extractor.cli import app
from extractor.errors import ExitCode
from extractor.report import to_json
from schemas import Report
from tests.report.test_report_forms import worksheet


@pytest.fixture(scope="module")
def stored(audited: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stored") / "audit.json"
    path.write_bytes(to_json(audited))
    return path


def report(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


def test_all_that_is_asked_for_is_written(stored: Path, sample: Path, tmp_path: Path) -> None:
    targets = [tmp_path / name for name in ("a.html", "a.xlsx", "a.pdf")]
    done = report(stored, "--pdf", sample, "-o", targets[0], "--xlsx", targets[1], "--annotate", targets[2])
    assert done.exit_code == 0 and all(str(target) in done.stderr for target in targets)
    assert [target.read_bytes()[:4] for target in targets] == [b"<!DO", b"PK\x03\x04", b"%PDF"]


def test_without_a_target_the_page_stands_where_it_is_run(
    stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = report(stored, "--lang", "en")
    assert done.exit_code == 0 and "Without pictures" in done.stderr
    assert (tmp_path / "audit.html").read_text("utf-8").startswith('<!DOCTYPE html>\n<html lang="en">')


def test_the_pdf_is_known_by_its_content_and_not_by_its_name(stored: Path, sample: Path, tmp_path: Path) -> None:
    renamed = shutil.copy(sample, tmp_path / "other.pdf")
    done = report(stored, "--pdf", renamed, "-o", tmp_path / "a.html")
    assert done.exit_code == 0 and "<image" in (tmp_path / "a.html").read_text("utf-8")


def test_another_pdf_is_refused_by_name(stored: Path, sample: Path, tmp_path: Path) -> None:
    other = next(path for path in sorted(sample.parent.glob("*.pdf")) if path != sample)
    done = report(stored, "--pdf", other, "-o", tmp_path / "a.html")
    assert done.exit_code == ExitCode.USAGE and other.name in done.stderr and sample.name in done.stderr
    assert not (tmp_path / "a.html").exists()


@pytest.mark.parametrize("content", ["", "{}", '{"schema_version": 1}', "%PDF-1.7"])
def test_what_is_no_audit_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)
    done = report(path, "-o", tmp_path / "a.html")
    assert done.exit_code == ExitCode.USAGE and "lkjip audit" in done.stderr


def test_an_input_is_never_written_over(stored: Path, sample: Path, tmp_path: Path) -> None:
    copy = shutil.copy(sample, tmp_path / "copy.pdf")
    before = copy.read_bytes()
    done = report(stored, "--pdf", copy, "--annotate", copy)
    assert done.exit_code == ExitCode.USAGE and copy.read_bytes() == before


def test_forms_and_letter_are_written_and_the_worksheet_gets_a_copy(stored: Path, tmp_path: Path) -> None:
    lke = worksheet(tmp_path)
    before = lke.read_bytes()
    done = report(stored, "--docx", tmp_path / "f.docx", "--letter", tmp_path / "l.docx", "--lke", lke)
    assert done.exit_code == 0, done.stderr
    assert lke.read_bytes() == before
    made = [tmp_path / name for name in ("f.docx", "l.docx", "lke-terisi.xlsx")]
    assert [path.read_bytes()[:2] for path in made] == [b"PK"] * 3 and all(str(path) in done.stderr for path in made)
    again = report(stored, "--lke", tmp_path / "missing.xlsx")
    assert again.exit_code == ExitCode.USAGE and "missing.xlsx" in again.stderr
