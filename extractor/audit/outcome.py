"""What a rule yields: one recalculation with its verdict, and the draft of a finding where something does not hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from extractor.facts.model import Sentence
from extractor.notation import Interval, printed
from schemas import Criterion, Expected, Fact, Message, Printed, Repair
from schemas.base import trusted

NOT_CHECKABLE = "not_checkable"
HOLDS = (
    "consistent",
    "consistent_by_rounding",
    "consistent_by_truncation",
    "consistent_by_hidden_decimals",
    "last_digit",
)


class Tried(NamedTuple):
    """A formula variant that was tried, with what the inputs allow."""

    variant: str
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One thing that does not hold, before it becomes a finding.

    `reported` is the accused figure and leads the places; `printed` and `value` stand for it where the figure is no
    fact. The first of `facts` or, with `lead` "sentences", of `sentences` is where a reader looks, unless `table` or
    `page` says otherwise. `accused` are the figures that are likely wrong (`reported` where none are named), `because`
    those whose wrongness would explain this finding. `check` and `severity` default to the rule's.
    """

    message: Message
    check: str | None = None
    severity: str | None = None
    facts: tuple[Fact, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    cells: tuple[tuple[str, int, int], ...] = ()
    reported: Fact | None = None
    printed: str | None = None
    value: Decimal | None = None
    expected: Expected | None = None
    repair: Repair | None = None
    slip: str | None = None
    material: bool = False
    effect: Message | None = None
    criterion: Criterion | None = None
    table: str | None = None
    page: int | None = None
    lead: str = "facts"
    accused: tuple[Fact, ...] = ()
    because: tuple[Fact, ...] = ()

    @property
    def shown(self) -> Printed | None:
        """The accused figure as the finding prints it."""
        text = self.shown_text
        return None if text is None else trusted(Printed, printed=text, value=self.shown_value)

    @property
    def shown_text(self) -> str | None:
        """The print of the accused figure."""
        return self.printed if self.printed is not None or self.reported is None else self.reported.printed

    @property
    def shown_value(self) -> Decimal | None:
        """The value of the accused figure."""
        return self.value if self.printed is not None or self.reported is None else self.reported.value


@dataclass(frozen=True, slots=True)
class AbsentRow:
    """A row that a sum may lack, with its amount there; `key` is the same in all columns of one table."""

    key: str
    name: str
    amount: Decimal


class Outcome(NamedTuple):
    """One recalculation (`verdict` set) or one plain observation (`verdict` empty), with the finding it leads to.

    `formula` is in Indonesian notation. `check` defaults to the rule's code. `absent` are rows
    that other tables of the same budget have and this sum may lack.
    """

    formula: str = ""
    inputs: tuple[Fact, ...] = ()
    result: Fact | None = None
    interval: Interval | None = None
    verdict: str = ""
    variant: str | None = None
    tried: tuple[Tried, ...] = ()
    reason: str | None = None
    draft: Draft | None = None
    check: str | None = None
    absent: tuple[AbsentRow, ...] = ()

    def of(self, check: str) -> "Outcome":
        """The outcome with the check that it belongs to."""
        if check == self.check:
            return self
        return Outcome(
            self.formula, self.inputs, self.result, self.interval, self.verdict, self.variant, self.tried, self.reason,
            self.draft, check, self.absent,
        )  # fmt: skip

    @classmethod
    def held(cls, formula: str, inputs: Sequence[Fact], result: Fact | None = None, **more: object) -> "Outcome":
        """A recalculation that holds; `verdict` is "consistent" unless told."""
        return cls(formula, tuple(inputs), result, **{"verdict": "consistent", **more})  # type: ignore[arg-type]

    @classmethod
    def broken(
        cls, formula: str, inputs: Sequence[Fact], result: Fact | None, draft: Draft, **more: object
    ) -> "Outcome":
        """A recalculation that does not hold, with its finding; `verdict` is "inconsistent" unless told."""
        told = {"verdict": "inconsistent", "draft": draft, **more}
        return cls(formula, tuple(inputs), result, **told)  # type: ignore[arg-type]

    @classmethod
    def not_checkable(cls, formula: str, inputs: Sequence[Fact], result: Fact | None, reason: str) -> "Outcome":
        """A recalculation that lacks an input; `reason` says which, in a word or two."""
        return cls(formula, tuple(inputs), result, verdict=NOT_CHECKABLE, reason=reason)


def note(message: Message, **more: object) -> Outcome:
    """A finding that is no recalculation; keyword arguments are the fields of `Draft`."""
    return Outcome(draft=replace(Draft(message), **more))  # type: ignore[arg-type]


def expected(interval: Interval, decimals: int, formula: str | None = None) -> Expected:
    """What a figure should be: half up at the printed decimals, with the exact interval behind it."""
    text = printed(interval.middle, decimals)
    return trusted(
        Expected,
        printed=text,
        value=_number(text),
        low=_twelve(interval.low),
        high=_twelve(interval.high),
        formula=formula,
    )


def expected_value(value: Decimal, decimals: int = 0, formula: str | None = None) -> Expected:
    """What a figure should be where one exact value is known."""
    text = printed(value, decimals)
    return trusted(Expected, printed=text, value=_number(text), low=value, high=value, formula=formula)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def _twelve(value: Decimal) -> Decimal:
    return Decimal(f"{value:.12g}")
