"""The rows of a table with name, number, code and amounts, before they are nested."""

import re
from decimal import Decimal

from extractor.facts.line import Line, Sheet
from extractor.facts.row_kinds import kind_of
from extractor.notation import parse

CODE = re.compile(r"^\W*(?P<code>[0-9X]+(?:\s?\.\s?[0-9X]{1,4}){2,9})\.?(?=\s|$)")
CODE_PART = re.compile(r"^[0-9X]{1,4}(?:\s?\.\s?[0-9X]{1,4})*\.?$")
ENUMERATOR = re.compile(
    r"^\s*(?P<label>\(?(?:\d{1,3}|[a-zA-Z]|[IVXivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+(?=\S)"
)


def lines_of(sheet: Sheet) -> list[Line]:
    """Every row of the table."""
    lines = [_line(sheet, row) for row in range(sheet.view.rows)]
    _mark_nameless_total(sheet, lines)
    return lines


def _mark_nameless_total(sheet: Sheet, lines: list[Line]) -> None:
    """The last row of amounts without a word in front of them is their total."""
    body = [line for line in lines if line.kind == "data"]
    if len(body) < 3 or not sheet.money or body[-1].index != lines[-1].index:
        return
    last, first_figure = body[-1], min(sheet.measures)
    words = any(cell.column < first_figure for cell in sheet.view.row(last.index) if cell.text)
    if not words and None not in last.amounts:
        last.kind, last.name, last.column = "total", "", None


def _line(sheet: Sheet, row: int) -> Line:
    """One row as it stands."""
    line = Line(row, kind_of(sheet, row))
    line.column = _name_column(sheet, row)
    if line.column is not None:
        cell = sheet.view.cell(row, line.column)
        line.name = cell.text if cell else ""
        line.bold = bool(cell and cell.bold)
    line.label = _label(sheet, row, line.name)
    line.code = _code(sheet, row, line.name)
    line.amounts = tuple(_amount(sheet, row, column) for column in sheet.money)
    return line


def _name_column(sheet: Sheet, row: int) -> int | None:
    """The column that names the row: the rightmost name that begins in it, of the first kind of names that it has."""
    for roles in (("name",), ("indicator",), ("objective",), ("goal",), ("text",)) if sheet.money else (
        ("indicator",), ("name",), ("objective",), ("goal",), ("text",)
    ):  # fmt: skip
        found = [
            column
            for column in sheet.with_role(*roles)
            if (cell := sheet.view.cell(row, column)) is not None and cell.row == row and cell.text
        ]
        if found and roles != ("text",):
            return found[-1]
        if found:
            return found[0]
    started = sheet.view.started(row)
    words = [cell for cell in started if parse(cell.text).kind == "text"]
    return words[0].column if words else None


def _label(sheet: Sheet, row: int, name: str) -> str:
    """The number that the row carries, in its own column or in front of its name."""
    for column in sheet.with_role("no"):
        cell = sheet.view.cell(row, column)
        if cell is not None and cell.row == row and cell.text and len(cell.text) <= 8:
            return cell.text
    match = ENUMERATOR.match(name)
    return match["label"] if match else ""


def _code(sheet: Sheet, row: int, name: str) -> str | None:
    """The budget code of the row, its parts joined by dots."""
    parts = []
    for column in sheet.with_role("code"):
        cell = sheet.view.cell(row, column)
        if cell is not None and cell.column == column and CODE_PART.match(cell.text):
            parts.append(cell.text)
    found = ".".join(parts)
    if not found:
        match = CODE.match(sheet.view.text(row, sheet.with_role("no")[0])) if sheet.with_role("no") else None
        match = match or CODE.match(name)
        found = match["code"] if match else ""
    return re.sub(r"\s", "", found).strip(".") or None


def _amount(sheet: Sheet, row: int, column: int) -> Decimal | None:
    """The rupiah of a cell that begins in the row, a dash as 0."""
    cell = sheet.view.cell(row, column)
    if cell is None or cell.row != row or cell.column != column:
        return None
    parsed = parse(cell.text, money=True)
    return Decimal(0) if parsed.kind == "dash" else parsed.value
