"""What the narrative says twice, copies, mixes up, or counts otherwise than the tables."""

from collections.abc import Iterator

import extractor.audit.rules.prose
import extractor.audit.rules.same_facts  # noqa: F401
from extractor.audit.candidates import candidates
from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome, expected_value
from extractor.audit.phrases import both, phrase
from extractor.audit.registry import part, rule
from extractor.audit.text_amounts import OtherAchievement, OtherSpending, other_achievements, other_spending
from extractor.audit.text_copies import PEOPLE_AS_THINGS, OtherPeer, copied_items, other_peers, people_as_things
from extractor.audit.text_counts import TwoCounts, two_counts, two_wholes
from extractor.audit.text_figures import show
from extractor.audit.text_terms import claimed_rises, two_percents
from extractor.audit.text_twice import ToldTwice, told_twice
from extractor.audit.wording import measure_words, quoted
from schemas import Message


@rule(
    "NV-NUM",
    title=Message(id="Angka di dua bagian teks berbeda", en="Figures of two passages differ"),
    severity="warning",
    effect=Message(
        id="Pembaca tidak dapat mengetahui angka mana yang benar.", en="A reader cannot know which figure is right."
    ),
)
def two_passages(context: Context) -> Iterator[Outcome]:
    """Two passages give the same number differently.

    What it checks: numbers of people beside the name of one group in two paragraphs; two wholes of which one part is the
        same; results and amounts of one indicator or budget line that no table prints.
    Why it matters: one of the numbers is wrong, and nothing tells which.
    Formula: equal counts.
    Example: 7 officials "Pimpinan Tinggi Pratama" trained on one page, 6 on another.
    When it stays silent: names of fewer than three words, the agency's own name, groups counted more than twice, other
        years, passages that share few words.
    Source: none; two statements about one thing must agree.
    """
    sentences = context.reading.sentences
    for pair in two_counts(sentences, context.reading.document.agency or ""):
        yield _two("NV-NUM.group", pair)
    for pair in two_wholes(context.reading):
        yield _two("NV-NUM.whole", pair)
    yield from (_told_twice(told) for told in told_twice(context))


def _told_twice(told: ToldTwice) -> Outcome:
    first, second = told.first, told.second
    message = phrase(
        "NV-NUM.subject",
        measure=measure_words(first.measure),
        name=first.subject.name,
        first=first.printed,
        page=first.source.page,
        second=second.printed,
        other_page=second.source.page,
    )
    return Outcome(draft=Draft(message, reported=first, facts=(first, second)))


def _two(key: str, pair: TwoCounts) -> Outcome:
    one, two = pair.first, pair.second
    message = phrase(
        key,
        thing=pair.thing,
        part=one.group,
        first=one.figure.text,
        page=one.sentence.page,
        second=two.figure.text,
        other_page=two.sentence.page,
    )
    draft = Draft(
        message,
        sentences=(one.sentence, two.sentence),
        printed=one.figure.text,
        value=one.figure.value,
        lead="sentences",
    )
    return Outcome(draft=draft)


@part("NV-ENTITY")
def copies(context: Context) -> Iterator[Outcome]:
    """Items and paragraphs that were copied from another one and still speak about it."""
    for item in copied_items(context.reading.sentences):
        message = phrase(
            "NV-ENTITY.item",
            page=item.second.page,
            named=item.named,
            spoken=item.spoken,
            text=quoted(item.second.text, 220),
        )
        yield Outcome(draft=Draft(message, sentences=(item.second, item.first), slip="copied-row", lead="sentences"))
    for sentence in candidates(context.reading, PEOPLE_AS_THINGS):
        mixed = people_as_things(sentence)
        if mixed:
            message = phrase("NV-ENTITY.things", page=sentence.page, who=mixed[0], count=mixed[1])
            yield Outcome(draft=Draft(message, severity="notice", sentences=(sentence,), lead="sentences"))
    for found in context.once(other_peers):
        message = phrase(
            "NV-ENTITY.peer",
            page=found.sentence.page,
            named=found.named,
            expected=found.expected,
            figure=found.figure.text,
            place=context.wording.table(found.table, context.tables[found.table].pages[0]),
        )
        yield Outcome(
            draft=Draft(
                message,
                facts=(found.taken,) if found.taken else (),
                sentences=(found.sentence,),
                printed=found.figure.text,
                value=found.figure.value,
                slip="copied-row",
                lead="sentences",
            )
        )


