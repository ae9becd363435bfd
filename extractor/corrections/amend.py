"""Header rows, kind, columns and parted rows of found tables, as decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.corrections.application import Application, Open
from extractor.corrections.rows import parted
from extractor.tables import Found
from extractor.tables.context import DocumentContext
from extractor.tables.decided import Decided
from extractor.tables.roles import classify
from extractor.tables.view import View
from schemas import Table
from schemas.decision_conflicts import name_key
from schemas.decisions import ColumnDecision, TableDecision


@dataclass(slots=True)
class _Work:
    """Tables in reading order and what was decided of each; decisions that do not fit."""

    tables: list[Table]
    context: DocumentContext
    decided: dict[str, Decided] = field(default_factory=dict)
    still_open: list[tuple[int, Open]] = field(default_factory=list)


def amended(
    found: Found, applications: Sequence[Application], context: DocumentContext
) -> tuple[Found, list[tuple[int, Open]]]:
    """The tables as decided; a decision that does not fit is given back with its number and changes nothing."""
    work = _Work(list(found.tables), context)
    for application in applications:
        problem = _apply(application, work)
        if problem:
            page = application.table.pages[0] if application.table else None
            work.still_open.append((application.number, Open(application.placed, problem, page)))
    return replace(found, tables=tuple(work.tables), decided=work.decided), work.still_open


def _apply(application: Application, work: _Work) -> str | None:
    """Applies a decision to its table; tells why it cannot."""
    decision = application.decision
    said = Decided(decision.header_rows, decision.kind, columns_said(decision))
    if not (decision.split or decision.columns or said != Decided()):
        return None
    index = next((i for i, table in enumerate(work.tables) if table.id == application.name), None)
    if index is None:
        return f"there is no table {application.name}"
    parts: tuple[Table, ...] | None = (work.tables[index],)
    if decision.split:
        parts = parted(work.tables[index], decision.split)
    if parts is None:
        return f"the table has {View(work.tables[index]).rows} rows and cannot be parted before {_list(decision.split)}"
    problem = _misfit(parts[0], decision, said, work.context)
    if problem:
        return problem
    work.tables[index : index + 1] = parts
    if said != Decided():
        work.decided[application.name] = _joined(work.decided.get(application.name, Decided()), said)
    return None


def columns_said(decision: TableDecision) -> dict[int, ColumnDecision]:
    """What was decided of columns; a role alone is short for a column with this role."""
    return {i: ColumnDecision(role=c) if isinstance(c, str) else c for i, c in decision.roles.items()}


def _joined(first: Decided, second: Decided) -> Decided:
    """What two decisions say of one table; the later one wins."""
    rows = first.header_rows if second.header_rows is None else second.header_rows
    return Decided(rows, second.kind or first.kind, {**first.columns, **second.columns})


def _misfit(table: Table, decision: TableDecision, said: Decided, context: DocumentContext) -> str | None:
    """Why a decision cannot be about a table: other columns, other headers, fewer rows."""
    view = View(table)
    if decision.columns is not None and decision.columns != view.columns:
        return f"the table has {view.columns} columns and {decision.columns} were expected"
    beyond = [index for index in said.columns if not 0 <= index < view.columns]
    if beyond:
        return f"the table has {view.columns} columns and none with the number {beyond[0]}"
    if said.header_rows is not None and said.header_rows >= view.rows:
        return f"the table has {view.rows} rows and {said.header_rows} of them cannot be its header"
    columns = classify(table, context, decided=said).columns
    for index, column in said.columns.items():
        if column.header and name_key(column.header) not in name_key(columns[index].header):
            return f'column {index} has the header "{columns[index].header}" and "{column.header}" was expected'
    return None


def _list(rows: Sequence[int]) -> str:
    """Rows as words."""
    return "row " + ", ".join(map(str, rows))
