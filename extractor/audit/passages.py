"""Texts among which those are looked for that speak of a title: its words are compared with those of all texts at once."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from extractor.audit.outline import SPELLING, telling, title_words


class Passages:
    """Texts that are asked, by their position, which of them have the words of a title, as `outline.covers` tells."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(texts)
        self._words = [title_words(text) for text in self.texts]
        self._holders: dict[str, set[int]] = {}
        for position, words in enumerate(self._words):
            for word in words.known:
                self._holders.setdefault(word, set()).add(position)
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
        lacking = dict.fromkeys(range(len(self._words) if words else 0), 0)
        for word in words:
            having = set[int]().union(*(self._holders[other] for other in self.spellings(word)))
            for position in lacking.keys() - having:
                if word not in self._words[position].joined:
                    lacking[position] += 1
                    if 1 - lacking[position] / len(words) < share:
                        del lacking[position]
        return frozenset(lacking)

    def covered(self, title: str, share: float) -> frozenset[int]:
        """The texts of whose telling words a title has at least this share."""
        words = title_words(title)
        had = {other for word in words.known for other in self.spellings(word)}
        had |= {word for word in self._vocabulary if word in words.joined}
        return frozenset(
            position
            for position, (_, known, _) in enumerate(self._words)
            if known and 1 - len(known - had) / len(known) >= share
        )
