"""The relation behind an outcome, told from its inputs, its result and what they allow; no formula text is read.

A calculation of a known form (sum, difference, mean, share, agreement) is taken up only where the form gives the
interval that the rule itself worked out. What fits no form stays out of the network and protects nothing.
"""

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from extractor.audit.outcome import NOT_CHECKABLE, Outcome
from extractor.audit.repair.relation import Linear, Ratio, Relation, Row, Values, row_of
from extractor.audit.slips import slip_of
from extractor.notation import ulp
from extractor.remembered import remembered
from schemas import Fact

_ZERO, _ONE, _HUNDRED = Fraction(0), Fraction(1), Fraction(100)
# Agreement of a form's value with the rule's own, in parts of it: both are worked out to at least 28 digits.
_SAME, _UNIT = Decimal("1e-15"), Decimal(1)
# Margins are multiples of one part of so many.
_FINE = 10**12
# Checks whose inputs are prints of one figure.
_AGREEMENT = ("XT-", "TV-", "NV-")
# Checks that hold one figure to be no larger than another: spending and budget, a score and its weight.
_AT_MOST = frozenset({"BUD-OVER", "COMP-MAX"})
# How far a print may lie from what a form gives, in margins and units of its last digit, and still be its result.
_FAR = 3


class _Form(NamedTuple):
    """What a form makes of the inputs: its value, and the relation to the result; `constant` is what it adds to its terms."""

    value: Fraction
    terms: dict[str, Fraction]
    constant: Fraction = _ZERO
    ratio: tuple[str, str, Fraction, Fraction] | None = None


def relations_of(number: int, outcome: Outcome, values: Values) -> list[Relation]:
    """The relations that an outcome states between its figures; none where it is no calculation of a known form."""
    if not outcome.verdict or outcome.verdict == NOT_CHECKABLE or (_is_notice(outcome) and outcome.result is not None):
        return []
    inputs = [fact for fact in outcome.inputs if fact.id in values]
    kind = outcome.check or (outcome.draft.check if outcome.draft else None) or ""
    if kind in _AT_MOST:
        return _at_most(number, [*((outcome.result,) if outcome.result else ()), *inputs], values)
    if outcome.result is None:
        return _agreements(number, outcome, inputs, kind, values)
    if outcome.result.id not in values or outcome.interval is None or len(inputs) != len(outcome.inputs) or not inputs:
        return []
    if outcome.result.id in {fact.id for fact in inputs}:
        return []
    form = next(_forms(inputs, values, outcome.interval.middle), None)
    related = _related(number, outcome, form, values) if form is not None else None
    return [related] if related is not None else []


def _at_most(number: int, facts: Sequence[Fact], values: Values) -> list[Relation]:
    """The first of two figures is no larger than the second."""
    if len(facts) != 2 or any(fact.id not in values for fact in facts):
        return []
    terms = {facts[0].id: _ONE, facts[1].id: -_ONE}
    return [Linear(number, row_of(terms, None, _ZERO), frozenset(terms))]


def _is_notice(outcome: Outcome) -> bool:
    """Whether an outcome finds fault with the notation only."""
    return outcome.verdict == "inconsistent" and outcome.draft is not None and outcome.draft.severity == "notice"


def _forms(inputs: Sequence[Fact], values: Values, wanted: Decimal) -> Iterator[_Form]:
    """The forms that put the inputs together to a value, sums first."""
    amounts = [values[fact.id] for fact in inputs]
    names = [fact.id for fact in inputs]
    if len(set(names)) != len(names):
        return
    about = [_about(amount) if fact.value is None else fact.value for fact, amount in zip(inputs, amounts, strict=True)]
    total = sum(about, Decimal(0))
    if _equals(total, wanted):
        yield _Form(_sum(amounts), dict.fromkeys(names, _ONE))
    if len(names) == 2:
        (one, two), (first, second) = names, amounts
        if _equals(about[0] - about[1], wanted):
            yield _Form(first - second, {one: _ONE, two: -_ONE})
        if _equals(about[1] - about[0], wanted):
            yield _Form(second - first, {one: -_ONE, two: _ONE})
        if second:
            yield from _shares((one, first), (two, second), about[0] / about[1], wanted)
        if first:
            yield from _shares((two, second), (one, first), about[1] / about[0], wanted)
    if len(names) == 1 and _equals(100 - about[0], wanted):
        yield _Form(_HUNDRED - amounts[0], {names[0]: -_ONE}, _HUNDRED)
    if _equals(total / len(names), wanted):
        part = Fraction(1, len(names))
        yield _Form(_sum(amounts) * part, dict.fromkeys(names, part))


def _sum(amounts: Sequence[Fraction]) -> Fraction:
    """The sum; that of whole amounts needs no common divisor."""
    if all(amount.denominator == 1 for amount in amounts):
        return Fraction(sum(amount.numerator for amount in amounts))
    return sum(amounts, _ZERO)


