"""Nesting of rows whose codes begin with the code of the row above them."""

from collections.abc import Sequence

from extractor.facts.levels import levels_of_codes, stated_level
from extractor.facts.line import Line

# Codes nest the rows where at least this share of the rows has one, and half of them begins with another's.
CODED_SHARE, NESTED_SHARE = 0.6, 0.5
BELOW = {
    "function": "program",
    "program": "activity",
    "activity": "sub_activity",
    "total": "expenditure_group",
    "expenditure_group": "expenditure_type",
    "expenditure_type": "account",
    "account": "account",
    "income": "account",
}


def nest_by_codes(lines: Sequence[Line]) -> bool:
    """Sets parents and levels by the codes, if they nest; tells whether they do."""
    coded = [line for line in lines if line.code]
    if len(coded) < 3 or len(coded) < CODED_SHARE * len(lines):
        return False
    parents = _parents(coded)
    if len(parents) < NESTED_SHARE * len(coded):
        return False
    levels = levels_of_codes([line.code for line in coded if line.code])
    for line in lines:
        line.parent = parents[line.index].index if line.index in parents else None
        below = _below(parents.get(line.index))
        stated = stated_level(line)
        if stated == "expenditure_type" and below == "account":
            stated = below
        if stated == "expenditure_group" and below not in ("expenditure_group", None):
            stated = "expenditure_type"
        line.level = stated or levels.get(line.code or "") or below
    return True


def _parents(coded: Sequence[Line]) -> dict[int, Line]:
    """For each row the last row before it whose code is its code without some last parts.

    Zeros that stand for a programme that is not there ("5.1.00.00.1") are left out.
    """
    seen: dict[tuple[str, ...], Line] = {}
    out: dict[int, Line] = {}
    for line in coded:
        parts = _parts(line.code or "")
        for length in range(len(parts) - 1, 0, -1):
            if parts[:length] in seen:
                out[line.index] = seen[parts[:length]]
                break
        seen[parts] = line
    return out


def _parts(code: str) -> tuple[str, ...]:
    """The parts of a code without fillers."""
    return tuple(part for part in code.split(".") if part.strip("0"))


def _below(parent: Line | None) -> str | None:
    """The level under the parent's; a kind of expenditure under an activity is told by its words."""
    return BELOW.get(parent.level) if parent is not None and parent.level else None
