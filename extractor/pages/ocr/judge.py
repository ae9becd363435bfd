"""Two readings of a cell by two engines become one: sure where they agree, doubtful where they do not."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.pages.ocr.model import Recognised

# Confidence of a cell on which the engines agree, and the most that one may have on which they differ.
AGREED, DIFFERENT = 0.98, 0.85
# From this confidence on the second engine is right more often than the first where they differ.
TRUSTED = 0.85
# Below this confidence a reading is no reading at all.
NOTHING = 0.4
# Marks that the second engine knows and the first does not, with the letters that the first takes them for.
MARKS = {"▲": "A4a", "▼": "VvYy", "▶": "Pp>", "✓": "VvYyJ√", "√": "VvYy"}
LETTERS = re.compile(r"[^\W_]")
SPACE_BEFORE_TAIL = re.compile(r"(?<=\d[.,]) (?=[-–])")


def settled(first: Sequence[Recognised], second: Sequence[Recognised]) -> list[Recognised]:
    """The words of a cell from two readings; the one that is not taken stays among the alternatives."""
    other = _without_dirt(second, first)
    one, two = text_of(first), text_of(other)
    if not one or not two:
        return _only(first or other)
    if _squashed(one) == _squashed(two):
        best = first if one.count(" ") >= two.count(" ") else other
        return [replace(word, confidence=max(AGREED, word.confidence)) for word in best]
    taken, left = (other, one) if _prefers_second(first, other) else (first, two)
    sure = min(DIFFERENT, *(word.confidence for word in taken))
    return [replace(word, confidence=sure, alternatives=(left,)) for word in taken]


def text_of(words: Sequence[Recognised]) -> str:
    """The text of a reading; the dash of an amount (",-") stands close."""
    return SPACE_BEFORE_TAIL.sub("", " ".join(word.text for word in words))


def _squashed(text: str) -> str:
    """The text as it is compared: without spaces."""
    return text.replace(" ", "").replace("–", "-")


def _only(words: Sequence[Recognised]) -> list[Recognised]:
    """What one engine alone has read, doubtful."""
    return [replace(w, confidence=min(w.confidence, DIFFERENT)) for w in words if w.confidence >= NOTHING]


def _without_dirt(second: Sequence[Recognised], first: Sequence[Recognised]) -> list[Recognised]:
    """The second reading without lone marks that the first one does not have."""
    known = {word.text for word in first}
    kept = [w for w in second if LETTERS.search(w.text) or w.text in known or w.text in MARKS]
    return kept or list(second[:1])


def _prefers_second(first: Sequence[Recognised], second: Sequence[Recognised]) -> bool:
    """Whether the second reading is the likelier of two different ones."""
    one, two = (min(word.confidence for word in words) for words in (first, second))
    for before, after in zip(first, second, strict=False):
        if after.text in MARKS and before.text in MARKS[after.text]:
            return len(first) == len(second)
    return two >= TRUSTED or two > max(one, NOTHING)
