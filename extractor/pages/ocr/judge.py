"""Two readings of a cell by two engines become one: sure where they agree, doubtful where they do not."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.pages.ocr.model import Recognised
from extractor.pages.ocr.repairs import TAIL

# Confidence of a cell on which the engines agree, and the most that one may have on which they differ.
AGREED, DIFFERENT = 0.98, 0.85
# From this confidence on the second engine is right more often than the first where they differ.
TRUSTED = 0.85
# Below this confidence a reading is no reading at all.
NOTHING = 0.4
# A text of so many characters without a figure, of which the first engine is so sure, is not asked about.
LONG_TEXT, SURE_TEXT = 12, 0.94
# From this confidence on the first engine's marks are believed.
READABLE = 0.7
# Marks that the second engine knows and the first does not, with the letters that the first takes them for.
MARKS = {"▲": "A4a", "▼": "VvYy", "▶": "Pp>", "✓": "VvYyJ√", "√": "VvYy"}
# Marks that say something even where they stand alone.
TELLING = re.compile(r"[^\W_]|[%≥≤<>]")
SPOKEN = re.compile(r"[^\W_]")
SPACE_BEFORE_TAIL = re.compile(r"(?<=\d[.,]) (?=[-–])")


def is_asked(words: Sequence[Recognised]) -> bool:
    """Whether the second engine reads a cell: not where the first is sure of a text without figures.

    Words of several letters carry their own proof; of those that tesseract is so sure of, one cell in 200 is wrong.
    """
    text = text_of(words)
    plain = len(text) >= LONG_TEXT and not any(c.isdigit() for c in text)
    return not plain or min(word.confidence for word in words) < SURE_TEXT


def settled(first: Sequence[Recognised], second: Sequence[Recognised]) -> list[Recognised]:
    """The words of a cell from two readings; the one that is not taken stays among the alternatives."""
    other = _without_dirt(second, first)
    one, two = text_of(first), text_of(other)
    if not one or not two:
        return _only(first or other)
    if _squashed(one) == _squashed(two):
        best = first if _better_spaced(one, two) else other
        return [replace(word, confidence=AGREED, raw=None) for word in best]
    if _only_marks_differ(one, two) and min(word.confidence for word in first) >= READABLE:
        return [replace(word, confidence=min(word.confidence, DIFFERENT), alternatives=(two,)) for word in first]
    taken, left = (other, one) if _prefers_second(first, other) else (first, two)
    sure = min(DIFFERENT, *(word.confidence for word in taken))
    return [replace(word, confidence=sure, alternatives=(left,)) for word in taken]


def _better_spaced(one: str, two: str) -> bool:
    """Whether the first of two readings that differ in spaces alone is the better: a space is rather missed than made up.

    But for the one before a per cent sign, which the second engine sees better.
    """
    if one.replace(" %", "%") == two.replace(" %", "%"):
        return one == two
    return one.count(" ") >= two.count(" ")


def _only_marks_differ(one: str, two: str) -> bool:
    """Whether two readings of words differ in marks alone: the second engine takes specks for marks."""
    return "".join(SPOKEN.findall(one)) == "".join(SPOKEN.findall(two)) and not any(c.isdigit() for c in one)


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
    kept = [w for w in second if TELLING.search(w.text) or w.text in known or w.text in MARKS or w.text in TAIL]
    return kept or list(second[:1])


def _prefers_second(first: Sequence[Recognised], second: Sequence[Recognised]) -> bool:
    """Whether the second reading is the likelier of two different ones."""
    one, two = (min(word.confidence for word in words) for words in (first, second))
    for before, after in zip(first, second, strict=False):
        if after.text in MARKS and before.text in MARKS[after.text]:
            return len(first) == len(second)
    return two >= TRUSTED or two > max(one, NOTHING)
