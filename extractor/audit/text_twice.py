"""Figures that two sentences give for one subject, where no table prints it: summary, chapters and closing."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.audit.context import Context
from extractor.audit.duplicate_facts import agree, identity
from extractor.audit.text_links import SURE, plausible_link
from schemas import Fact


@dataclass(frozen=True, slots=True)
class ToldTwice:
    """Two figures of running text with the same dimensions that do not agree."""

    first: Fact
    second: Fact


def told_twice(context: Context) -> Iterator[ToldTwice]:
    """Results and amounts that two paragraphs give differently; silent where a table prints them (TV-NUM) or three differ."""
    spoken: dict[tuple[str | None, ...], list[Fact]] = defaultdict(list)
    printed: set[tuple[str, str]] = set()
    for fact in context.reading.facts:
        if fact.value is None or fact.source.document is not None:
            continue
        if fact.source.table is not None:
            printed.add((identity(fact), fact.measure))
        elif fact.subject.kind in ("indicator", "budget_line") and fact.confidence >= SURE and plausible_link(fact):
            unit = "%" if "%" in fact.printed else "Rp" if fact.unit == "Rp" else fact.unit
            spoken[identity(fact), fact.measure, fact.period, fact.entity, unit].append(fact)
    for key, members in spoken.items():
        if (key[0], key[1]) in printed or len({fact.value for fact in members}) != 2:
            continue
        first = members[0]
        second = next((fact for fact in members if not agree(first, fact)), None)
        if second and _alone(context, first) and _alone(context, second) and _apart(context, first, second):
            yield ToldTwice(first, second)


def _alone(context: Context, fact: Fact) -> bool:
    """The only figure of its measure and subject in its sentence."""
    here = context.beside(fact)
    return len([item for item in here if (item.measure, identity(item)) == (fact.measure, identity(fact))]) == 1


def _apart(context: Context, first: Fact, second: Fact) -> bool:
    """The figures stand in different paragraphs."""
    one, two = context.sentence_of(first), context.sentence_of(second)
    return bool(one and two and one.paragraph != two.paragraph)
