"""Averages of achievements recalculated: per sasaran, over all, and those of a list in the text."""

from collections.abc import Iterator

from extractor.audit.averages import Mean, means
from extractor.audit.calculate import tried
from extractor.audit.context import Context
from extractor.audit.listed_means import Listed, listed_means
from extractor.audit.outcome import Draft, Outcome, expected
from extractor.audit.phrases import both, phrase
from extractor.audit.registry import part, rule
from extractor.audit.slips import slip_of
from extractor.audit.verdicts import LOOSE, loose_draft
from extractor.audit.wording import quoted
from extractor.notation import printed
from schemas import Message

_EFFECT = Message(
    id="Rata-rata capaian adalah angka yang dikutip dalam kesimpulan laporan.",
    en="The average achievement is the figure that conclusions quote.",
)


@rule(
    "AVG-SAS",
    title=Message(id="Rata-rata capaian sasaran salah hitung", en="Average achievement of a sasaran is miscalculated"),
    severity="error",
    effect=_EFFECT,
)
def average_of_sasaran(context: Context) -> Iterator[Outcome]:
    """A printed average is not the mean of the achievements of its sasaran.

    What it checks: rows "rata-rata" of tables with several of them, and averages that follow a list of achievements in the text.
    Why it matters: the average is what conclusions quote.
    Formula: sum of the achievements / their number; from printed, recalculated or capped (100, 110, 120) achievements.
    Example: 123, 100, 91 and 102 average 104; 107 is printed.
    When it stays silent: the mean of all rows, of the averages above, or without the row of the tujuan fits.
    Source: none; usual practice.
    """
    yield from (_outcome(context, mean) for mean in context.once(means) if not mean.whole)


@rule(
    "AVG-ALL",
    title=Message(id="Rata-rata capaian salah hitung", en="Average achievement is miscalculated"),
    severity="error",
    effect=_EFFECT,
)
def average_of_all(context: Context) -> Iterator[Outcome]:
    """A printed average is not the mean of the achievements of its table.

    What it checks: the row "rata-rata" below all achievements of a table.
    Why it matters: the average is what conclusions quote.
    Formula: sum of the achievements / their number; also tried: mean of the sasaran means, without the row of the tujuan,
        without zeros; each from printed, recalculated or capped (100, 110, 120) achievements.
    Example: 100, 98,60, 103,26, 100 and 102 average 100,77; 105 is printed.
    When it stays silent: any of these fits, also by rounding.
    Source: none; usual practice.
    """
    yield from (_outcome(context, mean) for mean in context.once(means) if mean.whole)


def _outcome(context: Context, mean: Mean) -> Outcome:
    fact, chosen = mean.average, mean.chosen
    if chosen is None or chosen.interval is None or fact.value is None:
        return Outcome.not_checkable(mean.formula, mean.members, fact, "tidak ada capaian di atasnya")
    base = Outcome(
        mean.formula,
        mean.members,
        fact,
        chosen.interval,
        chosen.verdict,
        variant=chosen.variant,
        tried=tried(mean.attempts, chosen),
    )
    if mean.holds:
        loose = chosen.verdict in LOOSE
        facts = mean.members
        draft = loose_draft(context, fact, chosen, mean.formula, facts) if loose else None
        return Outcome.held(
            base.formula,
            base.inputs,
            fact,
            interval=base.interval,
            verdict=base.verdict,
            variant=base.variant,
            tried=base.tried,
            draft=draft,
        )
    return Outcome.broken(
        base.formula,
        base.inputs,
        fact,
        _draft(context, mean),
        interval=base.interval,
        variant=None,
        tried=tried(mean.attempts),
    )


def _draft(context: Context, mean: Mean) -> Draft:
    fact, chosen = mean.average, mean.chosen
    assert chosen is not None and chosen.interval is not None
    right = expected(chosen.interval, max(fact.decimals, 2), mean.formula).printed
    ranges = [item.interval.middle for item in mean.attempts if item.interval is not None]
    low, high = printed(min(ranges), 2), printed(max(ranges), 2)
    also = both("AVG-ALL.others", low=low, high=high) if low != high else ("", "")
    place = context.wording.fact(fact)
    return Draft(
        phrase("AVG-ALL.printed", place=place, printed=fact.printed, formula=mean.formula, right=right, also=also),
        reported=fact,
        expected=expected(chosen.interval, fact.decimals, mean.formula),
        facts=(fact, *mean.members),
        slip=slip_of(fact, chosen.interval.middle),
        material=True,
    )


@part("AVG-SAS")
def average_of_list(context: Context) -> Iterator[Outcome]:
    """The average that a passage states after listing the achievements of its indicators."""
    for listed in listed_means(context.reading.sentences):
        if not listed.attempt.holds:
            yield _listed_outcome(listed)


def _listed_outcome(listed: Listed) -> Outcome:
    sentence, figure, interval = listed.sentences[-1], listed.average, listed.attempt.interval
    assert interval is not None
    right = expected(interval, max(figure.decimals, 2), listed.formula).printed
    return Outcome(
        draft=Draft(
            phrase(
                "AVG-ALL.listed",
                page=sentence.page,
                figure=figure.text,
                formula=listed.formula,
                right=right,
                sentence=quoted(sentence.text),
            ),
            sentences=(sentence, *listed.sentences[:-1]),
            printed=figure.text,
            value=figure.value,
            expected=expected(interval, figure.decimals, listed.formula),
            lead="sentences",
        )
    )
