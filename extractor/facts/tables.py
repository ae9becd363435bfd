"""Tables to facts: every figure of every table, with the rows and their nesting."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts.cells import facts_of
from extractor.facts.line import Sheet
from extractor.facts.lines import lines_of
from extractor.facts.model import Row
from extractor.facts.nesting import nest
from schemas import Fact, Table


@dataclass(frozen=True, slots=True)
class TableFacts:
    """Facts in reading order, and the rows of each table by its id."""

    facts: tuple[Fact, ...]
    rows: dict[str, tuple[Row, ...]]


def read_tables(tables: Sequence[Table]) -> TableFacts:
    """The facts and rows of classified tables."""
    facts: list[Fact] = []
    rows: dict[str, tuple[Row, ...]] = {}
    for table in tables:
        sheet = Sheet.of(table)
        lines = lines_of(sheet)
        nest(sheet, lines)
        facts += facts_of(sheet, lines)
        rows[table.id] = tuple(line.row(table.id) for line in lines)
    return TableFacts(tuple(facts), rows)
