"""How numbers are written: broken tokens, foreign notation, odd decimals, running numbers."""

import re
from collections.abc import Iterator

from extractor.audit.number_style import (
    leading_zeros,
    malformed,
    odd_decimals,
    row_number_breaks,
    style_breaks,
)
from extractor.audit.observation import Observation
from extractor.audit.phrases import phrase
from extractor.audit.text_figures import show
from extractor.audit.wording import Wording, joined
from extractor.facts.model import Reading
from extractor.facts.placed import facts_by_table
from schemas import Table

# A running number has at most so many digits.
_LONGEST = 3
_COLUMN = re.compile(r"\(?(\d{1,2})\)?")


def broken_number(reading: Reading) -> Iterator[Observation]:
    """NUM-MALFORMED: a token that no grammar of numbers reads, and a leading zero group."""
    wording = Wording(reading)
    for fact in malformed(reading.facts):
        place = wording.fact(fact)
        options = [show(value) for value in fact.candidates]
        yield Observation(
            check="NUM-MALFORMED",
            severity="notice",
            message=phrase(
                "NUM-MALFORMED.cell",
                printed=fact.printed,
                name=fact.subject.name,
                place=place,
                options=(joined(options, "atau"), joined(options, "or")),
            ),
            facts=(fact,),
            printed=fact.printed,
            expected=options[0] if len(options) == 1 else None,
            expected_value=fact.candidates[0] if len(options) == 1 else None,
            slip="dropped-zero",
        )
    for fact in leading_zeros(reading.facts):
        place = wording.fact(fact)
        yield Observation(
            check="NUM-MALFORMED",
            severity="notice",
            message=phrase("NUM-MALFORMED.zero", printed=fact.printed, name=fact.subject.name, place=place),
            facts=(fact,),
            printed=fact.printed,
            value=fact.value,
        )


def foreign_notation(reading: Reading) -> Iterator[Observation]:
    """NUM-LOCALE: decimal dots or English grouping in a table that otherwise uses the comma."""
    wording = Wording(reading)
    for broken in style_breaks(reading.facts):
        first = broken.facts[0]
        place = wording.fact(first)
        listed = joined(dict.fromkeys(fact.printed for fact in broken.facts[:12]))
        names = joined(dict.fromkeys(fact.subject.name for fact in broken.facts[:4] if fact.subject.name))
        yield Observation(
            check="NUM-LOCALE",
            severity="notice",
            message=phrase("NUM-LOCALE.cells", place=place, listed=listed, names=names),
            facts=broken.facts,
            printed=first.printed,
            value=first.value,
            expected=show(first.value, max(first.decimals, 0)) if first.value is not None else None,
            expected_value=first.value,
            slip="decimal-point",
        )


def odd_precision(reading: Reading) -> Iterator[Observation]:
    """VAL-DECIMALS: one percentage with three decimals among others with two."""
    wording = Wording(reading)
    for fact in odd_decimals(reading.facts):
        place = wording.fact(fact)
        yield Observation(
            check="VAL-DECIMALS",
            severity="notice",
            message=phrase(
                "VAL-DECIMALS.cell", printed=fact.printed, name=fact.subject.name, place=place, decimals=fact.decimals
            ),
            facts=(fact,),
            printed=fact.printed,
            value=fact.value,
        )


def running_numbers(reading: Reading) -> Iterator[Observation]:
    """NUM-SEQ: the first column of a table skips or repeats a number; one notice per table."""
    wording = Wording(reading)
    for table in reading.tables:
        numbers = _numbers(table)
        breaks = row_number_breaks(reading.rows.get(table.id, ()), numbers)
        goes_on = _continued(table) if breaks else set()
        breaks = [one for one in breaks if one[0] not in goes_on]
        if not breaks or len(breaks) > 2 or len(numbers) < 3:
            continue
        row, expected, printed = breaks[0]
        cell = next(cell for cell in table.cells if cell.row == row and cell.column == 0)
        place = wording.table(table.id, cell.page)
        facts = tuple(fact for fact in facts_by_table(reading).get(table.id, ()) if fact.source.row == row)
        name = (facts[0].subject.name if facts else "") or _row_name(table, row)
        yield Observation(
            check="NUM-SEQ",
            severity="notice",
            message=phrase("NUM-SEQ.rows", place=place, printed=printed, name=name, expected=expected),
            facts=facts,
            printed=None,
            table=table.id,
            page=cell.page,
            cells=((table.id, cell.row, cell.column),),
        )


def _continued(table: Table) -> set[int]:
    """Rows that print the number of the row above together with its objective: one item over several rows."""
    firsts = {cell.row: cell.text.strip() for cell in table.cells if cell.column == 0}
    seconds = {cell.row: cell.text.strip() for cell in table.cells if cell.column == 1}
    return {
        row
        for row, text in firsts.items()
        if text and text == firsts.get(row - 1) and seconds.get(row) and seconds.get(row) == seconds.get(row - 1)
    }


def _row_name(table: Table, row: int) -> str:
    """What a reader finds a row by where it has no subject: its first words beside the number."""
    words = (c.text.strip() for c in sorted(table.cells, key=lambda c: c.column) if c.row == row and c.column > 0)
    return f"“{next((text for text in words if text), '–')}”"


def _numbers(table: Table) -> dict[int, int]:
    """Plain running numbers of the first column, where it is one."""
    if not table.columns or table.columns[0].role not in ("no", "code"):
        return {}
    out = {}
    for cell in table.cells:
        if cell.column == 0 and cell.row >= table.header_rows:
            bare = cell.text.strip().removesuffix(".")
            if bare.isdecimal() and len(bare) <= _LONGEST:
                out[cell.row] = int(bare)
    return out


def index_row(reading: Reading) -> Iterator[Observation]:
    """DOC-COLNUM: the row that numbers the columns has holes."""
    wording = Wording(reading)
    for table in reading.tables:
        heading = [cell for cell in table.cells if cell.row < table.header_rows]
        for row in range(table.header_rows):
            cells = sorted((cell for cell in heading if cell.row == row), key=lambda cell: cell.column)
            marks = [_COLUMN.fullmatch(text) for cell in cells if (text := cell.text.strip())]
            if len(marks) < 3 or not all(marks):
                continue
            numbers = [int(mark[1]) for mark in marks if mark]
            if numbers == sorted(set(numbers)) and numbers[0] == 1 and numbers != list(range(1, len(numbers) + 1)):
                place = wording.table(table.id, cells[0].page)
                printed = " ".join(map(str, numbers))
                yield Observation(
                    check="DOC-COLNUM",
                    severity="notice",
                    message=phrase("DOC-COLNUM.row", place=place, printed=printed),
                    table=table.id,
                    page=cells[0].page,
                    cells=tuple((table.id, cell.row, cell.column) for cell in cells),
                )
