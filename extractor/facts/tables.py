"""Tables to facts: every figure of every table, with the rows and their nesting."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from extractor.facts.cells import facts_of
from extractor.facts.line import Sheet
from extractor.facts.lines import lines_of
from extractor.facts.model import Row
from extractor.facts.nesting import nest
from extractor.forks import shared
from schemas import Fact, Table


@dataclass(frozen=True, slots=True)
class TableFacts:
    """Facts in reading order, and the rows of each table by its id."""

    facts: tuple[Fact, ...]
    rows: dict[str, tuple[Row, ...]]


def read_tables(tables: Sequence[Table], jobs: int = 1) -> TableFacts:
    """The facts and rows of classified tables, shared by `jobs` processes."""
    found = shared([partial(_read, table) for table in tables], jobs)
    facts = tuple(fact for of_table, _ in found for fact in of_table)
    return TableFacts(facts, {table.id: rows for table, (_, rows) in zip(tables, found, strict=True)})


def _read(table: Table) -> tuple[list[Fact], tuple[Row, ...]]:
    """The facts and rows of one table."""
    sheet = Sheet.of(table)
    lines = lines_of(sheet)
    nest(sheet, lines)
    return list(facts_of(sheet, lines)), tuple(line.row(table.id) for line in lines)
