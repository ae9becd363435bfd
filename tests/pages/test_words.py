"""Words of a page: what stands where, whatever way it was drawn."""

from io import BytesIO

import pdfplumber
import pikepdf
import pytest

from tests.drawing import HEIGHT, WIDTH, Sheet, draw, read


def three_lines(sheet: Sheet) -> None:
    sheet.text(72, 100, "Realisasi anggaran 24.914.147.619")
    sheet.text(72, 120, "Capaian 98,60% dari target", bold=True)
    sheet.text(300, 400, "Penutup", size=14)


def test_words_agree_with_pdfplumber() -> None:
    data = draw(three_lines)
    ours = [(w.text, w.x0, w.x1) for w in read(data)[0].words]
    with pdfplumber.open(BytesIO(data)) as document:
        theirs = [(w["text"], w["x0"], w["x1"]) for w in document.pages[0].extract_words()]
    assert [w[0] for w in ours] == [w[0] for w in theirs]
    for (_, x0, x1), (_, other0, other1) in zip(ours, theirs, strict=True):
        assert x0 == pytest.approx(other0, abs=1) and x1 == pytest.approx(other1, abs=1)


def test_bold_and_size_are_told() -> None:
    words = {w.text: w for w in read(draw(three_lines))[0].words}
    assert words["98,60%"].bold and not words["Realisasi"].bold
    assert words["Penutup"].size == pytest.approx(14, abs=0.1)


def test_text_printed_twice_for_bold_is_read_once() -> None:
    def twice(sheet: Sheet) -> None:
        sheet.text(72, 100, "Rata-rata 105")
        sheet.text(72.3, 100, "Rata-rata 105")

    assert [w.text for w in read(draw(twice))[0].words] == ["Rata-rata", "105"]


def test_touching_cells_are_not_glued() -> None:
    def cells(sheet: Sheet) -> None:
        sheet.text(72, 100, "1.250")
        sheet.text(72 + 40, 100, "98,60")

    assert [w.text for w in read(draw(cells))[0].words] == ["1.250", "98,60"]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_turned_for_the_viewer_reads_the_same(rotation: int) -> None:
    def turned(sheet: Sheet) -> None:
        canvas = sheet.canvas
        canvas.saveState()
        if rotation == 90:
            canvas.translate(WIDTH, 0)
        elif rotation == 180:
            canvas.translate(WIDTH, HEIGHT)
        else:
            canvas.translate(0, HEIGHT)
        canvas.rotate(rotation)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 500, "Nilai 71,51 (BB)")
        canvas.restoreState()

    with pikepdf.open(BytesIO(draw(turned))) as pdf:
        pdf.pages[0].rotate(rotation, relative=False)
        buffer = BytesIO()
        pdf.save(buffer)
    page = read(buffer.getvalue())[0]
    assert [w.text for w in page.words] == ["Nilai", "71,51", "(BB)"]
    assert all(w.upright for w in page.words)
    assert page.words[0].x0 == pytest.approx(72, abs=1)
    shown = (HEIGHT, WIDTH) if rotation in (90, 270) else (WIDTH, HEIGHT)
    assert (page.width, page.height) == pytest.approx(shown, abs=0.1)
    baseline = page.words[0].bottom - 0.22 * 9
    assert baseline == pytest.approx(shown[1] - 500, abs=1)


def test_a_cropped_page_counts_from_the_crop_box() -> None:
    with pikepdf.open(BytesIO(draw(three_lines))) as pdf:
        pdf.pages[0].cropbox = pikepdf.Array([50, 100, 500, 800])
        buffer = BytesIO()
        pdf.save(buffer)
    page = read(buffer.getvalue())[0]
    assert page.words[0].x0 == pytest.approx(22, abs=1)
    assert page.words[0].bottom == pytest.approx(100 - (HEIGHT - 800) + 0.22 * 9, abs=1)


def test_turned_text_is_marked() -> None:
    def upwards(sheet: Sheet) -> None:
        sheet.text(72, 100, "tegak")
        sheet.text(72, 120, "Uraian sasaran dan indikator")
        sheet.canvas.translate(300, 300)
        sheet.canvas.rotate(90)
        sheet.canvas.drawString(0, 0, "Rencana Aksi")

    words = {w.text: w for w in read(draw(upwards))[0].words}
    assert words["tegak"].upright and not words["Rencana"].upright
    assert words["Rencana"].bottom > words["Aksi"].bottom
