"""Findings by cause: each once, under what explains it."""

from extractor.report.causes import by_cause
from schemas import Finding, Message


def finding(identifier: str, rank: int, cause: str | None = None) -> Finding:
    return Finding(
        id=identifier,
        check="SUM-COL",
        severity="error",
        message=Message(id="", en=""),
        rank=rank,
        consequence_of=cause,
    )


def shape(*findings: Finding) -> list[tuple[str, list[str]]]:
    return [(cause.finding.id, [f.id for f in cause.follows]) for cause in by_cause(findings)]


def test_what_follows_through_another_hangs_under_the_root() -> None:
    assert shape(finding("x1", 3, "x2"), finding("x2", 2, "x3"), finding("x3", 1)) == [("x3", ["x2", "x1"])]


def test_roots_stand_by_rank_and_not_by_number() -> None:
    assert shape(finding("x1", 2), finding("x2", 1)) == [("x2", []), ("x1", [])]


def test_a_circle_loses_nobody() -> None:
    assert shape(finding("x1", 1, "x2"), finding("x2", 2, "x1")) == [("x1", ["x2"])]


def test_a_cause_that_is_not_on_the_list_makes_a_root() -> None:
    assert shape(finding("x1", 1, "x9")) == [("x1", [])]
