"""A table row on its way to its part: what it says about itself, before and after nesting."""

from dataclasses import dataclass
from decimal import Decimal

from extractor.facts.model import Row
from extractor.tables.view import View
from schemas import Column, Table

NAMES = ("name", "indicator", "objective", "goal")
MONEY = frozenset({"budget", "spending", "remainder"})
LABELS = frozenset({*NAMES, "no", "code", "unit", "formula", "source", "trend", "text"})


@dataclass(slots=True)
class Line:
    """One row. `label` is its printed number ("A.1"), `amounts` its money by column (None: blank or unreadable)."""

    index: int
    kind: str = "data"
    name: str = ""
    column: int | None = None
    label: str = ""
    code: str | None = None
    bold: bool = False
    amounts: tuple[Decimal | None, ...] = ()
    level: str | None = None
    parent: int | None = None

    def row(self, table: str) -> Row:
        """The row as the audit sees it."""
        return Row(table, self.index, self.kind, self.name, self.column, self.level, self.code, self.parent)

    @property
    def has_amounts(self) -> bool:
        """Whether any amount of money stands in the row."""
        return any(amount is not None for amount in self.amounts)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A classified table with its grid."""

    table: Table
    view: View

    @classmethod
    def of(cls, table: Table) -> "Sheet":
        """The table with its grid."""
        return cls(table, View(table))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, one for each position of the grid."""
        return self.table.columns

    def with_role(self, *roles: str) -> list[int]:
        """Positions of the columns that play one of the roles."""
        return [index for index, column in enumerate(self.columns) if column.role in roles]

    @property
    def measures(self) -> list[int]:
        """Positions of the columns that hold figures."""
        return [index for index, column in enumerate(self.columns) if column.role not in LABELS]

    @property
    def money(self) -> list[int]:
        """Positions of the columns of rupiah."""
        return [
            index
            for index, column in enumerate(self.columns)
            if column.role in MONEY or (column.role in ("target", "realization", "difference") and column.unit == "Rp")
        ]
