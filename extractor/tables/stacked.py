"""Cells that hold a list: one figure under the other beside one bulleted name under the other."""

import re

FIGURE = r"(?:[<>≥≤]\s?)?\d[\d.,]*\s?%?(?:\s?\*+\)?)?"
STACK = re.compile(rf"{FIGURE}(?:\s+{FIGURE})+")
PIECE = re.compile(FIGURE)
BULLET = re.compile(r"(?:^|(?<=\s))(?:[-•➢–▪○●❖]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=[A-Z(])")


def figures(text: str) -> list[str]:
    """The figures of a cell that holds nothing but two or more of them, else an empty list."""
    if not STACK.fullmatch(text.strip()):
        return []
    return [match[0].strip(" *)") for match in PIECE.finditer(text)]


def items(text: str) -> tuple[str, list[str]]:
    """What stands before the first bullet of a list, and the names behind the bullets."""
    starts = list(BULLET.finditer(text))
    if not starts:
        return text, []
    ends = [*(match.start() for match in starts[1:]), len(text)]
    names = [text[match.end() : end].strip() for match, end in zip(starts, ends, strict=True)]
    return text[: starts[0].start()].strip(" :"), names
