"""Digits and the same number in words beside them: "13 (tiga belas)"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.audit.candidates import candidates
from extractor.audit.observation import Observation
from extractor.audit.phrases import phrase
from extractor.audit.wording import quoted
from extractor.facts.model import Reading, Sentence
from extractor.notation import number_in_words, words_to_number
from extractor.notation import printed as printed_number
from extractor.notation.screened import Screened

_BESIDE = Screened(
    re.compile(
        r"(?=\d)(?<![\w.,/])(?P<digits>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?:-|–|00\b))?\s*\(\s*(?P<words>[A-Za-z][A-Za-z \-]{2,80}?)\s*\)"
    ),
    "(",
)
_NEXT = re.compile(r"\s*(?P<words>(?:belas|puluh|ratus|ribu|juta)(?:\s+[a-z]+)?)\b", re.IGNORECASE)


def digits_and_words(reading: Reading) -> Iterator[Observation]:
    """NUM-WORDS: digits that differ from the words beside them; a notice where only the bracket closes too early."""
    for sentence in candidates(reading, _BESIDE):
        if sentence.kind not in ("sentence", "item"):
            continue
        for match in _BESIDE.finditer(sentence.text):
            number, words = int(match["digits"].replace(".", "")), _value(match["words"])
            if words is None or words == number:
                continue
            if _continues(sentence.text[match.end() :], match["words"], number):
                yield _split_draft(sentence, match, number)
            else:
                yield _draft(sentence, match, words)


def _value(words: str) -> int | None:
    """The number that words spell, with or without the unit behind them: "lima juta rupiah"."""
    number = words_to_number(words)
    return words_to_number(words.rsplit(" ", 1)[0]) if number is None and " " in words else number


def _continues(rest: str, words: str, number: int) -> bool:
    """The words behind the bracket belong to the number: "40 (empat) puluh"."""
    following = _NEXT.match(rest)
    if not following:
        return False
    parts = following["words"].split()
    return any(words_to_number(" ".join([words, *parts[:count]])) == number for count in range(1, len(parts) + 1))


def _draft(sentence: Sentence, match: re.Match[str], words: int) -> Observation:
    return Observation(
        check="NUM-WORDS",
        severity="error",
        message=phrase(
            "NUM-WORDS.text",
            page=sentence.page,
            digits=match["digits"],
            words=match["words"],
            amount=printed_number(Decimal(words), 0),
            sentence=quoted(sentence.text, 200),
        ),
        sentences=(sentence,),
        printed=match["digits"],
        value=Decimal(match["digits"].replace(".", "")),
        expected=printed_number(Decimal(words), 0),
        expected_value=Decimal(words),
        lead="sentences",
    )


def _split_draft(sentence: Sentence, match: re.Match[str], number: int) -> Observation:
    right = number_in_words(number)
    return Observation(
        check="NUM-WORDS",
        severity="notice",
        message=phrase(
            "NUM-WORDS.bracket",
            page=sentence.page,
            figure=match[0],
            digits=match["digits"],
            right=right,
            sentence=quoted(sentence.text, 160),
        ),
        sentences=(sentence,),
        printed=match[0],
        expected=f"{match['digits']} ({right})",
        lead="sentences",
    )
