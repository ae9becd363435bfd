"""Text from a PDF made harmless for pages, sheets and forms."""

import re

# Controls that no format may hold; marks that turn the direction of a line or hide in it.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
TURNS = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
MARK = "\ufffd"


def clean(text: str) -> str:
    """The text without control characters; a mark that would turn or hide letters becomes a visible sign."""
    return TURNS.sub(MARK, CONTROLS.sub("", text))
