"""Texts among which those are looked for that speak of a title: its words are compared with those of all texts at once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from rapidfuzz import fuzz, process

from extractor.audit.outline import SPELLING, covers, telling, tells, title_words, words_of


def one_covers(texts: Sequence[str], title: str, share: float) -> bool:
    """Whether one of some texts has at least this share of a title's telling words, as `outline.covers` tells.

    Texts that hold the words as they are spelt are tried first: where one does, the others need no look.
    """
    words = telling(title)
    likely = (text for text in texts if sum(word in text.lower() for word in words) >= share * len(words))
    return any(covers(text, title, share) for text in likely) or bool(Passages(texts).covering(title, share))


class Passages:
    """Texts that are asked, by their position, which of them have the words of a title, as `outline.covers` tells."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(texts)
        holders: dict[str, set[int]] = defaultdict(set)
        # The words of each text without spaces, a line for each.
        self._joined: list[str] = []
        for position, text in enumerate(self.texts):
            words = words_of(text)
            self._joined.append("".join(words))
            for word in words:
                holders[word].add(position)
        self._all = "\n".join(self._joined)
        self._holders = {word: having for word, having in holders.items() if tells(word)}
        self._vocabulary = list(self._holders)
        self._spellings: dict[str, list[str]] = {}

    def spellings(self, word: str) -> list[str]:
        """The words of the texts that are a word, in whatever spelling."""
        if word not in self._spellings:
            found = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=SPELLING, limit=None)
            self._spellings[word] = [other for other, *_ in found]
        return self._spellings[word]

    def covering(self, title: str, share: float) -> frozenset[int]:
        """The texts with at least this share of a title's telling words."""
        words = telling(title)
        having, nowhere = Counter[int](), 0
        for word in words:
            positions = self._having(word)
            nowhere += not positions
            if 1 - nowhere / len(words) < share:
                return frozenset()
            having.update(positions)
        return frozenset(place for place, count in having.items() if 1 - (len(words) - count) / len(words) >= share)

    def _having(self, word: str) -> set[int]:
        """The texts with a word, in whatever spelling, in pieces or as a part of another."""
        lines = enumerate(self._joined) if word in self._all else ()
        having = {position for position, line in lines if word in line}
        return having.union(*(self._holders[other] for other in self.spellings(word)))

    def covered(self, title: str, share: float) -> frozenset[int]:
        """The texts of whose telling words a title has at least this share."""
        words = title_words(title)
        had = {other for word in words.known for other in self.spellings(word)}
        had |= {word for word in self._vocabulary if word in words.joined}
        having = Counter(position for word in had for position in self._holders[word])
        sizes = self._sizes
        return frozenset(place for place, count in having.items() if 1 - (sizes[place] - count) / sizes[place] >= share)

    @cached_property
    def _sizes(self) -> Counter[int]:
        """How many telling words each text has."""
        return Counter(position for having in self._holders.values() for position in having)
