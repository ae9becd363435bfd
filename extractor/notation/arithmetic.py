"""How well the figures of a table go together: the judge between several readings of one table.

A reading that shifts a column, glues two figures or parts a number breaks the sums and percentages that the table prints;
nothing but the right reading makes them hold by chance in row after row.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from extractor.notation.cell import parse
from extractor.notation.intervals import ulp

TOTAL = re.compile(r"\b(?:jumlah|total|grand total)\b", re.IGNORECASE)
RUNNING = re.compile(r"^\(?(\d{1,3})[.)]*$")
# A relation between columns counts from so many rows on, if it holds in this share of the rows that print all of it.
LEAST_ROWS, HOLDING = 2, Decimal("0.6")
# A column that counts on has so many numbers at least; a sum has so many parts.
LEAST_NUMBERS, LEAST_PARTS = 3, 2
# No more columns of figures than this are tried against one another.
MOST_COLUMNS = 14
HUNDRED = Decimal(100)
Figures = Sequence[Sequence[tuple[Decimal, int] | None]]
Relation = Callable[[Sequence[tuple[Decimal, int]]], bool]


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Calculations of a table that hold and that fail; relations that hold in few rows count as neither."""

    held: int
    failed: int

    @property
    def convinces(self) -> bool:
        """Whether enough holds, and next to nothing fails, to call the reading of the figures right."""
        return self.held >= LEAST_NUMBERS and 10 * self.failed <= self.held


def arithmetic(rows: Sequence[Sequence[str]]) -> Arithmetic:
    """The calculations that the rows of a table print: sums of columns and rows, percentages, numbers that count on."""
    figures = [[_figure(text) for text in row] for row in rows]
    held, failed = 0, 0
    for good, bad in (*_totals(rows, figures), *_relations(figures), *_running(rows)):
        held, failed = held + good, failed + bad
    return Arithmetic(held, failed)


def _figure(text: str) -> tuple[Decimal, int] | None:
    """The value of a cell with its printed decimals, None for another cell."""
    parsed = parse(text)
    return (parsed.value, parsed.decimals or 0) if parsed.kind == "number" and parsed.value is not None else None


def _totals(rows: Sequence[Sequence[str]], figures: Figures) -> Iterator[tuple[int, int]]:
    """The last row that calls itself a total against the rows over it, column by column.

    A total that is no sum tells nothing: that of a column of percentages is none.
    """
    last = next((i for i in reversed(range(len(rows))) if any(TOTAL.search(text) for text in rows[i])), None)
    if last is None or last < LEAST_PARTS:
        return
    for column in range(len(rows[last])):
        whole = figures[last][column]
        parts = [row[column] for row in figures[:last]]
        known = [part[0] for part in parts if part is not None]
        if whole is not None and len(known) >= LEAST_PARTS and any(known):
            holds = abs(sum(known, Decimal(0)) - whole[0]) <= ulp(whole[1]) * len(known) * (whole[1] > 0)
            if holds:
                yield 1, 0


def _relations(figures: Figures) -> Iterator[tuple[int, int]]:
    """Columns of which one is the percentage of two others, their sum or their difference."""
    width = min((len(row) for row in figures), default=0)
    columns = [c for c in range(width) if sum(row[c] is not None for row in figures) >= LEAST_ROWS][:MOST_COLUMNS]
    for triple in combinations(columns, 3):
        found = [tuple(cell for c in triple if (cell := row[c]) is not None) for row in figures]
        complete = [cells for cells in found if len(cells) == len(triple) and any(cell[0] for cell in cells[:2])]
        for relation in (_percentage, _sum, _difference):
            good = sum(relation(cells) for cells in complete)
            if good >= LEAST_ROWS and good >= HOLDING * len(complete):
                yield good, len(complete) - good
                break


def _percentage(cells: Sequence[tuple[Decimal, int]]) -> bool:
    """Whether the third figure is the second as a percentage of the first, within its last printed digit."""
    (whole, _), (part, _), (percent, decimals) = cells
    return bool(whole) and bool(percent) and abs(part / whole * HUNDRED - percent) <= ulp(decimals)


def _sum(cells: Sequence[tuple[Decimal, int]]) -> bool:
    """Whether the third figure is the sum of the first two: women, men and all."""
    return bool(cells[0][0] and cells[1][0]) and cells[0][0] + cells[1][0] == cells[2][0]


def _difference(cells: Sequence[tuple[Decimal, int]]) -> bool:
    """Whether the third figure is what the second leaves of the first, or lacks of it."""
    return bool(cells[1][0] and cells[2][0]) and abs(cells[0][0] - cells[1][0]) == abs(cells[2][0])


def _running(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """The numbers of the first column that count on."""
    numbers = [int(match[1]) for row in rows if row and (match := RUNNING.match(row[0].strip()))]
    if len(numbers) >= LEAST_NUMBERS:
        steps = [after == before + 1 for before, after in pairwise(numbers)]
        if sum(steps) >= HOLDING * len(steps):
            yield sum(steps), len(steps) - sum(steps)
