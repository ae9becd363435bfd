"""Scores of components: their total, their weights, and sub components that carry no sign of their level."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.context import Context
from extractor.facts.model import Row
from extractor.notation import Interval, exact, printed, rounded, total, ulp
from schemas import Fact

KINDS = frozenset({"akip_components", "scores"})
MEASURES = frozenset({"weight", "score"})
_GROUPS = 2
_FAR = 5


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the figures that make it up, with what rounding allows."""

    total: Fact
    parts: tuple[Fact, ...]
    interval: Interval

    @property
    def formula(self) -> str:
        """The sum as it is written down."""
        return " + ".join(printed(fact.value or Decimal(0), fact.decimals) for fact in self.parts)

    @property
    def holds(self) -> bool:
        """Whether the printed total lies in what rounding allows, by half a unit of its own last digit too."""
        assert self.total.value is not None
        return self.interval.distance(self.total.value) <= ulp(self.total.decimals) / 2

    @property
    def another_measure(self) -> bool:
        """Whether the total is that far from the sum that it must be something else: a mean, a weighted score."""
        assert self.total.value is not None
        return self.interval.distance(self.total.value) * _FAR > abs(self.interval.middle)


def sums(context: Context) -> Iterator[Sum]:
    """Totals of component tables with their parts, and parents with the sub components below them."""
    for table in context.reading.tables:
        if table.kind not in KINDS:
            continue
        for column in sorted(
            {fact.source.column or 0 for fact in context.of_table(table.id) if fact.measure in MEASURES}
        ):
            filled = _column(context, table.id, column)
            yield from _totals(filled)
            yield from _nested(filled)


def _column(context: Context, table: str, column: int) -> list[tuple[Row, Fact]]:
    """The figures of a column row by row; empty where a cell holds no or several figures, or the kinds of row mix."""
    found = []
    for row in context.rows(table):
        facts = context.of_cell(table, row.index, column)
        facts = [fact for fact in facts if fact.measure in MEASURES]
        if len(facts) > 1 or any(fact.value is None for fact in facts):
            return []
        found += [(row, fact) for fact in facts]
    return found


def _totals(filled: Sequence[tuple[Row, Fact]]) -> Iterator[Sum]:
    """The only total of a column, at its end, with the rows that stand highest."""
    whole = [(row, fact) for row, fact in filled if row.kind == "total"]
    if len(whole) != 1 or filled[-1][0].kind != "total":
        return
    indexes = {row.index for row, _ in filled}
    parts = tuple(
        fact for row, fact in filled if row.kind == "data" and row.parent not in indexes - {whole[0][0].index}
    )
    if len(parts) >= 2:
        yield Sum(whole[0][1], parts, _allowed(parts))


def _allowed(parts: Sequence[Fact]) -> Interval:
    """What the parts allow: weights are exact, scores were rounded."""
    return total(
        exact(fact.value) if fact.measure == "weight" else rounded(fact.value, fact.decimals)
        for fact in parts
        if fact.value is not None
    )


def _nested(filled: Sequence[tuple[Row, Fact]]) -> Iterator[Sum]:
    """Groups "component, its sub components" of a column of weights, read off from the groups that add up.

    Where all groups that hold have one number of sub components, a row followed by as many others is a group as well.
    """
    facts = [fact for row, fact in filled if row.kind == "data" and fact.measure == "weight"]
    if len(facts) != len(filled):
        facts = facts if all(row.kind != "average" for row, _ in filled) else []
    starts = _groups(facts)
    sizes = {size for size in starts.values() if size}
    if len(sizes) != 1 or sum(size > 0 for size in starts.values()) < _GROUPS:
        return
    size = next(iter(sizes))
    for start, found in starts.items():
        parts = tuple(facts[start + 1 : start + 1 + size])
        if found or len(parts) == size:
            yield Sum(facts[start], parts, _allowed(parts))


def _groups(facts: Sequence[Fact]) -> dict[int, int]:
    """Starts of groups with their number of sub components; 0 where a group of the size of the others does not add up."""
    starts: dict[int, int] = {}
    index = 0
    while index < len(facts):
        size = _size(facts, index)
        usual = next((value for value in starts.values() if value), 0)
        starts[index] = size
        step = size or usual
        if not step:
            return {}
        index += step + 1
    return starts


def _size(facts: Sequence[Fact], start: int) -> int:
    """How many of the following figures add up to this one; 0 where none do."""
    running = Decimal(0)
    for offset, fact in enumerate(facts[start + 1 :], 1):
        running += fact.value or Decimal(0)
        if offset >= 2 and running == facts[start].value:
            return offset
        if running > (facts[start].value or Decimal(0)):
            return 0
    return 0
