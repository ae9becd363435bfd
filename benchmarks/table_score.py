"""How well read tables answer true ones: cells right and content F1, the same for every reader.

The idea is that of GriTS: rows are aligned in order by the similarity of their whole text, columns by that of their
cells in the aligned rows, and the cells at aligned places are compared. A cell is a place of the grid with text; the text
of a merged cell stands in every place that it covers. Several answers may answer one true table: they are joined in page
order, and a header repeated at the top of a later one is left out.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from itertools import groupby
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

Grid = list[list[str]]

# An answer shares at least this part of the words of the smaller of the two with the true table.
COMMON_WORDS = 0.5
SAME_MARKS = str.maketrans(
    {
        mark: plain
        for marks, plain in (("‐‑‒–—―−", "-"), ("‘’‚‛`´", "'"), ("“”„‟«»", '"'), ("\uf050\uf0fc√✔", "✓"))
        for mark in marks
    }
    | dict.fromkeys("\u00ad\u200b\ufeff")
)


@dataclass(frozen=True)
class Answer:
    """A table as a reader gives it: first and last page, and rows of cells."""

    pages: tuple[int, int]
    grid: Grid


@dataclass(frozen=True)
class TrueTable:
    """A true table in one grid; `header` are its header rows, which pages may repeat."""

    pages: tuple[int, int]
    grid: Grid
    header: Grid


@dataclass(frozen=True)
class Figures:
    """Counts that add up over tables and documents."""

    tables: int = 0
    found: int = 0
    cells: int = 0
    right: int = 0
    answered: int = 0
    content: float = 0.0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def accuracy(self) -> float:
        """Share of the true cells that are read exactly."""
        return self.right / self.cells if self.cells else 0.0

    @property
    def f1(self) -> float:
        """Shared content against the mean of true and answered cells."""
        whole = self.cells + self.answered
        return 2 * self.content / whole if whole else 0.0


def plain(text: object) -> str:
    """The text as it is compared: one kind of space, dash, quote and tick, words hyphenated at a line end joined."""
    joined = " ".join(str(text or "").translate(SAME_MARKS).split())
    joined = re.sub(r"(?<=\S)- (?=\S)", "-", joined)
    return re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", "", joined)


def plain_grid(rows: Sequence[Sequence[object]]) -> Grid:
    """Rows of one width, every text made plain."""
    width = max(map(len, rows), default=0)
    return [[plain(text) for text in row] + [""] * (width - len(row)) for row in rows]


def true_tables(truth: dict[str, Any]) -> list[TrueTable]:
    """The tables of a truth file."""
    tables = []
    for table in truth["tables"]:
        parts = [plain_grid(part["grid"]) for part in table["parts"]]
        header = parts[0][: table["parts"][0]["header_rows"]]
        pages = (table["parts"][0]["pages"][0], table["parts"][-1]["pages"][1])
        tables.append(TrueTable(pages, joined(parts, header), header))
    return tables


def joined(pieces: Sequence[Grid], header: Grid) -> Grid:
    """One grid from pieces, without the header rows that open a later one."""
    rows: Grid = []
    for number, piece in enumerate(pieces):
        repeated = 0
        while number and repeated < len(piece) and piece[repeated] in header:
            repeated += 1
        rows += piece[repeated:]
    return plain_grid(rows)


def words(grid: Grid) -> Counter[str]:
    """Words of the different texts of a grid; a merged cell counts once."""
    return Counter(word for text in sorted({text for row in grid for text in row}) for word in text.lower().split())


def assign(truths: Sequence[TrueTable], answers: Sequence[Answer]) -> list[int | None]:
    """For every answer the true table on its pages with which it shares the most words, None where it shares too few.

    Where the words of two true tables cover it alike, it belongs to the one that has fewer others.
    """
    bags = [words(table.grid) for table in truths]
    chosen: list[int | None] = []
    for answer in answers:
        bag, ranks = words(answer.grid), []
        for index, (table, other) in enumerate(zip(truths, bags, strict=True)):
            if answer.pages[0] <= table.pages[1] and table.pages[0] <= answer.pages[1]:
                common, sizes = (bag & other).total(), (bag.total(), other.total())
                share = common / max(1, min(sizes))
                if share >= COMMON_WORDS:
                    ranks.append((round(share, 1), 2 * common / sum(sizes), -index))
        chosen.append(-max(ranks)[-1] if ranks else None)
    return chosen


def align(likeness: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of places, rising on both sides, with the largest sum of likeness."""
    height, width = likeness.shape
    best = np.zeros((height + 1, width + 1))
    for i in range(height):
        taken = np.maximum(best[i, 1:], best[i, :-1] + likeness[i])
        best[i + 1, 1:] = np.maximum.accumulate(taken)
    pairs, i, j = [], height, width
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def alike(first: str, second: str) -> float:
    """Edit similarity from 0 to 1; a blank is like nothing but a blank."""
    if first == second:
        return 1.0
    return fuzz.ratio(first, second) / 100 if first and second else 0.0


def aligned(true: Grid, answer: Grid) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Places of the true grid with text beside the places of the answer that stand for them."""
    lines = [[" | ".join(text for text, _ in groupby(row) if text) for row in grid] for grid in (true, answer)]
    rows = align(process.cdist(*lines, scorer=fuzz.ratio, dtype=np.float64) ** 2)
    # A trifle for every pair, so that columns that share nothing are still set side by side.
    likeness = np.full((len(true[0]), len(answer[0])), 1e-6)
    for r, s in rows:
        for i, first in enumerate(true[r]):
            for j, second in enumerate(answer[s]):
                if first or second:
                    likeness[i, j] += alike(first, second)
    columns = align(likeness)
    return [((r, i), (s, j)) for r, s in rows for i, j in columns if true[r][i]]


def compare(true: Grid, answer: Grid) -> Figures:
    """Counts of one true table against its answer in one grid."""
    cells, answered = (sum(bool(text) for row in grid for text in row) for grid in (true, answer))
    if not cells or not answered:
        return Figures(1, int(bool(answered)), cells, 0, answered)
    places = [(true[r][i], answer[s][j]) for (r, i), (s, j) in aligned(true, answer)]
    right = sum(first == second for first, second in places)
    return Figures(1, 1, cells, right, answered, sum(alike(first, second) for first, second in places))


def score(truths: Sequence[TrueTable], answers: Sequence[Answer]) -> Figures:
    """Counts of a document; a true table that nothing answers has all its cells wrong."""
    read = [Answer(answer.pages, plain_grid(answer.grid)) for answer in answers]
    chosen, total = assign(truths, read), Figures()
    for index, table in enumerate(truths):
        mine = sorted((a for a, c in zip(read, chosen, strict=True) if c == index), key=lambda a: a.pages)
        total += compare(table.grid, joined([a.grid for a in mine], table.header))
    return total
