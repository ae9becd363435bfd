"""The words of a text as printed."""

import re

_WORD = re.compile(r"[a-z0-9]+")


def raw_words(text: str) -> list[str]:
    """The words of a text in lower case, without marks."""
    return _WORD.findall(text.lower().replace("&", " dan "))
