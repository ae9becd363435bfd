"""What is said about a page that was not read in full."""

from dataclasses import replace

from extractor.pages.model import Page, Word
from extractor.pages.triage import triage

LINE = tuple(
    Word(text, 60.0 + 80 * n, 60.0, 120.0 + 80 * n, 72.0) for n, text in enumerate(("Tabel", "berikut", "ini"))
)
TEXT = Page(number=7, width=600, height=800, words=LINE)


def codes(page: Page) -> list[tuple[str, int]]:
    """The diagnostics of a page after triage."""
    return [(note.code, note.page) for note in triage(page).diagnostics]


def test_a_large_picture_beside_text_is_said_to_be_unread() -> None:
    assert codes(replace(TEXT, pictures=((60, 100, 540, 400),))) == [("picture-not-read", 7)]


def test_what_was_not_read_has_its_place_as_a_viewer_shows_it() -> None:
    (note,) = triage(replace(TEXT, pictures=((60, 100, 540, 400),))).diagnostics
    assert note.bbox == (60, 100, 540, 400)
    (turned,) = triage(replace(TEXT, pictures=((60, 100, 540, 400),), turn=180)).diagnostics
    assert turned.bbox == (60, 400, 540, 700)


def test_a_logo_is_not_worth_a_word() -> None:
    assert codes(replace(TEXT, pictures=((60, 100, 120, 160),))) == []


def test_a_background_under_the_text_is_no_unread_picture() -> None:
    over = tuple(Word("kata", 80.0, 120.0 + 20 * n, 120.0, 130.0 + 20 * n) for n in range(6))
    assert codes(replace(TEXT, words=LINE + over, pictures=((60, 100, 540, 400),))) == []
