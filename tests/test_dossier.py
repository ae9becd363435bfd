"""The report beside the documents it must agree with: contradictions are told with both places, explained ones are not accused."""

import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from typer.testing import CliRunner

import extractor
from extractor.cli import app
from extractor.errors import ExitCode
from schemas import Report
from tests.drawing import draw

FOLDER = Path(__file__).parent.parent / "fixtures" / "dossier"
REPORT = FOLDER / "lkjip-2024.pdf"
BESIDE = ("pk", "pk-perubahan", "renstra", "lra", "lra-unaudited", "lhe", "lkjip-2023")
TRUTH = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
KINDS = {
    "pk": "pk",
    "pk-perubahan": "pk_revised",
    "renstra": "renstra",
    "lra": "lra",
    "lra-unaudited": "lra",
    "lhe": "lhe",
    "lkjip-2023": "lkjip",
}


@pytest.fixture(scope="module")
def audited() -> Report:
    return extractor.audit(REPORT, supporting=[FOLDER / f"{name}.pdf" for name in BESIDE])


def test_every_document_is_recognised_and_compared_with_many_figures(audited: Report) -> None:
    assert {Path(d.file).stem: d.kind for d in audited.documents} == KINDS
    assert [d.file for d in audited.documents if not d.used or d.compared < 20] == []


@pytest.mark.parametrize("planted", [t for t in TRUTH if t["check"]], ids=lambda t: t["about"])
def test_a_contradiction_is_told_with_both_places(audited: Report, planted: dict[str, str]) -> None:
    document = next(d for d in audited.documents if Path(d.file).stem == planted["document"])
    told = [
        finding
        for finding in audited.findings
        if finding.check == planted["check"]
        and planted["about"] in finding.message.id
        and document.file in finding.message.id
    ]
    assert len(told) == 1
    absent = planted["check"] == "SET-DIFF"
    assert {place.document for place in told[0].places} == ({document.id} if absent else {None, document.id})
    assert told[0].severity == "warning"


def test_nothing_else_is_accused(audited: Report) -> None:
    """The report is clean but for the planted contradictions; superseded, unaudited, explained and coarser figures are none."""
    accused = [finding for finding in audited.findings if finding.severity in ("error", "warning")]
    assert len(accused) == sum(t["check"] is not None for t in TRUTH)


def test_what_was_not_accused_says_why(audited: Report) -> None:
    reasons = [c.reason for c in audited.calculations if c.reason and c.reason.startswith(("superseded", "explained"))]
    explained = sum(t["check"] is None for t in TRUTH)
    coarser = 1
    assert len(reasons) == explained - coarser


def test_figures_of_documents_stay_apart(audited: Report) -> None:
    alone = extractor.audit(REPORT)
    own = [fact for fact in audited.facts if fact.source.document is None]
    assert [(f.printed, f.measure, f.source.page) for f in own] == [
        (f.printed, f.measure, f.source.page) for f in alone.facts
    ]
    others = [fact for fact in audited.facts if fact.source.document is not None]
    assert others and all(fact.id.startswith(f"{fact.source.document}-") for fact in others)
    assert audited.coverage == alone.coverage


def with_file(path: Path, tmp_path: Path) -> tuple[int, dict[str, object], str]:
    """Exit code, the document's entry, and the diagnostics of an audit beside one file."""
    out = tmp_path / "out.json"
    done = CliRunner().invoke(app, ["audit", str(REPORT), "--with", str(path), "-o", str(out), "--ocr", "off"])
    report = json.loads(out.read_text("utf-8")) if out.exists() else {"documents": [{}], "diagnostics": []}
    return done.exit_code, report["documents"][0], json.dumps(report["diagnostics"]) + done.stderr


def test_a_document_of_another_office_is_not_compared(tmp_path: Path) -> None:
    other = FOLDER.parent / "reports" / "perikanan-2023.pdf"
    code, document, told = with_file(other, tmp_path)
    assert (code, document["used"]) == (ExitCode.NOT_COMPARED, False)
    assert document["reason"] in ("agency", "region") and other.name in told


def test_the_report_itself_is_not_compared_with_itself(tmp_path: Path) -> None:
    copy = shutil.copy(REPORT, tmp_path / "copy.pdf")
    code, document, _ = with_file(copy, tmp_path)
    assert (code, document["reason"]) == (ExitCode.NOT_COMPARED, "same-file")


def test_one_file_given_twice_is_used_once(tmp_path: Path) -> None:
    report = extractor.audit(REPORT, supporting=[FOLDER / "pk.pdf", FOLDER / "pk.pdf"])
    assert [(d.used, d.reason) for d in report.documents] == [(True, None), (False, "same-file")]


def test_a_report_of_the_same_year_is_not_last_years(tmp_path: Path) -> None:
    changed = tmp_path / "same-year.pdf"
    with pikepdf.open(REPORT) as pdf:
        del pdf.pages[-1]
        pdf.save(changed)
    code, document, _ = with_file(changed, tmp_path)
    assert (code, document["reason"]) == (ExitCode.NOT_COMPARED, "year")


def test_a_broken_file_is_named_and_stops_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no pdf at all")
    code, document, told = with_file(broken, tmp_path)
    assert code == ExitCode.NOT_COMPARED and str(document["reason"]).startswith("unreadable") and "broken.pdf" in told


