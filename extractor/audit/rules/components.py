"""Scores of components against their total and their weights."""

from collections.abc import Iterator
from decimal import Decimal

from extractor.audit.components import KINDS, Sum, sums
from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome, expected
from extractor.audit.phrases import phrase
from extractor.audit.registry import rule
from extractor.audit.slips import slip_of
from extractor.notation import exact
from schemas import Criterion, Fact, Message

_AKIP = Criterion(regulation="PermenPANRB 88/2021", article="Lampiran I")
_EFFECT = Message(
    id="Nilai hasil evaluasi menentukan predikat akuntabilitas instansi.",
    en="The evaluation score decides the agency's accountability predicate.",
)


@rule(
    "COMP-SUM",
    title=Message(id="Jumlah nilai komponen salah hitung", en="Component scores do not add up"),
    severity="error",
    effect=_EFFECT,
    criterion=_AKIP,
)
def component_sum(context: Context) -> Iterator[Outcome]:
    """The scores or weights of components do not add up to the printed total, or those of sub components to their component.

    What it checks: tables of evaluation components: their last total row, and components with sub components below them.
    Why it matters: the total decides the predicate.
    Formula: total = sum of the components; scores may be off by half a unit of their last digit each.
    Example: 26,97 + 16,93 + 10,10 + 17,50 = 71,50; printed 71,51 holds within rounding, 75,50 does not.
    When it stays silent: several totals; a total far from the sum (a mean or weighted score); levels that cannot be told.
    Source: PermenPANRB 88/2021, Lampiran I.
    """
    for item in sums(context):
        if item.holds:
            yield Outcome.held(item.formula, item.parts, item.total, interval=item.interval, verdict=_verdict(item))
        elif item.another_measure and item.total.measure != "weight":
            yield Outcome.not_checkable(item.formula, item.parts, item.total, "bukan jumlah")
        else:
            yield Outcome.broken(item.formula, item.parts, item.total, _draft(context, item), interval=item.interval)


def _verdict(item: Sum) -> str:
    exactly = item.interval.middle == item.total.value
    return "consistent" if exactly else "consistent_by_rounding"


def _draft(context: Context, item: Sum) -> Draft:
    fact, place = item.total, context.wording.fact(item.total)
    right = expected(item.interval, fact.decimals, item.formula)
    what = {"weight": ("Bobot", "The weight"), "score": ("Nilai", "The score")}[fact.measure]
    return Draft(
        phrase(
            "COMP-SUM.sum",
            what=what,
            name=fact.subject.name,
            place=place,
            printed=fact.printed,
            formula=item.formula,
            right=right.printed,
        ),
        reported=fact,
        expected=right,
        facts=(fact, *item.parts),
        slip=slip_of(fact, item.interval.middle),
        material=True,
    )


@rule(
    "COMP-MAX",
    title=Message(id="Nilai komponen melebihi bobotnya", en="Component score is above its weight"),
    severity="error",
    effect=_EFFECT,
    criterion=_AKIP,
)
def component_maximum(context: Context) -> Iterator[Outcome]:
    """A component's score is above its weight.

    What it checks: rows of component tables with a weight and a score.
    Why it matters: a component cannot earn more than its weight.
    Formula: nilai ≤ bobot.
    Example: 26,97 of 25.
    When it stays silent: most rows are above (scores on another scale than the weights).
    Source: PermenPANRB 88/2021, Lampiran I.
    """
    for table in context.reading.tables:
        pairs = [
            pair
            for row in context.rows(table.id)
            if row.kind == "data"
            for pair in _pairs(context.row(table.id, row.index))
        ]
        fitting = sum(
            score.value <= weight.value
            for weight, score in pairs
            if score.value is not None and weight.value is not None
        )
        for weight, score in pairs if table.kind in KINDS and 2 * fitting > len(pairs) and fitting >= 2 else ():
            yield _maximum(context, weight, score)


def _pairs(row: list[Fact]) -> list[tuple[Fact, Fact]]:
    weights = [fact for fact in row if fact.measure == "weight" and fact.value is not None]
    scores = [fact for fact in row if fact.measure == "score" and fact.value is not None]
    return [(weights[0], score) for score in scores] if len(weights) == 1 else []


def _maximum(context: Context, weight: Fact, score: Fact) -> Outcome:
    limit, formula = weight.value or Decimal(0), f"nilai ≤ {weight.printed}"
    if score.value is None or score.value <= limit:
        return Outcome.held(formula, (weight,), score, interval=exact(limit))
    place = context.wording.fact(score)
    draft = Draft(
        phrase("COMP-MAX.above", name=score.subject.name, place=place, printed=score.printed, weight=weight.printed),
        reported=score,
        facts=(score, weight),
    )
    return Outcome.broken(formula, (weight,), score, draft, interval=exact(limit))
