"""The command line: data on stdout, talk on stderr, distinct exit codes, nothing damaged."""

import json
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from typer.testing import CliRunner

import extractor
from extractor.cli import app
from extractor.errors import DamagedPdfError, EncryptedPdfError, ExitCode, NoPagesError, NotAPdfError, UsageError
from extractor.report import to_json
from schemas import Report
from tests.drawing import Sheet, draw

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / (ROOT / "fixtures" / "SAMPLE").read_text(encoding="utf-8").strip()
CLEAN = next(
    truth.with_suffix(".pdf")
    for truth in sorted(SAMPLE.parent.glob("*.json"))
    if json.loads(truth.read_text(encoding="utf-8"))["fully_clean"]
)


def lkjip(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it."""
    code = "import sys; from extractor.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=cwd, check=False
    )


def test_three_ways_give_the_same_bytes(tmp_path: Path) -> None:
    by_process = lkjip("audit", str(SAMPLE), "-o", "-", "--ocr", "off", cwd=tmp_path)
    assert by_process.returncode == 0
    CliRunner().invoke(
        app, ["audit", str(SAMPLE), "-o", str(tmp_path / "b.json"), "--ocr", "off"], catch_exceptions=False
    )
    by_api = extractor.audit(SAMPLE)
    assert isinstance(by_api, Report)
    assert by_process.stdout.encode() == (tmp_path / "b.json").read_bytes() == to_json(by_api)


def test_the_json_goes_beside_where_it_is_run_and_the_summary_to_stderr(tmp_path: Path) -> None:
    done = lkjip("audit", str(SAMPLE), "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout == ""
    report = json.loads((tmp_path / f"{SAMPLE.stem}.json").read_text(encoding="utf-8"))
    truth = json.loads(SAMPLE.with_suffix(".json").read_text(encoding="utf-8"))
    assert report["document"]["fiscal_year"] == truth["fiscal_year"]
    assert report["document"]["agency"] in done.stderr and str(truth["fiscal_year"]) in done.stderr


@pytest.mark.parametrize(
    ("report", "level", "code"), [(SAMPLE, "error", 1), (SAMPLE, "never", 0), (CLEAN, "warning", 0)]
)
def test_fail_on(report: Path, level: str, code: int, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["audit", str(report), "-o", str(tmp_path / "a.json"), "--fail-on", level, "--ocr", "off"]
    )
    assert result.exit_code == code


def test_pages_choose_what_is_read(tmp_path: Path) -> None:
    report = extractor.audit(SAMPLE, pages=[1, 2])
    assert [p.page for p in report.coverage.pages] == [1, 2] and report.source.pages > 2


def test_a_profile_hides_checks_and_counts_them(tmp_path: Path) -> None:
    found = [f.check for f in extractor.audit(SAMPLE).findings if f.severity == "error"]
    hidden, lowered = found[0], next(check for check in found if check != found[0])
    profile, target = tmp_path / "profile.toml", tmp_path / "a.json"
    profile.write_text(f'ignore = ["{hidden}"]\n[severities]\n"{lowered}" = "notice"\n', encoding="utf-8")
    arguments = ["audit", str(SAMPLE), "-o", str(target), "--profile", str(profile), "--ocr", "off"]
    told = CliRunner().invoke(app, arguments, catch_exceptions=False).stderr
    report = json.loads(target.read_text(encoding="utf-8"))
    assert not [f for f in report["findings"] if f["check"] == hidden]
    assert {s["check"]: s["count"] for s in report["suppressed"]} == {hidden: found.count(hidden)}
    assert f"{hidden} × {found.count(hidden)}" in told
    assert {f["severity"] for f in report["findings"] if f["check"] == lowered} == {"notice"}
    assert report["generator"]["settings"]["profile"]["ignore"] == [hidden]


@pytest.mark.parametrize("text", ["ignore = [", 'ingore = ["CAP"]', "cap = 'many'", None])
def test_a_wrong_profile_is_wrong_usage(text: str | None, tmp_path: Path) -> None:
    profile = tmp_path / "ours.toml"
    if text is not None:
        profile.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(app, ["audit", str(SAMPLE), "-o", "-", "--profile", str(profile), "--ocr", "off"])
    assert (done.exit_code, done.stdout) == (ExitCode.USAGE, "")
    assert "ours.toml: " in done.stderr and "docs/profile.md" in done.stderr


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        ("text", ExitCode.NOT_A_PDF, "diharapkan berkas PDF (text.pdf); ditemukan berkas yang diawali 'Laporan '"),
        ("encrypted", ExitCode.ENCRYPTED, "encrypted.pdf: diharapkan PDF tanpa kata sandi"),
        ("damaged", ExitCode.DAMAGED, "damaged.pdf: diharapkan PDF yang dapat dibaca"),
        ("missing", ExitCode.USAGE, "diharapkan berkas PDF yang ada; ditemukan tidak ada berkas"),
    ],
)
def test_errors_speak_indonesian_unless_told_otherwise(kind: str, code: int, words: str, tmp_path: Path) -> None:
    path = broken(tmp_path, kind)
    result = CliRunner().invoke(app, ["audit", str(path), "-o", str(tmp_path / "a.json"), "--ocr", "off"])
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert not (tmp_path / "a.json").exists()


def test_a_fault_of_the_program_looks_like_no_finding(tmp_path: Path) -> None:
    code = (
        "import sys, extractor.report as r; from extractor.cli import main\n"
        "def json_parts(report): yield b'{'; raise RuntimeError('planted')\n"
        "r.json_parts = json_parts; sys.argv = ['lkjip', *sys.argv[1:]]; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "audit", str(CLEAN), "--ocr", "off"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == ExitCode.INTERNAL
    assert "planted" in done.stderr and not list(tmp_path.iterdir())


def test_only_data_goes_to_stdout_and_only_text_to_a_pipe(tmp_path: Path) -> None:
    done = lkjip("audit", str(SAMPLE), "-o", "-", "--ocr", "off", cwd=tmp_path)
    assert json.loads(done.stdout)["schema_version"]
    assert "KESALAHAN" in done.stderr and "\x1b" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_findings_are_shown_by_severity_with_page_and_both_figures(tmp_path: Path) -> None:
    arguments = ["audit", str(SAMPLE), "-o", str(tmp_path / "a.json"), "--lang", "en", "--ocr", "off"]
    text = CliRunner(env={"COLUMNS": "1000"}).invoke(app, arguments).stderr
    assert text.index("ERRORS (") < text.index("WARNINGS (")
    told = [
        f for f in extractor.audit(SAMPLE).findings if f.severity == "error" and f.table and f.reported and f.expected
    ]
    assert told
    for f in told:
        figures = f"printed {f.reported.printed} → expected {f.expected.printed}"  # type: ignore[union-attr]
        assert re.search(
            rf"^  {f.check}  page {f.page}( \(printed \w+\))?, table {f.table}  {re.escape(figures)}", text, re.M
        )
        assert f"    {f.message.en}\n" in text


def test_the_summary_fits_a_narrow_terminal(tmp_path: Path) -> None:
    arguments = ["audit", str(SAMPLE), "-o", str(tmp_path / "a.json"), "--ocr", "off"]
    lines = CliRunner(env={"COLUMNS": "50"}).invoke(app, arguments).stderr.splitlines()[:-1]
    assert [line for line in lines if len(line) > 50 or line != line.rstrip()] == []
    assert [line for line in lines if line.startswith(("→", "seharusnya"))] == []


def test_an_interrupted_audit_leaves_nothing(tmp_path: Path) -> None:
    code = "import signal, sys, extractor.pipeline as p; from extractor.cli import main\n"
    code += "signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job starts without it\n"
    code += "p.run = lambda *a, **k: signal.raise_signal(signal.SIGINT); main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "audit", str(CLEAN)], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 130
    assert not list(tmp_path.iterdir())


def test_version_is_that_of_the_package(tmp_path: Path) -> None:
    from extractor.report.build import own_version

    assert lkjip("--version", cwd=tmp_path).stdout.strip() == own_version()


def test_help_of_every_verb_has_an_example(tmp_path: Path) -> None:
    for verb in ("audit", "schema", "rules", "explain"):
        assert f"Example: lkjip {verb}" in CliRunner().invoke(app, [verb, "--help"]).stdout


def broken(tmp_path: Path, kind: str) -> Path:
    """A file that cannot be audited."""
    path = tmp_path / f"{kind}.pdf"
    if kind == "text":
        path.write_text("Laporan Kinerja", encoding="utf-8")
    elif kind == "encrypted":
        with pikepdf.open(SAMPLE) as pdf:
            pdf.save(path, encryption=pikepdf.Encryption(owner="o", user="u"))
    elif kind == "damaged":
        path.write_bytes(b"%PDF-1.7\n" + b"\x00" * 200)
    elif kind == "empty":
        with pikepdf.new() as pdf:
            pdf.save(path)
    return path


@pytest.mark.parametrize(
    ("kind", "error"),
    [("text", NotAPdfError), ("encrypted", EncryptedPdfError), ("damaged", DamagedPdfError), ("missing", UsageError)],
)
def test_bad_input_has_its_own_error(kind: str, error: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(error):
        extractor.audit(broken(tmp_path, kind))


def test_a_pdf_without_pages_is_told(tmp_path: Path) -> None:
    with pytest.raises((NoPagesError, DamagedPdfError)):
        extractor.audit(broken(tmp_path, "empty"))
    with pytest.raises(NoPagesError):
        extractor.audit(SAMPLE, pages=[900])


def test_the_message_says_expected_found_and_advice(tmp_path: Path) -> None:
    done = lkjip("audit", str(broken(tmp_path, "encrypted")), "--lang", "en", cwd=tmp_path)
    assert done.returncode == ExitCode.ENCRYPTED
    assert done.stderr.startswith("lkjip: expected a PDF without a password (encrypted.pdf); found an encrypted file.")
    assert "qpdf --decrypt" in done.stderr and done.stdout == ""
    assert not list(tmp_path.glob("*.json"))


def test_a_file_cut_short_is_mended_and_said_to_be(tmp_path: Path) -> None:
    data = SAMPLE.read_bytes()
    (tmp_path / "cut.pdf").write_bytes(data[: data.rindex(b"xref") - 1])
    report = extractor.audit(tmp_path / "cut.pdf")
    assert report.tables


def test_a_report_of_pictures_alone_is_written_and_exits_with_its_code(tmp_path: Path) -> None:
    def picture(sheet: Sheet) -> None:
        sheet.canvas.rect(50, 50, 400, 600, fill=1)
        for x in range(4):
            sheet.canvas.line(60, 100 + x * 40, 300, 100 + x * 40)

    (tmp_path / "scan.pdf").write_bytes(draw(picture))
    done = lkjip("audit", "scan.pdf", "--ocr", "off", cwd=tmp_path)
    assert done.returncode == ExitCode.NO_TEXT
    report = json.loads((tmp_path / "scan.json").read_text(encoding="utf-8"))
    told = [(d["code"], d["page"]) for d in report["diagnostics"]]
    assert told == [("no-agency", None), ("no-fiscal-year", None), ("no-region", None), ("page-is-picture", 1)]


def test_an_old_result_survives_when_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["audit", str(SAMPLE), "-o", str(tmp_path / "no" / "a.json"), "--ocr", "off"])
    assert result.exit_code == ExitCode.CANNOT_WRITE
    old = tmp_path / "a.json"
    old.write_text("old", encoding="utf-8")
    CliRunner().invoke(app, ["audit", str(broken(tmp_path, "text")), "-o", str(old)])
    assert old.read_text(encoding="utf-8") == "old"
    assert not list(tmp_path.glob("*.part"))


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    copy = tmp_path / "a.pdf"
    copy.write_bytes(SAMPLE.read_bytes())
    result = CliRunner().invoke(app, ["audit", str(copy), "-o", str(copy)])
    assert result.exit_code == ExitCode.USAGE
    assert copy.read_bytes() == SAMPLE.read_bytes()


@pytest.mark.parametrize("pages", ["0-3", "a", "3-", "-4"])
def test_a_wrong_page_range_is_wrong_usage(pages: str, tmp_path: Path) -> None:
    done = lkjip("audit", str(SAMPLE), f"--pages={pages}", cwd=tmp_path)
    assert done.returncode == ExitCode.USAGE and "1-40" in done.stderr


def test_schema_rules_and_explain_print_to_stdout(tmp_path: Path) -> None:
    schema = lkjip("schema", cwd=tmp_path)
    assert json.loads(schema.stdout)["title"] == "Report"
    rules = lkjip("rules", "--lang", "en", cwd=tmp_path)
    assert any(line.split()[:2] == ["CAP-ROW", "error"] for line in rules.stdout.splitlines())
    told = lkjip("explain", "cap-row", "--lang", "en", cwd=tmp_path).stdout
    for heading in ("What it checks", "Why it matters", "Formula", "Example", "When it stays silent", "Source"):
        assert heading in told
    assert "Yang diperiksa" in lkjip("explain", "CAP-ROW", cwd=tmp_path).stdout
    unknown = lkjip("explain", "NO-SUCH", cwd=tmp_path)
    assert unknown.returncode == ExitCode.USAGE and "CAP-ROW" in unknown.stderr


def test_any_foreign_pdf_gives_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(draw(lambda sheet: sheet.text(72, 100, "Surat undangan rapat")))
    report = extractor.audit(tmp_path / "a.pdf")
    assert (report.document.kind, report.tables, report.findings) == ("other", (), ())
    assert BytesIO(to_json(report)).getvalue().endswith(b"\n")


class TestDecisionsAndMatch:
    """The verbs for names and for what a person decided about them."""

    def test_match_prints_the_entry_and_its_reasons(self) -> None:
        done = CliRunner().invoke(app, ["match", "Nilai LAKIP Dinas Sosial", "--unit", "nilai", "--lang", "en"])
        assert done.exit_code == 0
        assert "nilai-akip" in done.stdout and "matched" in done.stdout

    def test_match_prints_json(self) -> None:
        done = CliRunner().invoke(app, ["match", "Jumlah taman bermain gajah", "--json"])
        found = json.loads(done.stdout)
        assert found["canonical_id"].startswith("x-") and found["match"]["decision"] == "new"

    def test_contradictions_end_with_2_and_both_places(self, tmp_path: Path) -> None:
        path = tmp_path / "d.yaml"
        path.write_text(
            "names:\n- {decision: same, names: [A, B]}\n- {decision: different, names: [A, B]}\n", encoding="utf-8"
        )
        done = CliRunner().invoke(app, ["decisions", "check", str(path)])
        assert done.exit_code == ExitCode.USAGE
        assert "d.yaml:3" in done.stderr and "d.yaml:2" in done.stderr

    def test_an_unknown_indicator_is_refused_with_its_line(self, tmp_path: Path) -> None:
        path = tmp_path / "d.yaml"
        path.write_text("names:\n- {decision: same, names: [A], id: tidak-ada}\n", encoding="utf-8")
        done = CliRunner().invoke(app, ["decisions", "check", str(path)])
        assert done.exit_code == ExitCode.USAGE and "d.yaml:2" in done.stderr

    def test_merged_files_are_one_that_checks(self, tmp_path: Path) -> None:
        for name, text in (("a", "{decision: same, names: [A, B]}"), ("b", "{decision: same, names: [C, D]}")):
            (tmp_path / f"{name}.yaml").write_text(f"names:\n- {text}\n", encoding="utf-8")
        paths = [str(tmp_path / f"{name}.yaml") for name in "abc"]
        assert CliRunner().invoke(app, ["decisions", "merge", *paths[:2], "-o", paths[2]]).exit_code == 0
        done = CliRunner().invoke(app, ["decisions", "check", paths[2], "--lang", "en"])
        assert done.stdout == "2 decisions, no conflict\n"
