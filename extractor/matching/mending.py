"""Words as they were meant: slips mended, broken words joined, glued words parted, where the words of the field decide."""

from collections.abc import Container, Sequence

from extractor.matching.vocabulary import mended, vocabulary
from extractor.remembered import remembered

# A shorter unknown word is not parted, and no part is shorter than this.
SHORTEST_GLUED, SHORTEST_PART = 8, 4
SHORTEST_JOINED, MOST_PIECES = 6, 3
_SMALL = frozenset({"yang", "dan", "di", "ke", "dari"})


def mended_words(words: Sequence[str], spelt: Container[str]) -> list[str]:
    """The words as they were meant; `spelt` holds words that are read as others and so are right."""
    known = vocabulary()
    if all(word in known or word in spelt for word in words):
        return list(words)
    out: list[str] = []
    for word in _joined(words, spelt):
        if word in spelt or word in vocabulary():
            out.append(word)
        else:
            out += _parted(word) or [mended(word)]
    return out


def _joined(words: Sequence[str], spelt: Container[str]) -> list[str]:
    """The words, where neighbours that are no words make one: "pe neduh"."""
    out: list[str] = []
    start = 0
    while start < len(words):
        count = next((n for n in (MOST_PIECES, 2) if _pieces(words[start : start + n], n, spelt)), 1)
        out.append("".join(words[start : start + count]))
        start += count
    return out


def _pieces(words: Sequence[str], count: int, spelt: Container[str]) -> bool:
    """Whether so many words are the pieces of one that is known, and one of them is no word by itself."""
    if len(words) < count or all(word in vocabulary() for word in words):
        return False
    joined = "".join(words)
    known = joined in vocabulary() or joined in spelt
    return known and len(joined) >= SHORTEST_JOINED and joined.isalpha()


@remembered(16384)
def _parted(word: str) -> tuple[str, ...]:
    """The two known words that an unknown one is made of; nothing where there are none or several ways."""
    if len(word) < SHORTEST_GLUED or not word.isalpha():
        return ()
    known = vocabulary()
    found = [
        (word[:at], word[at:])
        for at in range(2, len(word) - 1)
        if word[:at] in known and word[at:] in known and all(map(_is_part, (word[:at], word[at:])))
    ]
    return found[0] if len(found) == 1 else ()


def _is_part(word: str) -> bool:
    """Whether a piece is long enough to be no accident."""
    return len(word) >= SHORTEST_PART or word in _SMALL
