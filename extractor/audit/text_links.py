"""Links from sentences to the figures of tables: the indicators that a sentence names, figures off by one digit."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.duplicate_facts import PLAN_KINDS, agree, half, identity, subject_id
from extractor.audit.text_figures import Figure, figures
from extractor.facts.model import Reading, Sentence, once
from extractor.facts.names import Mention, NameBook
from schemas import Fact, Table


class TableFigures:
    """The figures of a report's tables by subject, and the names that sentences may use for the subjects."""

    def __init__(self, facts: Iterable[Fact], tables: Iterable[Table] = ()) -> None:
        plans = {table.id for table in tables if table.kind in PLAN_KINDS}
        self.by_subject: dict[str, list[Fact]] = defaultdict(list)
        self.by_measure: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.source.table is None or fact.source.document is not None or fact.subject.level == "total":
                continue
            planned = fact.source.table in plans and fact.measure in ("realization", "achievement")
            if fact.subject.kind in ("indicator", "budget_line") and not planned:
                subject = identity(fact)
                self.by_subject[subject].append(fact)
                if fact.value is not None:
                    self.by_measure[subject, fact.measure].append(fact)
        self._book = NameBook(fact for members in self.by_subject.values() for fact in members)
        self._mentions: dict[str, list[Mention]] = {}
        self.owners: dict[Decimal, set[str]] = defaultdict(set)
        for subject, members in self.by_subject.items():
            for fact in members:
                if fact.value is not None and fact.decimals >= 2 and fact.subject.kind == "indicator":
                    self.owners[fact.value].add(subject)

    def mentions(self, text: str) -> list[Mention]:
        """Indicators whose whole name stands in a text, in reading order."""
        if text not in self._mentions:
            found = self._book.mentions(text)
            self._mentions[text] = [mention for mention in found if mention.subject.kind == "indicator"]
        return self._mentions[text]

    def named(self, text: str) -> tuple[str, ...]:
        """Ids of the indicators that a text names."""
        return tuple(dict.fromkeys(subject_id(mention.subject) for mention in self.mentions(text)))


@once
def table_figures(reading: Reading) -> TableFigures:
    """The table figures of a reading, put together once for all rules."""
    return TableFigures(reading.facts, reading.tables)


@dataclass(frozen=True, slots=True)
class Miss:
    """A figure of a sentence that is one digit off a table figure of the indicator that the sentence names."""

    sentence: Sentence
    figure: Figure
    fact: Fact


_OTHER_YEAR = re.compile(r"\b(?:tahun\s+)?((?:19|20)\d{2})\b|\btahun\s+(?:lalu|sebelumnya)\b", re.IGNORECASE)


def near_misses(sentences: Sequence[Sentence], tables: TableFigures, year: int | None) -> list[Miss]:
    """All figures with decimals that stand in no table for the named indicator, but are one digit off one that does."""
    out = []
    for sentence in sentences:
        if sentence.kind not in ("sentence", "item"):
            continue
        exact = [figure for figure in figures(sentence.text) if figure.decimals]
        facts = [
            fact
            for subject in (tables.named(sentence.text) if exact else ())
            for fact in tables.by_subject[subject]
            if fact.value is not None
        ]
        for figure in exact if facts else ():
            if _of_other_year(sentence.text, figure, year) or any(fact.value == figure.value for fact in facts):
                continue
            twin = next((fact for fact in facts if one_digit_off(figure, fact)), None)
            if twin:
                out.append(Miss(sentence, figure, twin))
    return out


_OTHER_SUBJECT = re.compile(
    r"\b(?:indeks|persentase|prosentase|indikator|sedangkan|sementara|dan|serta)\b|;", re.IGNORECASE
)


