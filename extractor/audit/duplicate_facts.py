"""Duplicate facts: figures that say the same thing in two places, and whether they agree.

Two figures are duplicates when indicator, measure, period, entity and member are the same, and for an achievement the
plan too. They agree when they round or cut to each other at the coarser printed precision (102 and 102,03 agree).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Protocol

from rapidfuzz import fuzz

from extractor.notation import is_count
from extractor.remembered import remembered
from schemas import Fact, Subject

Key = tuple[str | None, ...]
PLAN_MEASURES = frozenset({"achievement"})
OTHER_PLANS = frozenset({"renstra", "national"})
"""Plans other than that of the year, whose achievements are figures of their own."""
PLAN_KINDS = frozenset({"performance_agreement", "iku", "renstra_targets", "text", "other"})
"""Kinds of tables that hold targets: a result in them is a heading that was read wrongly."""
COMPARED = frozenset({"target", "realization", "achievement"})


class Figure(Protocol):
    """What agreement asks of a figure."""

    @property
    def value(self) -> Decimal | None:
        """Its value."""

    @property
    def decimals(self) -> int:
        """Its printed decimals."""

    @property
    def printed(self) -> str:
        """Its print."""


def half(fact: Figure) -> Decimal:
    """Half a unit of the last printed digit."""
    return Decimal(5).scaleb(-fact.decimals - 1)


def agree(first: Figure, second: Figure) -> bool:
    """Equal at the coarser printed precision, rounded or cut, or digit by digit; no value agrees with everything."""
    if first.value is None or second.value is None or first.value == second.value:
        return True
    if _digits(first) == _digits(second):
        return True
    coarse, fine = sorted((first, second), key=lambda fact: (fact.decimals, fact.value))
    if coarse.value is None or fine.value is None:
        return True
    if abs(coarse.value - fine.value) <= (half(coarse) if coarse.decimals != fine.decimals else Decimal(0)):
        return True
    if coarse.decimals == fine.decimals:
        return False
    return fine.value.quantize(Decimal(1).scaleb(-coarse.decimals), ROUND_DOWN) == coarse.value


def _digits(fact: Figure) -> str:
    """Digits of a print: "16,000" and "16000" are one figure, however the comma is read."""
    return _only_digits(fact.printed)


@remembered(1 << 14)
def _only_digits(printed: str) -> str:
    return "".join(filter(str.isdigit, printed))


def identity(fact: Fact) -> str:
    """The canonical id of a subject, or its name where matching gave none."""
    return fact.subject.canonical_id or _plain(fact.subject.name)


def subject_id(subject: Subject) -> str:
    """The canonical id of a subject, or its name in lower case."""
    return subject.canonical_id or _plain(subject.name)


@remembered(1 << 13)
def _plain(name: str) -> str:
    return " ".join(name.lower().split())


def key_of(fact: Fact, year: int | None) -> Key:
    """The dimensions that duplicates share; a missing period of a report's own table is its year."""
    period = fact.period or (str(year) if year and fact.basis not in OTHER_PLANS else None)
    plan = fact.basis if fact.basis in OTHER_PLANS and fact.measure in PLAN_MEASURES else None
    members = ";".join(f"{name}={value}" for name, value in sorted(fact.member.items())) if fact.member else ""
    cumulative = None if fact.cumulative is None else str(fact.cumulative)
    return (identity(fact), fact.measure, period, fact.entity, plan, members, cumulative)


def indicator_facts(facts: Iterable[Fact]) -> list[Fact]:
    """Figures of indicators in tables that have a value and a measure worth comparing."""
    return [
        fact
        for fact in facts
        if fact.subject.kind == "indicator"
        and fact.measure in COMPARED
        and fact.value is not None
        and fact.source.table is not None
        and fact.source.document is None
    ]


def groups(facts: Iterable[Fact], year: int | None) -> dict[Key, list[Fact]]:
    """Duplicates by key, without tables that print several values for one key: their rows are parts of it."""
    by_key: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_key[key_of(fact, year)].append(fact)
    kept = {key: _unambiguous(members) for key, members in by_key.items()}
    return {key: [fact for fact in members if comparable(members[0], fact)] for key, members in kept.items() if members}


def _unambiguous(members: Sequence[Fact]) -> list[Fact]:
    by_table: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in members:
        by_table[fact.source.table].append(fact)
    if len(by_table) == len(members):
        return list(members)
    return [fact for fact in members if all(agree(fact, other) for other in by_table[fact.source.table])]


# Names with one canonical id that share fewer words than this may be two indicators after all.
ALIKE = 60


def comparable(first: Fact, second: Fact) -> bool:
    """Units that may be one, and names that share most of the shorter one's words."""
    units = {_unit(first), _unit(second)} - {None}
    return len(units) < 2 and _alike(first.subject.name.lower(), second.subject.name.lower())


