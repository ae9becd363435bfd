"""What a person said of the rows and columns of a table; it wins over words and content."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.tables.context import DocumentContext
from extractor.tables.draft import Draft
from schemas import Column
from schemas.decisions import ColumnDecision

MONEY = frozenset({"budget", "spending", "remainder"})
# A period that is counted from the report's year, so that next year's report has its own: "year", "year-1", "year-Q2".
OF_REPORT = re.compile(r"year(?P<step>[+-]\d+)?(?P<part>-[QS]\d)?")


@dataclass(frozen=True, slots=True)
class Decided:
    """Number of header rows, kind, and columns by their index; what is not said is found as usual."""

    header_rows: int | None = None
    kind: str | None = None
    columns: Mapping[int, ColumnDecision] = field(default_factory=dict)


UNDECIDED = Decided()
"""Nothing was said."""


def give_roles(drafts: Sequence[Draft], decided: Decided) -> None:
    """Gives columns the roles that a person said."""
    for index, column in decided.columns.items():
        if column.role is not None and index < len(drafts):
            drafts[index].role = column.role
            drafts[index].money = column.role in MONEY


def with_dimensions(columns: Sequence[Column], decided: Decided, context: DocumentContext) -> tuple[Column, ...]:
    """The columns with the period, unit, entity and basis that a person said."""
    return tuple(
        column.model_copy(update=_said(decided.columns[index], context)) if index in decided.columns else column
        for index, column in enumerate(columns)
    )


def _said(column: ColumnDecision, context: DocumentContext) -> dict[str, str | None]:
    """The dimensions of a column that were said."""
    said: dict[str, str | None] = {
        name: value for name in ("unit", "entity", "basis") if (value := getattr(column, name)) is not None
    }
    return said | ({"period": _period(column.period, context)} if column.period is not None else {})


def _period(text: str, context: DocumentContext) -> str | None:
    """The period that a decision names; None where it counts from the report's year and that is not known."""
    match = OF_REPORT.fullmatch(text)
    if match is None:
        return text
    if context.fiscal_year is None:
        return None
    return f"{context.fiscal_year + int(match['step'] or 0)}{match['part'] or ''}"
