"""Which rows of different budget tables are the same line, and which of their columns say the same thing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from rapidfuzz import fuzz

from extractor.audit.rules.budget_tree import Series, Tree
from extractor.facts.model import Row
from extractor.remembered import remembered

Place = tuple[int, int]
"""A row: the position of its tree among all trees, and its index in the table."""

# Alike enough to be one line under the same parent; with an equal amount a looser likeness will do.
SAME_NAME, SAME_AMOUNT = 86.0, 60.0
# An amount of this size is not equal by chance.
SIGNIFICANT = Decimal(100_000)
_LABEL = re.compile(
    r"^\s*(?:sub\s*kegiatan|kegiatan|program|sasaran(?:\s+strategis)?(?:\s+(?:\d+|[ivx]+))?)\b[\s:.]*",
    re.IGNORECASE,
)
_MARK = re.compile(r"^\s*(?:[a-z]|\d{1,2}|[ivx]{1,4})[.)]\s+")
_WORD = re.compile(r"\w+")
_LAST_NUMBER = re.compile(r"\d+$")
_NESTED = ("program", "activity", "sub_activity", "expenditure_group", "expenditure_type", "objective")


@remembered(1 << 14)
def plain_name(name: str) -> str:
    """A row's name for comparison: list marks, level words, punctuation, trailing digits and case dropped."""
    text = name.lower()
    for beginning in (_MARK, _LABEL):
        if found := beginning.match(text):
            text = text[found.end() :]
    if text[-1:].isdecimal() or text.endswith("\n"):
        text = _LAST_NUMBER.sub("", text)
    return " ".join(_WORD.findall(text))


@remembered(1 << 14)
def _names_alike(one: str, two: str) -> float:
    return 0.6 * max(fuzz.ratio(one, two), fuzz.token_sort_ratio(one, two)) + 0.4 * fuzz.token_set_ratio(one, two)


def likeness(first: Row, second: Row) -> float:
    """How alike two rows are, 0 to 100, by code where both print one, else by name."""
    one, two = plain_name(first.name), plain_name(second.name)
    if not one or not two:
        return 0.0
    score = _names_alike(one, two) if one != two else 100.0
    if _coded_apart(first, second) or (first.code and second.code and score < SAME_AMOUNT):
        return min(score, SAME_NAME - 1)
    return max(score, 95.0) if first.code and second.code else score


def _coded_apart(first: Row, second: Row) -> bool:
    """Whether two rows print codes that are not one."""
    return bool(first.code and second.code) and first.code != second.code


@dataclass(slots=True)
class Lines:
    """Rows of all tables joined into lines. `of` gives a row's line, `rows` a line's rows, at most one per table."""

    of: dict[Place, int] = field(default_factory=dict)
    rows: dict[int, list[Place]] = field(default_factory=dict)

    def add(self, place: Place) -> None:
        """Give a row a line of its own."""
        if place not in self.of:
            line = len(self.of)
            self.of[place] = line
            self.rows[line] = [place]

    def join(self, first: Place, second: Place) -> None:
        """Make two rows one line, unless a table would then have two rows in it."""
        one, two = self.of[first], self.of[second]
        tables = {place[0] for place in self.rows[one]}
        if one == two or any(place[0] in tables for place in self.rows[two]):
            return
        for place in self.rows.pop(two):
            self.of[place] = one
            self.rows[one].append(place)
        self.rows[one].sort()


def lines(trees: Sequence[Tree]) -> Lines:
    """The rows of all trees joined into lines, from the top of the trees down."""
    out = Lines()
    for number, tree in enumerate(trees):
        for index in tree.rows:
            out.add((number, index))
    for second in range(1, len(trees)):
        for first in range(second):
            for one, two in _pairs(trees[first], trees[second]):
                out.join((first, one), (second, two))
    return out


def _pairs(first: Tree, second: Tree) -> Iterator[tuple[int, int]]:
    """Rows of two trees that are the same line."""
    yield from _grand_totals(first, second)
    for level in ("objective", "program", "expenditure_group"):
        tops = match(first, _at_level(first, level), second, _at_level(second, level))
        for one, two in tops:
            yield one, two
            if level != "objective":
                yield from _below(first, one, second, two)


def _below(first: Tree, one: int, second: Tree, two: int) -> Iterator[tuple[int, int]]:
    pairs = match(first, _nested(first, one), second, _nested(second, two))
    for a, b in pairs:
        yield a, b
        yield from _below(first, a, second, b)


