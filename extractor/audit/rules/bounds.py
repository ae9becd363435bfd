"""Values outside the scale of their index, counts below zero, and targets that ask for nothing."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.audit.context import Context
from extractor.audit.duplicate_facts import identity
from extractor.audit.outcome import Draft, Outcome
from extractor.audit.phrases import phrase
from extractor.audit.registry import part
from extractor.audit.rules import grades, printed_values  # noqa: F401  register the rules that these are parts of
from extractor.audit.scale_book import Scale, scale_book
from extractor.audit.text_figures import show
from extractor.audit.wording import joined, measure_words
from schemas import Fact

_VALUES = ("target", "realization")
_COUNTED = frozenset(["orang", "dokumen", "laporan", "paket", "unit", "lembaga", "kegiatan", "kali", "kasus"])
_FLAT_YEARS = 5
_SHOWN = 8
_LESS = re.compile(r"\b(?:belum|tidak|temuan|keluhan|pelanggaran|waktu\s+tunggu|response?\s+time)\b", re.IGNORECASE)
_BOUND = re.compile(r"[<>≤≥]|\bmaks|\bmin")


def _capitalised(measure: str) -> tuple[str, str]:
    words = measure_words(measure)
    return words[0].capitalize(), words[1]


@part("VAL-RANGE")
def above_scale(context: Context) -> Iterator[Outcome]:
    """A value above the highest value of the scale of its index, where the target of its row lies within it."""
    book = scale_book(context.reading)
    for fact in context.reading.facts:
        if fact.measure not in _VALUES or fact.source.table is None or fact.value is None or fact.entity is not None:
            continue
        if fact.subject.kind != "indicator" or fact.unit in ("%", "persen") or "%" in fact.printed:
            continue
        scale = book.of_subject(fact.subject.name, fact.subject.canonical_id, context.year)
        if scale is None or fact.subject.canonical_id is None or (top := _top(scale)) is None or fact.value <= top:
            continue
        if _others_reach(context, fact, scale):
            message = phrase(
                "VAL-RANGE.scale",
                measure=_capitalised(fact.measure),
                name=fact.subject.name,
                printed=fact.printed,
                place=context.wording.fact(fact),
                scale=f"skala {scale.name}",
                top=show(top),
            )
            yield Outcome(draft=Draft(message, reported=fact, facts=(fact,)))


def _top(scale: Scale) -> Decimal | None:
    """The highest value of a scale; null where its best class is open."""
    highs = [interval.high for _, interval in scale.legend.classes]
    known = [high for high in highs if high is not None]
    return max(known) if len(known) == len(highs) else None


def _others_reach(context: Context, fact: Fact, scale: Scale) -> bool:
    """Whether the row has another value of the index within the scale: else another scale is meant."""
    row = context.row(fact.source.table or "", fact.source.row or 0)
    return any(
        other.id != fact.id and other.measure in _VALUES and other.value is not None and scale.reaches(other.value)
        for other in row
    )


@part("VAL-RANGE")
def below_zero(context: Context) -> Iterator[Outcome]:
    """A target or realisation of counted things below zero."""
    for fact in context.reading.facts:
        counted = fact.measure == "count" or (fact.measure in _VALUES and (fact.unit or "").lower() in _COUNTED)
        if not counted or fact.value is None or fact.value >= 0 or not fact.printed.lstrip().startswith(("-", "−")):
            continue
        if fact.source.table is not None:
            message = phrase(
                "VAL-RANGE.negative",
                measure=_capitalised(fact.measure),
                name=fact.subject.name,
                place=context.wording.fact(fact),
                printed=fact.printed,
            )
            yield Outcome(draft=Draft(message, reported=fact, facts=(fact,)))


@part("TARGET-WEAK")
def below_last_year(context: Context) -> Iterator[Outcome]:
    """This year's targets below what was reached the year before, where more is better; one notice per report."""
    year = context.year
    reached: dict[str, Fact] = {}
    for fact in context.reading.facts:
        last = fact.measure == "realization" and fact.period == str((year or 0) - 1)
        if last and fact.entity is None and fact.subject.kind == "indicator" and fact.value is not None:
            reached.setdefault(identity(fact), fact)
    found: dict[str, tuple[Fact, Fact]] = {}
    for fact in context.reading.facts:
        own = fact.measure == "target" and fact.period == str(year) and fact.entity is None and fact.basis != "national"
        before = reached.get(identity(fact)) if own else None
        if before is not None and _below(context, fact, before):
            found.setdefault(identity(fact), (fact, before))
    if found:
        yield Outcome(draft=_before_draft(context, list(found.values())))


def _below(context: Context, fact: Fact, before: Fact) -> bool:
    """Whether a target is below last year's value of one kind, for an indicator of which more is better."""
    if fact.value is None or before.value is None or not _more_is_better(context, fact):
        return False
    alike = ("%" in fact.printed) == ("%" in before.printed) and (fact.unit or "") == (before.unit or "")
    return alike and before.value / 2 < fact.value < before.value


def _more_is_better(context: Context, fact: Fact) -> bool:
    return context.polarity(fact) != "down" and not _LESS.search(fact.subject.name)


def _before_draft(context: Context, pairs: Sequence[tuple[Fact, Fact]]) -> Draft:
    shown = pairs[:_SHOWN]
    listed = [f"“{fact.subject.name}” {fact.printed} ({before.printed})" for fact, before in shown]
    facts = tuple(fact for pair in shown for fact in pair)
    message = phrase(
        "TARGET-WEAK.before",
        count=len(pairs),
        listed=(joined(listed), joined(listed, "and")),
        place=context.wording.fact(facts[0]),
    )
    return Draft(message, reported=facts[0], facts=facts)


@part("TARGET-WEAK")
def flat_targets(context: Context) -> Iterator[Outcome]:
    """Targets that stay one value for five years or more; one notice per report.

    Bounds ("≤ 5"), standards of 0 and 100 and indicators where less is better are left out: they may stay.
    """
    by_subject: dict[str, dict[str, Fact]] = defaultdict(dict)
    for fact in context.reading.facts:
        planned = fact.measure == "target" and fact.basis == "renstra" and fact.subject.kind == "indicator"
        if not planned or not fact.source.table or not (fact.period or "").isdigit() or _BOUND.search(fact.printed):
            continue
        if _more_is_better(context, fact):
            by_subject[identity(fact)].setdefault(str(fact.period), fact)
    flat = [facts for years in by_subject.values() if _is_flat(facts := [years[year] for year in sorted(years)])]
    if flat:
        shown = flat[:_SHOWN]
        listed = [
            f"“{facts[0].subject.name}” {facts[0].printed} ({facts[0].period}–{facts[-1].period})" for facts in shown
        ]
        message = phrase(
            "TARGET-WEAK.flat",
            count=len(flat),
            listed=(joined(listed), joined(listed, "and")),
            place=context.wording.fact(flat[0][0]),
        )
        yield Outcome(draft=Draft(message, reported=flat[0][0], facts=tuple(facts[0] for facts in shown)))


def _is_flat(facts: Sequence[Fact]) -> bool:
    values = {fact.value for fact in facts}
    return len(facts) >= _FLAT_YEARS and len(values) == 1 and not values & {None, Decimal(0), Decimal(100)}