def _about(amount: Fraction) -> Decimal:
    return Decimal(amount.numerator) / amount.denominator


def _equals(value: Decimal, wanted: Decimal) -> bool:
    """Whether a form gives what the rule worked out."""
    return abs(value - wanted) <= _SAME * max(abs(wanted), _UNIT)


def _shares(
    upper: tuple[str, Fraction], lower: tuple[str, Fraction], ratio: Decimal, wanted: Decimal
) -> Iterator[_Form]:
    """Per cent, the mirrored per cent of indicators where less is better, and the plain ratio."""
    for factor, offset in ((_HUNDRED, _ZERO), (-_HUNDRED, 2 * _HUNDRED), (_ONE, _ZERO)):
        if _equals(offset.numerator + factor.numerator * ratio, wanted):
            value = offset + factor * (upper[1] / lower[1])
            yield _Form(value, {}, ratio=(upper[0], lower[0], factor, offset))


def _related(number: int, outcome: Outcome, form: _Form, values: Values) -> Relation | None:
    """The relation between form and result, widened where the rule lets the print pass; null where that is too far."""
    result, interval = outcome.result, outcome.interval
    assert result is not None and interval is not None
    # What is left of working out a quotient is no margin.
    margin = _tidy(Fraction(interval.high - interval.low) / 2) if interval.high - interval.low > _SAME else _ZERO
    if form.ratio or margin or result.decimals or form.value.denominator != 1:
        margin += _half(result.decimals)
    gap = form.value - values[result.id]
    below = above = margin
    if outcome.verdict != "inconsistent":
        if abs(gap) > _FAR * (margin + 2 * _half(result.decimals)):
            return None
        below = max(margin, _tidy(-gap)) if gap < 0 else margin
        above = max(margin, _tidy(gap)) if gap > 0 else margin
    facts = frozenset({result.id, *(fact.id for fact in outcome.inputs)})
    if form.ratio:
        wanted = form.ratio[2:] == (_HUNDRED, _ZERO) and outcome.verdict == "inconsistent" and bool(outcome.tried)
        return Ratio(number, result.id, *form.ratio, below, above, facts, wanted)
    terms = {**form.terms, result.id: -_ONE}
    return Linear(number, row_of(terms, -below - form.constant, above - form.constant), facts)


def _tidy(margin: Fraction) -> Fraction:
    """The margin or a little more, in few digits: all that follows is in whole numbers."""
    return Fraction(-int(-margin * _FINE // 1), _FINE)


@lru_cache(maxsize=64)
def _half(decimals: int) -> Fraction:
    """Half a unit of the last printed digit."""
    return Fraction(ulp(decimals)) / 2


def _agreements(number: int, outcome: Outcome, inputs: Sequence[Fact], kind: str, values: Values) -> list[Relation]:
    """Prints of one figure, each equal to the next finer one within the coarser precision.

    Figures of another measure or period are evidence beside it, and no prints of the same.
    """
    if kind and not kind.startswith(_AGREEMENT):
        return []
    unique = {fact.id: fact for fact in inputs if _alike(fact, inputs[0])}
    ordered = sorted(unique.values(), key=lambda fact: -fact.decimals)
    held = outcome.verdict != "inconsistent"
    pairs = list(itertools.pairwise(ordered))
    if _is_notice(outcome):
        # The report may have changed the figure on purpose; only what looks like a slip of the pen is held against it.
        pairs = [(one, two) for one, two in pairs if _slipped(one, two) or _slipped(two, one)]
    return [_equal(number, one, two, values, held) for one, two in pairs]


def _slipped(one: Fact, two: Fact) -> bool:
    return two.value is not None and slip_of(one, two.value) is not None


def _alike(one: Fact, two: Fact) -> bool:
    return one.measure == two.measure and (one.period is None or two.period is None or one.period == two.period)


def _equal(number: int, one: Fact, two: Fact, values: Values, held: bool) -> Relation:
    margin = _ZERO if one.decimals == two.decimals else _half(two.decimals)
    if held and values[one.id] != values[two.id]:
        margin = max(margin, abs(values[one.id] - values[two.id]))
    row = row_of({one.id: _ONE, two.id: -_ONE}, -margin, margin) if margin else Row({one.id: 1, two.id: -1}, 0, 0)
    return Linear(number, row, frozenset({one.id, two.id}), True)


def printed_values(facts: Sequence[Fact]) -> dict[str, Fraction]:
    """The exact values of all figures that have one."""
    return {fact.id: _fraction(fact.value) for fact in facts if fact.value is not None}


@remembered(1 << 12)
def _fraction(value: Decimal) -> Fraction:
    return Fraction(value)


def decimal_of(value: Fraction, decimals: int) -> Decimal | None:
    """The Decimal of an exact value, null where it has more digits than the print."""
    step = Fraction(ulp(max(decimals, 0)))
    if (value / step).denominator != 1:
        return None
    return Decimal(value.numerator) / Decimal(value.denominator)
