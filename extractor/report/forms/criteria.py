"""Criteria of component 3 of the AKIP evaluation, and what a report proposes for each (PermenPANRB 88/2021, Lampiran I)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from extractor.report.forms.answers import PERSON, Answer, by_statements
from extractor.report.forms.evidence import Grounds, against
from extractor.report.forms.review import proposed
from schemas import Report


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: the wordings it is known by, and what of a report answers it."""

    number: str
    texts: tuple[str, ...]
    fields: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    item: str | None = None
    evidence_only: bool = False


@cache
def criteria() -> tuple[Criterion, ...]:
    """The criteria in their order."""
    listed = yaml.safe_load(Path(__file__).with_name("criteria.yaml").read_text("utf-8"))
    return tuple(
        Criterion(
            str(entry["number"]),
            tuple(entry["texts"]),
            tuple(entry.get("fields", ())),
            tuple(entry.get("checks", ())),
            entry.get("item"),
            bool(entry.get("evidence_only")),
        )
        for entry in listed
    )


def answers(report: Report) -> dict[str, Answer]:
    """The proposal for every criterion by its number; empty where it is the reviewer's."""
    grounds, items = Grounds(report), proposed(report)
    return {one.number: _answer(one, grounds, items) for one in criteria()}


def _answer(one: Criterion, grounds: Grounds, items: dict[str, Answer]) -> Answer:
    if one.fields:
        answer = PERSON if one.evidence_only else by_statements(grounds.report.statements, one.fields)
        return Answer(answer, grounds.told(one.fields))
    if one.checks:
        found = grounds.findings(*one.checks)
        return Answer(PERSON, f"Temuan: {against(found)}." if found else "")
    if one.item:
        return items[one.item]
    return Answer(PERSON)
