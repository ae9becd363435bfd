"""The figure of a table cell, read with what its column and row say about it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.facts.line import Line, Sheet
from extractor.facts.row_kinds import AVERAGE, GRADE_ROW
from extractor.facts.subjects import Subjects
from extractor.notation import Parsed, is_count, normalise_unit, parse
from extractor.tables.content_to_roles import tick_label
from extractor.tables.stacked import figures, items
from schemas import Cell, Column, Fact, FactSource
from schemas.base import trusted

RUPIAH = frozenset({"budget", "spending", "remainder"})
# Roles that keep their measure in a row of means.
_OWN_MEASURE = frozenset(
    {"efficiency", "absorption", "budget", "spending", "count", "target", "realization", "category"}
)
RATES = frozenset(
    {"absorption", "achievement", "average_achievement", "growth", "share", "efficiency", "score", "weight"}
)
COUNT_NAME = re.compile(r"^\W*(?:\d+[.)]\s*)?(?:jumlah|banyaknya|frekuensi|jml)\b", re.IGNORECASE)
RATE_NAME = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:pers[ae]n|prosen|nilai|indeks|index|angka|rasio|ratio|tingkat|cakupan|prevalensi)",
    re.IGNORECASE,
)
TRAILING = re.compile(r"^(?P<words>\D+?)[\s:=]+(?P<figure>\d[\d.,]*\s*%?)$")
ONE_NUMBER = re.compile(r"^\D*\d[\d.,]*\D*$")


def facts_of(sheet: Sheet, lines: list[Line]) -> Iterator[Fact]:
    """The facts of a table in reading order; ids begin with the table's."""
    subjects = Subjects(sheet, lines)
    for line in lines:
        if line.kind in ("header", "numbering", "note"):
            continue
        for cell in sheet.view.started(line.index):
            fact = _fact(sheet, subjects, line, cell)
            if fact is not None:
                yield fact
            elif cell.column in sheet.measures:
                yield from _stacked(sheet, subjects, cell)


def _stacked(sheet: Sheet, subjects: Subjects, cell: Cell) -> Iterator[Fact]:
    """The facts of a cell with a list of figures beside a list of as many names."""
    printed, column = figures(cell.text), sheet.columns[cell.column]
    if not printed:
        return
    subject = subjects.of(cell, column.role)
    lead, names = items(subject.name)
    if len(names) != len(printed):
        return
    path = (*subject.path, lead) if lead else subject.path
    units = next(
        (texts for c in sheet.with_role("unit") if len(texts := sheet.view.text(cell.row, c).split()) == len(names)),
        None,
    )
    for number, (name, text) in enumerate(zip(names, printed, strict=True)):
        unit = normalise_unit(units[number]) if units else None
        count = bool(COUNT_NAME.match(name)) or is_count(unit)
        parsed = parse(text, count=count, percent=not count and column.role in RATES, money=column.role in RUPIAH)
        fact = _built(sheet, subjects, cell, column.role, parsed)
        about = {"name": name, "path": path}
        yield fact.model_copy(
            update={
                "id": f"{fact.id}n{number + 1}",
                "subject": subject.model_copy(update=about),
                "printed": text,
                "unit": parsed.unit or unit or fact.unit,
            }
        )


def _fact(sheet: Sheet, subjects: Subjects, line: Line, cell: Cell) -> Fact | None:
    """The fact of a cell, None where it holds no figure."""
    column = sheet.columns[cell.column]
    if column.role in ("no", "code", "unit", "formula", "source", "trend") or _is_name(sheet, line, cell, column):
        return _average_in_words(sheet, subjects, line, cell)
    parsed = _read(sheet, line, cell, column)
    if column.role in ("text", "name", "indicator", "objective", "goal") and parsed.kind not in (
        "number",
        "malformed",
        "fraction",
    ):
        return _average_in_words(sheet, subjects, line, cell)
    if parsed.kind in ("text", "blank", "date", "identifier") or (parsed.kind == "tick" and column.role != "category"):
        return None
    if parsed.kind == "dash" and not cell.text.strip().lower().startswith("rp"):
        return None
    measure = _measure(line, column, parsed)
    return _built(sheet, subjects, cell, measure, parsed)


def _is_name(sheet: Sheet, line: Line, cell: Cell, column: Column) -> bool:
    """Whether a cell names its row."""
    return cell.column == line.column and column.role in ("name", "indicator", "objective", "goal", "text")


def _average_in_words(sheet: Sheet, subjects: Subjects, line: Line, cell: Cell) -> Fact | None:
    """The mean that one cell names and states ("Rata-rata 98,2"), or that stands alone among the names."""
    if line.kind != "average" or not sheet.measures:
        return None
    named = bool(AVERAGE.match(cell.text))
    match = TRAILING.match(cell.text) if named else None
    if named and (match is None or _has_figures(sheet, line)):
        return None
    parsed = parse(match["figure"] if match else cell.text, percent=True)
    return _built(sheet, subjects, cell, "average_achievement", parsed) if parsed.kind == "number" else None


