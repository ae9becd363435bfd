"""Rows that hang below the wrong row, found by the amounts: a sum lacks just what stands elsewhere in its stretch of rows.

Levels are often a guess (capitals, numbering, indent). Where a row, or a run of rows, makes the sum of another row exact in
every money column, and its present place does not add up, it is moved: the tree was wrong and not the report.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.audit.rules.budget_tree import Tree, forget, is_part, is_top, parts_of
from extractor.remembered import remembered

_LEVEL_WORD = re.compile(r"^\W*(program|sub\s*kegiatan|kegiatan|sasaran)\b", re.IGNORECASE)
# A row is moved once; a run of moved rows is not longer than this, nor more totals taken together than this.
_RUN, _TOTALS = 15, 4
# A single part within this share of its row may be a misprint of it.
_NEAR = Decimal("0.1")


def rehang(tree: Tree) -> None:
    """Correct the nesting of a tree where the amounts tell how it must be."""
    for row in tree.rows.values():
        if tree.is_total(row) and not holds(tree, row.index):
            _regroup(tree, row.index)
    for whole in list(tree.children):
        if not holds(tree, whole):
            _nest_flat(tree, whole)
    moved: set[int] = set()
    # A tree with more than one row in five in the wrong place is past repair.
    for _ in range(1 + len(tree.rows) // 5):
        found = next(_misplaced(tree, moved), None) or next(_excess(tree), None)
        if found is None:
            return
        whole, run = found
        _move(tree, run, whole)
        moved |= set(run)


def holds(tree: Tree, whole: int) -> bool:
    """Whether the sum of a row is exact in every column that tells, in one at least."""
    gaps = gaps_of(tree, whole)
    return bool(gaps) and not any(gaps.values())


def is_sound(tree: Tree, whole: int, column: int) -> bool:
    """Whether the nesting below a row looks right enough to take its sum for evidence.

    It does not when a part is the sum of the parts after it (a level was not seen), or when the only part is quite
    another amount and no other column holds.
    """
    known = tree.known.sound
    if (whole, column) not in known:
        known[whole, column] = _is_sound(tree, whole, column)
    return known[whole, column]


def _is_sound(tree: Tree, whole: int, column: int) -> bool:
    parts = parts_of(tree, whole, column)
    if holds(tree, whole) or any(gap == 0 for at, gap in gaps_of(tree, whole).items() if at != column):
        return True
    if len(parts) == 1:
        amount, only = tree.amount(whole, column).value, parts[0].amount.value
        return amount is None or only is None or abs(amount - only) <= _NEAR * abs(amount) or lost_digit(amount, only)
    values = [part.amount.value for part in parts]
    return not any(_sums_up(value, values[start + 1 :]) for start, value in enumerate(values) if value)


def _sums_up(whole: Decimal, following: Sequence[Decimal | None]) -> bool:
    running = Decimal(0)
    for value in following:
        running += value or 0
        if running == whole:
            return True
    return False


def lost_digit(short: Decimal, full: Decimal) -> bool:
    """Whether one figure is the other with a digit left out, or with two neighbouring digits swapped."""
    if short == full:
        return False
    one, two = f"{abs(short):f}", f"{abs(full):f}"
    if len(one) > len(two):
        one, two = two, one
    if len(two) < 5 or one == two:
        return False
    if len(two) == len(one) + 1:
        return any(two[:i] + two[i + 1 :] == one for i in range(len(two)))
    unlike = [i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b]
    if len(one) != len(two) or len(unlike) != 2:
        return False
    first, last = unlike
    return last == first + 1 and one[first] == two[last] and one[last] == two[first]


def _regroup(tree: Tree, total: int) -> None:
    """Give a total the rows before or after it, or the totals beside it, if they make it exact and its own rows do not."""
    old = tree.children.get(total, ())
    for parts in _groupings(tree, total):
        _replace(tree, total, parts)
        if holds(tree, total):
            return
    _replace(tree, total, old)


def _groupings(tree: Tree, total: int) -> Iterator[tuple[int, ...]]:
    totals = sorted(row.index for row in tree.rows.values() if tree.is_total(row))
    tops = [
        row.index for row in tree.rows.values() if row.index not in totals and is_top(tree, row) and is_part(tree, row)
    ]
    place = totals.index(total)
    before, after = totals[:place], totals[place + 1 :]
    ahead = [row for row in tops if (before[-1] if before else -1) < row < total]
    behind = [row for row in tops if total < row < (after[0] if after else row + 1)]
    beside: list[list[int]] = [[]]
    beside += [before[-count:] for count in range(1, min(len(before), _TOTALS) + 1)]
    beside += [after[:count] for count in range(1, min(len(after), _TOTALS) + 1)]
    for others in beside:
        for rows in (ahead, behind, []):
            if others or rows:
                yield tuple(sorted({*others, *rows}))


def _replace(tree: Tree, whole: int, parts: tuple[int, ...]) -> None:
    """Give a row other parts."""
    for part in tree.children.get(whole, ()):
        tree.parents[part] = tuple(parent for parent in tree.parents.get(part, ()) if parent != whole)
    if parts:
        tree.children[whole] = parts
    else:
        tree.children.pop(whole, None)
    for part in parts:
        tree.parents[part] = (*tree.parents.get(part, ()), whole)
    forget(tree)


def _nest_flat(tree: Tree, whole: int) -> None:
    """Hang runs of siblings below the sibling before them that they add up to, if that makes the row above exact.

    A list without levels ("APBD, wajib, pilihan, APBN") is read so; rows that are missed elsewhere may complete it.
    """
    old = tree.children[whole]
    runs = _flat_runs(tree, old)
    for head, run in runs:
        _replace(tree, whole, tuple(part for part in tree.children[whole] if part not in run))
        _replace(tree, head, run)
    gaps = gaps_of(tree, whole) if runs else {}
    lacking = any(_amount_to(tree, run, gaps) for run in _runs(tree, whole, set())) if any(gaps.values()) else False
    if runs and not holds(tree, whole) and not lacking:
        for head, _ in runs:
            _replace(tree, head, ())
        _replace(tree, whole, old)


def _flat_runs(tree: Tree, parts: tuple[int, ...]) -> list[tuple[int, tuple[int, ...]]]:
    """Siblings without rows below them, each with the run of siblings after it that adds up to it in every column."""
    out: list[tuple[int, tuple[int, ...]]] = []
    start = 0
    while start < len(parts):
        head = parts[start]
        wanted = {s.column: v for s in tree.series if (v := tree.amount(head, s.column).value) is not None}
        lengths = range(2, len(parts) - start) if any(wanted.values()) and head not in tree.children else ()
        run = next((r for n in lengths if _amount_to(tree, r := parts[start + 1 : start + 1 + n], wanted)), ())
        if run:
            out.append((head, run))
        start += 1 + len(run)
    return out


def _misplaced(tree: Tree, moved: set[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Rows whose sum fails in all columns alike, with the run of rows that it lacks."""
    for whole in tree.children:
        gaps = gaps_of(tree, whole)
        if gaps and any(gaps.values()):
            for run in _runs(tree, whole, moved):
                if _amount_to(tree, run, gaps) and _out_of_place(tree, run):
                    yield whole, run


