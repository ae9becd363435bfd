"""Words in two languages from a YAML file, and figures in Indonesian notation."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from extractor.notation import printed
from schemas import Diagnostic
from schemas.yaml_files import load


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of one file in one language."""

    language: str
    words: Mapping[str, Any]

    def __call__(self, key: str, **gaps: object) -> str:
        """A word, or a sentence with its gaps filled; "slips.rotated" looks one step deeper.

        Raises:
            KeyError: the file has no such word.
        """
        text = str(self._found(key))
        return text.format(**gaps) if gaps else text

    def listed(self, key: str) -> list[str]:
        """A list of words."""
        return [str(word) for word in self._found(key)]

    def _found(self, key: str) -> Any:
        found: Any = self.words
        for step in key.split("."):
            found = found[step]
        return found[self.language]

    def told(self, note: Diagnostic) -> str:
        """The sentence of a diagnostic, in this language where it has one."""
        if note.told is None:
            return note.message
        return note.told.en if self.language == "en" else note.told.id

    def known(self, key: str, default: str) -> str:
        """The word of an open list, or the value itself where the list has grown."""
        try:
            return self(key)
        except KeyError:
            return default


@cache
def _read(path: Path) -> Mapping[str, Any]:
    data: Mapping[str, Any] = load(path.read_text("utf-8"))
    return data


def speech(path: Path, language: str) -> Speech:
    """The words of a file in a language, "id" or "en"."""
    return Speech(language, _read(path))


def figure(value: Decimal | None, most: int = 4) -> str:
    """A number in Indonesian notation with as many decimals as it has, at most so many; an empty text for none."""
    if value is None:
        return ""
    exponent = value.normalize().as_tuple().exponent
    decimals = min(most, max(0, -exponent)) if isinstance(exponent, int) else 0
    return printed(value, decimals)
