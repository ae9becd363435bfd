"""What a rule on duplicates or prose has found, before it becomes a finding."""

from dataclasses import dataclass, field
from decimal import Decimal

from extractor.facts.model import Sentence
from schemas import Fact


@dataclass(frozen=True, slots=True)
class Draft:
    """One thing that does not hold: what is reported and expected, in two languages, with its evidence in order.

    The first of `facts` or, without facts, of `sentences` is where a reader looks, unless `table` names a table.
    """

    check: str
    severity: str
    id: str
    en: str
    facts: tuple[Fact, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    printed: str | None = None
    value: Decimal | None = None
    expected: str | None = None
    expected_value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    formula: str | None = None
    table: str | None = None
    page: int | None = None
    cells: tuple[tuple[str, int, int], ...] = field(default=())
    slip: str | None = None
    lead: str = "facts"
