"""Columns and rows that add up: which rows a printed total may be the sum of, before anything is called wrong."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.context import Context
from extractor.facts.model import Row
from extractor.notation import parse, printed
from schemas import Fact

# Rows that tables of employees often leave out of their total, or name as part of a row above.
_APART = re.compile(
    r"\b(?:non\W*asn|non\W*pns|ptt|thl|tkk|tks|honorer|kontrak|outsourcing|magang|p3k|pppk|tenaga\s+(?:pendukung|harian))\b",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"^\s*(?:[-–•*]|(?:di\s?antaranya|termasuk|terdiri)\b)", re.IGNORECASE)
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Part:
    """A row with its figure in a column; a blank or dash counts as 0 and has no fact."""

    row: Row
    fact: Fact | None
    value: Decimal


@dataclass(frozen=True, slots=True)
class Addition:
    """A set of rows and their sum; `name` says which rows these are; the messages have its words."""

    name: str
    parts: tuple[Part, ...]

    @property
    def sum(self) -> Decimal:
        """The exact sum."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The printed figures."""
        return tuple(part.fact for part in self.parts if part.fact is not None)

    @property
    def formula(self) -> str:
        """The sum as an inspector writes it down; long ones are shortened in the middle."""
        shown = [
            printed(part.value, part.fact.decimals if part.fact else 0)
            for part in self.parts
            if part.value or len(self.parts) < _SHOWN
        ]
        if len(shown) > _SHOWN:
            shown = [*shown[:4], "…", *shown[-3:]]
        return " + ".join(shown)


def parts_above(context: Context, table: str, column: int, total: Row) -> list[Part] | None:
    """The figures of a column above a total, back to the total before; null where a cell could not be read as one figure."""
    found: list[Part] = []
    for row in context.rows(table):
        if row.index >= total.index:
            break
        if row.kind in ("total", "average"):
            found = []
            continue
        if row.kind not in ("data", "group"):
            continue
        part = _part(context, table, column, row)
        if part is None:
            return None
        if part.fact is not None or row.kind == "data":
            found.append(part)
    return found


def _part(context: Context, table: str, column: int, row: Row) -> Part | None:
    facts = context.of_cell(table, row.index, column)
    if len(facts) > 1 or any(fact.value is None for fact in facts):
        return None
    if facts:
        return Part(row, facts[0], facts[0].value or Decimal(0))
    text = context.cell_text(table, row.index, column)
    return Part(row, None, Decimal(0)) if not text or parse(text).kind in ("dash", "blank") else None


def additions(parts: Sequence[Part]) -> list[Addition]:
    """The sets of rows that a total may lawfully be the sum of; all rows first."""
    indexes = {part.row.index for part in parts}
    nested = [part for part in parts if part.row.parent in indexes]
    parents = {part.row.parent for part in nested}
    found = [Addition("all", tuple(parts))]
    if nested:
        found.append(Addition("parents", tuple(part for part in parts if part not in nested)))
        found.append(Addition("details", tuple(part for part in parts if part.row.index not in parents)))
    apart = [part for part in parts if _APART.search(part.row.name)]
    if apart:
        found.append(Addition("without_apart", tuple(part for part in parts if part not in apart)))
    which = [part for part in parts if _OF_WHICH.search(part.row.name)]
    if which:
        found.append(Addition("without_of_which", tuple(part for part in parts if part not in which)))
    if len(parts) > 2:
        found.append(Addition("without_last", tuple(parts[:-1])))
    return [item for item in found if len(item.parts) >= 2]
