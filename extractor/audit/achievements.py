"""Achievements with the target and realisation that they are measured by, tried in every lawful formula.

The variants are those of DOMAIN section 5: R/T, (2T-R)/T and T/R for what should be low, a ceiling, a range target,
levels without a number. What an indicator wants (more or less) decides the order, never whether a variant is tried.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from extractor.audit.calculate import Attempt, attempt, far, readings
from extractor.audit.context import Context
from extractor.notation import Interval, exact, is_count, printed, rounded
from schemas import Fact

CAPS = (Decimal(100), Decimal(110), Decimal(120))
POSITIVE, NEGATIVE, INVERSE = "R/T", "(2T−R)/T", "T/R"
_RATIO = "R/T (rasio)"
_STRICT = ("consistent", "consistent_by_rounding")
_NEAR = ("consistent_by_truncation", "last_digit")
_COLUMN_MINIMUM = 3
_SCALE = 12
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Case:
    """One printed achievement: its target and realisation, what was tried, and the variant that holds.

    `reason` says why nothing could be tried. `others` are further targets and realisations that the figure may be
    measured by. `chosen` is the variant that holds, else the one that the report would use.
    """

    achievement: Fact
    target: Fact | None = None
    realization: Fact | None = None
    polarity: str | None = None
    attempts: tuple[Attempt, ...] = ()
    chosen: Attempt | None = None
    reason: str | None = None

    @property
    def holds(self) -> bool:
        """Whether some lawful variant gives the printed figure."""
        return self.chosen is not None and self.chosen.holds

    @property
    def code(self) -> str:
        """The rule that the case belongs to."""
        if self.target is not None and self.target.range is not None:
            return "CAP-RANGE"
        if self.polarity == "down" or (self.chosen and self.holds and self.chosen.variant in (NEGATIVE, INVERSE)):
            return "CAP-NEG"
        return "RENSTRA-PROG" if self.achievement.basis == "renstra" else "CAP-ROW"

    @property
    def inputs(self) -> tuple[Fact, ...]:
        """Realisation and target, where there are any."""
        return tuple(fact for fact in (self.realization, self.target) if fact is not None)

    @property
    def telling(self) -> bool:
        """Whether realisation and target differ, so that the variants can be told apart."""
        values = [fact.value for fact in self.inputs]
        return len(values) == 2 and None not in values and values[0] != values[1]


def cases(context: Context) -> tuple[Case, ...]:
    """All achievements of tables and sentences with a number or a level, in reading order."""
    found = [*_of_tables(context), *_of_sentences(context)]
    held = {case.achievement.value for case in found if case.holds}
    kept = [case for case in found if case.holds or not _from_elsewhere(case) or case.achievement.value not in held]
    return tuple(_without_other_columns(kept))


def _from_elsewhere(case: Case) -> bool:
    """Whether target and realisation stand in another place than the achievement."""
    return case.realization is not None and case.realization.source.table != case.achievement.source.table


def _of_tables(context: Context) -> Iterator[Case]:
    for table in context.reading.tables:
        for row in context.rows(table.id):
            if row.kind not in ("data", "total"):
                continue
            facts = context.row(table.id, row.index)
            for fact in facts:
                if fact.measure == "achievement" and fact.value is not None:
                    case = _case(context, fact, facts)
                    if case.chosen is None and row.kind == "data":
                        case = _told_elsewhere(context, fact, facts) or case
                    if row.kind == "data" or case.holds:
                        yield case


def _of_sentences(context: Context) -> Iterator[Case]:
    """Achievements of sentences that state their target and realisation before them."""
    for facts in context.by_sentence.values():
        start = 0
        for index, fact in enumerate(facts):
            if fact.measure == "achievement" and fact.value is not None:
                before = facts[start:index]
                if {"target", "realization"} <= {item.measure for item in before}:
                    case = _case(context, fact, [*before, fact])
                    if case.holds or not _spoken_otherwise(case, facts):
                        yield case
                start = index + 1


def _told_elsewhere(context: Context, fact: Fact, row: Sequence[Fact]) -> Case | None:
    """The case of a row without target and realisation, by the sentences that state both for its indicator.

    All sentences and rows must agree; a year other than the row's is left out.
    """
    if any(other.measure in ("target", "realization") for other in row):
        return None
    pairs = [
        pair
        for pair in context.once(_stated_pairs).get(_identity(fact), [])
        if _one_period(fact, pair[1]) and fact.entity is None
    ]
    if len({(goal.value, reached.value) for goal, reached in pairs}) != 1 or pairs[0][0].source.table is not None:
        return None
    return _tried(fact, *pairs[0], context.polarity(fact))


def _stated_pairs(context: Context) -> dict[str, list[tuple[Fact, Fact]]]:
    """Target and realisation that a sentence or a table row states for one indicator, by indicator; sentences first."""
    found: dict[str, list[tuple[Fact, Fact]]] = {}
    rows = [context.row(table.id, row.index) for table in context.reading.tables for row in context.rows(table.id)]
    for facts in [*context.by_sentence.values(), *rows]:
        targets = [fact for fact in facts if fact.measure == "target" and fact.basis != "renstra" and _is_sure(fact)]
        if not targets:
            continue
        reached = [fact for fact in facts if fact.measure == "realization" and fact.entity is None and _is_sure(fact)]
        for goal, result in product(targets, reached):
            if _identity(goal) == _identity(result) and _one_period(goal, result):
                found.setdefault(_identity(goal), []).append((goal, result))
    return found


def _is_sure(fact: Fact) -> bool:
    """Whether a figure is surely that of an indicator."""
    return fact.confidence >= _SURE and fact.subject.kind == "indicator"


def _identity(fact: Fact) -> str:
    return fact.subject.canonical_id or " ".join(fact.subject.name.lower().split())


def _spoken_otherwise(case: Case, facts: Sequence[Fact]) -> bool:
    """Whether a sentence may mean something else: the figure repeats another, or is the ratio of two other figures."""
    printed_value = case.achievement.value
    values = [fact.value for fact in facts if fact is not case.achievement and fact.value]
    if printed_value in values or case.realization is None or case.target is None:
        return True
    if len({fact.subject.name for fact in (*case.inputs, case.achievement)}) > 1:
        return True
    pairs = ((one, two) for one in values for two in values if one is not two)
    half = rounded(Decimal(0), case.achievement.decimals).high
    return any(abs(one / two * 100 - (printed_value or 0)) <= half for one, two in pairs)


def _distance(fact: Fact, other: Fact) -> tuple[int, int]:
    """Figures to the left of the achievement first, then the nearest."""
    here, there = fact.source.column or 0, other.source.column or 0
    return (int(there > here), abs(here - there))


def _case(context: Context, fact: Fact, facts: Sequence[Fact]) -> Case:
    """The case of one achievement among the figures of its row or sentence."""
    targets, realizations = (_partners(fact, facts, measure) for measure in ("target", "realization"))
    polarity = context.polarity(fact)
    if not targets or not realizations:
        return Case(fact, polarity=polarity, reason="target atau realisasi tidak tercetak")
    first: Case | None = None
    for target, realization in product(targets, realizations):
        case = _tried(fact, target, realization, polarity)
        if case.holds:
            return case
        first = first or case
    assert first is not None
    return first


def _partners(fact: Fact, facts: Sequence[Fact], measure: str) -> list[Fact]:
    """Targets or realisations that an achievement may be measured by, the likeliest first."""
    fitting = [
        other
        for other in facts
        if other.measure == measure
        and other.entity == fact.entity
        and other.member == fact.member
        and (fact.basis == "renstra" or _one_period(fact, other))
    ]
    same = [other for other in fitting if measure != "target" or other.basis in (fact.basis, None)] or fitting
    return sorted(
        same, key=lambda other: (other.period != fact.period and measure != "target", *_distance(fact, other))
    )[:2]


def _one_period(one: Fact, two: Fact) -> bool:
    return one.period is None or two.period is None or one.period == two.period


def _tried(fact: Fact, target: Fact, realization: Fact, polarity: str | None) -> Case:
    if target.range is not None and realization.value is not None:
        attempts = _range_attempts(fact, target.range, realization)
    elif readings(target) and readings(realization):
        attempts = [
            item
            for goal, reached in product(readings(target), readings(realization))
            for item in _attempts(fact, goal, reached, realization, polarity)
        ]
    else:
        return _level_case(fact, target, realization, polarity)
    chosen = _chosen(attempts)
    case = Case(fact, target, realization, polarity, tuple(attempts), chosen)
    return case if case.holds else replace(case, reason=_incomparable(case))


def _level_case(fact: Fact, target: Fact, realization: Fact, polarity: str | None) -> Case:
    """Levels and opinions without a number: equal is 100 per cent, anything else is not checkable."""
    same = bool(target.predicate) and target.predicate == realization.predicate
    if same and fact.value == 100:
        held = Attempt("setara", exact(100), "consistent")
        return Case(fact, target, realization, polarity, (held,), held)
    return Case(fact, target, realization, polarity, reason="target atau realisasi bukan angka")


def _attempts(fact: Fact, target: Decimal, reached: Decimal, realization: Fact, polarity: str | None) -> list[Attempt]:
    """All variants for one reading of target and realisation, those that the polarity asks for first."""
    inputs = (exact(target), exact(reached))
    widened = (exact(target), rounded(reached, realization.decimals)) if realization.decimals > 0 else None
    positive = [attempt(POSITIVE, fact, lambda t, r: (r / t).scale(100), inputs, widened)]
    negative = [
        attempt(NEGATIVE, fact, lambda t, r: _floored(((t.scale(2) - r) / t).scale(100)), inputs, widened),
        attempt(INVERSE, fact, lambda t, r: (t / r).scale(100), inputs, widened),
    ]
    ordered = [*negative, *positive] if polarity == "down" else [*positive, *negative]
    if target == 0:
        return [_zero_attempt(fact, reached), *ordered]
    return [*ordered, *_capped(fact, ordered), _ratio(fact, inputs)]


def _floored(interval: Interval) -> Interval:
    """A value below nothing counts as nothing."""
    return Interval(max(interval.low, Decimal(0)), max(interval.high, Decimal(0)))


def _zero_attempt(fact: Fact, reached: Decimal) -> Attempt:
    """A target of 0: nothing reached may be called 0 or 100 per cent, anything above a ceiling."""
    lawful = (Decimal(0), Decimal(100)) if reached == 0 else CAPS
    verdict = "consistent" if fact.value in lawful else "not_checkable"
    return Attempt(
        "target 0", exact(fact.value) if verdict == "consistent" and fact.value is not None else None, verdict
    )


def _capped(fact: Fact, attempts: Sequence[Attempt]) -> list[Attempt]:
    """The variants whose result is above a ceiling that the report prints instead."""
    over = [item for item in attempts if item.interval is not None and item.interval.low > (fact.value or 0)]
    return [
        Attempt(f"{item.variant}, dibatasi {cap}", exact(cap), "consistent")
        for cap in CAPS
        for item in over
        if fact.value == cap
    ][:1]


def _ratio(fact: Fact, inputs: tuple[Interval, Interval]) -> Attempt:
    """The achievement as a ratio, 1,02 for 102 per cent; nothing but an exact fit tells it from a wrong figure."""
    if fact.decimals >= 1:
        found = attempt(_RATIO, fact, lambda t, r: r / t, inputs)
        if found.verdict in _STRICT:
            return found
    return Attempt(_RATIO, None, "not_checkable")


def _range_attempts(fact: Fact, bounds: tuple[Decimal, Decimal], realization: Fact) -> list[Attempt]:
    """A range as target: inside is 100 per cent, outside is measured by either bound."""
    reached = realization.value or Decimal(0)
    low, high = bounds
    found = (
        [Attempt("di dalam rentang", exact(100), "consistent")] if low <= reached <= high and fact.value == 100 else []
    )
    ordered = (high, low) if reached > high else (low, high)
    for bound in ordered:
        inputs = (exact(bound), exact(reached))
        name = printed(bound, _decimals(bound))
        found.append(attempt(f"R/{name}", fact, lambda t, r: (r / t).scale(100), inputs))
        found.append(attempt(f"{name}/R", fact, lambda t, r: (t / r).scale(100), inputs))
        found.append(attempt(f"(2×{name}−R)/{name}", fact, lambda t, r: ((t.scale(2) - r) / t).scale(100), inputs))
    if low <= reached <= high and not any(item.holds for item in found):
        found.insert(0, attempt("di dalam rentang", fact, lambda: exact(100), ()))
    return found


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple()[2]))


def _chosen(attempts: Sequence[Attempt]) -> Attempt | None:
    """The variant that holds best, else the first that can be recalculated.

    The first variant may be cut or off in its last digit, another one has to fit exactly, and decimals that are not
    printed are the last resort.
    """
    strict = [item for item in attempts if item.verdict in _STRICT]
    near = [item for item in attempts if item.verdict in _NEAR]
    loose = [item for item in attempts if item.holds]
    checkable = [item for item in attempts if item.interval is not None]
    first = [item for item in attempts[:1] if item.variant == POSITIVE and item.verdict in (*_STRICT, *_NEAR)]
    return next(iter((*first, *strict, *near, *loose, *checkable)), None)


def _incomparable(case: Case) -> str | None:
    """Why figures that do not fit cannot be held against each other."""
    target, realization, result = case.target, case.realization, case.achievement
    if target is None or realization is None or case.chosen is None or case.chosen.interval is None:
        return "pembagi nol atau tidak terbaca"
    if _units_differ(target, realization):
        return "satuan target dan realisasi berbeda"
    value, middle = result.value or Decimal(0), case.chosen.interval.middle
    if middle <= 0 or not Decimal(1) / _SCALE < (value or Decimal(1)) / middle < _SCALE:
        return "skala target dan realisasi berbeda"
    return None


def _units_differ(target: Fact, realization: Fact) -> bool:
    """A percentage against a count of things."""
    units = [fact.unit or ("%" if "%" in fact.printed else None) for fact in (target, realization)]
    if None in units or units[0] == units[1]:
        return False
    return "%" in units and any(unit != "%" and unit is not None and is_count(unit) for unit in units)


def _without_other_columns(found: Sequence[Case]) -> list[Case]:
    """Cases of a column in which most rows are far off count as not checkable: the column follows another formula."""
    wrong: dict[tuple[str | None, int | None], list[int]] = {}
    for case in found:
        if case.chosen is None or case.reason is not None or case.achievement.source.table is None:
            continue
        counts = wrong.setdefault((case.achievement.source.table, case.achievement.source.column), [0, 0])
        counts[0] += 1
        interval, value = case.chosen.interval, case.achievement.value
        counts[1] += not case.holds and interval is not None and value is not None and far(interval, value)
    other = {key for key, (all_, off) in wrong.items() if off >= _COLUMN_MINIMUM and 2 * off > all_}
    return [
        Case(
            case.achievement,
            case.target,
            case.realization,
            case.polarity,
            case.attempts,
            case.chosen,
            "kolom memakai rumus lain",
        )
        if (case.achievement.source.table, case.achievement.source.column) in other and not case.holds
        else case
        for case in found
    ]
