"""Which indicators and budget lines a sentence names: the names of the report's own tables, found in its text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from extractor.remembered import remembered
from schemas import Fact, Subject

# Shorter names (letters and digits only) are too common to be found for sure.
SHORTEST = 10
# Letters of a piece by which a name is looked up.
_GRAM = 6
# A budget line that no table has: its words up to the figure.
LINE = re.compile(
    r"\b(?P<name>(?P<word>Sub\s+Kegiatan|Kegiatan|Program|Belanja)\s+[A-Z][^.,;:]{3,120}?(?:,\s+[A-Z][^.,;:]{3,60}?)?)"
    r"\s*(?=,?\s*(?:sebesar|senilai|sejumlah|dengan\s+(?:pagu|anggaran|alokasi|dana|realisasi)|teralokasi|dialokasikan|terealisasi|Rp|:?\s*Rp))"
)
MARKS = re.compile(r"[\W_]+")
LEVELS = {"sub kegiatan": "sub_activity", "kegiatan": "activity", "program": "program", "belanja": None}


@dataclass(frozen=True, slots=True)
class Mention:
    """A subject that a text names, with the place of the name in the text."""

    subject: Subject
    start: int
    end: int


@remembered(4096)
def squash(text: str) -> str:
    """Letters and digits of a text in lower case."""
    return MARKS.sub("", text).lower()


class NameBook:
    """The subjects of a report's table facts, findable by name even where spaces or marks differ."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._subjects: dict[str, Subject] = {}
        for fact in facts:
            if fact.subject.kind in {"indicator", "budget_line"} and fact.subject.level != "total":
                key = squash(fact.subject.name)
                if len(key) >= SHORTEST:
                    self._subjects.setdefault(key, fact.subject)
        self._order = {key: (-len(key), key) for key in self._subjects}
        self._by_gram: dict[str, list[str]] = {}
        for key in self._subjects:
            for start in range(SHORTEST - _GRAM + 1):
                self._by_gram.setdefault(key[start : start + _GRAM], []).append(key)

    def mentions_in(self, texts: Sequence[str]) -> list[list[Mention]]:
        """The mentions of each of some texts; where the names are few, each is looked for in all texts at once."""
        lines = [squash(text) for text in texts]
        whole, ends = "\n".join(lines), list(accumulate(len(line) + 1 for line in lines))
        naming = set[int]()
        for key in self._subjects:
            at = whole.find(key)
            while at >= 0:
                place = bisect_right(ends, at)
                naming.add(place)
                at = whole.find(key, ends[place])
        return [self.mentions(text) if place in naming else [] for place, text in enumerate(texts)]

    def mentions(self, text: str) -> list[Mention]:
        """Subjects named in a text in reading order; a name inside a longer one does not count."""
        flat = squash(text)
        found = self._within(flat)
        if not found:
            return []
        places = [i for i, c in enumerate(text) if c.isalnum()]
        if len(places) != len(flat):
            return []
        taken: list[tuple[int, int]] = []
        out: list[Mention] = []
        for key in found:
            start = flat.find(key)
            while start >= 0:
                stop = start + len(key)
                if not any(a < stop and start < b for a, b in taken) and _whole(text, places[start], places[stop - 1]):
                    taken.append((start, stop))
                    out.append(Mention(self._subjects[key], places[start], places[stop - 1] + 1))
                start = flat.find(key, stop)
        return sorted(out, key=lambda m: m.start)

    def _within(self, flat: str) -> list[str]:
        """The names in a text, the longest first.

        Of the pieces that begin at every fifth letter, the beginning of a name in the text holds a whole one.
        """
        grams, step = self._by_gram, SHORTEST - _GRAM + 1
        near = {key for start in range(0, len(flat), step) for key in grams.get(flat[start : start + _GRAM], ())}
        return sorted([key for key in near if key in flat], key=self._order.__getitem__) if near else []


def _whole(text: str, first: int, last: int) -> bool:
    """Whether a name does not begin or end inside a word."""
    before = first == 0 or not text[first - 1].isalpha()
    after = last + 1 >= len(text) or not text[last + 1].isalpha()
    return before and after


def budget_lines(text: str) -> list[Mention]:
    """Budget lines that a text itself introduces: "Program X sebesar Rp ...", "Belanja Langsung sebesar Rp ..."."""
    out = []
    for match in LINE.finditer(text):
        word = " ".join(match["word"].lower().split())
        subject = Subject(kind="budget_line", name=" ".join(match["name"].split()), level=LEVELS[word])
        out.append(Mention(subject, match.start(), match.end()))
    return out
