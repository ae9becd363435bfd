"""Scans: straightened, rulings found, cells read; without tesseract a diagnostic stays."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image as Picture
from reportlab.lib.utils import ImageReader

from extractor.errors import MissingExtraError
from extractor.pages import engines, read
from extractor.pages.engines import Engine, Engines
from extractor.pages.ocr.image_lines import find_bands, find_cells, find_lines
from extractor.pages.ocr.raster import render, skew, turned
from extractor.tables import find
from tests.drawing import HEIGHT, WIDTH, Sheet, draw

needs_tesseract = pytest.mark.skipif(
    not engines.ready(Engine.tesseract), reason="tesseract with ind and eng is not here"
)
needs_rapidocr = pytest.mark.skipif(not engines.ready(Engine.rapidocr), reason="rapidocr is not installed")
ROWS = [
    ["No", "Indikator Kinerja", "Target", "Realisasi"],
    ["1", "Persentase jalan mantap", "80,25", "81,50"],
    ["2", "Indeks kepuasan warga", "85,00", "84,10"],
]


def table(sheet: Sheet) -> None:
    sheet.text(72, 100, "Tabel 3.1 Capaian Kinerja Tahun 2024", size=11)
    sheet.grid([72, 112, 282, 372, 462], [120, 142, 164, 186], ROWS)


def scan_of(data: bytes, angle: float, tmp_path: Path) -> Path:
    """A PDF whose only page is a turned picture of the first page of another."""
    picture = Picture.fromarray(turned(grey(data), angle))
    buffer = BytesIO()
    picture.save(buffer, "PNG")

    def page(sheet: Sheet) -> None:
        buffer.seek(0)
        sheet.canvas.drawImage(ImageReader(buffer), 0, 0, WIDTH, HEIGHT)

    path = tmp_path / "scan.pdf"
    path.write_bytes(draw(page))
    return path


def grey(data: bytes) -> np.ndarray:  # type: ignore[type-arg]
    bitmap = pdfium.PdfDocument(data)[0].render(scale=200 / 72, grayscale=True).to_numpy()
    return np.ascontiguousarray(bitmap.reshape(bitmap.shape[0], bitmap.shape[1]), dtype=np.uint8)


@pytest.mark.parametrize("angle", [-1.2, 0.0, 0.8])
def test_a_turned_page_is_measured(angle: float) -> None:
    assert skew(turned(grey(draw(table)), angle)) == pytest.approx(-angle, abs=0.15)


def test_rulings_and_cells_of_a_picture_are_those_that_were_drawn() -> None:
    raster = render(pdfium.PdfDocument(draw(table))[0])
    lines = find_lines(raster.image, raster.scale)
    assert (len(lines.horizontal), len(lines.vertical)) == (4, 5)
    cells = find_cells(lines, raster.scale)
    assert len(cells) == 12
    x, y, width, height = (v / raster.scale for v in cells[0])
    assert (x, y, width, height) == pytest.approx((72, 120, 40, 22), abs=3)


def test_rows_between_level_rulings_alone_are_bands() -> None:
    def rules(sheet: Sheet) -> None:
        for top in (120, 142, 164):
            sheet.line(72, top, 462, top)

    raster = render(pdfium.PdfDocument(draw(rules))[0])
    lines = find_lines(raster.image, raster.scale)
    assert len(find_bands(lines, [], raster.scale)) == 2


@pytest.mark.parametrize(
    "engine", [pytest.param("tesseract", marks=needs_tesseract), pytest.param("rapidocr", marks=needs_rapidocr)]
)
def test_a_scanned_table_is_read_like_a_printed_one(engine: str, tmp_path: Path) -> None:
    document = read(scan_of(draw(table), 0.7, tmp_path), ocr=engine)
    assert document.pages[0].reader == "ocr" and document.diagnostics == ()
    (found,) = find(document.pages).tables
    texts = {(c.row, c.column): c.text for c in found.cells}
    assert [texts[1, k] for k in range(4)] == ROWS[1]
    assert [texts[2, k] for k in range(1, 4)] == ROWS[2][1:]
    assert found.method == "ocr" and all(c.confidence <= 1 for c in found.cells)


def test_without_ocr_a_scan_is_a_diagnostic_with_its_page(tmp_path: Path) -> None:
    document = read(scan_of(draw(table), 0.0, tmp_path))
    assert [(d.code, d.page) for d in document.diagnostics] == [("page-is-scan", 1)]
    assert document.source.text_layer == "scanned"


def installed(monkeypatch: pytest.MonkeyPatch, *names: Engine) -> None:
    monkeypatch.setattr(engines, "ready", lambda engine: engine in names)


@pytest.mark.parametrize(
    ("there", "choice", "expected"),
    [
        ((Engine.tesseract, Engine.rapidocr), "auto", Engines(Engine.tesseract, Engine.rapidocr)),
        ((Engine.tesseract,), True, Engines(Engine.tesseract)),
        ((Engine.rapidocr,), "auto", Engines(Engine.rapidocr)),
        ((), "auto", Engines()),
        ((Engine.tesseract, Engine.rapidocr), "rapidocr", Engines(Engine.rapidocr)),
        ((Engine.tesseract,), "off", Engines()),
        ((Engine.tesseract,), False, Engines()),
    ],
)
def test_a_choice_gives_the_engines_that_are_there(
    there: tuple[Engine, ...], choice: bool | str, expected: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, *there)
    assert engines.engines(choice) == expected


@pytest.mark.parametrize(
    ("name", "hint"),
    [("tesseract", "apt-get install tesseract-ocr"), ("rapidocr", r"pip install 'lkjip-extractor\[ocr\]'")],
)
def test_asking_for_an_engine_that_is_missing_says_how_to_install_it(
    name: str, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch)
    with pytest.raises(MissingExtraError, match=hint) as caught:
        engines.engines(name)
    assert caught.value.exit_code == 9 and "Pasang dengan" in caught.value.message("id")
