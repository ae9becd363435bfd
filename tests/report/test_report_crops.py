"""Every finding's picture holds the printed figure: digital, turned, cut and scanned pages alike."""

import io
import re
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

import extractor
from extractor.pages import engines
from extractor.pages.engines import Engine
from extractor.pages.ocr.tesseract import recognise
from extractor.report.annotate import to_user_space
from extractor.report.crops import HIGHEST, MARGIN, Picture, bands_of, pictures
from extractor.report.originals import originals
from fixtures.scan import FOLDER
from schemas import Finding, Report

needs_tesseract = pytest.mark.skipif(
    not engines.ready(Engine.tesseract), reason="tesseract with ind and eng is not here"
)
# tesseract's segmentation for words strewn over a picture.
SPARSE = 11
# How the page is drawn so that a viewer, who turns it clockwise, shows it upright: matrix of width and height.
DRAWN = {
    0: "1 0 0 1 0 0",
    90: "0 1 -1 0 {high} 0",
    180: "-1 0 0 -1 {wide} {high}",
    270: "0 -1 1 0 0 {wide}",
}


def changed(sample: Path, target: Path, turn: int, cut: float) -> Path:
    """The sample with its pages drawn turned, shown upright, and their edges cut off."""
    with pikepdf.open(sample) as pdf:
        for page in pdf.pages:
            wide, high = float(page.mediabox[2]), float(page.mediabox[3])
            page.contents_add(f"q {DRAWN[turn].format(wide=wide, high=high)} cm".encode(), prepend=True)
            page.contents_add(b"Q")
            right, top = (high, wide) if turn % 180 else (wide, high)
            page.mediabox = [0, 0, right, top]
            page.cropbox = [cut, cut, right - cut, top - cut]
            page.Rotate = turn
        pdf.save(target)
    return target


@pytest.mark.parametrize(("turn", "cut"), [(0, 0), (0, 20), (90, 0), (180, 20), (270, 0)])
def test_the_band_of_a_finding_holds_its_printed_figure(sample: Path, tmp_path: Path, turn: int, cut: float) -> None:
    path = sample if not turn and not cut else changed(sample, tmp_path / "turned.pdf", turn, cut)
    report = extractor.audit(path)
    shown = [f for f in report.findings if f.reported and f.places]
    assert len(shown) > 5
    document = pypdfium2.PdfDocument(path)
    missing = [f.id for f in shown if not _holds(document, path, f)]
    document.close()
    assert missing == []


def _holds(document: pypdfium2.PdfDocument, path: Path, finding: Finding) -> bool:
    """Whether the text within the leading band has the digits of the printed figure."""
    band = bands_of(finding)[0].band
    page = document[band.page - 1]
    with pikepdf.open(path) as pdf:
        box = to_user_space(pdf.pages[band.page - 1], (0, band.top, page.get_width(), band.bottom))
    text = page.get_textpage().get_text_bounded(*box)
    assert finding.reported
    return _digits(finding.reported.printed) in _digits(text)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@needs_tesseract
@pytest.mark.parametrize(("name", "quarters"), [("skewed-noisy", 0), ("sideways", 1)])
def test_the_picture_of_a_finding_on_a_scan_is_read_again_with_its_figure(name: str, quarters: int) -> None:
    path = FOLDER / f"{name}.pdf"
    report = extractor.audit(path, ocr="tesseract")
    shown = [f for f in report.findings if f.reported and f.places]
    assert len(shown) >= 3
    taken = pictures(originals(report, [path]), [bands_of(f)[0].band for f in shown])
    read = {band: _read_again(picture, quarters) for band, picture in taken.items()}
    missing = [f.id for f in shown if f.reported and _digits(f.reported.printed) not in read[bands_of(f)[0].band]]
    assert missing == []


def _read_again(picture: Picture, quarters: int) -> str:
    """The digits that recognition finds in a picture, turned counter-clockwise by quarters, as it is and enlarged."""
    grey = np.rot90(np.array(Image.open(io.BytesIO(picture.data)).convert("L")), quarters)
    large = [cv2.resize(grey, None, fx=n, fy=n, interpolation=cv2.INTER_CUBIC) for n in (1, 2, 3)]
    return " ".join(_digits("".join(word.text for word in words)) for words in recognise(large, mode=SPARSE))


def test_pictures_show_the_band_and_no_more(sample: Path, audited: Report) -> None:
    bands = [item.band for f in audited.findings for item in bands_of(f)]
    taken = pictures(originals(audited, [sample]), bands)
    assert set(taken) == set(bands)
    for band, picture in taken.items():
        assert picture.height <= min(band.bottom, 842) - band.top + 1
        assert band.bottom - band.top <= HIGHEST + 2 * MARGIN + 2
        assert picture.data[:4] == b"RIFF" and picture.data[8:12] == b"WEBP"
