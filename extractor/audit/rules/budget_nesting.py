"""Rows that hang below the wrong row, found by the amounts: a sum lacks just what stands elsewhere in its stretch of rows.

Levels are often a guess (capitals, numbering, indent). Where a row, or a run of rows, makes the sum of another row exact in
every money column, and its present place does not add up, it is moved: the tree was wrong and not the report.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.audit.rules.budget_tree import Tree, forget, parts_of

_LEVEL_WORD = re.compile(r"^\W*(program|sub\s*kegiatan|kegiatan|sasaran|belanja|urusan|bidang)\b", re.IGNORECASE)
# A row is moved once; a run of moved rows is not longer than this.
_RUN = 15


def rehang(tree: Tree) -> None:
    """Move the rows of a tree that belong below another row by their amounts."""
    moved: set[int] = set()
    for _ in range(len(tree.rows)):
        found = next(_misplaced(tree, moved), None)
        if found is None:
            return
        whole, run = found
        _move(tree, run, whole)
        moved |= set(run)


def _misplaced(tree: Tree, moved: set[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Rows whose sum fails in all columns alike, with the run of rows that it lacks."""
    for whole in tree.children:
        gaps = gaps_of(tree, whole)
        if gaps and any(gaps.values()):
            for run in _runs(tree, whole, moved):
                if _amount_to(tree, run, gaps) and _out_of_place(tree, run):
                    yield whole, run


def gaps_of(tree: Tree, whole: int) -> dict[int, Decimal]:
    """What the rows below a row lack of it, by column; columns with a blank or malformed figure are left out."""
    out = {}
    for series in tree.series:
        amount = tree.amount(whole, series.column)
        parts = [part.amount.value for part in parts_of(tree, whole, series.column)]
        if amount.value is not None and parts and None not in parts:
            out[series.column] = amount.value - sum((value for value in parts if value is not None), Decimal(0))
    return out


def _runs(tree: Tree, whole: int, moved: set[int]) -> Iterator[tuple[int, ...]]:
    """Consecutive siblings in the stretch of a row that are not below it: a row between its parts, or right after."""
    inside = {whole, *_below(tree, whole)}
    parts = set(tree.children[whole])
    first, last = min(inside), max(inside)
    above = {row.index for row in tree.ancestors(whole)} | {whole}
    for start in sorted(tree.rows):
        if not first < start <= last + 1 or start in parts or start in above:
            continue
        siblings = [row for row in _siblings(tree, start) if row >= start and row not in parts and row not in above]
        for end in range(1, min(len(siblings), _RUN) + 1):
            run = tuple(siblings[:end])
            if not moved & set(run) and not any(_alike(tree, row, whole) for row in run):
                yield run


def _siblings(tree: Tree, row: int) -> list[int]:
    parents = tree.parents.get(row, ())
    if parents:
        return list(tree.children[parents[0]])
    return [other for other in sorted(tree.rows) if not tree.parents.get(other)]


def _below(tree: Tree, row: int) -> set[int]:
    out: set[int] = set()
    waiting = [row]
    while waiting:
        for index in tree.children.get(waiting.pop(), ()):
            if index not in out:
                out.add(index)
                waiting.append(index)
    return out


def _alike(tree: Tree, row: int, whole: int) -> bool:
    """Whether two rows name the same level themselves, so that none can be below the other."""
    one, two = _LEVEL_WORD.match(tree.rows[row].name), _LEVEL_WORD.match(tree.rows[whole].name)
    return bool(one and two and one[1].lower() == two[1].lower()) or tree.is_total(tree.rows[row])


def _amount_to(tree: Tree, run: tuple[int, ...], gaps: dict[int, Decimal]) -> bool:
    """Whether the rows of a run add up to the gap in every column."""
    for column, gap in gaps.items():
        values = [tree.amount(row, column).value for row in run]
        if sum((value for value in values if value is not None), Decimal(0)) != gap:
            return False
    return True


def _out_of_place(tree: Tree, run: tuple[int, ...]) -> bool:
    """Whether the rows are missed by no sum that holds with them."""
    for parent in tree.parents.get(run[0], ()):
        gaps = gaps_of(tree, parent)
        if gaps and not any(gaps.values()):
            return False
    return True


def _move(tree: Tree, run: tuple[int, ...], whole: int) -> None:
    """Hang a run of rows below another row."""
    for row in run:
        for parent in tree.parents.get(row, ()):
            left = tuple(part for part in tree.children[parent] if part != row)
            if left:
                tree.children[parent] = left
            else:
                del tree.children[parent]
        tree.parents[row] = (whole,)
    tree.children[whole] = tuple(sorted({*tree.children[whole], *run}))
    forget(tree)
