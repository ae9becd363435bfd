"""Figures of sentences against the figures of tables."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from extractor.audit.entity_links import wrong_entities
from extractor.audit.observation import Observation
from extractor.audit.phrases import both, phrase
from extractor.audit.text_links import Clash, Miss, borrowed, clashes, near_misses, table_figures
from extractor.audit.wording import Wording, measure_words, quoted
from extractor.facts.model import Reading, Sentence
from extractor.facts.placed import facts_by_table
from extractor.facts.said import sentences_by_fact


def text_against_table(reading: Reading) -> Iterator[Observation]:
    """TV-NUM: a sentence's figure that differs from the table figure of the same indicator or budget line."""
    wording = Wording(reading)
    tables = table_figures(reading)
    sentences = sentences_by_fact(reading)
    year = reading.document.fiscal_year
    told: set[tuple[int, str]] = set()
    found = [(miss, both("TV-NUM.digit")) for miss in near_misses(reading.sentences, tables, year)]
    found += [(miss, both("TV-NUM.borrowed")) for miss in borrowed(reading.sentences, tables, year)]
    for miss, (why, because) in found:
        key = (miss.sentence.page, _digits(miss.figure.text))
        if key not in told:
            told.add(key)
            yield _miss_draft(miss, wording, why, because)
    for clash in clashes(reading.facts, tables, year):
        if (clash.fact.source.page, _digits(clash.fact.printed)) not in told:
            right = _text_is_right(clash, reading)
            yield _clash_draft(clash, sentences.get(clash.fact.id), wording, right)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _text_is_right(clash: Clash, reading: Reading) -> bool:
    """The amounts of the table's row give the percentage of the text, not that of the table."""
    fact, twin = clash.fact, clash.twins[0]
    if fact.measure != "absorption" or fact.value is None or twin.value is None:
        return False
    beside = facts_by_table(reading).get(twin.source.table or "", ())
    row = [item for item in beside if item.source.row == twin.source.row]
    amounts = {item.measure: item.value for item in row if item.measure in ("budget", "spending") and item.value}
    if len(amounts) < 2:
        return False
    return abs(amounts["spending"] / amounts["budget"] * 100 - fact.value) < Decimal(1).scaleb(-fact.decimals)


def _clash_draft(clash: Clash, sentence: Sentence | None, wording: Wording, text_right: bool) -> Observation:
    fact = clash.fact
    votes = Counter(twin.value for twin in clash.twins)
    twin = max(clash.twins, key=lambda item: (votes[item.value], -item.source.page))
    measure = measure_words(fact.measure)
    place = wording.listed(clash.twins)
    tail = both("TV-NUM.sentence", sentence=quoted(sentence.text, 160)) if sentence else ("", "")
    accused, right = (twin, fact) if text_right else (fact, twin)
    if text_right:
        tail = both("TV-NUM.confirmed", tail=tail)
    return Observation(
        check="TV-NUM",
        severity="warning",
        message=phrase(
            "TV-NUM.fact",
            page=fact.source.page,
            measure=measure,
            name=fact.subject.name,
            printed=fact.printed,
            place=place,
            tail=tail,
        ),
        facts=(twin, fact, *clash.twins) if text_right else (fact, *clash.twins),
        sentences=(sentence,) if sentence else (),
        printed=accused.printed,
        value=accused.value,
        expected=right.printed,
        expected_value=right.value,
        compared=True,
    )


def _miss_draft(miss: Miss, wording: Wording, why: str, because: str) -> Observation:
    place = wording.fact(miss.fact)
    page = miss.sentence.page
    return Observation(
        check="TV-NUM",
        severity="warning",
        message=phrase(
            "TV-NUM.table",
            page=page,
            figure=miss.figure.text,
            name=miss.fact.subject.name,
            place=place,
            printed=miss.fact.printed,
            why=(why, because),
            sentence=quoted(miss.sentence.text, 160),
        ),
        facts=(miss.fact,),
        sentences=(miss.sentence,),
        printed=miss.figure.text,
        value=miss.figure.value,
        expected=miss.fact.printed,
        expected_value=miss.fact.value,
        slip="digit-swap",
        lead="sentences",
    )


def entity_against_table(reading: Reading) -> Iterator[Observation]:
    """NV-ENTITY: a figure beside the name of one peer that the tables print for another."""
    wording = Wording(reading)
    for wrong in wrong_entities(reading.sentences, reading.facts):
        sentence, place = wrong.sentence, wording.fact(wrong.owner)
        yield Observation(
            check="NV-ENTITY",
            severity="warning",
            message=phrase(
                "NV-ENTITY.table",
                page=sentence.page,
                figure=wrong.figure.text,
                named=wrong.named,
                place=place,
                entity=wrong.owner.entity or "",
                sentence=quoted(sentence.text, 240),
            ),
            facts=(wrong.owner,),
            sentences=(sentence,),
            printed=wrong.figure.text,
            value=wrong.figure.value,
            expected=wrong.owner.entity,
            slip="copied-row",
            lead="sentences",
        )
