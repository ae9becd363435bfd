"""What the figure of a cell is about: the name beside it, what stands above that, and the kind of thing it is."""

from collections.abc import Sequence
from typing import Any

from extractor.facts.line import MONEY, Line, Sheet
from extractor.notation import parse
from schemas import Cell, Subject

MONEY_ORDER = ("name", "indicator", "objective", "goal", "text")
WORK_ORDER = ("indicator", "name", "objective", "goal", "text")
BUDGET_MEASURES = MONEY | {"absorption", "share"}
COUNTED = {"staff": "staff", "assets": "count"}
SCORED = frozenset({"akip_components", "scores"})


def _is_words(text: str) -> bool:
    """Whether a text names something: a figure with its unit ("55 orang") does not."""
    return any(character.isalpha() for character in text) and parse(text).kind != "number"


class Subjects:
    """Names of the figures of one table."""

    def __init__(self, sheet: Sheet, lines: Sequence[Line]) -> None:
        self._sheet = sheet
        self._lines = {line.index: line for line in lines}
        self._known: dict[tuple[Any, ...], Subject] = {}
        self._budget = bool(sheet.money) or any(column.role == "absorption" for column in sheet.columns)

    def of(self, cell: Cell, measure: str) -> Subject:
        """The subject of a figure; of a cell merged over several rows the group that it spans."""
        line = self._lines[cell.row]
        if line.kind in ("total", "average"):
            return self._total(line, cell)
        about_money = measure in BUDGET_MEASURES or (
            measure in ("difference", "target", "realization") and self._is_rupiah(cell)
        )
        column = self._name_column(cell, about_money)
        if column is None:
            return self._one(self._kind(None, about_money), line.name, self._path(line, None), code=line.code)
        name, row = self._name(cell, column)
        formula = self._formula(cell, column, row)
        if formula is not None:
            above = dict.fromkeys((*self._path(self._lines[row], column), name))
            return self._one(self._kind("indicator", about_money), formula, tuple(above))
        role = self._sheet.columns[column].role
        owner = self._lines[row]
        kind = self._kind(role, about_money)
        level = owner.level if owner.column == column or kind == "budget_line" else None
        if kind == "budget_line" and level is None and role in ("objective", "goal"):
            level = "objective"
        return self._one(
            "total" if level == "total" else kind,
            name,
            self._path(owner, column),
            level=level if kind == "budget_line" else None,
            code=owner.code if kind == "budget_line" else None,
        )

    def _one(
        self, kind: str, name: str, path: tuple[str, ...], level: str | None = None, code: str | None = None
    ) -> Subject:
        """The subject with these parts, one record for all figures that are about it."""
        parts = (kind, name, path, level, code)
        if parts not in self._known:
            self._known[parts] = Subject(kind=kind, name=name, path=path, level=level, code=code)
        return self._known[parts]

    def _is_rupiah(self, cell: Cell) -> bool:
        """Whether a column of targets or differences is one of money."""
        return cell.column in self._sheet.money

    def _total(self, line: Line, cell: Cell) -> Subject:
        """A total or mean of the rows above."""
        words = [c.text for c in self._sheet.view.started(line.index) if c is not cell and c.column < cell.column]
        names = [text for text in words if _is_words(text)]
        name = line.name if any(character.isalpha() for character in line.name) else (names or words or [line.name])[-1]
        return self._one("total", names[-1] if names else name, self._path(line, None), level="total")

    def _name_column(self, cell: Cell, about_money: bool) -> int | None:
        """The column that names the figure: the nearest at its left of the kind that fits, that one text covers."""
        order = MONEY_ORDER if about_money else WORK_ORDER
        columns = [
            c
            for role in order
            for c in sorted(self._sheet.with_role(role), key=lambda c: self._distance(c, cell.column))
        ]
        columns = [c for c in columns if c != cell.column]
        here = [c for c in columns if self._starts(cell, c)]
        if cell.row_span > 1:
            whole = [c for c in here if len(self._texts(cell, c)) == 1 and self._covers(cell, c)]
            here = whole or [c for c in here if len(self._texts(cell, c)) == 1] or here
        labels = [c for c in here if self._sheet.columns[c].role != "text"]
        if labels:
            return labels[0]
        above = [c for c in columns if self._sheet.columns[c].role != "text"]
        return above[0] if above else here[0] if here else None

    @staticmethod
    def _distance(column: int, of: int) -> tuple[bool, int]:
        """Columns at the left come before those at the right, nearer ones first."""
        return (column > of, abs(of - column))

    def _starts(self, cell: Cell, column: int) -> bool:
        """Whether a name stands beside the first row of a figure."""
        return bool(self._sheet.view.text(cell.row, column))

    def _texts(self, cell: Cell, column: int) -> set[str]:
        """The different names beside all rows of a figure."""
        rows = range(cell.row, cell.row + cell.row_span)
        return {text for row in rows if (text := self._sheet.view.text(row, column))}

    def _covers(self, cell: Cell, column: int) -> bool:
        """Whether the name beside a merged figure is merged at least as far."""
        name = self._sheet.view.cell(cell.row, column)
        return name is not None and name.row + name.row_span >= cell.row + cell.row_span

    def _name(self, cell: Cell, column: int) -> tuple[str, int]:
        """Name and its row; where the row has none, that of the nearest row above."""
        for row in range(cell.row, self._sheet.table.header_rows - 1, -1):
            name = self._sheet.view.cell(row, column)
            if (
                name is not None
                and name.text
                and self._lines[name.row].kind not in ("total", "average", "header", "numbering")
            ):
                return name.text, name.row if name.row in self._lines else row
        return self._lines[cell.row].name, cell.row

    def _formula(self, cell: Cell, column: int, row: int) -> str | None:
        """The formula beside a figure where one indicator cell spans several rows that each have a formula and figures.

        Such rows are indicators of their own; the cell that spans them says what they have in common.
        """
        name = self._sheet.view.cell(row, column)
        if self._sheet.columns[column].role != "indicator" or name is None or cell.row_span > 1 or name.row_span < 2:
            return None
        rows = range(name.row, name.row + name.row_span)
        for formula in self._sheet.with_role("formula"):
            texts = {text for r in rows if (text := self._sheet.view.text(r, formula))}
            figures = [r for r in rows if self._sheet.view.text(r, cell.column)]
            own = self._sheet.view.text(cell.row, formula)
            if own and formula < cell.column and len(texts) == len(figures) == name.row_span:
                return own
        return None

    def _kind(self, role: str | None, about_money: bool) -> str:
        """indicator, budget_line, component, staff, count or other."""
        kind = self._sheet.table.kind
        if kind in COUNTED:
            return COUNTED[kind]
        if role == "indicator":
            return "indicator"
        if kind in SCORED:
            return "component"
        if about_money or (role == "name" and self._budget):
            return "budget_line"
        return "budget_line" if self._budget and role in ("objective", "goal") else "other"

    def _path(self, line: Line, column: int | None) -> tuple[str, ...]:
        """What stands above a row: goals and objectives at its left, then the rows that it is part of."""
        names = [
            self._carried(line.index, c)
            for c in self._sheet.with_role("goal", "objective")
            if column is None or c < column
        ]
        above: list[str] = []
        parent = self._lines.get(line.parent) if line.parent is not None else None
        while parent is not None and len(above) < 10:
            above.insert(0, parent.name)
            parent = self._lines.get(parent.parent) if parent.parent is not None else None
        found = [name for name in (*names, *above) if name and name != line.name]
        return tuple(dict.fromkeys(found))

    def _carried(self, row: int, column: int) -> str:
        """The text of a column beside a row, or of the nearest row above it."""
        for above in range(row, self._sheet.table.header_rows - 1, -1):
            text = self._sheet.view.text(above, column)
            if text and self._lines[above].kind in ("data", "group"):
                return text
        return ""
