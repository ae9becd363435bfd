"""What a rule on duplicates, prose or notation has seen, and the outcome that it becomes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.audit.outcome import Draft, Outcome
from extractor.facts.model import Sentence
from extractor.notation import Interval
from schemas import Expected, Fact, Message
from schemas.base import trusted


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that does not hold: what is reported and expected, in two languages, with its evidence in order.

    A reader looks at `table` and `page` where they are given, else at the first fact, or at the first sentence where
    `lead` is "sentences".
    """

    check: str
    severity: str
    message: Message
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
    compared: bool = False


def outcomes(observations: Iterable[Observation]) -> Iterator[Outcome]:
    """The outcomes of observations; one that `compared` figures is a calculation that does not hold."""
    for seen in observations:
        draft = _draft(seen)
        if not seen.compared:
            yield Outcome(draft=draft)
            continue
        interval = Interval(seen.low, seen.high) if seen.low is not None and seen.high is not None else None
        formula = seen.formula or " = ".join(dict.fromkeys(fact.printed for fact in seen.facts))
        yield Outcome.broken(formula, seen.facts, None, draft, interval=interval)


def _draft(seen: Observation) -> Draft:
    first = seen.facts[0] if seen.facts and seen.lead == "facts" else None
    reported = first if first is not None and first.printed == seen.printed else None
    expected = None
    if seen.expected is not None:
        expected = trusted(
            Expected,
            printed=seen.expected,
            value=seen.expected_value,
            low=seen.low,
            high=seen.high,
            formula=seen.formula,
        )
    return Draft(
        message=seen.message,
        check=seen.check,
        severity=seen.severity,
        facts=seen.facts,
        sentences=seen.sentences,
        cells=seen.cells,
        reported=reported,
        printed=seen.printed,
        value=seen.value,
        expected=expected,
        slip=seen.slip,
        table=seen.table,
        page=seen.page,
        lead=seen.lead,
    )
