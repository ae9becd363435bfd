"""Achievements recalculated from target and realisation: CAP-ROW and its kin, POLARITY, NUM-TRUNC."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractor.audit.achievements import INVERSE, NEGATIVE, POSITIVE, Case, cases
from extractor.audit.calculate import tried
from extractor.audit.context import Context
from extractor.audit.conventions import Conventions, conventions
from extractor.audit.material import class_of_achievement
from extractor.audit.outcome import Draft, Outcome, expected, note
from extractor.audit.phrases import both, phrase
from extractor.audit.registry import rule
from extractor.audit.slips import slip_of
from extractor.audit.verdicts import LOOSE, loose_draft
from extractor.audit.wording import joined
from extractor.notation import printed
from schemas import Criterion, Fact, Message

_LKJ = Criterion(regulation="PermenPANRB 53/2014", article="Lampiran II")
_JUDGED = Message(
    id="Capaian adalah dasar penilaian kinerja; angka yang salah mengubah kesimpulan, rata-rata, dan kategori.",
    en="The achievement is what performance is judged by; a wrong one changes conclusion, average and category.",
)


@rule(
    "CAP-ROW",
    title=Message(id="Capaian tidak sama dengan realisasi / target", en="Achievement is not realisation / target"),
    severity="error",
    effect=_JUDGED,
    criterion=_LKJ,
)
def cap_row(context: Context) -> Iterator[Outcome]:
    """The printed achievement does not follow from target and realisation.

    What it checks: every achievement of a table row or sentence that prints its target and realisation.
    Why it matters: the achievement is what performance is judged by, and averages and categories follow from it.
    Formula: capaian = realisasi / target × 100; also tried: (2 × target − realisasi) / target × 100 and target /
        realisasi × 100 where less is better, a ceiling of 100, 110 or 120, a ratio instead of per cent.
    Example: target 80, realisasi 81,62, printed 101,15; 81,62 / 80 × 100 = 102,03.
    When it stays silent: a variant fits, also by rounding; target and realisasi have different units; the column follows
        another formula in most rows. A figure that was cut or is off in its last digit is a notice.
    Source: PermenPANRB 53/2014, Lampiran II; rounding as in the section on rounding of the domain reference.
    """
    yield from _outcomes(context, "CAP-ROW")


@rule(
    "CAP-NEG",
    title=Message(
        id="Capaian indikator yang lebih baik bila rendah salah hitung",
        en="Achievement of a lower-is-better indicator is miscalculated",
    ),
    severity="error",
    effect=_JUDGED,
    criterion=_LKJ,
)
def cap_neg(context: Context) -> Iterator[Outcome]:
    """The printed achievement of an indicator that should be low follows from no formula for such indicators.

    What it checks: achievements of indicators that are worded or known as lower-is-better (death rates, poverty, waiting time).
    Why it matters: the wrong formula turns failure into success.
    Formula: (2 × target − realisasi) / target × 100, not below 0, or target / realisasi × 100.
    Example: target 6, realisasi 4,4, printed 120; (2 × 6 − 4,4) / 6 × 100 = 126,67 and 6 / 4,4 × 100 = 136,36.
    When it stays silent: one of the formulas fits; realisasi / target fits (POLARITY speaks about that).
    Source: PermenPANRB 8/2021 (the first form); the second is in common use.
    """
    yield from _outcomes(context, "CAP-NEG")


@rule(
    "CAP-RANGE",
    title=Message(
        id="Capaian terhadap target berupa rentang salah hitung", en="Achievement of a range target is wrong"
    ),
    severity="error",
    effect=_JUDGED,
    criterion=_LKJ,
)
def cap_range(context: Context) -> Iterator[Outcome]:
    """The printed achievement does not follow from a target that is a range.

    What it checks: rows whose target is a range such as 80-90.
    Why it matters: what lies inside the range has fully reached its target.
    Formula: 100 inside the range; outside, realisasi / upper or lower bound × 100.
    Example: target 80-90, realisasi 92, printed 113; 92 / 90 × 100 = 102,22.
    When it stays silent: either bound fits, in any of the formulas of CAP-ROW and CAP-NEG.
    Source: PermenPANRB 8/2021.
    """
    yield from _outcomes(context, "CAP-RANGE")


@rule(
    "RENSTRA-PROG",
    title=Message(
        id="Kemajuan terhadap target akhir Renstra salah hitung",
        en="Progress towards the Renstra target is miscalculated",
    ),
    severity="error",
    effect=_JUDGED,
    criterion=_LKJ,
)
def renstra_progress(context: Context) -> Iterator[Outcome]:
    """The printed progress does not follow from realisation and final Renstra target.

    What it checks: rows that hold this year's realisation against the target at the end of the Renstra.
    Why it matters: Perpres 29/2014 asks for the progress towards the five-year target.
    Formula: realisasi / target akhir Renstra × 100, with the variants of CAP-ROW.
    Example: realisasi 71,51, target 75, printed 94,66; 71,51 / 75 × 100 = 95,35.
    When it stays silent: as CAP-ROW.
    Source: Perpres 29/2014; PermenPANRB 53/2014, Lampiran II.
    """
    yield from _outcomes(context, "RENSTRA-PROG")


def _outcomes(context: Context, code: str) -> Iterator[Outcome]:
    """The outcomes of all cases that belong to one code."""
    learned = context.once(conventions)
    for case in context.once(_by_code).get(code, ()):
        yield _outcome(context, case, learned)


def _by_code(context: Context) -> dict[str, list[Case]]:
    """The cases by the code that they belong to."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in context.once(cases):
        found[case.code].append(case)
    return dict(found)


