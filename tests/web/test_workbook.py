"""LibreOffice recalculates the workbook without an error, and to what the audit calculated."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

import extractor
from extractor.report.book import to_workbook
from tests.web.conftest import SAMPLE

# LibreOffice shows what a file says unless it is told to recalculate on load.
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


def recalculated(book: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it after recalculating every formula."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed; make test-web installs it")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, "utf-8")
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(folder / "out"), str(book)], check=True, capture_output=True, timeout=120)
    return folder / "out" / book.name


def test_the_workbook_recalculates_to_the_figures_of_the_audit(tmp_path: Path) -> None:
    report = extractor.audit(SAMPLE)
    path = tmp_path / "audit.xlsx"
    path.write_bytes(to_workbook(report, "id"))
    book = openpyxl.load_workbook(recalculated(path, tmp_path), data_only=True)
    wrong = [c.value for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "e"]
    assert wrong == []
    known = {c.id: c for c in report.calculations}
    compared = 0
    for row in book["Hitung ulang"].iter_rows(min_row=2):
        calculation, value = known[row[0].value], row[6].value
        if value is None or calculation.low is None or calculation.high is None:
            continue
        assert float(calculation.low) - 1e-6 <= value <= float(calculation.high) + 1e-6
        assert (row[10].value == "cocok") == (calculation.verdict != "inconsistent")
        compared += 1
    assert compared > 60
