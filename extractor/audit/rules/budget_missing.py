"""Slips of the set of rows: rows that a budget table lacks, and siblings with one name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz, process

from extractor.audit.outcome import AbsentRow
from extractor.audit.phrases import both
from extractor.audit.rules.budget_case import Case
from extractor.audit.rules.budget_identity import plain_name
from extractor.audit.rules.budget_nesting import holds
from extractor.audit.rules.budget_slip import Slip, named, place, shown
from extractor.audit.rules.budget_tree import Series, Tree, parts_of
from extractor.facts.model import Row
from schemas import Fact, Table

_LEVELS = ("activity", "sub_activity")
# A table is only said to leave lines out when there are this many of their level, and this likeness means the same name.
_ENOUGH, _ALIKE = 5, 84.0
# Names that alike are no shorter than this share of each other.
_LENGTH = 0.7


@dataclass(frozen=True, slots=True)
class Missing:
    """A line below a row that other tables print and one table lacks, with its likely amount in each column there."""

    line: int
    name: str
    amounts: dict[int, Decimal | None]
    facts: tuple[Fact, ...]


def missing_rows(case: Case, tree: int, row: Row) -> list[Missing]:
    """The lines that other tables print right below a row's counterpart and the table itself lacks."""
    net = case.net
    seen: dict[int, list[tuple[int, int]]] = {}
    for other, index in net.lines.rows[net.lines.of[tree, row.index]]:
        if other != tree:
            for below in _named_below(case.trees[other], index):
                seen.setdefault(net.lines.of[other, below], []).append((other, below))
    own = {place[0] for line in seen for place in net.lines.rows[line]}
    out = []
    for line, places in seen.items():
        if tree in own and all(where[0] != tree for where in net.lines.rows[line]):
            out.append(_missing(case, tree, line, places))
    return out


def _named_below(tree: Tree, row: int) -> list[int]:
    return [index for index in tree.children.get(row, ()) if tree.rows[index].name.strip() and tree.has_amounts(index)]


def _missing(case: Case, tree: int, line: int, places: Sequence[tuple[int, int]]) -> Missing:
    """The likely amounts of a line for the columns of a table that lacks it, from the columns of the tables that have it."""
    net = case.net
    amounts: dict[int, Decimal | None] = {}
    for series in case.trees[tree].series:
        amounts[series.column] = net.best.get((line, net.groups[tree, series.column]))
    facts = [fact for other, index in places for (at, _), fact in case.trees[other].facts.items() if at == index]
    return Missing(line, _usual_name(case, tree, places), amounts, tuple(facts))


def _usual_name(case: Case, tree: int, places: Sequence[tuple[int, int]]) -> str:
    """The name that most tables give a line; one that the table has for another row only if there is no other."""
    names = [case.trees[other].rows[index].name.strip() for other, index in places]
    taken = {plain_name(row.name) for row in case.trees[tree].rows.values()}
    votes = {name: sum(plain_name(name) == plain_name(other) for other in names) for name in names}
    return max(names, key=lambda name: (plain_name(name) not in taken, votes[name]))


def absent_rows(case: Case) -> Iterator[Slip]:
    """Rows that other tables of the same budget have and one lacks: ROW-MISSING."""
    told: set[tuple[int, int]] = set()
    for check in case.sums:
        failing = check.holds is False or check.reason == "doubtful-nesting"
        if failing and (check.tree, check.row.index) not in told:
            missing = explaining_rows(case, check.tree, check.row)
            if missing:
                told.add((check.tree, check.row.index))
                yield _absent(case, check.tree, check.row, missing)
    yield from unlisted_rows(case)


def explaining_rows(case: Case, tree: int, row: Row) -> list[Missing]:
    """The rows that a table lacks below a row, if their amounts are just what is left of it in one of its columns."""
    missing = missing_rows(case, tree, row)
    return missing if missing and any(_left(case, tree, row, missing, s) for s in case.trees[tree].series) else []