def _outcome(context: Context, case: Case, learned: Conventions) -> Outcome:
    chosen, fact = case.chosen, case.achievement
    formula = _formula(case, chosen.variant if chosen else POSITIVE)
    if case.reason is not None or chosen is None or chosen.interval is None:
        return Outcome.not_checkable(formula, case.inputs, fact, case.reason or "tidak dapat dihitung")
    if not case.holds and case.polarity == "down":
        chosen = next((item for item in case.attempts if item.variant == learned.negative_variant), chosen)
        formula = _formula(case, chosen.variant)
    draft = loose_draft(context, fact, chosen, formula) if chosen.verdict in LOOSE else None
    return Outcome(
        formula,
        case.inputs,
        fact,
        chosen.interval,
        chosen.verdict,
        variant=chosen.variant,
        tried=tried(case.attempts, chosen),
        reason=_reason(case),
        draft=draft if case.holds else _accusation(context, case, formula, learned),
    )


def _reason(case: Case) -> str | None:
    """What made a figure consistent, where it was not the plain formula."""
    variant = case.chosen.variant if case.chosen and case.holds else POSITIVE
    if "dibatasi" in variant:
        return "cap"
    return {NEGATIVE: "polaritas negatif", INVERSE: "polaritas negatif", POSITIVE: None}.get(variant, variant)


def _formula(case: Case, variant: str) -> str:
    """A variant with the figures put in, in Indonesian notation."""
    if case.target is None or case.realization is None or case.target.value is None or case.realization.value is None:
        return variant
    goal, reached = (printed(fact.value or Decimal(0), fact.decimals) for fact in (case.target, case.realization))
    if variant == POSITIVE:
        return f"{reached} / {goal} × 100"
    if variant == NEGATIVE:
        return f"(2 × {goal} − {reached}) / {goal} × 100"
    return f"{goal} / {reached} × 100" if variant == INVERSE else f"{reached} / {goal} × 100 ({variant})"


