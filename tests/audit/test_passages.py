"""Which texts speak of a title, all asked at once: the same as when each is held against the title alone."""

import pytest

from extractor.audit.outline import covers
from extractor.audit.passages import Passages

TEXTS = (
    "Meningkatnya kualitas pelayanan kesehatan masyarakat",
    "Kualitas pelayanan keseh atan bagi masyarakat meningkat",
    "Kwalitas pelayanann kesehatan masyarakat yang meningkatnya dirasakan",
    "Persentase jalan dalam kondisi mantap",
    "Tahun 2030",
    "",
    "pelayanan",
    "Meningkatnya Kualitas-\nPelayanan  KESEHATAN di Kabupaten",
)
TITLES = (
    "Meningkatnya Kualitas Pelayanan Kesehatan Masyarakat",
    "Kondisi jalan",
    "pelayanan kesehatan",
    "2030",
    "Renja PD",
)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("share", [0.4, 0.7, 0.8, 1.0])
def test_texts_asked_at_once_answer_as_each_alone(title: str, share: float) -> None:
    passages = Passages(TEXTS)
    assert passages.covering(title, share) == {n for n, text in enumerate(TEXTS) if covers(text, title, share)}
    assert passages.covered(title, share) == {n for n, text in enumerate(TEXTS) if covers(title, text, share)}


def test_a_word_counts_in_another_spelling_and_in_two_pieces() -> None:
    assert Passages(TEXTS).covering(TITLES[0], 0.9) == {0, 1, 2}
