"""Words that recognition misspelt, mended by the document's own words.

A word that stands once in the document and differs by one usual confusion of recognition from a word that stands in it
again and again is that word. What was read stays in `raw`, and the confidence falls.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.tables.model import Entry, Fragment
from extractor.tables.vocabulary import Vocabulary

MENDED = 0.85
# Shorter words have too many neighbours that are words too.
LEAST_LETTERS = 5
# So often the right word stands elsewhere.
OFTEN = 3
WORD = re.compile(r"[^\W\d_]+")
# Shapes that recognition takes for each other, as read and as printed.
CONFUSED = (
    ("i", "j"),
    ("j", "i"),
    ("i", "l"),
    ("l", "i"),
    ("I", "l"),
    ("l", "t"),
    ("t", "l"),
    ("f", "t"),
    ("c", "e"),
    ("e", "c"),
    ("h", "b"),
    ("b", "h"),
    ("u", "n"),
    ("n", "u"),
    ("m", "rn"),
    ("rn", "m"),
    ("ii", "u"),
    ("cl", "d"),
    ("li", "h"),
)


def respelled(fragment: Fragment, vocabulary: Vocabulary) -> Fragment:
    """The fragment with the misspelt words of its recognised cells mended."""
    return replace(fragment, entries=tuple(_mended(entry, vocabulary) for entry in fragment.entries))


def _mended(entry: Entry, vocabulary: Vocabulary) -> Entry:
    if entry.confidence >= 1:
        return entry
    text = WORD.sub(lambda found: _right(found[0], vocabulary), entry.text)
    if text == entry.text:
        return entry
    return replace(entry, text=text, raw=entry.raw or entry.text, confidence=min(entry.confidence, MENDED))


def _right(word: str, vocabulary: Vocabulary) -> str:
    """The word that is meant: itself unless just one frequent word of the document looks like it."""
    if len(word) < LEAST_LETTERS or vocabulary.count(word) > 1:
        return word
    likely = {other for other in _alike(word) if vocabulary.count(other) >= OFTEN}
    return likely.pop() if len(likely) == 1 else word


def _alike(word: str) -> Iterator[str]:
    """The words that a word would be, had one confusion changed it."""
    for read, printed in CONFUSED:
        for found in re.finditer(re.escape(read), word):
            yield word[: found.start()] + printed + word[found.end() :]
