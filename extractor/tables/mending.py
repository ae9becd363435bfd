"""Slips of recognition in a table that its own structure mends: the row that numbers the columns, row numbers, ticks.

What was read stays in `raw`, and the confidence falls.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.tables.model import Entry, Fragment

MENDED = 0.8
# A row numbers the columns when at least this share of its cells reads as it should.
SHARE = 0.5
NUMBER = re.compile(r"^(\d{1,3})([.)]?)$")
# What recognition makes of a lone 1, and a row number whose full stop was taken for a comma.
ONE_LIKE = re.compile(r"^[lI|i!tTEaufrZ\[\]]{1,2}[.,)]?$")
BENT = re.compile(r"^\d{1,2}[,:;]$")
TICKS = {"v", "V", "√", "y"}
LEAST_TICKS = 2


def mended(fragment: Fragment) -> Fragment:
    """The fragment with the slips mended that its structure shows."""
    changes: dict[int, str] = {}
    for row in range(min(fragment.rows, 6)):
        changes |= _index_row(fragment.row(row))
    counting = {row for row in range(min(fragment.rows, 6)) if _counts_columns(fragment.row(row))}
    changes |= _row_numbers([e for e in fragment.entries if e.column == 0 and e.row not in counting])
    changes |= _ticks(fragment.entries)
    entries = [
        replace(e, text=changes[id(e)], raw=e.raw or e.text, confidence=min(e.confidence, MENDED))
        if id(e) in changes
        else e
        for e in fragment.entries
    ]
    return replace(fragment, entries=tuple(entries))


def _counts_columns(cells: Sequence[Entry]) -> bool:
    """Whether a row numbers the columns, most of its cells read right."""
    return len(cells) >= 3 and sum(c.text == str(c.column + 1) for c in cells) >= SHARE * len(cells)


def _index_row(cells: Sequence[Entry]) -> dict[int, str]:
    """Right numbers for the cells of a row that counts the columns."""
    if len(cells) < 3 or any(len(c.text) > 3 for c in cells):
        return {}
    right = [c for c in cells if c.text == str(c.column + 1)]
    if len(right) < SHARE * len(cells):
        return {}
    return {id(c): str(c.column + 1) for c in cells if c not in right}


def _row_numbers(cells: Sequence[Entry]) -> dict[int, str]:
    """Right numbers for cells between two that count on: 1, ?, 3."""
    ordered = [c for c in sorted(cells, key=lambda c: c.row) if c.text and len(c.text) <= 4]
    changes: dict[int, str] = {}
    for before, cell, after in zip(ordered, ordered[1:], ordered[2:], strict=False):
        low, high = NUMBER.match(before.text), NUMBER.match(after.text)
        if low and high and int(high[1]) - int(low[1]) == 2 and not NUMBER.match(cell.text):
            changes[id(cell)] = f"{int(low[1]) + 1}{low[2]}"
    for first, second, third in zip(ordered, ordered[1:], ordered[2:], strict=False):
        if ONE_LIKE.match(first.text) and [_value(c) for c in (second, third)] == [2, 3]:
            mark = NUMBER.match(second.text)
            changes[id(first)] = f"1{mark[2] if mark else ''}"
    return changes | _marked_alike(ordered, changes)


def _marked_alike(cells: Sequence[Entry], changes: dict[int, str]) -> dict[int, str]:
    """Row numbers with the full stop that most others of the column have, and recognition has lost or bent."""
    numbers = [c for c in cells if NUMBER.match(c.text) and id(c) not in changes]
    marked = [c for c in numbers if c.text.endswith(".")]
    if len(marked) < 2 or len(marked) * 2 <= len(numbers):
        return {id(c): f"{c.text[:-1]}." for c in cells if BENT.match(c.text) and len(marked) >= 2}
    return {id(c): f"{c.text}." for c in numbers if c.text.isdigit()} | {
        id(c): f"{c.text[:-1]}." for c in cells if BENT.match(c.text)
    }


def _value(cell: Entry) -> int | None:
    """The number in a cell."""
    match = NUMBER.match(cell.text)
    return int(match[1]) if match else None


def _ticks(cells: Sequence[Entry]) -> dict[int, str]:
    """Lone letters that stand for ticks, where several cells hold nothing else."""
    marks = [c for c in cells if c.text in TICKS]
    return {id(c): "✓" for c in marks} if len(marks) >= LEAST_TICKS else {}
