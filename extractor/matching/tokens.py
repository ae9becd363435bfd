"""The words of a text as printed."""

import re
from sys import intern

_WORD = re.compile(r"[a-z0-9]+")


def raw_words(text: str) -> list[str]:
    """The words of a text in lower case, without marks; equal words of thousands of names are one object."""
    return [intern(word) for word in _WORD.findall(text.lower().replace("&", " dan "))]
