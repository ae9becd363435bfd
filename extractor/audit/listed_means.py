"""Averages that a passage states after an enumeration of indicators with one achievement each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.audit.calculate import Attempt
from extractor.audit.text_figures import Figure, figures
from extractor.facts.model import Sentence
from extractor.notation import exact, printed, rounded, total, verdict
from extractor.notation.screened import Screened

_AVERAGE = re.compile(r"\b(?:rata\s*-?\s*rata|rerata)\b(?!\s+(?:lama|waktu|per))[^.;]{0,80}$", re.IGNORECASE)
_ACHIEVEMENT = re.compile(r"\b(?:pen)?cap[ai]{2,3}n\b[^.;]{0,60}$", re.IGNORECASE)
_ITEM = re.compile(r"^\(?([a-z])[.)]\s")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """An average of a text, the sentences of its list with the average's own last, and the mean of the listed figures."""

    sentences: tuple[Sentence, ...]
    average: Figure
    formula: str
    attempt: Attempt


def listed_means(sentences: Sequence[Sentence]) -> Iterator[Listed]:
    """Averages after a list "a. … b. … c. …" in which every item states exactly one achievement at its end."""
    items: list[tuple[Sentence, Figure | None]] = []
    letter = ""
    for sentence in sentences:
        if sentence.kind not in ("sentence", "item"):
            letter, items = "", []
            continue
        match = _ITEM.match(sentence.text)
        if match:
            following = bool(letter) and ord(match[1]) == ord(letter) + 1
            items = items if following else []
            letter = match[1] if following or match[1] == "a" else ""
            items = [*items, (sentence, None)] if letter else []
        if not letter:
            continue
        average = _average(sentence)
        if average is not None:
            found = _listed(items, sentence, average)
            if found is not None:
                yield found
            letter, items = "", []
        elif items:
            items[-1] = (items[-1][0], _achievement(sentence) or items[-1][1])


_ABOUT = Screened(re.compile(r"\b(?:capaian|realisasi|kinerja)\b", re.IGNORECASE), "capaian", "realisasi", "kinerja")


def _average(sentence: Sentence) -> Figure | None:
    """The only percentage of a sentence, where it is said to be an average of achievements or realisations."""
    if not _ABOUT.search(sentence.text):
        return None
    found = [figure for figure in figures(sentence.text) if figure.kind == "percent"]
    return found[0] if len(found) == 1 and _AVERAGE.search(sentence.text[: found[0].start]) else None


def _achievement(sentence: Sentence) -> Figure | None:
    """The last percentage of a sentence that says it is an achievement."""
    found = [figure for figure in figures(sentence.text) if figure.kind == "percent"]
    last = found[-1] if found else None
    return last if last is not None and _ACHIEVEMENT.search(sentence.text[: last.start]) else None


def _listed(items: Sequence[tuple[Sentence, Figure | None]], sentence: Sentence, average: Figure) -> Listed | None:
    parts = [figure for _, figure in items if figure is not None]
    if len(parts) < _SHORTEST or len(parts) != len(items):
        return None
    interval = total(rounded(figure.value, figure.decimals) for figure in parts) / exact(len(parts))
    formula = f"({' + '.join(printed(figure.value, figure.decimals) for figure in parts)}) / {len(parts)}"
    attempt = Attempt("rata-rata", interval, verdict(interval, average.value, average.decimals))
    return Listed((*(item for item, _ in items if item is not sentence), sentence), average, formula, attempt)
