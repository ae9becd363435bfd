"""Indicators that are printed in several tables: realisation, achievement, target, and columns with the wrong year."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from extractor.audit.duplicate_facts import (
    OTHER_PLANS,
    PLAN_KINDS,
    Disagreement,
    Key,
    Mislabelled,
    agree,
    disagreement,
    groups,
    half,
    identity,
    indicator_facts,
    mislabelled_columns,
    systematic,
)
from extractor.audit.observation import Observation
from extractor.audit.phrases import both, phrase
from extractor.audit.text_claims import YEAR
from extractor.audit.wording import Wording, measure_words
from extractor.facts.model import Reading, once
from schemas import Fact, Table
from schemas.catalogue import polarity_of

_REVISED = re.compile(r"\b(?:perubahan|review|reviu|revisi)\b", re.IGNORECASE)


# Outputs of activities share their names, quarters their indicators: no duplicates.
_OTHER_ROWS = ("program_support", "quarterly")
_SUMMED = re.compile(r"\bs\.?\s*/?\s*d\b|\bsampai\s+(?:dengan|tahun)\b|\bkumulatif\b", re.IGNORECASE)


def _of_objectives(table: Table) -> bool:
    """Whether a table of programmes prints the indicators of the sasaran themselves: one such column beside them."""
    roles = [column.role for column in table.columns]
    return table.kind == "program_support" and roles.count("indicator") == 1 and "objective" in roles


class Duplicates:
    """All disagreements among the indicator figures of a reading's tables."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.year = reading.document.fiscal_year
        self.wording = Wording(reading)
        plans = {table.id for table in reading.tables if table.kind in PLAN_KINDS}
        others = {table.id for table in reading.tables if table.kind in _OTHER_ROWS and not _of_objectives(table)}
        facts = [
            fact
            for fact in indicator_facts(reading.facts)
            if fact.source.table not in others and (fact.measure == "target" or fact.source.table not in plans)
        ]
        self.mislabelled = mislabelled_columns(facts, self.year, self._named()) if self.year else []
        wrong = {(item.table, item.printed) for item in self.mislabelled}
        self.facts = [
            fact for fact in facts if (fact.source.table, fact.period) not in wrong and not self._is_summed(fact)
        ]
        self.groups = groups(self.facts, self.year)
        self._found: dict[str, list[Disagreement]] = {}
        self._rows: dict[tuple[str, int], list[Fact]] = defaultdict(list)
        for fact in self.facts:
            if fact.source.table and fact.source.row is not None:
                self._rows[fact.source.table, fact.source.row].append(fact)

    def _named(self) -> dict[str, bool]:
        """Whether the section or caption of a table names this year and no other."""
        year = self.year or 0
        out = {}
        for table in self.reading.tables:
            before = (section for section in reversed(self.reading.sections) if section.page <= table.pages[0])
            titles = [table.caption or "", *(section.title for section in islice(before, 2))]
            years = {int(match[0]) for title in titles for match in YEAR.finditer(title)}
            out[table.id] = years == {year}
        return out

    def _is_summed(self, fact: Fact) -> bool:
        """A realisation over several years, as its column or caption says."""
        table = self.wording.tables.get(fact.source.table or "")
        if fact.measure != "realization" or table is None:
            return False
        column = fact.source.column if fact.source.column is not None else -1
        header = table.columns[column].header if 0 <= column < len(table.columns) else ""
        return bool(fact.cumulative or _SUMMED.search(header) or _SUMMED.search(table.caption or ""))

    def of(self, measure: str) -> list[Disagreement]:
        """Disagreements on one measure, in reading order; tables that differ throughout are left out."""
        if measure not in self._found:
            self._found[measure] = self._of(measure)
        return self._found[measure]

    def _of(self, measure: str) -> list[Disagreement]:
        shared = {key: members for key, members in self.groups.items() if key[1] == measure and _tables(members) > 1}
        found = self._splits(shared)
        if measure != "target":
            counts = Counter(fact.source.table or "" for members in shared.values() for fact in members)
            apart = systematic(found, counts)
            if apart:
                left = {key: [f for f in members if f.source.table not in apart] for key, members in shared.items()}
                found = self._splits({key: members for key, members in left.items() if _tables(members) > 1})
        return sorted(found, key=lambda split: (split.odd[0].source.page, split.odd[0].id))

    def _splits(self, shared: Mapping[Key, list[Fact]]) -> list[Disagreement]:
        return [split for key, members in shared.items() if (split := disagreement(key, members, self.holds))]

    def _beside(self, fact: Fact) -> list[Fact]:
        """The figure with those of its row that belong to it; to an achievement the target of the same plan."""
        row = self._rows.get((fact.source.table or "", fact.source.row if fact.source.row is not None else -1), [])
        near = [item for item in row if item.entity == fact.entity or item is fact]
        if fact.measure == "achievement" and fact.basis in OTHER_PLANS:
            return [item for item in near if item.measure != "target" or item.basis == fact.basis]
        return [item for item in near if item.period in (fact.period, None) or item is fact]

    def goal(self, fact: Fact) -> Fact | None:
        """The target of a plan that an achievement is measured against, as far as its row prints it."""
        beside = self._beside(fact) if fact.basis in OTHER_PLANS else []
        return next((item for item in beside if item.measure == "target"), None)

    def holds(self, fact: Fact) -> bool | None:
        """Whether realisation / target gives the achievement printed in the figure's row; None where one is missing."""
        by_measure = {item.measure: item for item in self._beside(fact)}
        target, realization, achievement = (by_measure.get(name) for name in ("target", "realization", "achievement"))
        if not target or not realization or not achievement:
            return None
        if (
            target.value is None
            or realization.value is None
            or achievement.value is None
            or not target.value
            or not realization.value
        ):
            return None
        slack = 2 * half(achievement)
        formulas = (
            realization.value / target.value * 100,
            (2 * target.value - realization.value) / target.value * 100,
            target.value / realization.value * 100,
        )
        return any(abs(value - achievement.value) <= slack for value in formulas)


