"""Messages are data in two languages with the same gaps."""

import pytest

from extractor.audit import phrases as room
from extractor.audit.phrases import PhraseError, phrase, phrases


def test_a_gap_takes_one_text_or_one_a_language() -> None:
    """What a place is called differs with the language, a printed figure does not."""
    message = phrase(
        "YOY-DELTA.row",
        name="Indeks",
        first="2030",
        second="2031",
        place=("Tabel 3.1", "table 3.1"),
        printed="1,04",
        formula="56,03 − 53,60",
        right="2,43",
        followed=4,
    )
    assert message.id.startswith("Perubahan “Indeks” dari 2030 ke 2031 di Tabel 3.1 tercetak 1,04, sedangkan")
    assert "in table 3.1 is printed as 1,04" in message.en


def test_an_open_gap_is_no_message() -> None:
    with pytest.raises(KeyError):
        phrase("YOY-DELTA.row", name="Indeks")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("A.x: {id: satu {n}, en: one}", "gaps"),
        ("A.x: {id: satu}", "languages"),
    ],
)
def test_a_broken_file_is_refused(tmp_path, monkeypatch, text: str, wrong: str) -> None:
    (tmp_path / "broken.yaml").write_text(text.replace("satu {n}", "'satu {n}'"), "utf-8")
    monkeypatch.setattr(room, "FOLDER", tmp_path)
    phrases.cache_clear()
    try:
        with pytest.raises(PhraseError, match=rf"broken.yaml: A.x: .*{wrong}"):
            phrases()
    finally:
        phrases.cache_clear()