def borrowed(sentences: Sequence[Sentence], tables: TableFigures, year: int | None) -> list[Miss]:
    """The only figure of a sentence on one indicator that the tables print for another indicator alone."""
    out = []
    for sentence in sentences:
        if sentence.kind not in ("sentence", "item"):
            continue
        found = [figure for figure in figures(sentence.text) if figure.decimals >= 2 and figure.kind == "value"]
        if len(found) != 1 or found[0].value % 1 in (Decimal(0), Decimal("0.5")):
            continue
        mentions = tables.mentions(sentence.text)
        if len(mentions) != 1:
            continue
        figure, subject = found[0], subject_id(mentions[0].subject)
        between = sentence.text[mentions[0].end : figure.start]
        if not 0 < len(between) <= 200 or _OTHER_SUBJECT.search(between) or _of_other_year(sentence.text, figure, year):
            continue
        own = [fact for fact in tables.by_subject[subject] if fact.value is not None and fact.measure == "realization"]
        right = [fact for fact in own if fact.period in (None, str(year)) and fact.entity is None]
        owners = tables.owners.get(figure.value, set())
        if right and len(owners) == 1 and subject not in owners and all(fact.value != figure.value for fact in own):
            out.append(Miss(sentence, figure, _usual(right)))
    return out


def _usual(facts: Sequence[Fact]) -> Fact:
    """The figure that most tables print, the first of them."""
    votes = Counter(fact.value for fact in facts)
    return max(facts, key=lambda fact: (votes[fact.value], -fact.source.page))


def _of_other_year(text: str, figure: Figure, year: int | None) -> bool:
    before = text[max(0, figure.start - 70) : figure.start]
    return any(match[1] is None or int(match[1]) != year for match in _OTHER_YEAR.finditer(before))


