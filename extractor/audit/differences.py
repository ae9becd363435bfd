"""Columns of differences and growth, with the pair of columns that they are made of."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from extractor.audit.context import Context
from extractor.notation import printed, round_half_up, ulp
from schemas import Fact

_RESULTS = frozenset({"difference", "remainder", "growth"})
_INPUTS = frozenset({"count", "budget", "spending", "target", "realization", "achievement", "score", "availability"})
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Form:
    """One way to make a difference: the calculation and how it is written."""

    value: Callable[[Decimal, Decimal], Decimal | None]
    text: str


_FORMS = (
    Form(lambda a, b: a - b, "{a} − {b}"),
    Form(lambda a, b: b - a, "{b} − {a}"),
    Form(lambda a, b: (b - a) / a * 100 if a else None, "({b} − {a}) / {a} × 100"),
    Form(lambda a, b: (a - b) / b * 100 if b else None, "({a} − {b}) / {b} × 100"),
    Form(lambda a, b: (a - b) / a * 100 if a else None, "({a} − {b}) / {a} × 100"),
    Form(lambda a, b: (b - a) / b * 100 if b else None, "({b} − {a}) / {b} × 100"),
    Form(lambda a, b: b / a * 100 if a else None, "{b} / {a} × 100"),
    Form(lambda a, b: a / b * 100 if b else None, "{a} / {b} × 100"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A column of results with the two columns beside it, row by row, and the form that most rows follow.

    `unsigned` tells that the column prints differences without their sign.
    """

    rows: tuple[tuple[Fact, Fact, Fact], ...]
    form: Form
    unsigned: bool

    @property
    def growth(self) -> bool:
        """Whether the two columns are one measure in two periods."""
        _, first, second = self.rows[0]
        return first.period != second.period and first.measure == second.measure

    def right(self, index: int) -> Decimal:
        """The recalculated difference of a row."""
        _, first, second = self.rows[index]
        value = _value(self.form, first, second) or Decimal(0)
        return abs(value) if self.unsigned else value

    def fits(self, index: int) -> bool:
        """Whether the printed difference of a row holds."""
        return _fits(self.form, self.rows[index], self.unsigned)

    def formula(self, index: int) -> str:
        """The difference of a row as it is written down."""
        _, first, second = self.rows[index]
        return self.form.text.format(a=_shown(first), b=_shown(second))

    @property
    def followed(self) -> str:
        """How many rows follow the form: "5 dari 6"."""
        return f"{sum(self.fits(index) for index in range(len(self.rows)))} dari {len(self.rows)}"


def _shown(fact: Fact) -> str:
    return printed(fact.value or Decimal(0), fact.decimals)


def _value(form: Form, first: Fact, second: Fact) -> Decimal | None:
    if first.value is None or second.value is None:
        return None
    return form.value(first.value, second.value)


def _fits(form: Form, row: tuple[Fact, Fact, Fact], unsigned: bool) -> bool:
    """Whether a printed difference is the calculated one, rounded or cut, or off in its last digit by rounded inputs."""
    result, first, second = row
    value = _value(form, first, second)
    if value is None or result.value is None:
        return False
    right = abs(value) if unsigned else value
    have = abs(result.value) if unsigned else result.value
    exactly = all(fact.decimals <= 0 for fact in (result, first, second)) and "/" not in form.text
    if exactly:
        return have == right
    return abs(round_half_up(right, result.decimals) - have) <= ulp(result.decimals)


def pairs_of(context: Context) -> tuple[Pair, ...]:
    """All columns of differences of which at least two rows, and half of all, follow one pair of columns."""
    return tuple(pair for table in context.reading.tables for pair in _of_table(context, table.id))


def _of_table(context: Context, table: str) -> Iterator[Pair]:
    for column in _columns(context, table, _RESULTS):
        inputs = _columns(context, table, _INPUTS)
        tried = [
            pair
            for one, two in combinations(inputs, 2)
            if (rows := _rows(context, table, (column, one, two)))
            for form in _FORMS
            for unsigned in (False, True)
            if (pair := _pair(rows, form, unsigned)) is not None
        ]
        if tried:
            yield max(tried, key=_fitting)


def _columns(context: Context, table: str, measures: Collection[str]) -> list[int]:
    """The columns of a table with figures of some measures."""
    return sorted(
        {
            fact.source.column
            for fact in context.of_table(table)
            if fact.measure in measures and fact.value is not None and fact.source.column is not None
        }
    )


def _pair(rows: Sequence[tuple[Fact, Fact, Fact]], form: Form, unsigned: bool) -> Pair | None:
    kept = tuple(row for row in rows if _value(form, row[1], row[2]) is not None)
    fitting = [row for row in kept if _fits(form, row, unsigned)]
    telling = sum(bool(row[0].value) for row in fitting)
    return Pair(kept, form, unsigned) if telling >= _FEWEST and 2 * len(fitting) > len(kept) else None


def _fitting(pair: Pair) -> tuple[int, bool]:
    return sum(pair.fits(index) for index in range(len(pair.rows))), not pair.unsigned


def _rows(context: Context, table: str, columns: tuple[int, int, int]) -> list[tuple[Fact, Fact, Fact]]:
    """The rows in which three columns hold one figure each."""
    found = []
    for row in context.rows(table):
        cells = [context.of_cell(table, row.index, column) for column in columns]
        if all(len(cell) == 1 and cell[0].value is not None for cell in cells):
            found.append((cells[0][0], cells[1][0], cells[2][0]))
    return found
