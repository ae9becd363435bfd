"""Sets of indicators and wordings of goals that a supporting plan declares, beside what the report tells of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractor.audit.context import Context
from extractor.audit.duplicate_facts import subject_id
from extractor.facts.model import Supporting
from schemas import Fact

AGREEMENTS = ("pk_revised", "pk")
PLANS = (*AGREEMENTS, "renstra", "iku")
# Fewer common indicators than this, or a smaller share of the plan's, and the two are about different things.
COMMON, SHARE = 3, 0.5
# Names more alike than this are one indicator told in other words, wordings more alike than this are one goal.
ALIKE, SAME_GOAL = 75, 90
RESULTS = frozenset({"realization", "achievement"})


@dataclass(frozen=True, slots=True)
class Undone:
    """An indicator that a plan declares and the report does not report."""

    supporting: Supporting
    theirs: Fact


@dataclass(frozen=True, slots=True)
class Reworded:
    """A goal that the report and a plan word differently for the same indicator."""

    supporting: Supporting
    mine: Fact
    theirs: Fact
    own_goal: str
    their_goal: str


def binding(context: Context) -> Supporting | None:
    """The agreement that binds: the revised one before the first."""
    found = [item for kind in AGREEMENTS for item in context.reading.supporting if item.document.kind == kind]
    return found[0] if found else None


def unreported(context: Context) -> Iterator[Undone]:
    """Indicators of the binding agreement of which the report prints no result, where most of the others are reported."""
    supporting = binding(context)
    if supporting is None:
        return
    declared = _first(fact for fact in supporting.reading.facts if _is_target(fact))
    told = [fact for fact in context.reading.facts if fact.subject.kind == "indicator" and fact.measure in RESULTS]
    reported = {subject_id(fact.subject) for fact in told}
    common = sum(identifier in reported for identifier in declared)
    if common < max(COMMON, SHARE * len(declared)):
        return
    names = sorted({fact.subject.name.lower() for fact in told})
    for identifier, fact in declared.items():
        if identifier not in reported and not any(_alike(fact.subject.name, name) for name in names):
            yield Undone(supporting, fact)


def _is_target(fact: Fact) -> bool:
    return fact.subject.kind == "indicator" and fact.measure == "target" and fact.source.table is not None


def _alike(first: str, second: str) -> bool:
    return fuzz.token_sort_ratio(first.lower(), second.lower()) >= ALIKE


def _first(facts: Iterator[Fact]) -> dict[str, Fact]:
    """The first figure of each subject."""
    found: dict[str, Fact] = {}
    for fact in facts:
        found.setdefault(subject_id(fact.subject), fact)
    return found


def reworded(context: Context) -> Iterator[Reworded]:
    """Goals above an indicator that report and plan word differently, each pair of wordings once."""
    plans = [item for item in context.reading.supporting if item.document.kind in PLANS]
    own = _first(fact for fact in context.reading.facts if _is_target(fact) and fact.subject.path) if plans else {}
    for supporting in plans:
        seen: set[tuple[str, str]] = set()
        theirs = _first(fact for fact in supporting.reading.facts if _is_target(fact) and fact.subject.path)
        goals = _goals(list(theirs.values()))
        for identifier, fact in theirs.items():
            mine = own.get(identifier)
            if mine is None:
                continue
            pair = (mine.subject.path[-1], fact.subject.path[-1])
            if pair not in seen and not _worded_alike(pair[0], goals):
                seen.add(pair)
                yield Reworded(supporting, mine, fact, *pair)


def _goals(facts: Sequence[Fact]) -> list[str]:
    return list(dict.fromkeys(goal for fact in facts for goal in fact.subject.path))


def _worded_alike(goal: str, others: Sequence[str]) -> bool:
    """Whether a plan has the goal at all, be it above another indicator."""
    return any(fuzz.token_sort_ratio(goal.lower(), other.lower()) >= SAME_GOAL for other in others)
