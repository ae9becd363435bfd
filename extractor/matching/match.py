"""Gives the subjects of a report's facts their identity."""

from collections.abc import Mapping, Sequence

from extractor.matching.budget import LineKey, line_ids, line_key
from extractor.matching.decided import NameRules, rules_for
from extractor.matching.identity import Identity, indicator_ids
from extractor.matching.printed import Key, Units
from schemas import Document, Fact, Match, Subject
from schemas.decisions import Decisions

INDICATOR, LINE = "indicator", "budget_line"


def match(
    facts: Sequence[Fact], document: Document | None = None, decisions: Decisions | None = None
) -> tuple[Fact, ...]:
    """The facts with canonical id and match of indicators and budget lines filled in, in the same order.

    Every distinct name is matched once. The result does not depend on the order of the facts. Subjects of other kinds
    and those that a person decided already stay as they are. `document` tells which office reports; `decisions` are
    applied before any score.
    """
    about = document or Document()
    named = [fact for fact in facts if fact.subject.kind == INDICATOR]
    units, rules = Units(named), rules_for(decisions, about.agency, named)
    indicators = indicator_ids(named, units, rules, about.agency_kind)
    lines = line_ids([fact for fact in facts if fact.subject.kind == LINE])
    lines = {key: _merged(identity, rules) for key, identity in lines.items()}
    known: dict[tuple[int, int], Subject] = {}
    return tuple(_with_identity(fact, indicators, lines, units, known) for fact in facts)


def _merged(identity: Identity, rules: NameRules) -> Identity:
    """The identity of a budget line, where its id was merged into another with that one."""
    final = rules.final(identity[0])
    if final == identity[0]:
        return identity
    return final, Match(decision="decided", score=1.0, reasons=(f"decided: {identity[0]} was merged into {final}",))


def _with_identity(
    fact: Fact,
    indicators: Mapping[Key, Identity],
    lines: Mapping[LineKey, Identity],
    units: Units,
    known: dict[tuple[int, int], Subject],
) -> Fact:
    """The fact with the identity of its subject; figures that shared a subject share it still, which `known` keeps."""
    subject = fact.subject
    if subject.kind not in (INDICATOR, LINE) or (subject.match is not None and subject.match.decision == "decided"):
        return fact
    found = indicators[subject.name, units.of(fact)] if subject.kind == INDICATOR else lines[line_key(subject)]
    key = (id(subject), id(found))
    if key not in known:
        known[key] = subject.model_copy(update={"canonical_id": found[0], "match": found[1]})
    return fact.model_copy(update={"subject": known[key]})