def absent_below(case: Case, tree: int, row: Row, column: int) -> tuple[AbsentRow, ...]:
    """The rows that a sum may lack in one column, with the amounts that other tables print."""
    name = case.trees[tree].table.id
    return tuple(
        AbsentRow(f"{name} {row.index} {item.line}", item.name, amount)
        for item in missing_rows(case, tree, row)
        if (amount := item.amounts.get(column))
    )


def _left(case: Case, tree: int, row: Row, missing: Sequence[Missing], series: Series) -> Decimal | None:
    """What is left of a row in one column, if it is what the missing rows amount to."""
    gap = remaining(case, tree, row.index, series.column)
    amounts = [item.amounts.get(series.column) for item in missing]
    exact = None not in amounts and sum((a for a in amounts if a is not None), Decimal(0)) == gap
    return gap if gap and exact else None


def remaining(case: Case, tree: int, row: int, column: int) -> Decimal | None:
    """What is left of a row's likely amount after the likely amounts of its parts."""
    whole = case.net.likely(tree, row, column)
    values = [case.net.likely(tree, part.row.index, column) for part in parts_of(case.trees[tree], row, column)]
    if whole is None or None in values:
        return None
    return whole - sum((value for value in values if value is not None), Decimal(0))


def _absent(case: Case, tree: int, row: Row, missing: Sequence[Missing]) -> Slip:
    table = case.trees[tree]
    series, gap = next((s, left) for s in table.series if (left := _left(case, tree, row, missing, s)) is not None)
    fact = case.fact(tree, row.index, series.column)
    page = fact.source.page if fact else case.trees[tree].table.pages[0]
    where = place(case.trees[tree], page)
    names = ", ".join(f"“{item.name}”" for item in missing)
    text = both(
        "ROW-MISSING.gap",
        where=(where[0].capitalize(), where[1].capitalize()),
        names=names,
        row=named(row),
        gap=shown(gap),
    )
    facts = tuple(f for f in (fact,) if f is not None) + tuple(f for item in missing for f in item.facts)
    return Slip(
        "ROW-MISSING",
        "warning",
        text,
        facts,
        missing_rows=tuple(item.name for item in missing),
        slip="missing-row",
        table=case.trees[tree].table.id,
        page=page,
    )


def unlisted_rows(case: Case) -> Iterator[Slip]:
    """Rows of the budget that a table without amounts leaves out, though it lists nearly all others of their level."""
    budget_tables = {tree.table.id for tree in case.trees}
    lines = {level: found for level, found in _usual_lines(case).items() if len(found) >= _ENOUGH}
    if not lines:
        return
    shortest = min(len(plain_name(name)) for found in lines.values() for name, _ in found)
    for table in case.reading.tables:
        if table.id not in budget_tables:
            texts = (cell.text for cell in table.cells if len(cell.text) >= _LENGTH * shortest)
            names = list(dict.fromkeys(name for text in texts if (name := plain_name(text))))
            told = "\n".join(names)
            absent = [line for level in _LEVELS for line in _unlisted(lines.get(level, ()), names, told)]
            if absent:
                yield _unlisted_slip(case, table, absent)


def _usual_lines(case: Case) -> dict[str, list[tuple[str, tuple[Fact, ...]]]]:
    """By level, the names of the lines that at least two budget tables print, with their amounts there."""
    out: dict[str, list[tuple[str, tuple[Fact, ...]]]] = {}
    for places in case.net.lines.rows.values():
        rows = [case.trees[tree].rows[index] for tree, index in places]
        levels = {row.level for row in rows}
        if len(rows) >= 2 and len(levels) == 1 and (level := rows[0].level) in _LEVELS:
            votes = {row.name: sum(plain_name(row.name) == plain_name(other.name) for other in rows) for row in rows}
            facts = [fact for tree, index in places for (at, _), fact in case.trees[tree].facts.items() if at == index]
            out.setdefault(level or "", []).append((max(votes, key=lambda name: votes[name]).strip(), tuple(facts)))
    return out


def _unlisted(
    lines: Sequence[tuple[str, tuple[Fact, ...]]], names: Sequence[str], told: str
) -> list[tuple[str, tuple[Fact, ...]]]:
    """The lines that no cell names; none where the table names less than four in five of them.

    `told` is the text of all names, a line for each.
    """
    absent = []
    for line in lines:
        name = plain_name(line[0])
        if name not in told and process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=_ALIKE) is None:
            absent.append(line)
            if len(absent) > len(lines) / 5:
                return []
    return absent


