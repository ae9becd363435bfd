"""Rulings and triage: what is a line, what is paint, what a page without words is."""

import pytest

from extractor.tables.segments import components
from tests.drawing import HEIGHT, Sheet, draw, read


@pytest.mark.parametrize("style", ["line", "box", "dashed"])
def test_every_style_of_ruling_makes_one_component(style: str) -> None:
    def table(sheet: Sheet) -> None:
        sheet.grid([72, 172, 272], [100, 120, 140], [["a", "b"], ["c", "d"]], style=style)

    found = components(read(draw(table))[0].edges)
    assert len(found) == 1
    assert found[0].bbox == pytest.approx((72, 100, 272, 140), abs=2)
    assert len(found[0].horizontal) == 3 and len(found[0].vertical) == 3


def test_white_boxes_behind_text_are_no_rulings() -> None:
    def white(sheet: Sheet) -> None:
        sheet.canvas.setFillColorRGB(1, 1, 1)
        for top in (100, 120, 140):
            sheet.canvas.rect(72, HEIGHT - top, 200, 1.5, stroke=0, fill=1)

    assert read(draw(white))[0].edges == ()


def test_lines_inside_a_form_are_found_where_they_show() -> None:
    def form(sheet: Sheet) -> None:
        canvas = sheet.canvas
        canvas.beginForm("garis")
        canvas.line(0, 0, 100, 0)
        canvas.endForm()
        canvas.translate(72, HEIGHT - 200)
        canvas.doForm("garis")

    (edge,) = read(draw(form))[0].edges
    assert edge.horizontal
    assert (edge.x0, edge.x1, edge.top) == pytest.approx((72, 172, 200), abs=1)


def test_a_blank_page_and_a_drawn_page_say_why_nothing_was_read() -> None:
    def drawing(sheet: Sheet) -> None:
        sheet.grid([72, 172, 272], [100, 120, 140], [])

    blank, drawn = read(draw(lambda sheet: sheet.text(0, 0, " "), drawing))
    assert (blank.reader, blank.reason, blank.diagnostics) == ("none", "blank", ())
    assert (drawn.reader, drawn.reason) == ("none", "no-ocr")
    assert [(d.code, d.page) for d in drawn.diagnostics] == [("page-is-picture", 2)]