def _excess(tree: Tree) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Runs of rows that a sum has too much and that add up to the row just before them, which has none below it."""
    for whole, parts in tree.children.items():
        over = {column: -gap for column, gap in gaps_of(tree, whole).items()}
        if not any(over.values()):
            continue
        for start, first in enumerate(parts):
            head = first - 1
            if head not in tree.rows or head in tree.children or head == whole:
                continue
            for end in range(start + 2, min(len(parts), start + _RUN) + 1):
                run = parts[start:end]
                amounts = {s.column: v for s in tree.series if (v := tree.amount(head, s.column).value) is not None}
                if _amount_to(tree, run, over) and amounts == over:
                    yield head, run


def gaps_of(tree: Tree, whole: int) -> dict[int, Decimal]:
    """What the rows below a row lack of it, by column; rows with a blank there are passed over.

    Columns with a malformed figure are left out.
    """
    known = tree.known.gaps
    if whole not in known:
        known[whole] = _gaps(tree, whole)
    return known[whole]


def _gaps(tree: Tree, whole: int) -> dict[int, Decimal]:
    out = {}
    for series in tree.series:
        amount = tree.amount(whole, series.column)
        parts = [part.amount for part in parts_of(tree, whole, series.column) if part.amount.state != "blank"]
        if amount.value is not None and parts and all(part.state != "malformed" for part in parts):
            out[series.column] = amount.value - sum(
                (part.value for part in parts if part.value is not None), Decimal(0)
            )
    return out


def _runs(tree: Tree, whole: int, moved: set[int]) -> Iterator[tuple[int, ...]]:
    """Consecutive siblings near a row that are not below it: between its parts, right after them or right before them."""
    inside = {whole, *rows_below(tree, whole)}
    first, last = min(inside), max(inside)
    barred = {row.index for row in tree.ancestors(whole)} | {whole, *tree.children[whole]} | moved
    for start in sorted(tree.rows):
        if not first - _RUN <= start <= last + 1 or start in barred:
            continue
        siblings = [row for row in _siblings(tree, start) if row >= start and row not in barred]
        for end in range(1, min(len(siblings), _RUN) + 1):
            if _alike(tree, siblings[end - 1], whole):
                break
            run = tuple(siblings[:end])
            if start > first or max({*run, *_below_all(tree, run)}) == first - 1:
                yield run


def _below_all(tree: Tree, run: tuple[int, ...]) -> set[int]:
    return {index for row in run for index in rows_below(tree, row)}


def _siblings(tree: Tree, row: int) -> list[int]:
    parents = tree.parents.get(row, ())
    if parents:
        return list(tree.children[parents[0]])
    return [other for other in sorted(tree.rows) if not tree.parents.get(other)]


def rows_below(tree: Tree, row: int) -> set[int]:
    """The rows below a row, directly or through others."""
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
    word = _level_word(tree.rows[row].name)
    return (word is not None and word == _level_word(tree.rows[whole].name)) or tree.is_total(tree.rows[row])


@remembered(1 << 12)
def _level_word(name: str) -> str | None:
    """The word for a level that a name begins with, in lower case."""
    match = _LEVEL_WORD.match(name)
    return match[1].lower() if match else None


def _amount_to(tree: Tree, run: tuple[int, ...], gaps: dict[int, Decimal]) -> bool:
    """Whether the rows of a run add up to the gap in every column."""
    for column, gap in gaps.items():
        values = [tree.amount(row, column).value for row in run]
        if sum((value for value in values if value is not None), Decimal(0)) != gap:
            return False
    return True


def _out_of_place(tree: Tree, run: tuple[int, ...]) -> bool:
    """Whether the rows are missed by no sum that holds with them."""
    return not any(holds(tree, parent) for parent in tree.parents.get(run[0], ()))


def _move(tree: Tree, run: tuple[int, ...], whole: int) -> None:
    """Hang a run of rows below another row."""
    for row in run:
        for parent in tree.parents.get(row, ()):
            _replace(tree, parent, tuple(part for part in tree.children.get(parent, ()) if part != row))
    _replace(tree, whole, tuple(sorted({*tree.children.get(whole, ()), *run})))
