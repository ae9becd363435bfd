"""A few mutated files as `make fuzz` makes thousands of: the same every time, and none escapes."""

import random
from pathlib import Path

import pytest

from benchmarks.fuzz import LIMITS, REPORTS, Tally, run
from benchmarks.mutations import MUTATIONS, Mutation, mutant, seeds
from extractor.isolation import Failure, Kind, Outcome
from extractor.isolation.platform import LINUX


def test_a_mutant_is_the_same_every_time() -> None:
    files = seeds(REPORTS)[:8]
    first = [mutant(files, 7, number) for number in range(30)]
    assert first == [mutant(files, 7, number) for number in range(30)]
    assert first != [mutant(files, 8, number) for number in range(30)]


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_every_mutation_changes_files(mutation: Mutation) -> None:
    files = seeds(REPORTS)[:8]
    changed = [mutation(data, random.Random(number)) != data for number, data in enumerate(files)]
    assert sum(changed) >= len(files) // 2


@pytest.mark.parametrize(
    ("outcome", "escapes"),
    [
        (Outcome(Kind.done), 0),
        (Outcome(Kind.crashed, "the process ended with SIGSEGV", "SIGSEGV"), 0),
        (Outcome(Kind.refused, error=Failure("DamagedPdfError", 5, "a", "b", "c")), 0),
        (Outcome(Kind.crashed, "KeyError: 'x'"), 1),
        (Outcome(Kind.timeout, seconds=LIMITS.wall_seconds + 3), 1),
        (Outcome(Kind.done, output="Traceback (most recent call last)"), 1),
    ],
)
def test_what_counts_as_an_escape(outcome: Outcome, escapes: int) -> None:
    tally = Tally()
    tally.add("a.pdf", outcome, LIMITS)
    assert len(tally.escapes) == escapes and tally.kinds == {outcome.kind: 1}


@pytest.mark.skipif(not LINUX, reason="only Linux has all the limits")
def test_nothing_escapes_from_a_few(tmp_path: Path) -> None:
    tally = run(range(1, 41), 5, 2, tmp_path / "kept")
    assert tally.escapes == [] and sum(tally.kinds.values()) == 40 and not (tmp_path / "kept").exists()
