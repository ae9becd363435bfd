"""Wording of findings as data: `messages/*.yaml` holds each message in Indonesian and English, with named gaps.

A key is the check and the case, "YOY-DELTA.row". A gap takes one text for both languages or a pair (Indonesian, English).
`also` names other checks that say the same.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from schemas import Message
from schemas.base import trusted
from schemas.compiled import compile_folder, compiled, files_of
from schemas.yaml_files import load

Filling = str | int | tuple[str, str]
Texts = dict[str, str]
FOLDER = Path(__file__).parent / "messages"
COMPILED = "messages.json"
LANGUAGES = ("id", "en")
ALSO = "also"
GAP = re.compile(r"\{(\w+)\}")


class PhraseError(ValueError):
    """A message file that cannot serve; names file, key and what is wrong."""


@cache
def phrases() -> Mapping[str, Message]:
    """All messages by key, from every file of the folder.

    Raises:
        PhraseError: a key stands twice, or a language lacks a text or a gap.
    """
    return {key: Message(id=told["id"], en=told["en"]) for key, told in texts().items()}


@cache
def also_used() -> Mapping[str, tuple[str, ...]]:
    """The checks that share a message with the check that its key names, by key."""
    return {key: tuple(told.get(ALSO, ())) for key, told in texts().items()}


@cache
def texts() -> Mapping[str, Texts]:
    """The texts of each message by language, from the compiled copy of the folder as long as it is fresh.

    Raises:
        PhraseError: as `phrases`.
    """
    kept = compiled(FOLDER, COMPILED)
    if kept is None:
        return _checked({file: read(file) for file in files_of(FOLDER)})
    return {key: told for texts_of in kept.values() for key, told in texts_of.items()}


def read(file: str) -> dict[str, Texts]:
    """The messages of a file by key, as they are written."""
    data: dict[str, Texts] | None = load((FOLDER / file).read_text("utf-8"))
    return data or {}


def compile_messages() -> str:
    """The compiled copy of the messages, to be written beside their files; only sound ones get into it."""
    _checked({file: read(file) for file in files_of(FOLDER)})
    return compile_folder(FOLDER, read)


def _checked(files: Mapping[str, Mapping[str, Texts]]) -> dict[str, Texts]:
    """The texts of each message."""
    found: dict[str, Texts] = {}
    for file, texts_of in files.items():
        for key, told in texts_of.items():
            if key in found:
                raise PhraseError(f"{file}: {key} stands twice")
            if set(told) - {ALSO} != set(LANGUAGES):
                raise PhraseError(f"{file}: {key}: expected the languages id and en, found {', '.join(told)}")
            if set(GAP.findall(told["id"])) != set(GAP.findall(told["en"])):
                raise PhraseError(f"{file}: {key}: the gaps of the two languages differ")
            found[key] = told
    return found


def phrase(key: str, **gaps: Filling) -> Message:
    """The message of a key with its gaps filled.

    Raises:
        KeyError: there is no such message, or a gap is left open.
    """
    told = both(key, **gaps)
    return trusted(Message, id=told[0], en=told[1])


def filled(message: Message, gaps: Mapping[str, Filling]) -> Message:
    """A message with its gaps filled.

    Raises:
        KeyError: a gap is left open.
    """
    return Message(id=_filled(message.id, 0, gaps), en=_filled(message.en, 1, gaps))


def both(key: str, **gaps: Filling) -> tuple[str, str]:
    """The text of a key in Indonesian and English, its gaps filled: a part of a message, or one that goes on.

    Raises:
        KeyError: there is no such message, or a gap is left open.
    """
    told = texts()[key]
    return _filled(told["id"], 0, gaps), _filled(told["en"], 1, gaps)


def word(kind: str, name: str, default: str) -> tuple[str, str]:
    """The words for a name of a kind ("measure", "budget") in both languages, the default where it has none."""
    key = f"{kind}.{name}"
    return both(key) if key in texts() else (default, default)


def _filled(text: str, language: int, gaps: Mapping[str, Filling]) -> str:
    told = {name: value[language] if isinstance(value, tuple) else value for name, value in gaps.items()}
    return text.format_map(told)
