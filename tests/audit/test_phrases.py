"""Messages are data in two languages with the same gaps."""

import pytest

from extractor.audit import phrases as room
from extractor.audit.catalogue import all_rules
from extractor.audit.phrases import PhraseError, also_used, phrase, phrases
from extractor.audit.registry import HEADINGS, Rule
from schemas.compiled import compiled, files_of


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
    room.texts.cache_clear()
    try:
        with pytest.raises(PhraseError, match=rf"broken.yaml: A.x: .*{wrong}"):
            phrases()
    finally:
        phrases.cache_clear()
        room.texts.cache_clear()


def test_the_compiled_copy_is_fresh_and_says_the_same() -> None:
    assert (room.FOLDER / room.COMPILED).read_text(encoding="utf-8") == room.compile_messages(), "run: make docs"
    assert compiled(room.FOLDER, room.COMPILED) == {file: room.read(file) for file in files_of(room.FOLDER)}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_tells_all_headings_and_has_a_message_in_both_languages(rule: Rule) -> None:
    """A rule without words would be a code to its reader."""
    assert [heading for heading in HEADINGS if not rule.sections.get(heading)] == []
    own = [key for key in phrases() if key.split(".")[0] == rule.code or rule.code in also_used()[key]]
    assert own
    assert all(phrases()[key].id.strip() and phrases()[key].en.strip() for key in own)


def test_messages_name_only_checks_that_there_are() -> None:
    """A mistyped code would leave its message unread."""
    codes = {rule.code for rule in all_rules()}
    named = {key.split(".")[0] for key in phrases() if not key[0].islower()} | {
        code for codes_of in also_used().values() for code in codes_of
    }
    assert named <= codes