def test_a_file_of_no_known_kind_is_named(tmp_path: Path) -> None:
    blank = tmp_path / "letter.pdf"
    blank.write_bytes(draw(lambda sheet: sheet.text(60, 100, "Undangan rapat koordinasi")))
    code, document, _ = with_file(blank, tmp_path)
    assert (code, document["reason"]) == (ExitCode.NOT_COMPARED, "kind")


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert with_file(tmp_path / "missing.pdf", tmp_path)[0] == ExitCode.USAGE


def test_classify_tells_kind_and_evidence() -> None:
    done = CliRunner().invoke(app, ["classify", str(FOLDER / "pk.pdf"), str(FOLDER / "lhe.pdf"), "--json"])
    told = json.loads(done.stdout)
    assert [item["kind"] for item in told] == ["pk", "lhe"]
    assert told[0]["fiscal_year"] == 2024 and "PERJANJIAN KINERJA" in told[0]["evidence"][0]
    spoken = CliRunner().invoke(app, ["classify", str(FOLDER / "pk.pdf"), "--lang", "en"]).stdout
    assert "Performance agreement" in spoken and "Dinas Koperasi" in spoken


def test_readings_are_kept_and_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor import shelf
    from extractor.report import to_json

    beside = [FOLDER / "pk.pdf", FOLDER / "lhe.pdf"]
    plain = to_json(extractor.audit(REPORT, supporting=beside))
    first = to_json(extractor.audit(REPORT, supporting=beside, cache=tmp_path))
    assert len(list(tmp_path.glob("*.json"))) == 2 and not list(tmp_path.glob("*.part"))

    def refuse(path: Path, **_: object) -> None:
        raise AssertionError(f"{path.name} was read again")

    monkeypatch.setattr(shelf, "read_pages", refuse)
    assert plain == first == to_json(extractor.audit(REPORT, supporting=beside, cache=tmp_path))


def test_a_kept_reading_that_is_broken_is_made_anew(tmp_path: Path) -> None:
    extractor.audit(REPORT, supporting=[FOLDER / "pk.pdf"], cache=tmp_path)
    kept = next(tmp_path.glob("*.json"))
    good = kept.read_bytes()
    kept.write_bytes(good[:100])
    report = extractor.audit(REPORT, supporting=[FOLDER / "pk.pdf"], cache=tmp_path)
    assert report.documents[0].compared > 20 and kept.read_bytes() == good


def test_a_manifest_names_the_report_and_what_stands_beside_it(tmp_path: Path) -> None:
    for name in ("lkjip-2024", "pk"):
        shutil.copy(FOLDER / f"{name}.pdf", tmp_path / f"{name}.pdf")
    listing = tmp_path / "reports.csv"
    listing.write_text("report,file,part,kind\ndinas,lkjip-2024.pdf,1,lkjip\ndinas,pk.pdf,,pk\n")
    out = tmp_path / "out.json"
    done = CliRunner().invoke(app, ["audit", "--manifest", str(listing), "-o", str(out), "--ocr", "off"])
    assert done.exit_code == 0
    report = Report.model_validate_json(out.read_bytes())
    assert report.source.file == "lkjip-2024.pdf" and [d.kind for d in report.documents] == ["pk"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("report,file\na,b\n", "part"),
        ("report,file,part,kind\na,none.pdf,1,\n", "reports.csv:2: no file"),
        ("report,file,part,kind\na,x.pdf,1,pk\n", "itself"),
        ("report,file,part,kind\na,x.pdf,1,\nb,x.pdf,1,\n", "2 reports"),
    ],
)
def test_a_manifest_that_cannot_serve_is_refused_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7")
    listing = tmp_path / "reports.csv"
    listing.write_text(text)
    done = CliRunner().invoke(app, ["audit", "--manifest", str(listing), "--lang", "en"])
    assert done.exit_code == ExitCode.USAGE and told in done.stderr and "reports.csv" in done.stderr


def test_files_and_a_manifest_together_are_refused(tmp_path: Path) -> None:
    both = CliRunner().invoke(app, ["audit", str(REPORT), "--manifest", str(tmp_path / "x.csv")])
    neither = CliRunner().invoke(app, ["audit"])
    assert (both.exit_code, neither.exit_code) == (ExitCode.USAGE, ExitCode.USAGE)


def test_the_page_shows_both_places_and_the_workbook_both_figures(audited: Report) -> None:
    from io import BytesIO

    import openpyxl

    from extractor.report.book import to_workbook
    from extractor.report.html import to_html
    from extractor.report.originals import originals

    html = to_html(originals(audited, [REPORT, *(FOLDER / f"{name}.pdf" for name in BESIDE)]), "id").decode()
    assert "Dokumen pembanding" in html and "lra.pdf: " in html and "angka dibandingkan" in html
    for finding in (f for f in audited.findings if f.check in ("XT-BUD", "XT-PREV")):
        card = html[html.index(f'id="temuan-{finding.id}"') :].split("</article>")[0]
        assert card.count('<svg class="shot"') >= 2
        document = next(d for d in audited.documents if d.id in {p.document for p in finding.places})
        assert f"{document.file}, halaman" in card
    figures = openpyxl.load_workbook(BytesIO(to_workbook(audited, "id")))["Angka"]
    listed = {row[0].value for row in figures.iter_rows(min_row=2)}
    assert all(set(finding.facts) <= listed for finding in audited.findings)
