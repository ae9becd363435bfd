"""How a table writes its numbers: decimal comma or dot, grouping, percent signs, and the cells that do otherwise."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts.model import Row
from schemas import Fact

_ENGLISH_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])")
_DOT_DECIMAL = re.compile(r"(?<![\d.,])\d+\.\d{1,2}(?![\d.,])")
_COMMA_DECIMAL = re.compile(r"(?<![\d,])(?:\d{1,3}(?:\.\d{3})+|\d+),\d{1,3}(?![\d,.])")
_DOT_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.])|(?<![\d.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.])")


_LOST_DIGIT = re.compile(r"(?<![\d.,])0\d?\d?(?:\.\d{3}){2,}(?![\d.])")


def style(printed: str) -> str | None:
    """`foreign` for English grouping or a decimal dot, `local` for Indonesian notation, None where neither shows."""
    comma, dot = "," in printed, "." in printed
    if comma and (groups := _ENGLISH_GROUPS.search(printed)):
        single = groups[0].count(",") == 1 and "." not in groups[0]
        return None if single else "foreign"
    if dot and _DOT_DECIMAL.search(printed):
        return "foreign"
    if (comma and _COMMA_DECIMAL.search(printed)) or (dot and _DOT_GROUPS.search(printed)):
        return "local"
    return None


@dataclass(frozen=True, slots=True)
class StyleBreak:
    """The cells of one table that are written otherwise than its other cells."""

    table: str
    facts: tuple[Fact, ...]


def style_breaks(facts: Sequence[Fact]) -> list[StyleBreak]:
    """Tables of which a smaller part is in English notation; silent where a table or the report mostly uses it."""
    shown = [(fact, kind) for fact in facts if fact.source.table and (kind := style(fact.printed))]
    foreign = sum(kind == "foreign" for _, kind in shown)
    if foreign * 2 > len(shown):
        return []
    by_table: dict[str, list[tuple[Fact, str]]] = defaultdict(list)
    for fact, kind in shown:
        by_table[fact.source.table or ""].append((fact, kind))
    out = []
    for table, members in by_table.items():
        odd = [fact for fact, kind in members if kind == "foreign"]
        if odd and len(odd) * 2 <= len(members):
            out.append(StyleBreak(table, tuple(_one_per_cell(odd))))
    return out


def _one_per_cell(facts: Sequence[Fact]) -> list[Fact]:
    seen: dict[tuple[int | None, int | None], Fact] = {}
    for fact in facts:
        seen.setdefault((fact.source.row, fact.source.column), fact)
    return list(seen.values())


def malformed(facts: Sequence[Fact]) -> list[Fact]:
    """Figures whose print breaks every grammar of numbers, one per cell."""
    broken = [fact for fact in facts if fact.value is None and fact.candidates and fact.range is None]
    return _one_per_place(broken)


def _one_per_place(facts: Sequence[Fact]) -> list[Fact]:
    seen: dict[tuple[str | None, int | None, int | None, str | None, str], Fact] = {}
    for fact in facts:
        source = fact.source
        seen.setdefault((source.table, source.row, source.column, source.sentence, fact.printed), fact)
    return list(seen.values())


def leading_zeros(facts: Sequence[Fact]) -> list[Fact]:
    """Amounts that start with a zero before a group: the digits in front of it are lost."""
    found = [
        fact
        for fact in facts
        if fact.source.table
        and fact.printed.count(".") >= 2
        and "%" not in fact.printed
        and _LOST_DIGIT.search(fact.printed)
    ]
    return _one_per_place(found)


def odd_decimals(facts: Sequence[Fact]) -> list[Fact]:
    """Percentages with three or more decimals in a column whose others have at most two."""
    fine = {(fact.source.table, fact.source.column) for fact in facts if fact.decimals >= 3}
    by_column: dict[tuple[str | None, int | None], list[Fact]] = defaultdict(list)
    for fact in facts if fine else ():
        if fact.source.table and fact.value is not None and (fact.source.table, fact.source.column) in fine:
            by_column[fact.source.table, fact.source.column].append(fact)
    out = []
    for members in by_column.values():
        odd = [fact for fact in members if fact.decimals >= 3]
        value = odd[0].value if len(odd) == 1 else None
        if value is not None and value >= 1 and "%" in odd[0].printed and len(members) >= 3:
            out += odd
    return out


def row_number_breaks(rows: Sequence[Row], numbers: dict[int, int]) -> list[tuple[int, int, int]]:
    """(row, expected, printed) where the running number of a table skips or repeats; a restart at 1 is a new group."""
    out = []
    previous: int | None = None
    for row in rows:
        number = numbers.get(row.index)
        if row.kind in ("header", "numbering") or number is None:
            continue
        if (previous is not None and number not in (1, previous + 1)) or (previous is None and number != 1):
            out.append((row.index, (previous or 0) + 1, number))
        previous = number
    return out
