"""How a row is set: the kind of its number, capitals, bold print. Rows of one level mostly share it."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractor.facts.levels import bare
from extractor.facts.line import Line

ROMAN = re.compile(r"^[IVX]+$")
# More styles than this are typing slips; the rare ones count as the most similar frequent one.
MOST = 4


class Style(NamedTuple):
    """The look of a row."""

    scheme: str
    capitals: bool
    bold: bool

    @property
    def weight(self) -> int:
        """How much a row stands out; higher rows stand out more."""
        return 2 * self.capitals + self.bold


def styles_of(lines: Sequence[Line]) -> dict[int, Style]:
    """The style of each row by its index, rare ones put with their like."""
    roman = any(line.label.strip("().").upper() in ("II", "III", "IV") for line in lines)
    found = {line.index: Style(_scheme(line.label, roman), bare(line.name).isupper(), line.bold) for line in lines}
    counts = Counter(found.values())
    kept = sorted(counts, key=lambda style: (-counts[style], style))[:MOST]
    return {
        index: style if style in kept else min(kept, key=lambda k: _distance(k, style))
        for index, style in found.items()
    }


def _distance(first: Style, second: Style) -> tuple[int, int]:
    """How unlike two styles are."""
    return (abs(first.weight - second.weight), int(first.scheme != second.scheme))


def _scheme(label: str, roman: bool) -> str:
    """A, I, a, 1, 1) or 1.1: what kind of number a label is; empty for none."""
    text = label.strip()
    core = text.strip("(). ")
    if not core:
        return ""
    closing = ")" if text.endswith(")") else ""
    if re.search(r"[.,]", core):
        return f"{len(re.split(r'[.,]', core))} parts"
    if core.isdigit():
        return "1" + closing
    if roman and ROMAN.match(core.upper()):
        return "I" if core.isupper() else "i"
    return ("A" if core.isupper() else "a") + closing
