"""Tables that were sketched where their page was read are those that are found from the pages alone."""

import pytest

from extractor.tables import find, sketch
from tests.drawing import HEIGHT, Draw, Sheet, draw, read
from tests.tables.test_find import HEADER, ROWS, X, grid, heights


def page(foot: str, number: str) -> Draw:
    """A page whose foot stands under a ruling, so that its number stands between rulings."""

    def drawn(sheet: Sheet) -> None:
        sheet.grid(X, heights(4), [HEADER, *ROWS])
        sheet.line(60, HEIGHT - 44, 530, HEIGHT - 44)
        sheet.text(60, HEIGHT - 36, foot)
        sheet.text(500, HEIGHT - 36, number)
        sheet.line(60, HEIGHT - 30, 530, HEIGHT - 30)

    return drawn


@pytest.mark.parametrize("numbers", [("7", "8", "9", "10"), ("7", "30", "2", "81")])
def test_it_makes_no_difference_whether_a_number_under_a_page_counts(numbers: tuple[str, ...]) -> None:
    pages = read(draw(*(page("Laporan Kinerja", number) for number in numbers)))
    sketches = [sketch(each) for each in pages]
    left_out = [[each.words[place].text for place in s.left_out] for each, s in zip(pages, sketches, strict=True)]
    assert left_out == [[number] for number in numbers]
    found = find(pages, sketches)
    assert found.tables == find(pages).tables
    assert all(row in grid(found.tables[0]) for row in [HEADER, *ROWS])


def test_a_number_in_the_last_row_of_a_table_stays_in_its_sketch() -> None:
    def low(sheet: Sheet) -> None:
        sheet.grid(X, heights(4, top=HEIGHT - 90), [HEADER, *ROWS[:2], ["3", "Nilai", "70", "71"]])

    (only,) = read(draw(low))
    assert sketch(only).left_out == frozenset()
    assert grid(find([only], [sketch(only)]).tables[0])[-1] == ["3", "Nilai", "70", "71"]
