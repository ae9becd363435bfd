"""Sideways pages read like upright ones, and their boxes stand where a viewer shows them."""

from io import BytesIO

import pikepdf
import pytest

from extractor.tables import find
from schemas import Table
from tests.drawing import HEIGHT, WIDTH, Sheet, draw, read
from tests.tables.test_find import HEADER, ROWS, X, grid, heights


def upright(sheet: Sheet) -> None:
    sheet.text(72, 110, "Tabel 3.1 Capaian Kinerja")
    sheet.grid(X, heights(4), [HEADER, *ROWS])


def sideways(angle: int) -> bytes:
    """The page with all that is drawn on it turned counter-clockwise; a page turned by 90 or 270 is as high as it was wide."""

    def page(sheet: Sheet) -> None:
        canvas = sheet.canvas
        if angle in (90, 270):
            canvas.setPageSize((HEIGHT, WIDTH))
        shift = {0: (0, 0), 90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[angle]
        canvas.translate(*shift)
        canvas.rotate(angle)
        upright(sheet)

    return draw(page)


def shown_again(data: bytes, clockwise: int) -> bytes:
    """The PDF with its page turned for the viewer."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[0].rotate(clockwise, relative=False)
        buffer = BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def only(data: bytes) -> Table:
    (table,) = find(read(data)).tables
    return table


def back(box: tuple[float, float, float, float], angle: int) -> tuple[float, float, float, float]:
    """Where a box of the turned page stood on the upright one."""
    x0, top, x1, bottom = box
    return {
        0: box,
        90: (WIDTH - bottom, x0, WIDTH - top, x1),
        180: (WIDTH - x1, HEIGHT - bottom, WIDTH - x0, HEIGHT - top),
        270: (top, HEIGHT - x1, bottom, HEIGHT - x0),
    }[angle]


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_reads_the_same_in_every_direction(angle: int, rotation: int) -> None:
    table, plain = only(shown_again(sideways(angle), rotation)), only(draw(upright))
    assert grid(table) == [HEADER, *ROWS]
    assert (table.number, table.header_rows) == (plain.number, plain.header_rows)
    # What was drawn counter-clockwise and is shown clockwise stands turned by the difference.
    seen = (angle - rotation) % 360
    for cell, same in zip(table.cells, plain.cells, strict=True):
        assert back(cell.bbox, seen) == pytest.approx(same.bbox, abs=1.5)


def test_a_page_goes_back_and_forth_between_its_frames() -> None:
    (page,) = read(sideways(90))
    word = next(w for w in page.words if w.text == "Indikator")
    assert word.upright and page.turn == 90
    assert page.seen(page.shown(word.bbox)) == pytest.approx(word.bbox)
    x0, top, x1, bottom = page.shown(word.bbox)
    assert bottom - top > x1 - x0
