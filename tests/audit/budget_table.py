"""Budget tables for tests, written as rows of text: "level | name | cells", nested by level."""

from collections.abc import Sequence
from decimal import Decimal

from extractor.audit.rules.budget_case import Case, case_of
from extractor.audit.rules.budget_links import root_of, slips
from extractor.audit.rules.budget_slip import Slip
from extractor.facts.model import Reading, Row, Sentence
from extractor.notation import parse
from schemas import Cell, Document, Fact, FactSource, Subject, Table

LEVELS = {
    "T": ("total", 0),
    "S": ("objective", 1),
    "P": ("program", 2),
    "K": ("activity", 3),
    "U": ("sub_activity", 4),
    "G": ("expenditure_group", 2),
    "J": ("expenditure_type", 3),
    "-": (None, 9),
}
BOX = (10.0, 10.0, 20.0, 20.0)


def budget_table(
    number: str, columns: str, lines: Sequence[str], period: str | None = "2031"
) -> tuple[Table, tuple[Row, ...], list[Fact]]:
    """A table, its rows and its facts.

    Args:
        number: number of the table, also the end of its id.
        columns: measures of the columns after the name; "budget:initial" gives a phase, "text" no fact.
        lines: "P | Program Air | 1.000 | 900"; T P K U are total, program, kegiatan, sub kegiatan, G J kinds of
            expenditure, S a sasaran, - a row without level.
        period: period of all facts.
    """
    identifier = f"t{number}"
    measures = [column.partition(":") for column in columns.split()]
    rows, facts, cells = [Row(identifier, 0, "header")], [], []
    stack: list[tuple[int, int]] = []
    for index, line in enumerate(lines, 1):
        mark, name, *texts = (part.strip() for part in line.split("|"))
        level, depth = LEVELS[mark]
        while stack and stack[-1][0] >= depth:
            stack.pop()
        filled = any(texts)
        kind = "total" if mark == "T" else "data" if filled else "group"
        rows.append(Row(identifier, index, kind, name, 0, level, None, stack[-1][1] if stack else None))
        if mark != "-":
            stack.append((depth, index))
        cells.append(Cell(row=index, column=0, text=name, page=7, bbox=BOX))
        for column, ((measure, _, phase), text) in enumerate(zip(measures, texts, strict=True), 1):
            cells.append(Cell(row=index, column=column, text=text, page=7, bbox=BOX))
            if text and text != "-" and measure != "text":
                facts.append(_fact(identifier, index, column, name, level, measure, phase, text, period))
    table = Table(id=identifier, number=number, pages=(7, 7), header_rows=1, cells=tuple(cells))
    return table, tuple(rows), facts


def _fact(
    table: str,
    row: int,
    column: int,
    name: str,
    level: str | None,
    measure: str,
    phase: str,
    text: str,
    period: str | None,
) -> Fact:
    parsed = parse(text, money=measure in ("budget", "spending"), percent=measure == "absorption")
    return Fact(
        id=f"{table}r{row}c{column}",
        subject=Subject(kind="budget_line", name=name, level=level),
        measure=measure,
        period=period,
        phase=phase or None,
        printed=text,
        value=parsed.value,
        decimals=parsed.decimals,
        candidates=parsed.candidates,
        source=FactSource(page=7, bbox=BOX, table=table, row=row, column=column),
    )


def said(sentence: str, measure: str, text: str, name: str = "Total anggaran", period: str | None = "2031") -> Fact:
    """A figure of a sentence."""
    parsed = parse(text, money=measure != "absorption", percent=measure == "absorption")
    return Fact(
        id=f"s-{measure}-{text}",
        subject=Subject(kind="total", name=name, level="total"),
        measure=measure,
        period=period,
        printed=text,
        value=parsed.value,
        decimals=parsed.decimals,
        source=FactSource(page=8, bbox=BOX, sentence=sentence),
    )


def reading(
    *tables: tuple[Table, tuple[Row, ...], list[Fact]], facts: Sequence[Fact] = (), sentences: Sequence[str] = ()
) -> Reading:
    """A reading of tables and sentences, those of the facts among them."""
    texts = dict.fromkeys([*(fact.source.sentence for fact in facts if fact.source.sentence), *sentences])
    return Reading(
        Document(fiscal_year=2031),
        tuple(table for table, _, _ in tables),
        {table.id: rows for table, rows, _ in tables},
        (*(fact for _, _, found in tables for fact in found), *facts),
        (),
        tuple(Sentence(f"s{n}", text, 8, BOX) for n, text in enumerate(texts)),
    )


def audit(
    *tables: tuple[Table, tuple[Row, ...], list[Fact]], facts: Sequence[Fact] = (), sentences: Sequence[str] = ()
) -> list[Slip]:
    """All budget findings of a reading."""
    return slips(case(*tables, facts=facts, sentences=sentences))


def case(
    *tables: tuple[Table, tuple[Row, ...], list[Fact]], facts: Sequence[Fact] = (), sentences: Sequence[str] = ()
) -> Case:
    """The joined budget tables of a reading."""
    return case_of(reading(*tables, facts=facts, sentences=sentences))


def flat(found: Sequence[Slip]) -> list[tuple[str, str | None, Decimal | None]]:
    """Findings as (check, printed, expected), notices left out."""
    return [(s.check, s.reported.printed if s.reported else None, s.expected) for s in found if s.severity != "notice"]


def roots(found: Sequence[Slip]) -> list[tuple[str, str | None]]:
    """Check and print of the findings that no other one explains, notices left out."""
    return [
        (s.check, s.reported.printed if s.reported else None)
        for s in found
        if s.severity != "notice" and root_of(s, found) is None
    ]
