"""Decisions in words: for the record, and for whoever was slower."""

import time

import pytest

from extractor.record.events import CELL, FINDING, NAME, TABLE, Record
from extractor.review.pages.asked import words
from extractor.review.table_form import kinds, roles
from extractor.review.told import in_words, when
from schemas import Report
from tests.review.conftest import Browser
from tests.review.test_correct import cell_of, wrong_cell


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (FINDING, None, "Open"),
        (FINDING, {"state": "rejected", "reason": "r", "note": "n"}, "Rejected; Reason: r; Note: n"),
        (CELL, {"text": "97,60%", "read": "79,60%", "reason": "r"}, "“97,60%”; Reason: r"),
        (CELL, None, "–"),
        (NAME, {"decision": "different", "names": ["a"], "id": "nilai-akip"}, "is not nilai-akip"),
        (TABLE, {"place": {}, "bounds": [1.5, 20], "kind": "scores", "join": "next"},
         "Column bounds (points from the left): 1.5 20; Kind of table: scores; Join: with the table behind it"),
        (TABLE, {"place": {}, "roles": {"0": "target", "3": {"role": "unit"}}}, "Roles of columns: 1 Target, 4 Unit"),
        (TABLE, {"place": {}, "regions": [{"page": 2, "bbox": ["1", "2", "3.5", "4"]}]},
         "Where the table stands: page 2 (1 2 3.5 4)"),
    ],
)  # fmt: skip
def test_a_decision_is_one_line(kind: str, value: dict[str, object] | None, told: str) -> None:
    assert in_words(value, kind, words("en")) == told


def test_who_is_slower_sees_both_decisions_about_a_cell_table_or_name(
    person: Browser, record: Record, sample: Report
) -> None:
    cell = cell_of(wrong_cell(sample))
    name = next(f.subject.name for f in sample.facts if f.subject.kind == "indicator" and f.subject.match)
    told = {
        "cells": ({"cell": cell, "text": "11,11"}, {"cell": cell, "text": "22,22"}, "11,11", "22,22"),
        "tables": ({"cell": cell, "header_rows": "5"}, {"cell": cell, "header_rows": "6"}, "kepala: 5", "kepala: 6"),
        "names": ({"name": name, "id": "nilai-akip", "decision": "same"}, {"name": name, "id": "nilai-akip", "decision": "different"},
                  "ialah nilai-akip", "bukan nilai-akip"),
    }  # fmt: skip
    for path, (first, second, theirs, mine) in told.items():
        person.post(f"/reports/{person.key}/{path}", **first, who="Ani")
        page = person.post(f"/reports/{person.key}/{path}", 409, **second, who="Beni").text
        assert "Ani" in page and theirs in page and mine in page
    assert [event.who for event in record.events()] == ["Ani"] * 3


def test_a_moment_is_told_by_the_clock_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "WITA-8")
    time.tzset()
    assert when("2025-03-12T20:30:00+00:00") == "2025-03-13 04:30 WITA"
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_role_and_kind_has_a_word_without_gaps(language: str) -> None:
    say = words(language)
    told = [*(say(role) for role in roles()), *(say(f"table_kinds.{kind}") for kind in kinds())]
    assert len(told) > 40 and [word for word in told if "{" in word or not word] == []
