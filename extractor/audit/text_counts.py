"""Counts of the same people in two places of the text: by the name of the group, and by a part that both break down to."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from extractor.audit.candidates import candidates
from extractor.audit.text_arithmetic import PARTS, parted
from extractor.audit.text_claims import plain_years
from extractor.audit.text_figures import Figure, figures
from extractor.facts.model import Reading, Sentence

_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)+")
_PERSONS = re.compile(r"\b(?:peserta|orang|pegawai|pejabat|asn|pns|jumlah\s+peserta)\b", re.IGNORECASE)
# A group is told by so many words of its name, and both sentences share so many other words.
_NAME, _SHARED = 3, 2
_PLACES = {"summary", "body"}


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of people that a sentence gives to a named group."""

    sentence: Sentence
    figure: Figure
    group: str


@dataclass(frozen=True, slots=True)
class TwoCounts:
    """Two sentences that count one thing differently; `thing` is what both name."""

    first: Counted
    second: Counted
    thing: str


_LONG_WORD = re.compile(r"[a-z]{6,}")


def two_counts(sentences: Sequence[Sentence], agency: str) -> Iterator[TwoCounts]:
    """Groups of people whose number differs between two places of the text; the agency's own name is no group."""
    own = " ".join(agency.lower().split())
    by_group: dict[str, list[Counted]] = defaultdict(list)
    for sentence in sentences:
        if sentence.kind in ("sentence", "item") and sentence.place in _PLACES:
            for counted in _counted(sentence):
                by_group[counted.group].append(counted)
    told: set[tuple[str, str]] = set()
    for group, members in by_group.items():
        if group in own:
            continue
        pair = (members[0].sentence.id, members[-1].sentence.id)
        if len(members) == 2 and pair not in told and _one_thing(*members):
            told.add(pair)
            yield TwoCounts(members[0], members[1], group)


def _counted(sentence: Sentence) -> Iterator[Counted]:
    """Counts of people with the names that stand between them and the figure before."""
    start = 0
    for figure in figures(sentence.text):
        before = sentence.text[start : figure.start]
        counted = figure.kind == "count" and (figure.family == "orang" or _PERSONS.search(before[-40:]))
        if counted and not figure.target:
            groups = {
                " ".join(words[index : index + _NAME])
                for match in _CAPITALISED.finditer(before)
                for words in [match[0].lower().split()]
                for index in range(len(words) - _NAME + 1)
            }
            yield from (Counted(sentence, figure, group) for group in sorted(groups))
        start = figure.end


def _one_thing(first: Counted, second: Counted) -> bool:
    """Two different counts in different paragraphs, of one year, whose sentences share more than the group's name."""
    one, two = first.sentence, second.sentence
    if first.figure.value == second.figure.value or one.paragraph == two.paragraph:
        return False
    years = set(plain_years(one.text)) | set(plain_years(two.text))
    shared = (_words(one.text) & _words(two.text)) - set(first.group.split())
    return len(years) < 2 and len(shared) >= _SHARED + 1


def _words(text: str) -> set[str]:
    return set(_LONG_WORD.findall(text.lower()))


def two_wholes(reading: Reading) -> Iterator[TwoCounts]:
    """Two breakdowns with one part in common and different wholes: "1.391, of them 17 functional" and "1.559, 17 functional"."""
    found = [
        (sentence, *told)
        for sentence in candidates(reading, PARTS)
        if sentence.kind in ("sentence", "item") and sentence.place in _PLACES and (told := parted(sentence))
    ]
    for (one, whole, parts), (two, other, others) in combinations(found, 2):
        same_unit = whole.family == other.family == "orang"
        near = whole.value < 2 * other.value and other.value < 2 * whole.value
        if not same_unit or not near or whole.value == other.value or one.page == two.page:
            continue
        part = next((p for p in parts if p.value > 1 and _same_part(one, p, two, others)), None)
        if part and len(_words(one.text) & _words(two.text)) >= _SHARED:
            yield TwoCounts(Counted(one, whole, part.text), Counted(two, other, part.text), _about(one, part))


def _same_part(one: Sentence, part: Figure, two: Sentence, others: Sequence[Figure]) -> bool:
    """One of the other parts has the same value and a word in common beside it."""
    mine = _beside(one, part)
    return any(other.value == part.value and mine & _beside(two, other) for other in others)


def _beside(sentence: Sentence, figure: Figure) -> set[str]:
    """The words around a figure."""
    return _words(sentence.text[max(0, figure.start - 60) : figure.end + 60])


def _about(sentence: Sentence, figure: Figure) -> str:
    return " ".join(sentence.text[max(0, figure.start - 50) : figure.start].split()[-5:])