@part("TV-NUM")
def linked_by_figures(context: Context) -> Iterator[Outcome]:
    """Amounts, results and figures of peers that lead to a row of a table by their other figures."""
    yield from (
        _of_peer(context, found) for found in context.once(other_peers) if found.right and found.right.value is not None
    )
    yield from (_of_row(context, item) for item in other_spending(context))
    yield from (_of_result(context, told) for told in other_achievements(context))


def _of_peer(context: Context, found: OtherPeer) -> Outcome:
    right = found.right
    assert right is not None and right.value is not None
    message = phrase(
        "TV-NUM.peer",
        page=found.sentence.page,
        figure=found.figure.text,
        right=right.printed,
        entity=found.expected,
        named=found.named,
        place=context.wording.fact(right),
    )
    draft = Draft(
        message,
        facts=(right,),
        sentences=(found.sentence,),
        printed=found.figure.text,
        value=found.figure.value,
        expected=expected_value(right.value, right.decimals),
        lead="sentences",
    )
    return Outcome(draft=draft)


def _of_row(context: Context, item: OtherSpending) -> Outcome:
    owner = item.owner
    owned = both("TV-NUM.owner", name=owner.subject.name) if owner else ("", "")
    message = phrase(
        "TV-NUM.spending",
        page=item.sentence.page,
        figure=item.figure.text,
        budget=item.budget.printed,
        name=item.budget.subject.name,
        right=item.spending.printed,
        place=context.wording.fact(item.spending),
        owner=owned,
    )
    draft = Draft(
        message,
        facts=(item.spending, item.budget, *((owner,) if owner else ())),
        sentences=(item.sentence,),
        printed=item.figure.text,
        value=item.figure.value,
        expected=expected_value(item.spending.value or item.figure.value),
        slip="copied-row" if owner else None,
        lead="sentences",
    )
    return Outcome(draft=draft)


def _of_result(context: Context, told: OtherAchievement) -> Outcome:
    message = phrase(
        "TV-NUM.achievement",
        page=told.sentence.page,
        result=told.result.text,
        target=told.target.text,
        name=told.fact.subject.name,
        achieved=show(told.achieved, 2),
        printed=told.fact.printed,
        place=context.wording.fact(told.fact),
    )
    draft = Draft(
        message,
        reported=told.fact,
        facts=(told.fact,),
        sentences=(told.sentence,),
        expected=expected_value(told.achieved, 2, f"{told.result.text} / {told.target.text} × 100"),
    )
    return Outcome(draft=draft)


@part("NV-CLAIM")
def rises(context: Context) -> Iterator[Outcome]:
    """A list of indicators that are said to have risen, of which one fell."""
    for claim in claimed_rises(context):
        message = phrase(
            "NV-CLAIM.rise",
            page=claim.claim.page,
            word=("peningkatan", "a rise") if claim.rising else ("penurunan", "a fall"),
            way=("turun", "fell") if claim.rising else ("naik", "rose"),
            name=claim.after.subject.name,
            before=claim.before.printed,
            after=claim.after.printed,
            place=context.wording.fact(claim.after),
        )
        yield Outcome(
            draft=Draft(
                message, facts=(claim.before, claim.after), sentences=(claim.item, claim.claim), lead="sentences"
            )
        )


@rule(
    "TERM-MIX",
    title=Message(id="Realisasi dan capaian tertukar", en="Result and achievement are mixed up"),
    severity="notice",
)
def terms(context: Context) -> Iterator[Outcome]:
    """One word for two percentages: the result and the achievement.

    What it checks: "realisasi a % atau b %" and "capaian a % yakni b %" in a sentence with its target.
    Why it matters: a reader takes the achievement (per cent of the target) for the result.
    Formula: one percentage / target × 100 = the other one.
    Example: target 92 %, "realisasi 103,26 % atau 95 %".
    When it stays silent: "13 % atau 101 % dari target"; no target in the sentence; figures that do not fit so.
    Source: none; realisasi and capaian are different measures.
    """
    for sentence in context.reading.sentences:
        if sentence.kind not in ("sentence", "item") or sentence.place not in ("summary", "body"):
            continue
        mixed = two_percents(sentence)
        if mixed:
            message = phrase(
                "TERM-MIX.percents",
                page=sentence.page,
                word=mixed.word,
                first=mixed.first.text,
                second=mixed.second.text,
                target=mixed.target.text,
            )
            yield Outcome(draft=Draft(message, sentences=(sentence,), lead="sentences"))