def _unlisted_slip(case: Case, table: Table, absent: Sequence[tuple[str, tuple[Fact, ...]]]) -> Slip:
    page = table.pages[0]
    where = both("place.number", number=table.number) if table.number else both("place.unnumbered", page=page)
    names = ", ".join(f"“{name}”" for name, _ in absent)
    text = both("ROW-MISSING.unlisted", where=(where[0].capitalize(), where[1].capitalize()), names=names)
    return Slip(
        "ROW-MISSING",
        "warning",
        text,
        tuple(fact for _, facts in absent for fact in facts),
        missing_rows=tuple(name for name, _ in absent),
        slip="missing-row",
        table=table.id,
        page=page,
    )


_LAST_NUMBER = re.compile(r"\d+(?=\W*$)")


def one_name(case: Case) -> Iterator[Slip]:
    """Siblings with one name and different amounts: ROW-DUPNAME."""
    for number, tree in enumerate(case.trees):
        for parent, parts in tree.children.items():
            names: dict[str, int] = {}
            for index in (part for part in parts if not tree.is_total(tree.rows[part])):
                name = plain_name(tree.rows[index].name)
                if (
                    name in names
                    and not _numbered_apart(tree.rows[names[name]], tree.rows[index])
                    and _differ(tree, names[name], index)
                    and _sure(case, number, parent, (names[name], index))
                ):
                    yield _named_twice(case, number, tree.rows[names[name]], tree.rows[index])
                if name:
                    names.setdefault(name, index)


def _numbered_apart(first: Row, second: Row) -> bool:
    """Whether two names end in different numbers: "Gedung Kantor 1" and "Gedung Kantor 2" are two lines."""
    one, two = (_LAST_NUMBER.search(row.name) for row in (first, second))
    return one is not None and two is not None and one[0] != two[0]


def _sure(case: Case, number: int, parent: int, rows: tuple[int, int]) -> bool:
    """Whether the rows are two lines of one list: another table names one of them otherwise, or both are a kegiatan's.

    Programmes of one name may belong to two funds or offices.
    """
    tree = case.trees[number]
    other = any(_other_name(case, number, tree.rows[row]) for row in rows)
    return other or (tree.rows[parent].level == "program" and holds(tree, parent))


def _differ(tree: Tree, one: int, two: int) -> bool:
    codes = {tree.rows[one].code, tree.rows[two].code}
    if len(codes) == 2 and None not in codes:
        return False
    amounts = [(tree.amount(one, series.column), tree.amount(two, series.column)) for series in tree.series]
    printed = [(a.value, b.value) for a, b in amounts if a.state == b.state == "printed"]
    return bool(printed) and all(a != b for a, b in printed)


def _named_twice(case: Case, number: int, first: Row, second: Row) -> Slip:
    """The finding, with the name that another table has for one of the two rows."""
    tree = case.trees[number]
    facts = [f for row in (second, first) for (at, _), f in sorted(tree.facts.items()) if at == row.index]
    page = facts[0].source.page if facts else tree.table.pages[0]
    where = place(tree, page)
    other = _other_name(case, number, first) or _other_name(case, number, second)
    hint = both("ROW-DUPNAME.hint", other=other) if other else ("", "")
    text = both(
        "ROW-DUPNAME.amounts",
        where=(where[0].capitalize(), where[1].capitalize()),
        first=named(first),
        hint=hint,
    )
    return Slip(
        "ROW-DUPNAME",
        "warning",
        text,
        tuple(facts),
        reported=facts[0] if facts else None,
        table=tree.table.id,
        page=page,
    )


def _other_name(case: Case, number: int, row: Row) -> str | None:
    for other, index in case.net.lines.rows[case.net.lines.of[number, row.index]]:
        name = case.trees[other].rows[index].name
        if other != number and plain_name(name) != plain_name(row.name):
            return name.strip()
    return None
