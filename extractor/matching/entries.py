"""The names that a printed name may mean, ready to be searched: by their letters, by their words, by likeness."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.matching.normalise import Name, read_name
from extractor.matching.units import unit_kind_of
from extractor.matching.view import Side
from schemas.catalogue import catalogue, polarity_of

Numbers = NDArray[Any]
# A word that more than this share of the names have finds nothing by itself.
COMMON = 0.05


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of an indicator, as it is compared."""

    id: str
    side: Side


class Entries:
    """All names of a catalogue with what finds them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.all: tuple[Entry, ...] = tuple(entries)
        self.texts: list[str] = [entry.side.name.text for entry in self.all]
        self.exact: dict[str, list[int]] = defaultdict(list)
        places: dict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(self.all):
            name = entry.side.name
            for key in dict.fromkeys(keys_of(name)):
                self.exact[key].append(place)
            for word in dict.fromkeys(name.words):
                places[word].append(place)
        count = max(len(self.all), 1)
        self._weight = {word: float(np.log(1 + count / len(found))) for word, found in places.items()}
        self._usual = float(np.log(1 + count))
        self._places = {word: np.array(found, dtype=np.int32) for word, found in places.items()}
        self._limit = max(20, int(COMMON * count))
        self._total = np.array([self._sum(entry.side.name.words) for entry in self.all], dtype=np.float32)

    def weight(self, word: str) -> float:
        """How much a word tells: the rarer among the names, the more."""
        return self._weight.get(word, self._usual)

    def sharing(self, words: Sequence[str], least: float, most: int) -> list[int]:
        """The names that share the largest part of the weight of words, at least `least` of it; at most `most`."""
        own = list(dict.fromkeys(words))
        rare = [word for word in own if word in self._places and len(self._places[word]) <= self._limit]
        known = rare or [word for word in own if word in self._places]
        if not known:
            return []
        found = np.concatenate([self._places[word] for word in known])
        gained = np.repeat([self._weight[word] for word in known], [len(self._places[word]) for word in known])
        places, group = np.unique(found, return_inverse=True)
        shared = np.bincount(group, weights=gained)
        return self._best(places, shared, self._sum(known), least, most)

    def _best(self, places: Numbers, shared: Numbers, whole: float, least: float, most: int) -> list[int]:
        """The places by how much is shared, then by place."""
        part = shared / (whole or 1.0)
        likely = part - 0.2 * (self._total[places] / (self._total[places].max() or 1.0))
        order = np.lexsort((places, -likely))[:most]
        return [int(places[index]) for index in order if part[index] >= least]

    def _sum(self, words: Iterable[str]) -> float:
        """What words weigh together."""
        return sum(self.weight(word) for word in dict.fromkeys(words))


def keys_of(name: Name) -> tuple[str, str, str]:
    """What two names have in common that differ only by spaces or the order of words."""
    return name.text, name.squashed, " ".join(sorted(name.words))


@lru_cache(maxsize=1)
def known_entries() -> Entries:
    """The names of the catalogue's indicators, in the catalogue's order."""
    found = []
    for indicator in catalogue().indicators:
        kind = unit_kind_of(indicator.unit)
        agencies = tuple(getattr(indicator, "agencies", ()) or ())
        for name in dict.fromkeys((indicator.name, *indicator.synonyms)):
            side = Side(read_name(name), kind, agencies, polarity=polarity_of(name, indicator.id))
            found.append(Entry(indicator.id, side))
    return Entries(found)