@remembered(1 << 12)
def _alike(one: str, two: str) -> bool:
    return fuzz.token_set_ratio(one, two) >= ALIKE


def _unit(fact: Fact) -> str | None:
    unit = (fact.unit or "").lower()
    return "%" if "%" in fact.printed or unit in ("%", "persen") else unit if is_count(unit) else None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Duplicates of which not all agree: the likely right ones, the others, and why the former are likely."""

    key: Key
    likely: tuple[Fact, ...]
    odd: tuple[Fact, ...]
    reason: str

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All figures, the odd ones first."""
        return self.odd + self.likely


def disagreement(key: Key, members: Sequence[Fact], holds: Callable[[Fact], bool | None]) -> Disagreement | None:
    """The split of duplicates into likely right and odd ones, None where all agree.

    `holds` tells whether the arithmetic of a figure's own row holds (None: not known). The value with arithmetic on its
    side is likely right, then the one that stands in more tables, then the one that is printed first.
    """
    if len({fact.value for fact in members}) < 2:
        return None
    clusters: list[list[Fact]] = []
    for fact in sorted(members, key=lambda item: -item.decimals):
        home = next((cluster for cluster in clusters if all(agree(fact, other) for other in cluster)), None)
        if home is None:
            clusters.append([fact])
        else:
            home.append(fact)
    if len(clusters) < 2:
        return None

    def weight(cluster: Sequence[Fact]) -> tuple[int, int, int, int]:
        votes = Counter(holds(fact) for fact in cluster)
        tables = len({fact.source.table for fact in cluster})
        first = min(fact.source.page for fact in cluster)
        return (min(votes[True], 1) - (not votes[True] and votes[False] > 0), tables, len(cluster), -first)

    ranked = sorted(clusters, key=weight, reverse=True)
    best, second = weight(ranked[0]), weight(ranked[1])
    same_plan = len({fact.basis for fact in members}) == 1
    reason = "arithmetic" if best[0] > second[0] and same_plan else "majority" if best[1] > second[1] else "first"
    likely = [fact for cluster in ranked for fact in cluster if all(agree(fact, other) for other in ranked[0])]
    odd = [fact for fact in members if fact not in likely]
    return Disagreement(key, tuple(likely), tuple(odd), reason) if odd else None


def systematic(splits: Sequence[Disagreement], shared: Mapping[str, int]) -> set[str]:
    """Tables that are the odd one for most of the figures they share with others: they measure something else.

    `shared` counts the figures of each table that other tables print too; fewer than three prove nothing.
    """
    odd = Counter(table for split in splits for table in {fact.source.table for fact in split.odd} if table)
    return {table for table, count in odd.items() if shared.get(table, 0) >= 3 and 2 * count > shared[table]}


@dataclass(frozen=True, slots=True)
class Mislabelled:
    """A column whose heading names one year while its figures are those of another year in other tables."""

    table: str
    printed: str
    actual: str
    pairs: tuple[tuple[Fact, Fact], ...]


def mislabelled_columns(facts: Sequence[Fact], year: int, named: Mapping[str, bool]) -> list[Mislabelled]:
    """Tables that print this year's figures under another year, and nothing under this year.

    `named` tells of a table whether its caption or section names this year only. All compared figures must be equal;
    where they are whole (0, 100) the caption or section has to say this year too.
    """
    own = str(year)
    by_table: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.source.table and fact.measure == "realization" and fact.entity is None and fact.period:
            by_table[fact.source.table].append(fact)
    out = []
    for table, members in by_table.items():
        periods = {fact.period for fact in members if fact.period}
        if own in periods or len(periods) != 1:
            continue
        pairs = _equal_elsewhere(members, facts, own)
        subjects = {identity(first) for first, _ in pairs}
        telling = any(first.decimals and first.value not in (0, 100) for first, _ in pairs)
        if len(subjects) >= 2 and (telling or named.get(table, False)):
            out.append(Mislabelled(table, min(periods), own, tuple(pairs)))
    return out


def _equal_elsewhere(members: Sequence[Fact], facts: Sequence[Fact], own: str) -> list[tuple[Fact, Fact]]:
    """Pairs of a figure and its equal for this year in another table; empty as soon as one differs."""
    pairs = []
    for fact in members:
        twins = [
            other
            for other in facts
            if other.period == own
            and (other.measure, other.entity) == (fact.measure, None)
            and other.source.table not in (None, fact.source.table)
            and identity(other) == identity(fact)
        ]
        if twins and not any(agree(fact, other) for other in twins):
            return []
        pairs += [(fact, next(other for other in twins if agree(fact, other)))] if twins else []
    return pairs