def _accusation(context: Context, case: Case, formula: str, learned: Conventions) -> Draft:
    """The finding on an achievement that no variant gives."""
    fact, name = case.achievement, context.row_name(case.achievement)
    chosen = next(
        item for item in case.attempts if _formula(case, item.variant) == formula and item.interval is not None
    )
    assert chosen.interval is not None and fact.value is not None
    right = expected(chosen.interval, max(fact.decimals, 2), formula)
    place = context.wording.fact(fact)
    others = [
        f"{_formula(case, item.variant)} = {printed(item.interval.middle, 2)}"
        for item in case.attempts
        if item is not chosen
        and item.interval is not None
        and item.variant in (POSITIVE, NEGATIVE, INVERSE)
        and (case.polarity == "down" or learned.negative)
    ]
    also = both("CAP-ROW.nor", others=(joined(others), joined(others, "and"))) if others else ("", "")
    share = both("CAP-ROW.followed", positive=learned.positive, rows=learned.rows) if learned.rows > 2 else ("", "")
    return Draft(
        phrase(
            "CAP-ROW.row",
            name=name,
            place=place,
            printed=fact.printed,
            formula=formula,
            right=right.printed,
            also=also,
            share=share,
        ),
        severity="warning" if _milder(case) else None,
        reported=fact,
        expected=expected(chosen.interval, fact.decimals, formula),
        facts=(fact, *case.inputs),
        sentences=tuple(item for item in (context.sentence_of(fact),) if item is not None),
        slip=slip_of(fact, chosen.interval.middle, _column(context, fact)),
        material=class_of_achievement(fact.value) != class_of_achievement(chosen.interval.middle),
    )


def _milder(case: Case) -> bool:
    """Whether the achievement may be the realisation printed once more, or is held against another place of the report."""
    reached = case.realization
    return reached is not None and (
        case.achievement.value == reached.value or case.achievement.source.table != reached.source.table
    )


def _column(context: Context, fact: Fact) -> list[Fact]:
    """The other figures of the same column."""
    return [item for item in context.of_table(fact.source.table or "") if item.source.column == fact.source.column]


@rule(
    "CAP-CAPPED",
    title=Message(
        id="Batas atas capaian tidak dipakai merata", en="Ceiling of achievements is used for some rows only"
    ),
    severity="warning",
    effect=_JUDGED,
)
def cap_capped(context: Context) -> Iterator[Outcome]:
    """Some achievements of a table are cut at a ceiling, others of the same column are not.

    What it checks: columns in which one row prints 100, 110 or 120 instead of its higher result, and another row more.
    Why it matters: indicators are not judged by one measure, and the average mixes both.
    Formula: capaian = min(realisasi / target × 100, ceiling).
    Example: 120 / 80 is printed as 100, 95 / 90 in the same column as 105,56.
    When it stays silent: all rows above the ceiling are cut, or none; a profile prescribes the ceiling.
    Source: none; ceilings are set by local guides.
    """
    if context.profile.cap is not None:
        return
    learned = context.once(conventions)
    above = defaultdict(list)
    for case in learned.above:
        above[case.achievement.source.table, case.achievement.source.column].append(case.achievement)
    for case in learned.capped:
        fact = case.achievement
        free = [
            item
            for item in above[fact.source.table, fact.source.column]
            if item.value is not None and fact.value is not None and item.value > fact.value
        ]
        full = next((a for a in case.attempts if a.variant == POSITIVE and a.interval is not None), None)
        cut = full and full.interval and fact.value is not None and full.interval.middle > fact.value
        if fact.source.table is None or not free or full is None or not cut:
            continue
        raw = printed(full.interval.middle, 2) if full.interval else ""
        place = context.wording.fact(fact)
        yield note(
            phrase(
                "CAP-CAPPED.row",
                name=fact.subject.name,
                place=place,
                printed=fact.printed,
                formula=_formula(case, POSITIVE),
                raw=raw,
                other=free[0].subject.name,
                free=free[0].printed,
            ),
            reported=fact,
            facts=(fact, *case.inputs, free[0]),
        )