def one_digit_off(figure: Figure, fact: Fact) -> bool:
    """Same number of digits and decimals, with one digit changed or two neighbours exchanged."""
    if fact.value is None or fact.decimals != figure.decimals:
        return False
    first, second = (f"{abs(value):.{figure.decimals}f}".replace(".", "") for value in (figure.value, fact.value))
    if len(first) != len(second) or len(first) < 3:
        return False
    places = [i for i, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    swapped = (
        len(places) == 2
        and places[1] == places[0] + 1
        and first[places[0]] == second[places[1]]
        and first[places[1]] == second[places[0]]
    )
    return len(places) == 1 or swapped


@dataclass(frozen=True, slots=True)
class Clash:
    """A sentence's figure and the table figures with the same dimensions, none of which agrees."""

    fact: Fact
    twins: tuple[Fact, ...]


# Facts whose subject was carried over from an earlier sentence are less sure than this.
SURE = 0.9
_LETTERS = re.compile(r"[a-z]+")
# A plain number above this is no achievement but a count.
MOST_ACHIEVED = 200
_SPENT = re.compile(r"\b(?:realisasi|terealisasi|direalisasikan|penyerapan|serapan|terserap|belanja)\b", re.IGNORECASE)
_BUDGET = re.compile(r"\b(?:anggaran|serapan|penyerapan|terserap|keuangan|dana|pagu)\b", re.IGNORECASE)
_OTHER_PLAN = re.compile(r"\b(?:renstra|rpjmd|nasional|standar|minimal|maksimal|akhir)\b", re.IGNORECASE)


def clashes(facts: Sequence[Fact], tables: TableFigures, year: int | None) -> list[Clash]:
    """Sentence figures that no table figure of their subject, measure, period and entity agrees with.

    Silent where the value stands in a table for the same subject under any other measure, year or entity: then the
    sentence may speak of that one. Silent too where the sentence repeats the table's figure under another name: then
    text and table measure differently.
    """
    spoken = [
        fact for fact in facts if fact.source.table is None and fact.source.document is None and fact.value is not None
    ]
    beside: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in spoken:
        beside[fact.source.sentence].append(fact)
    out = []
    for fact in spoken:
        if not (fact.confidence >= SURE or _named_loosely(fact)) or not plausible_link(fact):
            continue
        subject = identity(fact)
        twins = [peer for peer in tables.by_measure.get((subject, fact.measure), ()) if _same(fact, peer, year)]
        peers = [peer for peer in tables.by_subject[subject] if peer.value is not None] if twins else []
        if not twins or any(agree(fact, peer) for peer in peers) or not all(agree(twins[0], peer) for peer in twins):
            continue
        others = [other for other in beside[fact.source.sentence] if other is not fact]
        if any((other.measure, identity(other)) == (fact.measure, identity(fact)) for other in others):
            continue
        known = [other for other in others if any(_same(other, peer, year) and agree(other, peer) for peer in peers)]
        loose = [other for other in others if other not in known]
        if not any(agree(other, twin) for other in loose for twin in twins) and not _own_scale([fact, *others], peers):
            out.append(Clash(fact, tuple(twins)))
    return out


def agreements(facts: Sequence[Fact], tables: TableFigures, year: int | None) -> list[tuple[Fact, Fact]]:
    """Sentence figures with the first table figure of the same dimensions that agrees."""
    out = []
    for fact in facts:
        if fact.source.table is None and fact.source.document is None and fact.value is not None:
            peers = tables.by_measure.get((identity(fact), fact.measure), ())
            twin = next((peer for peer in peers if _same(fact, peer, year) and agree(fact, peer)), None)
            out += [(fact, twin)] if twin else []
    return out


def _named_loosely(fact: Fact) -> bool:
    """The sentence repeats three quarters of the words of a long name that it carried over from the text before."""
    if fact.subject.kind != "indicator":
        return False
    words = {word for word in _LETTERS.findall(fact.subject.name.lower()) if len(word) > 3}
    spoken = _LETTERS.findall((fact.source.sentence or "").lower()) if len(words) >= 4 else ()
    return len(words) >= 4 and 4 * len(words.intersection(spoken)) >= 3 * len(words)


def plausible_link(fact: Fact) -> bool:
    """The words before the figure name its measure, and a target of this year's plan."""
    text = fact.source.sentence or ""
    words, place = fact.subject.name.split(), text.find(fact.printed)
    if len(words) < 2 or fact.printed.split()[0] in words:
        return False
    before = text[:place] if place >= 0 else text
    if fact.measure == "spending":
        return bool(_SPENT.search(before[-60:]))
    if fact.measure == "absorption":
        return bool(_BUDGET.search(before[-80:]))
    if fact.measure == "target":
        return not _OTHER_PLAN.search(before[-80:])
    if fact.measure == "achievement":
        return "%" in fact.printed or fact.value is None or fact.value <= MOST_ACHIEVED
    return fact.measure in ("realization", "budget")


def _own_scale(told: Sequence[Fact], peers: Sequence[Fact]) -> bool:
    """The sentence measures on a scale of its own, and its achievement is the one that a table prints.

    Either the table prints that achievement as realisation, or the sentence's realisation and target give it.
    """
    values = {fact.measure: fact for fact in told}
    achieved = values.get("achievement")
    if achieved is None or achieved.value is None:
        return False
    if any(agree(achieved, peer) for peer in peers if peer.measure == "realization"):
        return True
    target, realization = values.get("target"), values.get("realization")
    if target is None or realization is None or not target.value or realization.value is None:
        return False
    holds = abs(realization.value / target.value * 100 - achieved.value) <= 2 * half(achieved)
    return holds and any(agree(achieved, peer) for peer in peers if peer.measure == "achievement")


def _same(fact: Fact, peer: Fact, year: int | None) -> bool:
    """Dimensions that a sentence and a table share; what the sentence leaves open is this year and this plan."""
    if fact.measure != peer.measure or fact.entity != peer.entity or fact.member != peer.member:
        return False
    own = str(year) if year else None
    periods = (fact.period or own) == (peer.period or own)
    plans = (
        fact.basis is None
        or peer.basis is None
        or fact.basis == peer.basis
        or {fact.basis, peer.basis} <= {"pk", "pk_revised", "iku"}
    )
    plans = plans and not (
        fact.basis is None and peer.basis in ("renstra", "national") and fact.measure != "realization"
    )
    phases = fact.phase is None or peer.phase is None or fact.phase == peer.phase
    return (
        fact.subject.kind == peer.subject.kind
        and ((fact.unit == "%") == (peer.unit == "%") or fact.unit is None or peer.unit is None)
        and periods and plans and phases
    )  # fmt: skip
