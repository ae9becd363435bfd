"""Boxes beside the text: their words are told apart where lines run around a frame, and only there."""

from extractor.facts.boxes import apart, frames
from extractor.pages.lines import lines_of
from extractor.pages.model import Edge, Line, Page, Word

FRAME = (
    Edge(300, 90, 300, 190, False),
    Edge(400, 90, 400, 190, False),
    Edge(299, 90, 401, 90, True),
    Edge(299, 190, 401, 190, True),
)
LEFT, RIGHT = ["satu", "dua", "tiga", "empat"], ["Isi", "Latar", "Tujuan", "Hukum"]


def page(edges: tuple[Edge, ...], beside: int = 4) -> Page:
    words = []
    for index, text in enumerate(LEFT):
        top = 100.0 + 20 * index
        words.append(Word(text, 50, top, 90, top + 10))
        if index < beside:
            words.append(Word(RIGHT[index], 310, top, 350, top + 10))
    words.append(Word("lima", 50, 300, 90, 310))
    return Page(1, 600, 800, words=tuple(words), edges=edges)


def texts(found: Page) -> tuple[list[str], list[list[str]]]:
    outer, boxes = apart(found, lines_of(found.words))
    plain = lambda lines: [line.text for line in lines]  # noqa: E731
    return plain(outer), [plain(lines) for lines in boxes]


def test_the_words_of_a_frame_are_told_apart_from_the_lines_beside_it() -> None:
    assert texts(page(FRAME)) == ([*LEFT, "lima"], [RIGHT])


def test_no_frame_no_box() -> None:
    assert texts(page(()))[1] == []
    assert texts(page(FRAME[:3]))[1] == []


def test_two_lines_beside_a_frame_do_not_run_around_it() -> None:
    outer, boxes = texts(page(FRAME, beside=2))
    assert boxes == [] and outer[0] == "satu Isi"


def test_a_grid_is_no_frame() -> None:
    grid = (*FRAME, Edge(299, 140, 401, 140, True))
    assert frames(page(grid)) == []
    assert frames(page(FRAME)) == [(300, 90, 400, 190)]


def test_lines_stay_what_they_are_outside() -> None:
    lines = lines_of(page(FRAME).words)
    outer, _ = apart(page(FRAME), lines)
    assert outer[-1] is lines[-1] and isinstance(outer[0], Line)
