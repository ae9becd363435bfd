"""Somebody else's recognition under a page's picture, held against ours figure by figure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.pages.model import Word
from schemas import BBox

# Confidence of a figure that both readings have, and the most of one that they read differently or only one has.
AGREED, DIFFERENT = 0.97, 0.8
# Room around a word (points) in which its twin stands.
ROOM = 2.0
EDGES = re.compile(r"^[^\w]+|[^\w%]+$")


def compared(read: Sequence[Word], hidden: Sequence[tuple[BBox, str]]) -> tuple[Word, ...]:
    """Our words, figures surer where the hidden layer (boxes and texts) has the same and doubtful where it has another."""
    twins = sorted(hidden)
    return tuple(_compared(word, twins) if _has_digit(word.text) else word for word in read)


def _compared(word: Word, twins: Sequence[tuple[BBox, str]]) -> Word:
    """A figure with what the hidden layer says about it."""
    other = [text for box, text in twins if _same_place(word, box)]
    if not other:
        return replace(word, confidence=min(word.confidence, DIFFERENT))
    if _plain(word.text) in {_plain(text) for text in other} | {_plain("".join(other))}:
        return word if word.alternatives else replace(word, confidence=max(word.confidence, AGREED))
    return replace(word, confidence=min(word.confidence, DIFFERENT), alternatives=(*word.alternatives, " ".join(other)))


def _same_place(word: Word, box: BBox) -> bool:
    """Whether the middle of one stands in the other, on the same line."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if not word.top - ROOM <= y <= word.bottom + ROOM:
        return False
    middle = (word.x0 + word.x1) / 2
    return word.x0 - ROOM <= x <= word.x1 + ROOM or box[0] - ROOM <= middle <= box[2] + ROOM


def _plain(text: str) -> str:
    """A figure without the marks around it."""
    return EDGES.sub("", text)


def _has_digit(text: str) -> bool:
    """Whether a word is or holds a figure."""
    return any(c.isdigit() for c in text)