@rule(
    "POLARITY",
    title=Message(
        id="Rumus capaian tidak sesuai dengan arah indikator",
        en="Achievement formula does not fit the indicator's direction",
    ),
    severity="warning",
    effect=Message(
        id="Dengan rumus yang terbalik, kinerja yang memburuk tampak sebagai keberhasilan.",
        en="With the formula turned round, worse performance looks like success.",
    ),
)
def polarity(context: Context) -> Iterator[Outcome]:
    """An achievement uses another formula than the report states, or uses elsewhere, for such an indicator.

    What it checks: indicators where less is better, when the report states or uses a formula for them: rows with realisasi /
        target, and rows with target / realisasi where the report uses (2 × target − realisasi) / target.
    Why it matters: with the formula turned round, worse performance looks like success.
    Formula: (2 × target − realisasi) / target × 100 where less is better.
    Example: infections 0,4 against a target of 1,5, capaian 26,67 = 0,4 / 1,5 × 100 instead of 173,33.
    When it stays silent: realisasi equals target; the report never mentions nor uses a formula for such indicators.
    Source: PermenPANRB 8/2021.
    """
    learned = context.once(conventions)
    if learned.stated is None and not learned.negative:
        return
    turned: dict[str, list[Case]] = defaultdict(list)
    for case in context.once(cases):
        if case.polarity == "down" and case.telling and _is_turned(case, learned):
            turned[case.achievement.subject.canonical_id or case.achievement.subject.name.lower()].append(case)
    for found in turned.values():
        yield _turned(context, found, learned)


def _is_turned(case: Case, learned: Conventions) -> bool:
    """Whether R/T, or T/R against (2T-R)/T, was used, and (2T-R)/T would give another figure."""
    used = case.chosen.variant if case.chosen and case.holds else ""
    first = next((item for item in case.attempts if item.variant == NEGATIVE), None)
    wrong = used == POSITIVE or (used == INVERSE and _expects_first(learned))
    return wrong and first is not None and not first.holds and first.interval is not None


def _expects_first(learned: Conventions) -> bool:
    """Whether (2T-R)/T is what the report says it uses, or uses for some indicators."""
    return learned.stated is not None or learned.negative[NEGATIVE] > 0


def _turned(context: Context, found: list[Case], learned: Conventions) -> Outcome:
    """One warning for an indicator, with all places where its achievement is turned round."""
    case = found[0]
    fact, place = case.achievement, context.wording.listed([item.achievement for item in found])
    stated = learned.stated
    why = both("POLARITY.stated", page=stated.page) if stated is not None else both("POLARITY.usual")
    used = case.chosen.variant if case.chosen else POSITIVE
    shown = both({POSITIVE: "POLARITY.share", INVERSE: "POLARITY.inverse"}[used])
    first = next(item.interval for item in case.attempts if item.variant == NEGATIVE)
    right = f"{_formula(case, NEGATIVE)} = {expected(first, 2).printed}" if first else NEGATIVE
    return note(
        phrase("POLARITY.turned", name=fact.subject.name, place=place, shown=shown, why=why, right=right),
        reported=fact,
        expected=expected(first, fact.decimals, _formula(case, NEGATIVE)) if first else None,
        facts=tuple(item for one in found for item in (one.achievement, *one.inputs)),
        slip="other-polarity",
        sentences=(learned.stated,) if learned.stated else (),
    )


@rule(
    "NUM-TRUNC",
    title=Message(id="Angka dipotong, tidak dibulatkan", en="Figure is cut instead of rounded"),
    severity="notice",
    effect=Message(
        id="Angka yang dipotong berbeda di digit terakhir dari angka yang dibulatkan di tempat lain.",
        en="A figure that is cut differs in its last digit from the rounded one in other places.",
    ),
)
def truncated(context: Context) -> Iterator[Outcome]:
    """A figure is cut at its printed decimals, is off in its last digit, or was made from decimals that are not printed.

    What it checks: every recalculation of other rules that fits only so; those rules report it under this code.
    Why it matters: the same figure, rounded in another place, then differs.
    Formula: that of the calculation, cut instead of rounded.
    Example: 90 / 98 × 100 = 91,84, printed 91.
    When it stays silent: the figure is rounded half up.
    Source: none.
    """
    yield from ()
