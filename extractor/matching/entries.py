"""The names that a printed name may mean, ready to be searched by their letters and by their words.

A catalogue has thousands of names and a report asks for a few of them: only the words of all names are read at once; the
form in which a name is compared is made when it is first a candidate.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.matching.normalise import read_name, spelt_words
from extractor.matching.tokens import raw_words
from extractor.matching.units import unit_kind_of
from extractor.matching.view import Side
from schemas.catalogue import catalogue, polarity_of

Numbers = NDArray[Any]
# A word that more than this share of the names have finds nothing by itself; so many may always have it.
COMMON, ALWAYS = 0.05, 20
# Among names that share as much, one with less beside it comes first.
LENGTH_WEIGHT = 0.2


@dataclass
class Entry:
    """One name of an indicator, with the unit of its figures and the kinds of offices that carry it.

    Not frozen: there are thousands, and a frozen record takes four times as long to make.
    """

    id: str
    name: str
    unit: str | None = None
    agencies: tuple[str, ...] = ()

    @cached_property
    def side(self) -> Side:
        """The name as it is compared."""
        polarity = polarity_of(self.name, self.id)
        return Side(read_name(self.name), unit_kind_of(self.unit), self.agencies, polarity=polarity)


class Entries:
    """All names of a catalogue with what finds them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.all: tuple[Entry, ...] = tuple(entries)
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        self._number: dict[str, int] = {}
        self._words: list[list[str]] = []
        rows: list[int] = []
        columns: list[int] = []
        for place, entry in enumerate(self.all):
            raw = raw_words(entry.name)
            self._by_letters["".join(raw)].append(place)
            words = spelt_words(raw)
            self._words.append(words)
            numbers = {self._number.setdefault(word, len(self._number)) for word in words}
            rows += [place] * len(numbers)
            columns += numbers
        self._index(np.array(rows, dtype=np.int32), np.array(columns, dtype=np.int32))

    def _index(self, rows: Numbers, columns: Numbers) -> None:
        """Weighs every word by how few names have it, and every name by its words."""
        count = max(len(self.all), 1)
        self._counts = np.bincount(columns, minlength=len(self._number))
        self._weights = np.log(1 + count / np.maximum(self._counts, 1))
        self._totals = np.bincount(rows, weights=self._weights[columns], minlength=len(self.all))
        self._rows = rows[np.argsort(columns, kind="stable")]
        self._starts = np.concatenate(([0], np.cumsum(self._counts)))
        self._limit = max(ALWAYS, int(COMMON * count))

    @cached_property
    def texts(self) -> list[str]:
        """The words of every name in one string."""
        return [" ".join(words) for words in self._words]

    def with_letters(self, letters: str) -> list[int]:
        """The names with exactly these letters."""
        return self._by_letters.get(letters, [])

    def sharing(self, words: Sequence[str], least: float, most: int) -> list[int]:
        """The names that share the largest part of the weight of words, at least `least` of it; at most `most`."""
        own = [self._number[word] for word in dict.fromkeys(words) if word in self._number]
        known = [number for number in own if self._counts[number] <= self._limit] or own
        if not known:
            return []
        found = np.concatenate([self._rows[self._starts[n] : self._starts[n + 1]] for n in known])
        gained = np.repeat(self._weights[known], self._counts[known])
        places, group = np.unique(found, return_inverse=True)
        part = np.bincount(group, weights=gained) / float(self._weights[known].sum())
        totals = self._totals[places]
        order = np.lexsort((places, LENGTH_WEIGHT * totals / totals.max() - part))[:most]
        return [int(places[index]) for index in order if part[index] >= least]


@lru_cache(maxsize=1)
def known_entries() -> Entries:
    """The names of the catalogue's indicators, in the catalogue's order."""
    return Entries(
        Entry(indicator.id, name, indicator.unit, indicator.agencies)
        for indicator in catalogue().indicators
        for name in dict.fromkeys((indicator.name, *indicator.synonyms))
    )
