"""How well a nesting adds up: parents by the stack of levels, and the sums that hold under it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extractor.facts.levels import RANK
from extractor.facts.line import Line

Levels = Mapping[int, str | None]
# Worth of a sum that holds, of one that does not, and of a row that should have parts but has none.
HOLDS, FAILS, CHILDLESS = 2.0, -1.0, -0.25


def parents_of(rows: Sequence[Line], levels: Levels) -> dict[int, int | None]:
    """The row above each row: the last one before it on a higher level.

    Totals head what follows only in tables that begin with one; a total at the end heads nothing.
    """
    heads = bool(rows) and levels[rows[0].index] in ("total", "income")
    stack: list[tuple[int, int]] = []
    out: dict[int, int | None] = {}
    for number, line in enumerate(rows):
        level = levels[line.index]
        rank = RANK[level] if level else RANK["account"]
        foot = level == "total" and line.kind == "total" and (not heads or (number == len(rows) - 1 and number > 0))
        if foot:
            out[line.index] = None
            continue
        while stack and stack[-1][0] >= rank:
            stack.pop()
        out[line.index] = stack[-1][1] if stack else None
        stack.append((rank, line.index))
    return out


def score(rows: Sequence[Line], levels: Levels) -> float:
    """The worth of a nesting."""
    found = 0.0
    children = _children(rows, levels)
    deepest = max((RANK[level] for level in levels.values() if level), default=0)
    for line in rows:
        level = levels[line.index]
        parts = children.get(line.index)
        if parts:
            found += sum(HOLDS if holds else FAILS for holds in _checks(line, parts))
        elif level and RANK["objective"] < RANK[level] < deepest and line.kind == "data":
            found += CHILDLESS
    return found


def suspects(rows: Sequence[Line], levels: Levels) -> list[int]:
    """Rows whose sum does not hold, the parts of such rows, and rows without parts above the lowest level."""
    children = _children(rows, levels)
    deepest = max((RANK[level] for level in levels.values() if level), default=0)
    found: dict[int, None] = {}
    for line in rows:
        parts = children.get(line.index, [])
        if not all(_checks(line, parts)):
            found.update(dict.fromkeys([line.index, *(part.index for part in parts)]))
        elif not parts and RANK[levels[line.index] or "account"] < deepest:
            found[line.index] = None
    return list(found)


def _children(rows: Sequence[Line], levels: Levels) -> dict[int, list[Line]]:
    """The parts of each row."""
    out: dict[int, list[Line]] = {}
    parents = parents_of(rows, levels)
    for line in rows:
        parent = parents[line.index]
        if parent is not None:
            out.setdefault(parent, []).append(line)
    return out


def _checks(line: Line, parts: Sequence[Line]) -> list[bool]:
    """For each amount of a row whether its parts add up to it; 0 and amounts with an unreadable part are left out."""
    out = []
    for column, whole in enumerate(line.amounts):
        amounts = [part.amounts[column] for part in parts]
        known = [amount for amount in amounts if amount is not None]
        if whole and parts and len(known) == len(amounts):
            out.append(sum(known, Decimal(0)) == whole)
    return out
