"""The average achievement that the text tells against the one that the tables print."""

import re
from collections.abc import Iterator

from extractor.audit.duplicate_facts import agree
from extractor.audit.observation import Observation
from extractor.audit.phrases import phrase
from extractor.audit.wording import Wording, quoted
from extractor.facts.model import Reading
from schemas import Fact

# The sentence speaks of all indicators, so that no other average can be meant.
ALL = re.compile(r"\b(?:seluruh|semua|keseluruhan)\b", re.IGNORECASE)


def text_averages(reading: Reading) -> Iterator[Observation]:
    """TV-NUM: an average over all indicators in the text that is not the one of the achievement tables."""
    kinds = {table.id: table.kind for table in reading.tables}
    year = str(reading.document.fiscal_year)
    overall = [
        fact
        for fact in reading.facts
        if fact.measure == "average_achievement"
        and fact.subject.kind == "total"
        and kinds.get(fact.source.table or "") == "achievement"
        and fact.period == year
        and fact.value is not None
    ]
    if not overall or not all(agree(overall[0], other) for other in overall):
        return
    wording = Wording(reading)
    for fact in reading.facts:
        if _is_overall(fact, year) and not agree(fact, overall[0]):
            yield _observation(fact, overall, wording)


def _is_overall(fact: Fact, year: str) -> bool:
    """Whether a sentence's figure is this year's average over all indicators."""
    told = fact.measure == "average_achievement" and fact.source.table is None and fact.value is not None
    return told and fact.period == year and bool(ALL.search(fact.source.sentence or ""))


def _observation(fact: Fact, overall: list[Fact], wording: Wording) -> Observation:
    """The two figures side by side."""
    place, page = wording.fact(overall[0]), fact.source.page
    return Observation(
        check="TV-NUM",
        severity="warning",
        message=phrase(
            "TV-NUM.average",
            page=page,
            printed=fact.printed,
            place=place,
            right=overall[0].printed,
            sentence=quoted(fact.source.sentence or "", 160),
        ),
        facts=(fact, *overall),
        printed=fact.printed,
        value=fact.value,
        expected=overall[0].printed,
        expected_value=overall[0].value,
    )
