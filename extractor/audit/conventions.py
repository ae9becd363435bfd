"""The formula conventions that a report states and follows, learned from its own figures."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.audit.achievements import INVERSE, NEGATIVE, POSITIVE, Case, cases
from extractor.audit.context import Context
from extractor.facts.model import Sentence
from extractor.notation.screened import Screened

# "the higher the realisation, the lower the achievement": the usual words before the formula for negative indicators.
_WORSE = Screened(
    re.compile(
        r"\b(?:semakin|makin|lebih)\s+(?:tinggi|besar|banyak)\w*\s+(?:nilai\s+|angka\s+)?realisasi\b.{0,80}?"
        r"\b(?:semakin|makin|kurang|lebih)\s+(?:rendah|kecil|buruk|jelek|baik|turun|menurun)",
        re.IGNORECASE,
    ),
    "makin",
    "lebih",
)
_BETTER = re.compile(
    r"\b(?:semakin|makin|lebih)\s+(?:tinggi|baik|besar)\s*(?:,|maka|$|pula|capaian|kinerja|\()", re.IGNORECASE
)
_WORSE_END = re.compile(
    r"\b(?:(?:semakin|makin|lebih)\s+(?:rendah|kecil|buruk|jelek|turun|menurun)|kurang\s+baik)", re.IGNORECASE
)
_FORMULA = re.compile(r"\brumus\b|\bformula\b|[=×x/]\s*100", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Conventions:
    """How the report calculates: rows by variant, and the sentence that states a formula for negative indicators.

    Only rows count whose realisation differs from the target. `capped` are the rows that print a ceiling.
    """

    positive: int
    rows: int
    negative: Counter[str]
    capped: tuple[Case, ...]
    above: tuple[Case, ...]
    stated: Sentence | None

    @property
    def followed(self) -> str:
        """The share of rows that follow R/T, as a message tells it: "22 dari 24 baris"."""
        return f"{self.positive} dari {self.rows} baris"

    @property
    def negative_variant(self) -> str:
        """The variant for what should be low: the one that more rows follow, else the stated one."""
        return max((NEGATIVE, INVERSE), key=lambda name: self.negative[name]) if self.negative else NEGATIVE


def conventions(context: Context) -> Conventions:
    """The conventions of a report."""
    found = [case for case in context.once(cases) if case.telling and case.chosen is not None and case.reason is None]
    held = [case for case in found if case.holds]
    return Conventions(
        positive=sum(_variant(case) == POSITIVE for case in held),
        rows=len(found),
        negative=Counter(
            name for case in held if (name := _variant(case)) in (NEGATIVE, INVERSE) and _only(case, name)
        ),
        capped=tuple(case for case in held if "dibatasi" in _variant(case)),
        above=tuple(
            case
            for case in held
            if _variant(case) == POSITIVE and case.achievement.value and case.achievement.value > 100
        ),
        stated=_stated(context.reading.sentences),
    )


def _variant(case: Case) -> str:
    return case.chosen.variant if case.chosen else ""


def _only(case: Case, name: str) -> bool:
    """Whether no other plain variant gives the printed figure."""
    return [item.variant for item in case.attempts if item.holds and item.variant in (POSITIVE, NEGATIVE, INVERSE)] == [
        name
    ]


def _stated(sentences: Sequence[Sentence]) -> Sentence | None:
    """The sentence that introduces a formula of its own for indicators where more is worse."""
    for index, sentence in enumerate(sentences):
        if not _worse(sentence.text):
            continue
        after = " ".join(item.text for item in sentences[index : index + 4] if item.page - sentence.page <= 1)
        if _FORMULA.search(after):
            return sentence
    return None


def _worse(text: str) -> bool:
    """Whether a sentence says that a higher realisation is a lower achievement."""
    match = _WORSE.search(text)
    return match is not None and _WORSE_END.search(text, match.start()) is not None
