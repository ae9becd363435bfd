"""Signs beside numbers: per cent, Rp and ",-" in some cells of a column, and numbers of lists and levels."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from extractor.audit.context import Context
from extractor.audit.numbering import list_breaks, sibling_breaks
from extractor.audit.outcome import Draft, Outcome
from extractor.audit.phrases import both, phrase
from extractor.audit.registry import part, rule
from extractor.audit.rules import printed_values  # noqa: F401  registers the rule that two functions are parts of
from extractor.audit.wording import joined, quoted
from schemas import Column, Fact, Message

_PERCENTAGES = frozenset(["achievement", "absorption", "average_achievement", "growth"])
_VALUES = frozenset(["target", "realization"])
_MONEY = frozenset(["budget", "spending"])
_SHOWN = 12
"""Cells that one finding names."""


@rule(
    "NUM-PCTSIGN",
    title=Message(id="Tanda persen tidak seragam", en="Per cent signs are not uniform"),
    severity="notice",
)
def percent_signs(context: Context) -> Iterator[Outcome]:
    """Some cells of a column of percentages lack the sign that the others carry.

    What it checks: columns of achievements and absorptions, and targets and realisations of rows in per cent; one notice per report.
    Why it matters: the reader cannot tell a percentage from a value.
    Formula: count of cells with and without the sign.
    Example: 100%, 98,60, 103,26%.
    When it stays silent: no cell, all cells, or fewer than half of the cells carry the sign; the heading says "(%)".
    Source: none; a matter of form.
    """
    columns: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for fact in context.reading.facts:
        table, column = fact.source.table, fact.source.column
        if not _is_percentage(fact) or table is None or column is None or fact.value is None:
            continue
        if "%" not in context.tables[table].columns[column].header:
            columns[table, column].append(fact)
    odd: list[Fact] = []
    for facts in columns.values():
        plain = [fact for fact in facts if "%" not in fact.printed and "persen" not in fact.printed.lower()]
        if plain and 2 * len(plain) <= len(facts):
            odd += plain
    if odd:
        yield _notice(context, "NUM-PCTSIGN.cells", odd)


def _is_percentage(fact: Fact) -> bool:
    """Whether a figure is one by its measure, or a target or realisation of a row whose unit is per cent."""
    if fact.measure in _PERCENTAGES:
        return True
    return fact.measure in _VALUES and fact.unit in ("%", "persen")


def _notice(context: Context, key: str, facts: Sequence[Fact]) -> Outcome:
    shown = facts[:_SHOWN]
    listed = context.wording.listed(shown)
    if len(facts) > len(shown):
        more = len(facts) - len(shown)
        listed = both("NUM-PCTSIGN.more", listed=listed, more=more)
    return Outcome(draft=Draft(phrase(key, listed=listed), facts=tuple(shown)))


@rule(
    "NUM-CURRENCY",
    title=Message(id="Penulisan rupiah tidak seragam", en="Amounts are not written alike"),
    severity="notice",
)
def currency_signs(context: Context) -> Iterator[Outcome]:
    """Amounts of one column are written in two ways.

    What it checks: "Rp" before and ",-" behind the amounts of each column; one notice per report.
    Why it matters: a matter of form; mixed columns are often pasted from several sources.
    Formula: count of cells by manner.
    Example: 7.500.000,- and Rp. 10.604.030 and 225.000 in one column.
    When it stays silent: all amounts of the column are written alike; only rows of totals differ.
    Source: none; a matter of form.
    """
    columns: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for fact in context.reading.facts:
        table, column = fact.source.table, fact.source.column
        if fact.measure not in _MONEY or table is None or column is None:
            continue
        row = context.row_of(fact)
        if row is not None and row.kind in ("data", "group"):
            columns[table, column].append(fact)
    odd: list[Fact] = []
    for facts in columns.values():
        manners = [_manner(fact.printed) for fact in facts]
        usual = Counter(manners).most_common(1)[0][0]
        odd += [fact for fact, manner in zip(facts, manners, strict=True) if manner != usual]
    if odd:
        by_table: dict[str, Fact] = {}
        for fact in odd:
            by_table.setdefault(fact.source.table or "", fact)
        yield _notice(context, "NUM-CURRENCY.columns", list(by_table.values()))


_RUPIAH = re.compile(r"\brp", re.IGNORECASE)
_DASHED = re.compile(r"[,.]\s*[-–]\s*\)?$")


def _manner(printed: str) -> tuple[bool, bool]:
    """Whether an amount carries Rp, and whether it ends in a dash."""
    return bool(_RUPIAH.search(printed)), bool(_DASHED.search(printed.strip()))


@part("NUM-SEQ")
def numbers_of_levels(context: Context) -> Iterator[Outcome]:
    """Budget lines whose mark is not that of their level: "V" after "A" and "B"; one notice per table."""
    for table in context.reading.tables:
        breaks = sibling_breaks(context, table.id)
        if not 0 < len(breaks) <= 4:
            continue
        cells = [(table.id, item.row.index, _number_column(table.columns)) for item in breaks]
        names = [
            both("NUM-SEQ.item", printed=item.printed, name=item.row.name, expected=item.expected) for item in breaks
        ]
        page = next(
            (cell.page for cell in table.cells if cell.row == breaks[0].row.index and cell.page), table.pages[0]
        )
        message = phrase(
            "NUM-SEQ.level",
            place=context.wording.table(table.id, page),
            listed=(joined(name[0] for name in names), joined((name[1] for name in names), "and")),
        )
        facts = tuple(fact for item in breaks for fact in context.row(table.id, item.row.index)[:1])
        yield Outcome(draft=Draft(message, facts=facts, cells=tuple(cells), table=table.id, page=page))


def _number_column(columns: Sequence[Column]) -> int:
    return next(index for index, item in enumerate(columns) if item.role == "no")


@part("NUM-SEQ")
def numbers_of_lists(context: Context) -> Iterator[Outcome]:
    """Items of a list in the text that skip a number or go back."""
    for found in list_breaks(context.reading.sentences):
        message = phrase(
            "NUM-SEQ.list",
            page=found.sentence.page,
            printed=found.number,
            before=found.before,
            sentence=quoted(found.sentence.text, 160),
        )
        yield Outcome(draft=Draft(message, sentences=(found.sentence,), lead="sentences"))
