"""Where things stand in the workbook: sheet names, the cell of every fact, the sheet of every table."""

import re
from dataclasses import dataclass

from extractor.report.speech import Speech
from schemas import Report, Table

NOT_IN_NAMES, LONGEST_NAME = re.compile(r"[\[\]:*?/\\']"), 31
FACT_VALUE = "M"
# The first row under the headings, and of a table under its title, counted from 1.
FIRST_ROW, TABLE_ROW = 2, 3


@dataclass(frozen=True, slots=True)
class Layout:
    """Names of the sheets and places of what is linked."""

    summary: str
    findings: str
    recalculated: str
    facts: str
    tables: dict[str, str]
    fact_cells: dict[str, str]

    def cell_link(self, table: str | None, row: int | None, column: int | None) -> str | None:
        """The address of a cell of a table within the workbook."""
        if table not in self.tables or row is None or column is None:
            return None
        return f"internal:'{self.tables[table]}'!{column_name(column)}{row + TABLE_ROW}"


def layout(report: Report, say: Speech) -> Layout:
    """The places of everything in the workbook of a report."""
    facts = say("sheet_facts")
    return Layout(
        summary=say("sheet_summary"),
        findings=say("sheet_findings"),
        recalculated=say("sheet_recalculated"),
        facts=facts,
        tables={table.id: _sheet_name(table, say) for table in report.tables},
        fact_cells={fact.id: f"{facts}!${FACT_VALUE}${number}" for number, fact in enumerate(report.facts, FIRST_ROW)},
    )


def _sheet_name(table: Table, say: Speech) -> str:
    """The id makes it the only one, the number tells a reader which table it is."""
    number = f" {say('sheet_table')} {table.number}" if table.number else ""
    return NOT_IN_NAMES.sub(" ", f"{table.id}{number}").strip()[:LONGEST_NAME].rstrip()


def column_name(index: int) -> str:
    """The letters of a column counted from 0: A, B, …, Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
