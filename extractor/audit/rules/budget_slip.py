"""What a budget rule has found, and how its messages name amounts, rows and tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.outcome import AbsentRow
from extractor.audit.phrases import both, texts, word
from extractor.audit.rules.budget_tree import Part, Series, Tree
from extractor.facts.model import Row
from extractor.notation import Interval, Verdict, printed
from schemas import Fact

_SHOWN_PARTS = 8

Text = tuple[str, str]
"""One text in Indonesian and English."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that does not hold in a budget table or sentence.

    `accused` are the figures that are likely wrong, `changes` their likely right values. `because` names figures whose
    wrongness would explain this slip; `table` and `page` say where a reader looks, for what has no figure. `inputs`,
    `result` and `interval` are those of the recalculation; a slip without inputs is none. `absent` are rows
    that its sum may lack.
    """

    check: str
    severity: str
    text: Text
    facts: tuple[Fact, ...]
    reported: Fact | None = None
    expected: Decimal | None = None
    decimals: int = 0
    formula: str | None = None
    verdict: Verdict = "inconsistent"
    changes: tuple[tuple[Fact, Decimal], ...] = ()
    missing_rows: tuple[str, ...] = ()
    satisfies: int = 0
    accused: tuple[Fact, ...] = ()
    because: tuple[Fact, ...] = ()
    slip: str | None = None
    material: bool = False
    table: str | None = None
    page: int | None = None
    inputs: tuple[Fact, ...] = ()
    result: Fact | None = None
    interval: Interval | None = None
    absent: tuple[AbsentRow, ...] = ()


def shown(value: Decimal, decimals: int = 0) -> str:
    """A figure in Indonesian notation, with brackets around a negative amount."""
    text = printed(abs(value), decimals)
    return f"({text})" if value < 0 else text


def place(tree: Tree, page: int) -> Text:
    """A table by its printed number, else by its page."""
    if tree.table.number:
        return both("place.number", number=tree.table.number)
    return both("place.unnumbered", page=page)


def named(row: Row) -> str:
    """A row as messages quote it."""
    return f"“{row.name.strip()}”" if row.name.strip() else "baris jumlah"


def measure_of(series: Series) -> Text:
    """What a column holds: its measure, phase and period where they tell it from its neighbours."""
    plain = word("column", series.measure, series.measure)
    phase = word("phase", series.phase or "", "")
    period = f" {series.period}" if series.period else ""
    return f"{plain[0]}{phase[0]}{period}", f"{period.strip()} {plain[1]}{phase[1]}".strip()


def addition(parts: Sequence[Part], total: Decimal) -> str:
    """The sum of parts as an inspector writes it down; long ones are shortened in the middle."""
    few = parts if len(parts) <= _SHOWN_PARTS else [*parts[:3], *parts[-2:]]
    values = [shown(part.amount.value) if part.amount.value is not None else "…" for part in few]
    if len(parts) > _SHOWN_PARTS:
        values.insert(3, "…")
    tail = f" ({len(parts)} baris)" if len(parts) > _SHOWN_PARTS else ""
    return f"{' + '.join(values)} = {shown(total)}{tail}"


def grounds(kinds: Sequence[str]) -> Text:
    """The kinds of evidence for a likely value, as a list in words."""
    told = [both(key) for kind in kinds if (key := f"ground.{kind}") in texts()]
    return "; ".join(text[0] for text in told), "; ".join(text[1] for text in told)
