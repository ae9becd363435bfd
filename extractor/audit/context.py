"""What a rule may look at: the reading with look-ups, the profile, and the conventions that this report follows."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar, cast

from extractor.audit.profile import Profile
from extractor.audit.wording import Wording
from extractor.facts.model import Reading, Row, Sentence
from extractor.facts.placed import facts_by_table
from extractor.facts.said import facts_by_sentence, sentences_by_fact
from extractor.remembered import remembered
from schemas import Cell, Fact, Table
from schemas.catalogue import polarity_of

T = TypeVar("T")
# A bound that a target prints tells what its indicator wants: "≤ 5", "maksimal 15 menit".
_AT_MOST = re.compile(
    r"[≤<]|\b(?:maks(?:imal|imum)?|paling\s+(?:banyak|lama|lambat|tinggi)|kurang\s+dari)\b", re.IGNORECASE
)
_AT_LEAST = re.compile(r"[≥>]|\b(?:minimal|minimum|paling\s+(?:sedikit|rendah)|lebih\s+dari)\b", re.IGNORECASE)

_TELLING = ("formula", "indicator", "name", "text")


def _by_place(cells: Sequence[Cell]) -> dict[tuple[int, int], Cell]:
    """The cells of a table by every place that they cover."""
    found = {(cell.row, cell.column): cell for cell in cells}
    for cell in cells:
        if cell.row_span > 1 or cell.column_span > 1:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    found.setdefault((row, column), cell)
    return found


@remembered(1 << 12)
def _bound(printed: str) -> str | None:
    """What a target wants by the bound that it prints: "down", "up", or null where it prints none."""
    if _AT_MOST.search(printed):
        return "down"
    return "up" if _AT_LEAST.search(printed) else None


class Context:
    """Look-ups in one reading; everything is worked out at first use and kept."""

    def __init__(self, reading: Reading, profile: Profile | None = None) -> None:
        self.reading = reading
        self.profile = profile or Profile()
        self.wording = Wording(reading)
        self._kept: dict[Any, Any] = {}
        self._cells: dict[str, dict[tuple[int, int], Cell]] = {}

    def once(self, build: Callable[["Context"], T]) -> T:
        """The result of `build(context)`, worked out once per report: for what several rules share."""
        if build not in self._kept:
            self._kept[build] = build(self)
        return cast(T, self._kept[build])

    @property
    def year(self) -> int | None:
        """The year that the report is about."""
        return self.reading.document.fiscal_year

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.reading.facts}

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Tables by id."""
        return {table.id: table for table in self.reading.tables}

    def sentence_of(self, fact: Fact) -> Sentence | None:
        """The sentence that a figure of running text stands in."""
        return sentences_by_fact(self.reading).get(fact.id)

    @cached_property
    def _by_row(self) -> dict[tuple[str, int], list[Fact]]:
        found: dict[tuple[str, int], list[Fact]] = defaultdict(list)
        for table, facts in facts_by_table(self.reading).items():
            for fact in facts:
                if fact.source.row is not None:
                    found[table, fact.source.row].append(fact)
        return {key: sorted(facts, key=lambda fact: fact.source.column or 0) for key, facts in found.items()}

    @property
    def by_sentence(self) -> dict[str, list[Fact]]:
        """Facts of running text by the id of their sentence, in reading order."""
        return facts_by_sentence(self.reading)

    def beside(self, fact: Fact) -> list[Fact]:
        """The figures of the sentence that a figure stands in, itself among them."""
        sentence = self.sentence_of(fact)
        return self.by_sentence[sentence.id] if sentence else [fact]

    def of_cell(self, table: str, row: int, column: int) -> list[Fact]:
        """The facts of a cell; one such as "81 (95 %)" holds two."""
        return [fact for fact in self.row(table, row) if fact.source.column == column]

    def of_table(self, table: str) -> list[Fact]:
        """All facts of a table, in reading order."""
        return facts_by_table(self.reading).get(table, [])

    def row(self, table: str, index: int) -> list[Fact]:
        """The facts of one table row, left to right."""
        return self._by_row.get((table, index), [])

    def cell(self, table: str, row: int, column: int) -> Cell | None:
        """The cell at a place of a table, also a merged one that covers it."""
        if table not in self._cells:
            self._cells[table] = _by_place(self.tables[table].cells if table in self.tables else ())
        return self._cells[table].get((row, column))

    def cell_text(self, table: str, row: int, column: int) -> str:
        """The text of a cell, also of a merged one that covers the place; empty where there is none."""
        cell = self.cell(table, row, column)
        return cell.text.strip() if cell else ""

    def covered(self, table: str, row: int, column: int) -> bool:
        """Whether a merged cell that begins in another row covers a place."""
        cell = self.cell(table, row, column)
        return cell is not None and (cell.row, cell.column) != (row, column)

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table with the parts that they play."""
        return self.reading.rows.get(table, ())

    @cached_property
    def _rows(self) -> dict[tuple[str, int], Row]:
        return {(table, row.index): row for table, rows in self.reading.rows.items() for row in rows}

    def row_of(self, fact: Fact) -> Row | None:
        """The row that a fact stands in; null for running text."""
        source = fact.source
        return None if source.table is None or source.row is None else self._rows.get((source.table, source.row))

    def row_name(self, fact: Fact) -> str:
        """The subject of a figure as a message names it; where several rows of a table carry it, with what tells them apart."""
        name, source = fact.subject.name, fact.source
        if source.table is None or source.row is None:
            return name
        twins = {item.source.row for item in self.of_table(source.table) if item.subject.name == name}
        if len(twins) < 2:
            return name
        columns = self.tables[source.table].columns
        told = (
            self.cell_text(source.table, source.row, index)
            for index, item in enumerate(columns)
            if item.role in _TELLING
        )
        return f"{name}: {text}" if (text := next((item for item in told if item and item != name), "")) else name

    def parent(self, row: Row) -> Row | None:
        """The row that this one is part of."""
        return None if row.parent is None else self._rows.get((row.table, row.parent))

    def children(self, row: Row) -> list[Row]:
        """The rows that are part of this one, top down."""
        return [other for other in self.rows(row.table) if other.parent == row.index]

    def polarity(self, fact: Fact) -> str | None:
        """Whether more ("up") or less ("down") is better for the indicator of a figure; null where nothing tells.

        A bound in the target of its row goes before the catalogue.
        """
        source = fact.source
        row = self.row(source.table, source.row) if source.table is not None and source.row is not None else ()
        for other in (fact, *row):
            if other.measure == "target" and (wanted := _bound(other.printed)):
                return wanted
        return polarity_of(fact.subject.name, fact.subject.canonical_id)
