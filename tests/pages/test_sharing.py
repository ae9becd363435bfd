"""Equal values are kept once, and pages that share them say the same."""

from pathlib import Path

from extractor.pages import read
from extractor.pages.sharing import Shared
from tests.drawing import draw


def test_the_first_of_equal_values_stands_for_all() -> None:
    first, second, other = float("1.5"), float("1.5"), 2.5
    shared = Shared[float]()
    assert first is not second
    assert shared[first] is first and shared[second] is first and shared[other] is other


def test_words_of_a_line_share_their_height_and_equal_words_their_text(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(
        draw(lambda sheet: (sheet.text(72, 100, "target kinerja target"), sheet.text(72, 140, "target")))
    )
    first, second, third, below = read(tmp_path / "a.pdf").pages[0].words
    assert first.top is second.top is third.top and first.bottom is third.bottom and below.top is not first.top
    assert first.text is third.text is below.text and first.x0 < second.x0 < third.x0
