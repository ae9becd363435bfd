"""Review form, letter and evaluation worksheet: what the report shows is proposed, the rest is left to the person."""

import io
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document as open_docx
from openpyxl.styles import PatternFill

import extractor
from extractor.errors import UsageError
from extractor.report.clean_text import clean
from extractor.report.forms import filled_worksheet, review_form, review_letter
from extractor.report.forms.review import items, proposed
from extractor.report.spreadsheet_text import harmless
from fixtures.blocks import TableBlock
from fixtures.build import renderer, written
from fixtures.plans import perpustakaan
from fixtures.render import Copy
from schemas import Finding, Message, Place, Report, SupportingDocument
from tests.report.test_report_html import HOSTILE, hostile

TURNS = "\u202e"


TOLD = "Hal ini disebabkan jam layanan yang bertambah. Sumber daya dipakai secara efisien."


def printed(folder: Path, *kinds: str, silent: int | None = None, emptied: str | None = None) -> Report:
    """The audit of a PDF that tells of every indicator all that is asked.

    Tables of some kinds are left out; the causes of one indicator (by position) and the column of national targets may be.
    """
    plan = perpustakaan.plan()
    causes = {item.name: TOLD for item in plan.office.indicators}
    if silent is not None:
        causes[plan.office.indicators[silent].name] = TOLD.split(". ")[1]
    plan = replace(plan, office=replace(plan.office, causes=causes), style=replace(plan.style, renderer="canvas"))
    blocks = [b for b in written(plan)[0] if not (isinstance(b, TableBlock) and b.kind in kinds)]
    for table in [b for b in blocks if isinstance(b, TableBlock) and b.kind == emptied]:
        for row in table.rows:
            row[4].text = ""
    office, path = plan.office, folder / "laporan.pdf"
    cover = ("LAPORAN KINERJA INSTANSI PEMERINTAH", f"TAHUN {office.year}", office.full.upper())
    renderer("canvas")(Copy(plan.name, office.full, office.year, cover, blocks, plan.style), path)
    return extractor.audit(path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The audit of a PDF with a national comparison, in which every indicator is told about in all that is asked."""
    return printed(tmp_path_factory.mktemp("whole"))


def without(report: Report, *kinds: str) -> Report:
    return report.model_copy(update={"tables": tuple(t for t in report.tables if t.kind not in kinds)})


def answers(report: Report) -> dict[str, str]:
    return {number: answer.answer for number, answer in proposed(report).items()}


def text_of(docx: bytes) -> str:
    document = open_docx(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_what_is_told_of_every_indicator_is_a_yes_with_its_pages(whole: Report) -> None:
    answer = proposed(whole)
    assert [answer[number].answer for number in ("I.3", "III.1", "III.7")] == ["Ya", "Ya", "Ya"]
    for statement in whole.statements:
        assert statement.causes and statement.indicator in answer["I.3"].evidence
        assert f"penyebab halaman {statement.causes.page}" in answer["I.3"].evidence
    # A target that was changed in the year differs from the Renstra for a reason.
    assert "Dapat dijelaskan: XT-TARGET" in answer["III.1"].evidence


def test_causes_not_printed_and_an_empty_printed_column_are_no_yes(tmp_path: Path) -> None:
    report = printed(tmp_path, silent=2, emptied="national_standard")
    answer = proposed(report)
    (line,) = [line for line in answer["I.3"].evidence.splitlines() if "tidak ditemukan" in line]
    assert answer["I.3"].answer == "Sebagian" and line.startswith(perpustakaan.STOCK) and "penyebab" in line
    assert answer["III.7"].answer == "Sebagian" and "Kolom kosong: Target Nasional" in answer["III.7"].evidence
    assert answer["III.1"].answer == "Ya"


def test_without_a_printed_agreement_its_item_cannot_be_judged(tmp_path: Path) -> None:
    answer = answers(printed(tmp_path, "performance_agreement"))
    assert (answer["III.1"], answer["I.3"]) == ("belum dapat dinilai", "Ya")


def test_an_agreement_given_as_a_file_is_compared_and_a_refused_one_is_not(whole: Report) -> None:
    whole = whole.model_copy(update={"findings": ()})
    assert answers(whole)["III.1"] == "Ya"
    bare = without(whole, "performance_agreement")
    assert answers(bare)["III.1"] == "belum dapat dinilai"
    file = SupportingDocument(id="d1", file="pk.pdf", sha256="0" * 64, pages=3, kind="pk")
    given = proposed(bare.model_copy(update={"documents": (file,)}))["III.1"]
    assert given.answer == "Ya" and "pk.pdf" in given.evidence
    refused = file.model_copy(update={"used": False, "reason": "agency"})
    assert answers(bare.model_copy(update={"documents": (refused,)}))["III.1"] == "belum dapat dinilai"


@pytest.mark.parametrize(
    ("check", "expected"), [("SET-DIFF", "Tidak"), ("GOAL-DRIFT", "Tidak"), ("XT-TARGET", "Sebagian")]
)
def test_a_finding_at_the_agreement_speaks_against_it(whole: Report, check: str, expected: str) -> None:
    table = next(table for table in whole.tables if table.kind == "performance_agreement")
    place = Place(page=table.pages[0], bbox=(0, 0, 1, 1), table=table.id)
    finding = Finding(
        id="x1", check=check, severity="warning", message=Message(id="", en=""), page=place.page, places=(place,)
    )
    changed = whole.model_copy(update={"findings": (finding,)})
    assert answers(changed)["III.1"] == expected
    assert f"{check} x1 (halaman {place.page})" in proposed(changed)["III.1"].evidence
    elsewhere = finding.model_copy(update={"places": ()})
    assert answers(whole.model_copy(update={"findings": (elsewhere,)}))["III.1"] == "Ya"


def test_what_only_a_person_knows_stays_blank_and_marked(whole: Report) -> None:
    persons = [item.number for item in items() if item.answered != "auto"]
    assert {"II.1", "II.5", "III.8", "III.10"} <= set(persons)
    assert {answers(whole)[number] for number in persons} == {""}
    rows = [row for table in open_docx(io.BytesIO(review_form(whole))).tables for row in table.rows]
    proposals = {row.cells[0].text: row.cells[2].text for row in rows}
    assert all(proposals[number] == "(diisi pereviu)" for number in persons)
    assert proposals["I.3"] == "Ya"


def test_a_report_without_anything_is_not_accused(whole: Report) -> None:
    empty = whole.model_copy(update={"tables": (), "statements": (), "sections": (), "findings": (), "facts": ()})
    auto = {answers(empty)[item.number] for item in items() if item.answered == "auto"}
    assert auto == {"belum dapat dinilai"}


def test_the_letter_has_every_cause_and_leaves_two_columns_to_the_person(audited: Report) -> None:
    table = open_docx(io.BytesIO(review_letter(audited))).tables[0]
    head = [cell.text for cell in table.rows[0].cells]
    assert head[3] == "Sebab" and head[5] == "Rekomendasi"
    roots = [f for f in audited.findings if f.severity != "notice" and f.consequence_of is None]
    assert len(roots) > 5 and len(table.rows) == len(roots) + 1
    told = "\n".join(row.cells[1].text for row in table.rows)
    assert all(finding.message.id in told for finding in roots)
    assert all(row.cells[2].text and not row.cells[3].text and not row.cells[5].text for row in table.rows[1:])


def test_the_same_report_gives_the_same_bytes(audited: Report, tmp_path: Path) -> None:
    lke = worksheet(tmp_path)
    for make in (review_form, review_letter, lambda report: filled_worksheet(lke, report)):
        assert make(audited) == make(audited)


@pytest.mark.parametrize("make", [review_form, review_letter])
def test_hostile_text_stays_text(audited: Report, make: object) -> None:
    bad = hostile(audited)
    bad = bad.model_copy(
        update={
            "statements": tuple(s.model_copy(update={"indicator": HOSTILE + "\x00\x1b\n=1+1"}) for s in bad.statements)
        }
    )
    packed = make(bad)  # type: ignore[operator]
    assert "<script>alert(2)</script>" in text_of(packed)
    with ZipFile(io.BytesIO(packed)) as parts:
        raw = parts.read("word/document.xml").decode()
        assert not [name for name in parts.namelist() if "vba" in name.lower()]
        assert 'TargetMode="External"' not in parts.read("word/_rels/document.xml.rels").decode()
    assert TURNS not in raw and "<script" not in raw and "w:fldSimple" not in raw and "instrText" not in raw


# The user's worksheet, in our own words where the regulation leaves room.
CRITERIA = {
    6: "1. Laporan Kinerja telah menginfokan perbandingan realisasi kinerja dengan target tahunan.",
    7: "2. Laporan Kinerja telah menginfokan perbandingan realisasi kinerja dengan target jangka menengah",
    8: "3. Laporan Kinerja telah menginfokan perbandingan realisasi kinerja dengan realisasi kinerja tahun-tahun sebelumnya",
    9: "4. Laporan kinerja menginfokan efisiensi atas penggunaan sumber daya dalam mencapai kinerja",
    10: "5. Informasi dalam laporan kinerja selalu menjadi perhatian utama pimpinan",
}


def worksheet(folder: Path) -> Path:
    """A small worksheet with a score, a formula, a filled cell, a merged one and a sheet beside it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "LKE"
    for column, text in enumerate(("No", "Kriteria", "Bobot", "Jawaban", "Nilai", "Catatan/Bukti"), 1):
        sheet.cell(4, column, text)
    sheet["B5"] = "3.b Kualitas pelaporan kinerja"
    for row, text in CRITERIA.items():
        sheet.cell(row, 2, text)
        sheet.cell(row, 5, f'=IF(D{row}="Ya",1,0)')
    sheet["D6"], sheet["F7"], sheet["D8"] = "Tidak", "sudah diperiksa", '=IF(C8>0,"Ya","")'
    sheet.merge_cells("F8:F9")
    sheet["B6"].fill = PatternFill("solid", fgColor="FFCC00")
    book.create_sheet("Lain")["A1"] = "tetap"
    path = folder / "lke.xlsx"
    book.save(path)
    return path


def test_the_worksheet_gets_evidence_and_keeps_all_that_was_there(whole: Report, tmp_path: Path) -> None:
    path = worksheet(tmp_path)
    old_bytes = path.read_bytes()
    old = openpyxl.load_workbook(path)
    new = openpyxl.load_workbook(io.BytesIO(filled_worksheet(path, whole)))
    assert path.read_bytes() == old_bytes and new.sheetnames == old.sheetnames
    written = {
        cell.coordinate: cell.value
        for row in new["LKE"].iter_rows()
        for cell in row
        if cell.value != old["LKE"][cell.coordinate].value
    }
    assert set(written) == {"D7", "D9", "F6", "F8"}
    assert written["D7"] == "Ya" and whole.statements[0].indicator in written["F6"] and "halaman" in written["F8"]
    assert all(old["LKE"][name].value is None for name in written)
    assert new["LKE"]["B6"].fill.fgColor.rgb == old["LKE"]["B6"].fill.fgColor.rgb
    assert new["LKE"].merged_cells.ranges == old["LKE"].merged_cells.ranges
    assert new["Lain"]["A1"].value == "tetap"


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\u202e=1", "\x01=1"])
def test_no_cell_begins_like_a_formula(whole: Report, tmp_path: Path, begin: str) -> None:
    assert harmless(clean(begin), figures=False).lstrip()[0] not in "=+-@"
    named = tuple(s.model_copy(update={"indicator": begin}) for s in whole.statements)
    book = openpyxl.load_workbook(
        io.BytesIO(filled_worksheet(worksheet(tmp_path), whole.model_copy(update={"statements": named})))
    )
    formulas = {cell.coordinate for row in book["LKE"].iter_rows() for cell in row if cell.data_type == "f"}
    assert formulas == {"D8", *(f"E{row}" for row in CRITERIA)}


@pytest.mark.parametrize("kind", ["text", "other", "old", "none"])
def test_what_is_no_worksheet_is_refused(whole: Report, tmp_path: Path, kind: str) -> None:
    path = tmp_path / ("x.xls" if kind == "old" else "x.xlsx")
    if kind == "other":
        book = openpyxl.Workbook()
        book.active["A1"] = "Daftar hadir"  # type: ignore[index]
        book.save(path)
    elif kind != "none":
        path.write_text("bukan lembar kerja")
    with pytest.raises(UsageError, match="worksheet") as told:
        filled_worksheet(path, whole)
    assert "komponen 3" in told.value.message("id") and path.name in told.value.message("id")