def _has_figures(sheet: Sheet, line: Line) -> bool:
    """Whether a row prints its figure in a column of figures, so that a number in its label is a part of the name."""
    return any(c.text.strip() for c in sheet.view.started(line.index) if c.column in sheet.measures)


def _dimensions(sheet: Sheet, cell: Cell) -> Column:
    """The column whose dimensions a figure has."""
    column = sheet.columns[cell.column]
    if cell.column in sheet.measures or not sheet.measures:
        return column
    return next(
        (c for c in sheet.columns if c.role in ("achievement", "absorption")), sheet.columns[sheet.measures[-1]]
    )


def _read(sheet: Sheet, line: Line, cell: Cell, column: Column) -> Parsed:
    """The reading of a cell under what its column and its row say."""
    rupiah = column.role in RUPIAH or (column.unit == "Rp" and cell.column in sheet.money)
    unit = _row_unit(sheet, line)
    count = column.role == "count" or is_count(unit) or (unit is None and bool(COUNT_NAME.match(line.name)))
    rate = column.role in RATES or column.unit == "%" or unit in ("%", "indeks", "nilai", "poin", "skor", "rasio")
    if not rate and column.role in ("target", "realization"):
        rate = not count and bool(RATE_NAME.match(line.name))
    return parse(cell.text, money=rupiah, count=count and not rate and not rupiah, percent=rate and not rupiah)


def _row_unit(sheet: Sheet, line: Line) -> str | None:
    """The unit that the row's own column of units names."""
    for column in sheet.with_role("unit"):
        unit = normalise_unit(sheet.view.text(line.index, column))
        if unit:
            return unit
    return None


def _measure(line: Line, column: Column, parsed: Parsed) -> str:
    """The measure of a figure: its column's, but for means, grades and classes."""
    if line.kind == "average" and column.role not in _OWN_MEASURE:
        return "average_achievement"
    if column.role in ("score", "weight", "achievement") and parsed.kind == "predicate":
        return "category"
    if GRADE_ROW.match(line.name) and column.role == "score":
        return "category"
    return "other" if column.role in ("text", "name", "indicator", "objective", "goal") else column.role


def _built(sheet: Sheet, subjects: Subjects, cell: Cell, measure: str, parsed: Parsed) -> Fact:
    """The fact itself, with the dimensions of the cell's column (of the results' column for a mean among the names)."""
    column = _dimensions(sheet, cell)
    predicate = parsed.predicate
    if parsed.kind == "tick":
        predicate = tick_label(column.header.split("(")[0]) or tick_label(_leaf(sheet, cell.column))
    return trusted(
        Fact,
        id=f"{sheet.table.id}r{cell.row}c{cell.column}",
        subject=subjects.of(cell, measure),
        measure=measure,
        period=column.period,
        entity=column.entity,
        basis=column.basis if measure in ("target", "achievement", "average_achievement") else None,
        phase=column.phase,
        member=column.member,
        cumulative=column.cumulative,
        printed=cell.text,
        value=parsed.value,
        decimals=parsed.decimals,
        unit=_unit(sheet, subjects, cell, column, parsed),
        predicate=predicate,
        candidates=parsed.candidates if parsed.value is None else (),
        alternatives=_alternatives(column, cell, parsed),
        range=parsed.range,
        # What a person read is no repair.
        raw=None if (cell.row, cell.column) in sheet.table.decided else cell.raw,
        source=trusted(
            FactSource, page=cell.page, bbox=cell.bbox, table=sheet.table.id, row=cell.row, column=cell.column
        ),
        confidence=cell.confidence,
    )


def _alternatives(column: Column, cell: Cell, parsed: Parsed) -> tuple[Decimal, ...]:
    """Other values that a figure may have: those its notation allows, and those that a second reading of a picture gave."""
    if parsed.value is None:
        return ()
    money, rate = column.role in RUPIAH, column.role in RATES
    read = (parse(text, money=money, percent=rate).value for text in cell.alternatives)
    return (*parsed.candidates, *(value for value in read if value is not None and value != parsed.value))


def _leaf(sheet: Sheet, column: int) -> str:
    """The lowest header text over a column."""
    texts = [sheet.view.text(row, column) for row in range(sheet.table.header_rows)]
    return next((text for text in reversed(texts) if any(c.isalpha() for c in text)), "")


def _unit(sheet: Sheet, subjects: Subjects, cell: Cell, column: Column, parsed: Parsed) -> str | None:
    """The unit of a figure: printed with it, in the row's column of units, in the header."""
    if parsed.percent_sign:
        return "%"
    if parsed.unit:
        return parsed.unit
    if parsed.currency:
        return "Rp"
    if column.role in ("target", "realization") and column.unit is None:
        texts = [sheet.view.text(cell.row, c) for c in sheet.with_role("unit")]
        return next((normalise_unit(text) or text for text in texts if text), None)
    return column.unit
