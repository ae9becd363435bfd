"""Efficiencies recalculated by the variant that their column follows."""

from collections.abc import Iterator

from extractor.audit.context import Context
from extractor.audit.efficiencies import Column, Try, columns
from extractor.audit.outcome import Draft, Outcome, Tried, expected
from extractor.audit.phrases import phrase
from extractor.audit.registry import rule
from extractor.audit.slips import slip_of
from extractor.audit.verdicts import LOOSE, loose_draft
from schemas import Criterion, Fact, Message


@rule(
    "EFF-VALUE",
    title=Message(id="Nilai efisiensi salah hitung", en="Efficiency is miscalculated"),
    severity="error",
    effect=Message(
        id="Efisiensi penggunaan sumber daya adalah bagian wajib laporan kinerja.",
        en="Efficiency in the use of resources is a mandatory part of the report.",
    ),
    criterion=Criterion(regulation="PermenPANRB 53/2014", article="Lampiran II"),
)
def efficiency_value(context: Context) -> Iterator[Outcome]:
    """A printed efficiency does not follow from the figures of its row.

    What it checks: columns of efficiencies against achievement, absorption, budget and spending of their rows.
    Why it matters: efficiency in the use of resources is a mandatory part of the report.
    Formula: the variant that at least half of the rows follow: capaian / serapan, capaian − serapan, 100 − serapan, pagu /
        realisasi, (pagu − realisasi) / pagu × 100, (pagu × capaian − realisasi) / (pagu × capaian) × 100.
    Example: 104 / 92,16 = 1,128; printed 1,182.
    When it stays silent: no variant fits half of the rows; another variant fits this row; the column has one row.
    Source: PermenPANRB 53/2014, Lampiran II; PMK 214/2017 for the last variant.
    """
    for column in context.once(columns):
        for fact in column.results:
            if column.tries[fact.id]:
                yield _outcome(context, column, fact)


def _outcome(context: Context, column: Column, fact: Fact) -> Outcome:
    chosen = column.chosen(fact)
    attempts = tuple(
        Tried(item.attempt.variant, item.attempt.interval) for item in column.tries[fact.id] if item is not chosen
    )
    if chosen is None or chosen.attempt.interval is None or (column.form is None and not chosen.attempt.holds):
        return Outcome.not_checkable("efisiensi", (), fact, "tidak ada rumus yang diikuti setengah dari barisnya")
    attempt = chosen.attempt
    if attempt.holds:
        draft = None
        if attempt.verdict in LOOSE:
            draft = loose_draft(context, fact, attempt, chosen.formula, chosen.inputs)
        return Outcome.held(
            chosen.formula,
            chosen.inputs,
            fact,
            interval=attempt.interval,
            verdict=attempt.verdict,
            variant=attempt.variant,
            tried=attempts,
            draft=draft,
        )
    if len(column.results) < 2 or not fact.value:
        return Outcome.not_checkable(
            chosen.formula, chosen.inputs, fact, "satu baris saja, rumusnya tidak dapat dipastikan"
        )
    draft = _draft(context, column, chosen)
    return Outcome.broken(chosen.formula, chosen.inputs, fact, draft, interval=attempt.interval, tried=attempts)


def _draft(context: Context, column: Column, chosen: Try) -> Draft:
    fact, interval = chosen.result, chosen.attempt.interval
    assert interval is not None
    place = context.wording.fact(fact)
    right = expected(interval, max(fact.decimals, 2)).printed
    return Draft(
        phrase(
            "EFF-VALUE.row",
            name=fact.subject.name,
            place=place,
            printed=fact.printed,
            formula=chosen.formula,
            right=right,
            variant=chosen.attempt.variant,
            followed=(column.followed, column.followed.replace(" dari ", " of ")),
        ),
        reported=fact,
        expected=expected(interval, fact.decimals, chosen.formula),
        facts=(fact, *chosen.inputs),
        slip=slip_of(fact, interval.middle),
    )