@once
def duplicates_of(reading: Reading) -> Duplicates:
    """The disagreements of a reading, worked out once for all rules."""
    return Duplicates(reading)


def _tables(members: Sequence[Fact]) -> int:
    return len({fact.source.table for fact in members})


def realizations(reading: Reading) -> Iterator[Observation]:
    """XT-IND and XT-PREV: realisation of one indicator and year in several tables."""
    duplicates = duplicates_of(reading)
    for split in duplicates.of("realization"):
        own = split.key[2] == str(duplicates.year)
        also = _same_tables(duplicates, split, "achievement")
        yield _draft("XT-IND" if own else "XT-PREV", split, duplicates.wording, also)


def achievements(reading: Reading) -> Iterator[Observation]:
    """XT-CAP: achievement of one indicator and year in several tables, where its realisation and target agree.

    The end target of a plan may stand in several years' columns, so that targets are compared by rows as well.
    """
    duplicates = duplicates_of(reading)
    explained = {split.key[0] for measure in ("realization", "target") for split in duplicates.of(measure)}
    for split in duplicates.of("achievement"):
        own = split.key[2] == str(duplicates.year)
        if split.key[0] not in explained and not _against_others(duplicates, split):
            yield _draft("XT-CAP" if own else "XT-PREV", split, duplicates.wording, ())


def _against_others(duplicates: Duplicates, split: Disagreement) -> bool:
    """Whether the achievements are measured against different targets."""
    goals = [duplicates.goal(facts[0]) for facts in (split.odd, split.likely)]
    return goals[0] is not None and goals[1] is not None and not agree(goals[0], goals[1])


def targets(reading: Reading) -> Iterator[Observation]:
    """XT-TARGET: target of one indicator and year in several tables; a named revision makes it a notice."""
    duplicates = duplicates_of(reading)
    for split in duplicates.of("target"):
        tables = {fact.source.table for fact in split.facts}
        captions = [table.caption or "" for table in reading.tables if table.id in tables]
        plans = {fact.basis for fact in split.facts}
        revised = len(plans) > 1 and ("pk_revised" in plans or any(_REVISED.search(caption) for caption in captions))
        yield _draft("XT-TARGET", split, duplicates.wording, (), "notice" if revised else "warning")


def _same_tables(duplicates: Duplicates, split: Disagreement, measure: str) -> tuple[Fact, ...]:
    """The figures of another measure in the rows that disagree, as evidence."""
    places = {(fact.source.table, fact.source.row) for fact in split.facts}
    return tuple(
        fact
        for fact in duplicates.facts
        if fact.measure == measure and identity(fact) == split.key[0] and (fact.source.table, fact.source.row) in places
    )


def _draft(
    check: str, split: Disagreement, wording: Wording, also: Sequence[Fact], severity: str = "warning"
) -> Observation:
    odd, likely = split.odd[0], split.likely[0]
    measure, english = measure_words(odd.measure)
    period = f" {split.key[2]}" if split.key[2] else ""
    ours, theirs = wording.listed(split.odd), wording.listed(split.likely)
    reason = both(f"XT-IND.{split.reason}", printed=likely.printed) if split.reason != "first" else ("", "")
    return Observation(
        check=check,
        severity=severity,
        message=phrase(
            "XT-IND.differs",
            measure=(measure.capitalize(), english),
            period=period,
            name=odd.subject.name,
            ours=ours,
            theirs=theirs,
            reason=reason,
        ),
        facts=(*split.facts, *also),
        printed=odd.printed,
        value=odd.value,
        expected=likely.printed,
        expected_value=likely.value,
        compared=True,
    )


def mislabelled(reading: Reading) -> Iterator[Observation]:
    """DOC-YEARLABEL: a column with last year's heading that holds this year's figures."""
    duplicates = duplicates_of(reading)
    for item in duplicates.mislabelled:
        yield _label_draft(item, duplicates.wording)


def _label_draft(item: Mislabelled, wording: Wording) -> Observation:
    first, twin = item.pairs[0]
    here, there = wording.fact(first), wording.fact(twin)
    names = ", ".join(dict.fromkeys(pair[0].subject.name for pair in item.pairs))
    return Observation(
        check="DOC-YEARLABEL",
        severity="warning",
        message=phrase(
            "DOC-YEARLABEL.column", here=here, printed=item.printed, actual=item.actual, there=there, names=names
        ),
        facts=tuple(fact for pair in item.pairs for fact in pair),
        expected=item.actual,
        expected_value=Decimal(item.actual),
    )


