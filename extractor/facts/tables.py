"""Tables to facts: every figure of every table, with the roles of its columns, the rows and their nesting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from extractor.facts.cells import facts_of
from extractor.facts.line import Sheet
from extractor.facts.lines import lines_of
from extractor.facts.model import Row
from extractor.facts.nesting import nest
from extractor.forks import shared
from extractor.tables.context import DocumentContext
from extractor.tables.decided import UNDECIDED, Decided
from extractor.tables.roles import captions, classify
from schemas import Fact, Table

# What is found out about a table beside its cells.
CLASSIFIED = ("kind", "header_rows", "columns")


@dataclass(frozen=True, slots=True)
class TableFacts:
    """Tables with the roles of their columns, facts in reading order, and the rows of each table by its id."""

    tables: tuple[Table, ...]
    facts: tuple[Fact, ...]
    rows: dict[str, tuple[Row, ...]]


def read_tables(
    tables: Sequence[Table],
    context: DocumentContext,
    decided: Mapping[str, Decided] = MappingProxyType({}),
    jobs: int = 1,
) -> TableFacts:
    """What the tables of a document say; `jobs` processes share them.

    `decided` is what a person said of tables, by their id.
    """
    tasks = [
        partial(_read, table, context, caption, decided.get(table.id, UNDECIDED))
        for table, caption in zip(tables, captions(tables), strict=True)
    ]
    found = shared(tasks, jobs)
    return TableFacts(
        tuple(table.model_copy(update=classified) for table, (classified, _, _) in zip(tables, found, strict=True)),
        tuple(fact for _, facts, _ in found for fact in facts),
        {table.id: rows for table, (_, _, rows) in zip(tables, found, strict=True)},
    )


def _read(
    table: Table, context: DocumentContext, caption: str, decided: Decided
) -> tuple[dict[str, Any], list[Fact], tuple[Row, ...]]:
    """What one table was found to be, which takes less to send than the table with all its cells, its facts and its rows."""
    classified = classify(table, context, caption, decided)
    sheet = Sheet.of(classified)
    lines = lines_of(sheet)
    nest(sheet, lines)
    found = {name: getattr(classified, name) for name in CLASSIFIED}
    return found, list(facts_of(sheet, lines)), tuple(line.row(table.id) for line in lines)
