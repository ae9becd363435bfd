"""What the cells of a column hold, where the words of its header leave its role open."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from extractor.notation import Parsed, normalise_unit, parse
from extractor.tables.stacked import figures
from schemas import Cell

# An amount of money has at least this many rupiah; smaller figures without "Rp" may be anything.
LEAST_AMOUNT = Decimal(100_000)
# Text of this length is prose or a name, no label.
LONG = 25
# Most steps of a column that numbers its rows go up by one.
RUNNING_SHARE = 0.6


@dataclass(slots=True)
class Content:
    """Counts of what a column's cells hold, and its figures by row; dashes and blanks count as nothing."""

    cells: int = 0
    figures: int = 0
    amounts: int = 0
    currency: int = 0
    percents: int = 0
    small_integers: int = 0
    units: int = 0
    predicates: int = 0
    ticks: int = 0
    words: int = 0
    long: int = 0
    ranges: int = 0
    values: dict[int, Decimal] = field(default_factory=dict)

    def mostly(self, count: int, of: int | None = None) -> bool:
        """Whether a count is more than half of the cells (or of another count)."""
        whole = self.cells if of is None else of
        return whole > 0 and 2 * count > whole

    @property
    def money(self) -> bool:
        """Whether the figures are amounts of money by their size or their "Rp"."""
        return self.figures > 0 and (
            self.mostly(self.currency, self.figures) or self.mostly(self.amounts, self.figures)
        )

    @property
    def largest(self) -> Decimal:
        """The largest figure, 0 where there is none."""
        return max(self.values.values(), default=Decimal(0))

    @property
    def running(self) -> bool:
        """Whether the figures only number the rows."""
        values = list(self.values.values())
        if not self.mostly(self.small_integers) or len(values) < 2:
            return False
        steps = [after - before for before, after in pairwise(values)]
        return sum(step == 1 for step in steps) >= RUNNING_SHARE * len(steps)

    def add(self, cell: Cell) -> None:
        """Counts one more cell."""
        parsed = parse(cell.text)
        if parsed.kind in ("dash", "blank"):
            return
        self.cells += 1
        self.units += normalise_unit(cell.text) is not None
        if parsed.value is not None:
            self.values[cell.row] = parsed.value
        if parsed.kind in ("number", "malformed", "fraction"):
            self._add_figure(parsed)
        elif parsed.kind == "range":
            self.ranges += 1
        elif parsed.kind == "predicate":
            self.predicates += 1
        elif parsed.kind == "tick":
            self.ticks += 1
        elif figures(cell.text):
            self.figures += 1
        else:
            self.words += 1
            self.long += len(cell.text) > LONG

    def _add_figure(self, parsed: Parsed) -> None:
        """Counts what one figure looks like."""
        value = parsed.value if parsed.value is not None else max(parsed.candidates, default=Decimal(0))
        bare = parsed.unit is None and not parsed.percent_sign
        self.figures += 1
        self.currency += parsed.currency
        self.percents += parsed.percent_sign
        self.amounts += bare and abs(value) >= LEAST_AMOUNT
        self.small_integers += bare and value == value.to_integral_value() and 0 <= value < 200


def content_of(cells: Iterable[Cell]) -> Content:
    """The content of a column's body cells."""
    content = Content()
    for cell in cells:
        content.add(cell)
    return content
