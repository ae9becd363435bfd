"""Facts, sentences and readings for the tests of the rules on duplicates and prose."""

from decimal import Decimal
from typing import Any

from extractor.facts.model import Reading, Row, Sentence
from schemas import Cell, Column, Document, Fact, FactSource, Section, Subject, Table

BOX = (0.0, 0.0, 1.0, 1.0)


def fact(name: str, measure: str, printed: str, **more: Any) -> Fact:
    """A figure of an indicator in table t1 (page 5) unless told otherwise; `printed` in Indonesian notation."""
    digits = printed.rstrip("%").strip().replace(".", "").replace(",", ".")
    value = Decimal(digits) if digits.replace(".", "", 1).isdigit() else None
    decimals = len(digits.partition(".")[2]) if value is not None else 0
    table, sentence = more.pop("table", "t1"), more.pop("sentence", None)
    source = FactSource(
        page=more.pop("page", 5),
        bbox=BOX,
        table=None if sentence else table,
        row=None if sentence else more.pop("row", 3),
        column=None if sentence else more.pop("column", 2),
        sentence=sentence,
    )
    subject = Subject(
        kind=more.pop("kind", "indicator"),
        name=name,
        canonical_id=more.pop("canonical_id", None),
        level=more.pop("level", None),
        path=more.pop("path", ()),
    )
    defaults: dict[str, Any] = {
        "period": "2031",
        "value": value,
        "decimals": decimals,
        "unit": "%" if "%" in printed else None,
    }
    identity = f"{table}-{name}-{measure}-{printed}-{source.page}-{source.row}-{len(more)}"
    return Fact(id=identity, subject=subject, measure=measure, printed=printed, source=source, **(defaults | more))


def sentence(text: str, page: int = 6, number: int = 1, **more: Any) -> Sentence:
    """A sentence of running text."""
    return Sentence(id=f"s{number:04d}", text=text, page=page, bbox=BOX, **more)


def table(identifier: str, kind: str = "achievement", page: int = 5, **more: Any) -> Table:
    """A table that is known by number and kind only, or by the cells in `grid` and the roles in `roles`."""
    grid, roles = more.pop("grid", ()), more.pop("roles", ())
    cells = tuple(
        Cell(row=row, column=column, text=text, page=page, bbox=BOX)
        for row, texts in enumerate(grid)
        for column, text in enumerate(texts)
        if text
    )
    columns = tuple(Column(role=role) for role in roles)
    return Table(id=identifier, kind=kind, pages=(page, page), cells=cells, columns=columns, **more)


def reading(
    facts: tuple[Fact, ...] = (),
    sentences: tuple[Sentence, ...] = (),
    tables: tuple[Table, ...] = (),
    rows: dict[str, tuple[Row, ...]] | None = None,
    sections: tuple[Section, ...] = (),
) -> Reading:
    """The reading of a report of the year 2031."""
    return Reading(
        document=Document(fiscal_year=2031),
        facts=facts,
        sentences=sentences,
        tables=tables,
        rows=rows or {},
        sections=sections,
    )
