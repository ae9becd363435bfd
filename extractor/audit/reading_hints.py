"""What a finding on doubtful figures says about their reading."""

from collections.abc import Sequence

from extractor.audit.misread import is_doubtful, misreadings
from extractor.audit.phrases import both, phrase
from extractor.audit.wording import joined
from extractor.facts.model import Reading
from schemas import Fact, Message, OtherReading

_MOST = 3


def other_readings(evidence: Sequence[Fact], reading: Reading) -> tuple[OtherReading, ...]:
    """The doubtful figures of a finding with what else they were read as; none for one that was only linked with doubt."""
    found = (_other(fact, reading) for fact in evidence if is_doubtful(fact))
    return tuple(item for item in found if item is not None)


def _other(fact: Fact, reading: Reading) -> OtherReading | None:
    texts = [item.text for item in misreadings(fact, False)]
    if fact.raw is not None and fact.raw != fact.printed:
        texts.append(fact.raw)
    if not texts and fact.id not in reading.recognised:
        return None
    unique = tuple(dict.fromkeys(texts))
    return OtherReading(
        fact=fact.id, printed=fact.printed, page=fact.source.page, texts=unique, confidence=fact.confidence
    )


def hint_of(readings: Sequence[OtherReading]) -> Message | None:
    """One sentence that names the other readings; null where there are none."""
    if not readings:
        return None
    parts = [_part(item) for item in readings[:_MOST]]
    texts = joined((part[0] for part in parts), "dan"), joined((part[1] for part in parts), "and")
    return phrase("reading.hint", readings=texts)


def _part(item: OtherReading) -> tuple[str, str]:
    if not item.texts:
        return both("reading.unsure", printed=item.printed, page=item.page, percent=round(item.confidence * 100))
    return both("reading.other", printed=item.printed, page=item.page, other="”, “".join(item.texts))
