"""LibreOffice opens review form and letter, and shows what they say."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

import extractor
from extractor.report.forms import review_form, review_letter
from tests.web.conftest import SAMPLE


@pytest.mark.parametrize(
    ("make", "heading"), [(review_form, "CHECKLIST REVIU"), (review_letter, "Catatan Hasil Reviu")]
)
def test_libreoffice_opens_the_document(tmp_path: Path, make: object, heading: str) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed; make test-web installs it")
    path = tmp_path / "form.docx"
    path.write_bytes(make(extractor.audit(SAMPLE)))  # type: ignore[operator]
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    pdf = pypdfium2.PdfDocument(path.with_suffix(".pdf"))
    texts = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    assert heading in texts[0] and 1 < len(texts) < 30
