"""Which sentence each figure of running text was read from."""

from collections import defaultdict
from collections.abc import Sequence

from extractor.facts.model import Reading, Sentence, once
from schemas import Fact


@once
def sentences_by_fact(reading: Reading) -> dict[str, Sentence]:
    """The sentence of every figure of running text, by the id of the fact.

    A figure names its sentence by its words; of those that read the same, the one counts on whose lines it stands.
    """
    named: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in reading.sentences:
        named[sentence.text].append(sentence)
        named[sentence.id].append(sentence)
    return {
        fact.id: _nearest(fact, alike)
        for fact in reading.facts
        if fact.source.table is None and fact.source.document is None and fact.source.sentence
        if (alike := named.get(fact.source.sentence))
    }


def _nearest(fact: Fact, alike: Sequence[Sentence]) -> Sentence:
    if len(alike) == 1:
        return alike[0]
    return next((item for item in alike if item.stands_at(fact.source.page, fact.source.bbox)), alike[0])


@once
def facts_by_sentence(reading: Reading) -> dict[str, list[Fact]]:
    """The figures of running text by the id of their sentence, in reading order."""
    found: dict[str, list[Fact]] = defaultdict(list)
    said = sentences_by_fact(reading)
    for fact in reading.facts:
        if fact.id in said:
            found[said[fact.id].id].append(fact)
    return dict(found)