def averages(reading: Reading) -> Iterator[Observation]:
    """XT-CAP: the average achievement of one sasaran in two tables, measured against the same plan."""
    duplicates = duplicates_of(reading)
    by_goal: dict[tuple[str, bool], list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if fact.measure == "average_achievement" and fact.source.table and fact.value is not None:
            goal = _goal_of(fact)
            if goal:
                by_goal[_plain(goal), _by_renstra(fact, duplicates)].append(fact)
    for (goal, _), members in by_goal.items():
        if len({fact.source.table for fact in members}) < 2 or _within_one_table(members):
            continue
        key: Key = (goal, "average_achievement", str(duplicates.year), None, None, "", None)
        nothing: Callable[[Fact], bool | None] = lambda fact: None  # noqa: E731
        split = disagreement(key, members, nothing)
        if split:
            yield _draft("XT-CAP", split, duplicates.wording, ())


def _goal_of(fact: Fact) -> str | None:
    """The sasaran that an average belongs to; a total row only where its name says that it is one of a sasaran."""
    if fact.subject.level == "total" or fact.subject.kind == "total":
        named = "sasaran" in fact.subject.name.lower()
        return fact.subject.path[-1] if named and fact.subject.path else None
    return fact.subject.name


def _by_renstra(fact: Fact, duplicates: Duplicates) -> bool:
    """Whether an average is measured against the Renstra, by its plan or the words of its column."""
    if fact.basis is not None:
        return fact.basis == "renstra"
    table = duplicates.wording.tables.get(fact.source.table or "")
    column = fact.source.column if fact.source.column is not None else -1
    header = table.columns[column].header if table and 0 <= column < len(table.columns) else ""
    return "renstra" in header.lower()


def _within_one_table(members: Sequence[Fact]) -> bool:
    return any(
        first.source.table == second.source.table and not agree(first, second)
        for first in members
        for second in members
    )


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[a-z]+", name.lower()))


def weak_targets(reading: Reading) -> Iterator[Observation]:
    """TARGET-WEAK: an end target of the Renstra below this year's target, one notice per indicator."""
    duplicates = duplicates_of(reading)
    year, wording = str(duplicates.year), duplicates.wording
    seen: set[str] = set()
    planned: dict[str, list[Fact]] = defaultdict(list)
    for fact in duplicates.facts:
        ahead = fact.period is not None and fact.period.isdigit() and fact.period > year
        if ahead and fact.measure == "target" and fact.basis == "renstra" and fact.entity is None:
            planned[identity(fact)].append(fact)
    for fact in duplicates.facts:
        own = fact.measure == "target" and fact.basis in ("pk", "pk_revised") and fact.period in (None, year)
        if not own or fact.entity is not None or identity(fact) in seen:
            continue
        ends = planned[identity(fact)]
        last = max(ends, key=lambda other: other.period or "", default=None)
        if last is None or fact.value is None or last.value is None or last.value >= fact.value or _is_negative(fact):
            continue
        seen.add(identity(fact))
        here, there = wording.fact(fact), wording.fact(last)
        yield Observation(
            check="TARGET-WEAK",
            severity="notice",
            message=phrase(
                "TARGET-WEAK.end",
                name=fact.subject.name,
                printed=fact.printed,
                here=here,
                period=last.period or "",
                last=last.printed,
                there=there,
            ),
            facts=(fact, last),
            printed=fact.printed,
            value=fact.value,
        )


def _is_negative(fact: Fact) -> bool:
    """Less is better, as far as the words of the name tell."""
    return polarity_of(fact.subject.name, None) == "down"


def previous_totals(reading: Reading) -> Iterator[Observation]:
    """XT-PREV: last year's total budget or spending in a sentence against the tables."""
    duplicates = duplicates_of(reading)
    wording, before = duplicates.wording, str((duplicates.year or 0) - 1)
    totals = [
        fact
        for fact in reading.facts
        if fact.subject.level == "total" and fact.period == before and fact.value is not None
    ]
    for told in totals:
        money = told.measure in ("budget", "spending") and (told.unit == "Rp" or told.decimals == 0)
        if told.source.table is not None or told.confidence < 0.9 or not money:
            continue
        printed = [
            fact
            for fact in totals
            if fact.source.table and fact.measure == told.measure and fact.phase in (None, told.phase)
        ]
        if printed and not any(agree(told, fact) for fact in printed):
            listed, measure = wording.listed(printed), measure_words(told.measure)
            yield Observation(
                check="XT-PREV",
                severity="warning",
                message=phrase(
                    "XT-PREV.text",
                    page=told.source.page,
                    measure=measure,
                    before=before,
                    printed=told.printed,
                    listed=listed,
                ),
                facts=(told, *printed),
                printed=told.printed,
                value=told.value,
                expected=printed[0].printed,
                expected_value=printed[0].value,
            )
