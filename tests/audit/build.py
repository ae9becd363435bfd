"""A reading from a small grid of text, for the tests of rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from extractor.audit import RULES, Audit, Context, Outcome, Profile, audit
from extractor.facts.model import Reading, Row, Sentence
from extractor.notation import parse
from schemas import Cell, Column, Document, Fact, FactSource, Subject, Table

YEAR = 2031
BOX = (10.0, 10.0, 20.0, 20.0)
NO_FACT = frozenset(
    ["no", "code", "goal", "objective", "indicator", "name", "unit", "formula", "source", "trend", "text"]
)
SUBJECTS = {"staff": "staff", "assets": "count", "akip_components": "component", "scores": "component"}
PERCENT = frozenset({"achievement", "absorption", "average_achievement", "growth"})
MONEY = frozenset({"budget", "spending"})


@dataclass
class Built:
    """A table with its rows and facts."""

    table: Table
    rows: tuple[Row, ...]
    facts: list[Fact] = field(default_factory=list)


def column(text: str) -> Column:
    """A column from "role period basis key=value …": "realization 2030", "achievement renstra", "count kelamin=L"."""
    role, *words = text.split()
    more: dict[str, Any] = {"member": {}}
    for word in words:
        axis, equals, value = word.partition("=")
        if equals and axis in ("entity", "phase", "unit", "header"):
            more[axis] = value.replace("_", " ")
        elif equals:
            more["member"][axis] = value
        elif word[:2] == "20":
            more["period"] = word
        else:
            more["basis"] = word
    return Column(role=role, **({"header": role} | more))


def table(
    columns: Sequence[str],
    lines: Iterable[str],
    kind: str = "achievement",
    number: str = "3.1",
    page: int = 7,
) -> Built:
    """A table from lines of cells: "Indeks Air | 80 | 78 | 97,50".

    A line may begin with marks and a colon: "total:", "average:", "group:", "note:" give the row's kind, ">" one level of
    nesting each ("> Baik | 3" is part of the last row with one ">" less). Cells in columns of measures become facts; a
    subject takes its name from the last of the columns name, indicator, objective that is filled, and "objective" cells
    are carried down.
    """
    layout = [column(text) for text in columns]
    identifier = f"t{number}"
    rows = [Row(identifier, 0, "header")]
    cells = [Cell(row=0, column=n, text=item.header, page=page, bbox=BOX) for n, item in enumerate(layout)]
    facts: list[Fact] = []
    open_rows: dict[int, int] = {}
    objective = ""
    for index, line in enumerate(lines, 1):
        row_kind, depth, texts = _split(line)
        objective = next((t for c, t in zip(layout, texts, strict=True) if c.role == "objective" and t), objective)
        name = next(
            (t for c, t in reversed(list(zip(layout, texts, strict=True))) if c.role in NO_FACT - {"unit", "no"} and t),
            "",
        )
        rows.append(Row(identifier, index, row_kind, name, 0, parent=open_rows.get(depth - 1)))
        open_rows[depth] = index
        for number_, (item, text) in enumerate(zip(layout, texts, strict=True)):
            if text:
                cells.append(Cell(row=index, column=number_, text=text, page=page, bbox=BOX))
            if text and item.role not in NO_FACT and text not in ("-", "n/a"):
                facts.append(_fact(identifier, page, kind, rows[-1], objective, number_, item, text))
    built = Table(
        id=identifier,
        number=number,
        kind=kind,
        pages=(page, page),
        header_rows=1,
        columns=tuple(layout),
        cells=tuple(cells),
    )
    return Built(built, tuple(rows), facts)


def _split(line: str) -> tuple[str, int, list[str]]:
    kind, colon, rest = line.partition(":")
    row_kind, text = (
        (kind.strip(), rest) if colon and kind.strip() in ("total", "average", "group", "note") else ("data", line)
    )
    depth = len(text) - len(text.lstrip(" >")) and text[: len(text) - len(text.lstrip(" >"))].count(">")
    return row_kind, depth, [part.strip() for part in text.lstrip(" >").split("|")]


def _fact(
    identifier: str, page: int, kind: str, row: Row, objective: str, number: int, item: Column, text: str
) -> Fact:
    measure = item.role
    whole = row.kind in ("total", "average")
    if row.kind == "average" and measure == "achievement":
        measure = "average_achievement"
    return fact(
        text,
        measure,
        row.name,
        id=f"{identifier}r{row.index}c{number}",
        subject=Subject(
            kind="total" if whole else SUBJECTS.get(kind, "indicator"),
            name=row.name,
            path=(objective,) if objective and objective != row.name else (),
            level="total" if whole else None,
        ),
        period=item.period or str(YEAR),
        entity=item.entity,
        basis=item.basis,
        phase=item.phase,
        member=item.member,
        source=FactSource(page=page, bbox=BOX, table=identifier, row=row.index, column=number),
    )


def fact(text: str, measure: str, name: str = "Indeks Air", **more: Any) -> Fact:
    """A fact from its print; keyword arguments are the fields of `Fact`."""
    parsed = parse(text, money=measure in MONEY, percent=measure in PERCENT, count=measure == "count")
    base: dict[str, Any] = {
        "id": f"{measure}-{text}-{name}",
        "subject": Subject(kind="indicator", name=name),
        "measure": measure,
        "period": str(YEAR),
        "printed": text,
        "value": parsed.value,
        "decimals": parsed.decimals,
        "unit": parsed.unit,
        "predicate": parsed.predicate,
        "candidates": parsed.candidates if parsed.value is None else (),
        "range": parsed.range,
        "source": FactSource(page=8, bbox=BOX),
    }
    return Fact(**(base | more))


def sentence(text: str, *facts: Fact, number: int = 1, page: int = 8, **more: Any) -> tuple[Sentence, list[Fact]]:
    """A sentence with the facts that were read from it."""
    spoken = Sentence(f"s{number}", text, page, BOX, **more)
    place = FactSource(page=page, bbox=BOX, sentence=spoken.id)
    return spoken, [item.model_copy(update={"id": f"s{number}-{n}", "source": place}) for n, item in enumerate(facts)]


def reading(*parts: Built | tuple[Sentence, list[Fact]], **more: Any) -> Reading:
    """A reading of tables and sentences."""
    tables = [item for item in parts if isinstance(item, Built)]
    told = [item for item in parts if not isinstance(item, Built)]
    base: dict[str, Any] = {
        "document": Document(fiscal_year=YEAR),
        "tables": tuple(item.table for item in tables),
        "rows": {item.table.id: item.rows for item in tables},
        "facts": (*(f for item in tables for f in item.facts), *(f for _, facts in told for f in facts)),
        "sentences": tuple(item for item, _ in told),
    }
    return Reading(**(base | more))


def audited(*parts: Built | tuple[Sentence, list[Fact]], profile: Profile | None = None, **more: Any) -> Audit:
    """The audit of a reading of tables and sentences."""
    return audit(reading(*parts, **more), profile)


def outcomes(code: str, *parts: Built | tuple[Sentence, list[Fact]], **more: Any) -> list[Outcome]:
    """What one rule yields on a reading of tables and sentences."""
    import_module("extractor.audit.rules")
    context = Context(reading(*parts, **more))
    return [outcome for function in RULES[code].functions for outcome in function(context)]


def flat(result: Audit, *checks: str) -> list[tuple[str, str, str | None, str | None]]:
    """Findings as (check, severity, printed, expected), those of the given checks only where any are given."""
    return [
        (
            item.check,
            item.severity,
            item.reported.printed if item.reported else None,
            item.expected.printed if item.expected else None,
        )
        for item in result.findings
        if not checks or item.check in checks
    ]


def verdicts(result: Audit, *checks: str) -> list[tuple[str, str]]:
    """Calculations as (check, verdict)."""
    return [(item.check, item.verdict) for item in result.calculations if not checks or item.check in checks]
