"""Scans of our own reports: turned, slanted, noisy, with somebody's wrong text layer, with fonts nobody can read."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from extractor.pages import PdfPages, engines, read
from extractor.pages.engines import Engine
from extractor.pages.ocr.orientation import is_sideways
from extractor.pages.ocr.raster import render, skew
from extractor.tables import find
from fixtures.scan import FOLDER, REPORT, Manner, misread, photograph, scanned
from tests.drawing import Sheet, draw
from tests.drawing import read as read_drawn

AMOUNTS = ("102,18%", "101,77%")
# Figures without a per cent sign, which either engine reads.
PLAIN = ("73,20", "83,45")
ANY = engines.ready(Engine.tesseract) or engines.ready(Engine.rapidocr)
needs_engine = pytest.mark.skipif(not ANY, reason="no OCR engine is installed")


@cache
def recognised(name: str) -> PdfPages:
    return read(FOLDER / f"{name}.pdf", ocr=True)


def texts(document: PdfPages) -> set[str]:
    return {cell.text for table in find(document.pages).tables for cell in table.cells}


@pytest.mark.parametrize(("name", "sideways"), [("sideways", True), ("upside-down", False), ("skewed-noisy", False)])
def test_lines_of_text_tell_a_sideways_page_without_an_engine(name: str, sideways: bool) -> None:
    assert is_sideways(render(pdfium.PdfDocument(FOLDER / f"{name}.pdf")[0], straighten=False)) is sideways


def test_slant_is_measured_through_noise() -> None:
    raster = render(pdfium.PdfDocument(FOLDER / "skewed-noisy.pdf")[0], straighten=False)
    assert skew(raster.image) == pytest.approx(-1.4, abs=0.2)


def test_a_hidden_layer_is_somebodys_reading_and_all_its_figures_are_doubtful() -> None:
    document = read(FOLDER / "wrong-layer.pdf")
    (page,) = document.pages
    assert page.reader == "embedded_ocr" and document.source.text_layer == "scanned"
    figures = [word for word in page.words if any(c.isdigit() for c in word.text)]
    assert len(figures) > 20 and all(word.confidence < 0.9 for word in figures)
    assert [d.code for d in document.diagnostics] == ["embedded-ocr"]
    assert "apt-get install" in document.diagnostics[0].message


def test_a_page_printed_over_a_background_picture_is_digital(tmp_path: Path) -> None:
    path = tmp_path / "background.pdf"
    path.write_bytes(scanned(REPORT, (8,), Manner(dpi=40, blur=30, layer=str)).replace(b"3 Tr", b"0 Tr"))
    import pikepdf

    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"3 Tr", b"0 Tr"))
        pdf.save(path)
    assert read(path).pages[0].reader == "digital"


def test_fonts_without_a_text_map_are_told_and_their_figures_doubtful() -> None:
    document = read(FOLDER / "no-text-map.pdf")
    assert [d.code for d in document.diagnostics] == ["no-text-map"]
    assert all(w.confidence < 0.9 for w in document.pages[0].words if any(c.isdigit() for c in w.text))


def test_the_same_scan_has_the_same_bytes_and_its_layer_is_wrong_but_well_formed() -> None:
    manner = Manner(dpi=60, angle=0.5, noise=5, specks=30)
    assert np.array_equal(photograph(REPORT, 8, manner), photograph(REPORT, 8, manner))
    assert misread("9.527.794.000,-") == "9.577.794.000,-" and misread("81,5") == "81,5"


@needs_engine
@pytest.mark.parametrize(
    ("name", "turn", "figures"), [("sideways", 270, PLAIN), ("upside-down", 180, ("83,45", "8.725"))]
)
def test_a_scan_on_its_side_or_head_is_turned_and_read(name: str, turn: int, figures: tuple[str, ...]) -> None:
    document = recognised(name)
    (page,) = document.pages
    assert page.reader == "ocr" and page.turn == turn and page.width > 0 and document.diagnostics == ()
    assert set(figures) <= texts(document)


@needs_engine
def test_a_wrong_hidden_layer_is_read_again_and_the_figures_that_differ_stay_doubtful() -> None:
    document = recognised("wrong-layer")
    (page,) = document.pages
    assert page.reader == "embedded_ocr" and document.source.text_layer == "scanned"
    cells = [cell for table in find(document.pages).tables for cell in table.cells]
    for amount in AMOUNTS:
        (differing,) = [cell for cell in cells if misread(amount) in cell.alternatives]
        assert differing.confidence < 0.9 and differing.text != misread(amount)


@needs_engine
def test_a_page_whose_fonts_nobody_can_read_is_read_as_a_picture() -> None:
    document = recognised("no-text-map")
    assert document.pages[0].reader == "ocr" and document.diagnostics == ()
    assert {"9.527.794.000,-", "3.102.000.000,-"} <= texts(document)


def test_a_cell_with_ink_that_nobody_could_read_is_hardly_sure_to_be_blank() -> None:
    def grid(sheet: Sheet) -> None:
        sheet.grid([72, 172, 272], [100, 120, 140, 160], [["No", "Target"], ["1", "80,25"], ["2", ""]])

    (page,) = read_drawn(draw(grid))
    (blank,) = [c for c in find([page]).tables[0].cells if not c.text]
    assert blank.confidence == 1
    seen = replace(page, unread=((173.0, 141.0, 270.0, 159.0),))
    (doubtful,) = [c for c in find([seen]).tables[0].cells if not c.text]
    assert doubtful.confidence < 0.5