def _grand_totals(first: Tree, second: Tree) -> list[tuple[int, int]]:
    """The totals of two tables with the same programmes; a table of one fund is not held against one of two."""
    ends = []
    for tree in (first, second):
        totals = [row.index for row in tree.rows.values() if tree.is_total(row)]
        ends.append(totals if len(totals) == 1 else [])
    ones, twos = _at_level(first, "program"), _at_level(second, "program")
    pairs = match(first, ones, second, twos) if ends[0] and ends[1] else []
    same = bool(pairs) and len(pairs) == len(ones) == len(twos)
    return [(one, two) for one in ends[0] for two in ends[1]] if same else []


def _at_level(tree: Tree, level: str) -> list[int]:
    return [row.index for row in tree.rows.values() if row.level == level and not tree.is_total(row) and row.name]


def _nested(tree: Tree, row: int) -> list[int]:
    """The named rows right below a row, through labels that have neither level nor amount."""
    out = []
    for index in tree.children.get(row, ()):
        below = tree.rows[index]
        if below.level in _NESTED or tree.has_amounts(index):
            out.append(index)
        else:
            out.extend(_nested(tree, index))
    return out


def match(first: Tree, ones: Sequence[int], second: Tree, twos: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of rows that are the same line, each row in one pair at most, best pairs first."""
    scored = []
    theirs = {two: _amounts(second, two) for two in twos}
    for one in ones:
        mine, row = _amounts(first, one), first.rows[one]
        for two in twos:
            equal = not mine.isdisjoint(theirs[two])
            if not equal and _coded_apart(row, second.rows[two]):
                continue
            score = likeness(row, second.rows[two])
            if score >= SAME_NAME or (equal and score >= SAME_AMOUNT):
                scored.append((score + 10 * equal, -one, -two))
    pairs: list[tuple[int, int]] = []
    for _, one, two in sorted(scored, reverse=True):
        if all(-one != a and -two != b for a, b in pairs):
            pairs.append((-one, -two))
    return sorted(pairs)


def _amounts(tree: Tree, row: int) -> frozenset[Decimal]:
    """The amounts of a row that are not equal to others by chance."""
    if row not in tree.telling:
        values = (tree.amount(row, series.column).value for series in tree.series)
        tree.telling[row] = frozenset(value for value in values if value is not None and abs(value) >= SIGNIFICANT)
    return tree.telling[row]


def comparable(trees: Sequence[Tree], joined: Lines) -> dict[tuple[int, int], int]:
    """Columns that say the same thing, as a group number for each (tree, column).

    Two columns of different tables belong together when they measure the same in the same period and most of the lines
    that both tables print have the same amount in them: a column before the budget change is never held against one after.
    """
    columns = [(number, series) for number, tree in enumerate(trees) for series in tree.series]
    shared = _shared_rows(joined)
    group = {(number, series.column): index for index, (number, series) in enumerate(columns)}
    for index, (second, theirs) in enumerate(columns):
        for first, mine in columns[:index]:
            if (
                first != second
                and _same_dimensions(mine, theirs)
                and _agree(trees, shared.get((first, second), ()), (first, mine), (second, theirs))
            ):
                old, new = group[second, theirs.column], group[first, mine.column]
                if not _clash(group, old, new):
                    group = {key: new if value == old else value for key, value in group.items()}
    return group


def _clash(group: dict[tuple[int, int], int], old: int, new: int) -> bool:
    """Whether joining two groups would put two columns of one table together."""
    ours = {tree for (tree, _), value in group.items() if value == new}
    return old != new and any(tree in ours for (tree, _), value in group.items() if value == old)


def _same_dimensions(one: Series, two: Series) -> bool:
    periods = one.period is None or two.period is None or one.period == two.period
    phases = one.phase is None or two.phase is None or one.phase == two.phase
    return one.measure == two.measure and periods and phases and one.axes == two.axes


def _shared_rows(joined: Lines) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """The rows of one line in two trees, by the trees."""
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for rows in joined.rows.values():
        for (one, here), (two, there) in combinations(rows, 2):
            found.setdefault((one, two), []).append((here, there))
    return found


def _agree(
    trees: Sequence[Tree], rows: Iterable[tuple[int, int]], one: tuple[int, Series], two: tuple[int, Series]
) -> bool:
    equal = different = 0
    for here, there in rows:
        mine, theirs = trees[one[0]].amount(here, one[1].column), trees[two[0]].amount(there, two[1].column)
        if mine.state == theirs.state == "printed" and (mine.value or theirs.value):
            equal += mine.value == theirs.value
            different += mine.value != theirs.value
    return equal >= 2 and 2 * different <= equal
