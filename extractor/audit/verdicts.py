"""Notices for figures that hold only when cut, in all but the last digit, or with decimals that are not printed."""

from extractor.audit.calculate import Attempt
from extractor.audit.context import Context
from extractor.audit.outcome import Draft, expected
from extractor.audit.phrases import both, phrase
from extractor.audit.wording import measure_words
from schemas import Fact

LOOSE = ("consistent_by_truncation", "last_digit", "consistent_by_hidden_decimals")
_SLIPS = {"consistent_by_truncation": "truncated", "consistent_by_hidden_decimals": "hidden-decimals"}


def loose_draft(context: Context, fact: Fact, attempt: Attempt, formula: str, facts: tuple[Fact, ...] = ()) -> Draft:
    """The notice on a printed figure that holds only loosely."""
    assert attempt.interval is not None
    said, place = both(f"NUM-TRUNC.{attempt.verdict}"), context.wording.fact(fact)
    measure = measure_words(fact.measure)
    name = f" “{fact.subject.name}”" if fact.subject.name else ""
    exactly = expected(attempt.interval, max(fact.decimals + 2, 2)).printed
    return Draft(
        phrase(
            "NUM-TRUNC.loose",
            measure=(measure[0].capitalize(), measure[1]),
            name=name,
            place=place,
            printed=fact.printed,
            said=said,
            formula=formula,
            exactly=exactly,
        ),
        check="NUM-TRUNC",
        severity="notice",
        reported=fact,
        expected=expected(attempt.interval, fact.decimals, formula),
        facts=(fact, *facts),
        sentences=tuple(item for item in (context.sentence_of(fact),) if item is not None),
        slip=_SLIPS.get(attempt.verdict),
    )
