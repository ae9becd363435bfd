"""Budget tables as trees of amounts: which row is part of which, and what each cell of a money column says."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from extractor.facts.model import Reading, Row
from extractor.remembered import remembered
from schemas import Fact, Table

MONEY = ("budget", "spending")
EXPENDITURE = ("expenditure_group", "expenditure_type")
_SPENDING = ("program", "activity", "sub_activity")
_SPENT = re.compile(r"\b(?:belanja|program|kegiatan)\b", re.IGNORECASE)
_DASH = re.compile(r"^(?:rp\.?)?\s*[-–—−]+\s*(?:,-)?$", re.IGNORECASE)
_BALANCE = re.compile(
    r"\b(?:surplus|defisit|silpa|sisa\s+lebih)\b|lebih\s*/\s*\(?\s*kurang|^\W*pembiayaan(?:\s+(?:daerah|net+o))?\W*$",
    re.IGNORECASE,
)
_INCOME = re.compile(
    r"^\W*(?:pendapatan|penerimaan|pajak|retribusi|bea\s+balik|dana\s+(?:perimbangan|bagi\s+hasil)|lain\W*lain\s+(?:pad|pendapatan)"
    r"|hasil\s+(?:pajak|retribusi|pengelolaan))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Series:
    """A column of amounts or percentages of one table, with the dimensions that its facts share."""

    table: str
    column: int
    measure: str
    period: str | None = None
    phase: str | None = None
    axes: tuple[str, ...] = ()


class Amount(NamedTuple):
    """A cell of a money column. `state` is printed, dash (counts as 0 in a sum), malformed or blank."""

    state: str
    value: Decimal | None = None
    candidates: tuple[Decimal, ...] = ()
    fact: Fact | None = None


BLANK = Amount("blank")


class Part(NamedTuple):
    """A row that a sum adds up, with its amount."""

    row: Row
    amount: Amount


@dataclass(slots=True)
class Known:
    """What was worked out from the nesting of a tree, by row or by row and column; it holds until the nesting changes."""

    parts: dict[tuple[int, int], list[Part]] = field(default_factory=dict)
    leaves: dict[tuple[int, int], Decimal | None] = field(default_factory=dict)
    wholes: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    gaps: dict[int, dict[int, Decimal]] = field(default_factory=dict)
    sound: dict[tuple[int, int], bool] = field(default_factory=dict)


@dataclass(slots=True)
class Tree:
    """One table with its rows, their nesting, its money columns and the percentages beside them."""

    table: Table
    rows: dict[int, Row]
    series: tuple[Series, ...]
    percents: tuple[Series, ...]
    facts: dict[tuple[int, int], Fact]
    texts: dict[tuple[int, int], str]
    children: dict[int, tuple[int, ...]] = field(default_factory=dict)
    parents: dict[int, tuple[int, ...]] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    amounts: dict[tuple[int, int], Amount] = field(default_factory=dict)
    lineage: dict[int, list[Row]] = field(default_factory=dict)
    telling: dict[int, frozenset[Decimal]] = field(default_factory=dict)
    revenue: bool | None = None

    def amount(self, row: int, column: int) -> Amount:
        """What the cell of a money column says."""
        found = self.amounts.get((row, column))
        if found is None:
            found = self.amounts[row, column] = self._amount(row, column)
        return found

    def _amount(self, row: int, column: int) -> Amount:
        fact = self.facts.get((row, column))
        if fact is not None and fact.value is not None:
            return Amount("printed", fact.value, (), fact)
        if fact is not None and fact.candidates:
            return Amount("malformed", None, fact.candidates, fact)
        text = fact.printed if fact is not None else self.texts.get((row, column), "")
        return Amount("dash", Decimal(0), (), fact) if _DASH.match(text.strip()) else BLANK

    def has_amounts(self, row: int) -> bool:
        """Whether any money column of a row says something."""
        return any(self.amount(row, series.column).state != "blank" for series in self.series)

    def ancestors(self, row: int) -> list[Row]:
        """The rows above a row, nearest first; a circle in the nesting ends the walk."""
        if row not in self.lineage:
            self.lineage[row] = self._ancestors(row)
        return self.lineage[row]

    def _ancestors(self, row: int) -> list[Row]:
        out: list[Row] = []
        parent = self.rows[row].parent
        while parent is not None and parent in self.rows and self.rows[parent] not in out:
            out.append(self.rows[parent])
            parent = self.rows[parent].parent
        return out

    def is_total(self, row: Row) -> bool:
        """Whether a row totals the table or a part of it."""
        return row.kind == "total" or row.level == "total"

    def is_income(self, row: Row) -> bool:
        """Whether a row speaks of revenue, where more than planned is no overspending.

        In a table of revenue without any line of spending every row does, also its total.
        """
        if any(_names_income(line.name) for line in (row, *self.ancestors(row.index))):
            return True
        if self.revenue is None:
            lines = self.rows.values()
            spends = any(line.level in _SPENDING or _SPENT.search(line.name) for line in lines)
            self.revenue = not spends and any(_names_income(line.name) for line in lines)
        return self.revenue


def is_balance(row: Row) -> bool:
    """Whether a row is a balance (surplus, deficit, remaining funds, financing), which is part of no sum of spending."""
    return _names_balance(row.name)


@remembered(1 << 12)
def _names_balance(name: str) -> bool:
    return _BALANCE.search(name) is not None


@remembered(1 << 12)
def _names_income(name: str) -> bool:
    return _INCOME.search(name) is not None


def trees(reading: Reading) -> list[Tree]:
    """The tables of a report that have money columns, in reading order."""
    by_table: dict[str, list[Fact]] = {}
    for fact in reading.facts:
        if fact.source.table is not None and fact.source.row is not None and fact.source.column is not None:
            by_table.setdefault(fact.source.table, []).append(fact)
    found = (_tree(table, reading.rows.get(table.id, ()), by_table.get(table.id, [])) for table in reading.tables)
    return [tree for tree in found if tree is not None]


def _tree(table: Table, rows: Sequence[Row], facts: Sequence[Fact]) -> Tree | None:
    if not any(fact.measure in MONEY for fact in facts):
        return None
    body = {row.index: row for row in rows if row.kind in ("data", "group", "total")}
    placed = {(fact.source.row, fact.source.column): fact for fact in facts}
    cells = {(r, c): fact for (r, c), fact in placed.items() if r is not None and c is not None and r in body}
    series = _series(table, cells, MONEY)
    if not series or len(body) < 2:
        return None
    tree = Tree(table, body, series, _series(table, cells, ("absorption",)), cells, _texts(table))
    tree.children = _children(tree)
    tree.parents = _parents(tree.children)
    return tree


def _parents(children: dict[int, tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
    out: dict[int, tuple[int, ...]] = {}
    for parent, parts in children.items():
        for part in parts:
            out[part] = (*out.get(part, ()), parent)
    return out


def _texts(table: Table) -> dict[tuple[int, int], str]:
    """The text of every cell at its own place; a merged cell stands in its first row only."""
    return {(cell.row, cell.column + step): cell.text for cell in table.cells for step in range(cell.column_span)}


def _series(table: Table, cells: dict[tuple[int, int], Fact], measures: tuple[str, ...]) -> tuple[Series, ...]:
    """The columns in which most facts have one of the measures, with the dimensions of most of them."""
    columns: dict[int, list[Fact]] = {}
    for (_, column), fact in sorted(cells.items()):
        columns.setdefault(column, []).append(fact)
    out = []
    for column, facts in sorted(columns.items()):
        measure = Counter(fact.measure for fact in facts).most_common(1)[0][0]
        if measure in measures:
            kept = [fact for fact in facts if fact.measure == measure]
            shared = Counter((fact.period, fact.phase, _axes(fact)) for fact in kept).most_common(1)[0][0]
            out.append(Series(table.id, column, measure, *shared))
    return tuple(out)


def _axes(fact: Fact) -> tuple[str, ...]:
    """Further dimensions of a fact, for comparing columns."""
    members = [f"{axis}={value}" for axis, value in sorted(fact.member.items())]
    return (fact.entity or "", str(fact.cumulative), *members)


def _children(tree: Tree) -> dict[int, tuple[int, ...]]:
    """The rows that each row is the sum of, in reading order; repeated and balance rows are left out."""
    out: dict[int, list[int]] = {}
    for row in tree.rows.values():
        parent = row.parent
        if parent is not None and parent in tree.rows and parent != row.index and is_part(tree, row):
            out.setdefault(parent, []).append(row.index)
    for row in _totals(tree):
        if row.index not in out:
            out[row.index] = _segment(tree, row)
    return {index: tuple(parts) for index, parts in out.items() if parts}


def is_part(tree: Tree, row: Row) -> bool:
    """Whether a row counts in the sum of its parent."""
    return not is_balance(row) and not _repeats(tree, row) and row not in tree.ancestors(row.index)


def _repeats(tree: Tree, row: Row) -> bool:
    """Whether a row without a name repeats the amounts of the row before it (one line per indicator of a programme)."""
    before = tree.rows.get(row.index - 1)
    if row.name.strip() or before is None or tree.is_total(row):
        return False
    pairs = [(tree.amount(row.index, s.column), tree.amount(before.index, s.column)) for s in tree.series]
    return all(mine.value == theirs.value for mine, theirs in pairs)


def _totals(tree: Tree) -> list[Row]:
    return [row for row in tree.rows.values() if tree.is_total(row)]


def _segment(tree: Tree, total: Row) -> list[int]:
    """The top rows that a total without nested rows adds up.

    These are the rows since the total before it; where there are none, the totals before it (a grand total), or the rows
    that follow (a total on the first row).
    """
    totals = [row.index for row in _totals(tree)]
    tops = [row for row in tree.rows.values() if is_top(tree, row) and row.index not in totals and is_part(tree, row)]
    earlier = [index for index in totals if index < total.index]
    before = [row.index for row in tops if max(earlier, default=-1) < row.index < total.index]
    if before:
        return before
    if earlier:
        return earlier if len(earlier) > 1 else []
    later = [index for index in totals if index > total.index]
    return [row.index for row in tops if total.index < row.index < min(later, default=row.index + 1)]


def is_top(tree: Tree, row: Row) -> bool:
    """Whether nothing but a total stands above a row."""
    return all(tree.is_total(above) for above in tree.ancestors(row.index))


def forget(tree: Tree) -> None:
    """Drop what was worked out from the nesting, after it changed."""
    tree.known = Known()


def parts_of(tree: Tree, row: int, column: int) -> list[Part]:
    """The parts of a sum in one column.

    A label without any amount gives way to the rows below it and is dropped where there are none; a line of a level, and
    a row with amounts in other columns only, stay as blank parts.
    """
    known = tree.known.parts
    if (row, column) not in known:
        known[row, column] = _parts(tree, row, column, frozenset({row}))
    return known[row, column]


def _parts(tree: Tree, row: int, column: int, above: frozenset[int]) -> list[Part]:
    out: list[Part] = []
    for index in tree.children.get(row, ()):
        amount = tree.amount(index, column)
        below = [] if index in above or amount.state != "blank" else _parts(tree, index, column, above | {index})
        if amount.state != "blank":
            out.append(Part(tree.rows[index], amount))
        elif any(part.amount.state != "blank" for part in below):
            out.extend(below)
        elif tree.has_amounts(index) or _wants_amount(tree.rows[index]):
            out.append(Part(tree.rows[index], BLANK))
    return out


def _wants_amount(row: Row) -> bool:
    """Whether a row without amounts and without rows below it is a line whose amount was not read, and no label."""
    return row.level is not None and bool(row.name.strip()) and not row.name.rstrip().endswith(":")


def leaf_total(tree: Tree, row: int, column: int) -> Decimal | None:
    """The sum of the lowest rows below a row; null where there are none or one is blank or malformed."""
    known = tree.known.leaves
    if (row, column) not in known:
        known[row, column] = None  # what a circle in the nesting comes to
        parts = parts_of(tree, row, column)
        values = [_leaf(tree, part, column) for part in parts]
        if parts and None not in values:
            known[row, column] = sum((value for value in values if value is not None), Decimal(0))
    return known[row, column]


def _leaf(tree: Tree, part: Part, column: int) -> Decimal | None:
    lower = parts_of(tree, part.row.index, column)
    return leaf_total(tree, part.row.index, column) if lower else part.amount.value


def wholes_of(tree: Tree, row: int, column: int) -> list[int]:
    """The rows with an amount whose sum a row is part of, through labels without one."""
    known = tree.known.wholes
    if (row, column) not in known:
        known[row, column] = _wholes(tree, row, column, frozenset({row}))
    return known[row, column]


def _wholes(tree: Tree, row: int, column: int, below: frozenset[int]) -> list[int]:
    out: list[int] = []
    for parent in tree.parents.get(row, ()):
        if tree.amount(parent, column).state != "blank":
            out.append(parent)
        elif parent not in below:
            out.extend(_wholes(tree, parent, column, below | {parent}))
    return out


def depth_of(tree: Tree, row: Row) -> str:
    """The level of a row for judging a table's nesting: its named level, else its depth."""
    return "total" if tree.is_total(row) else row.level or f"depth-{len(tree.ancestors(row.index))}"
