"""Tasks shared among forked processes: in order, the same objects, and done all the same when a process dies."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from extractor.forks import beside, shared
from extractor.isolation.platform import LINUX

HERE = os.getpid()
needs_fork = pytest.mark.skipif(not LINUX, reason="tasks are shared where there is a fork")


class Thing:
    """Something that is equal to nothing but itself."""


def numbered(number: int) -> tuple[int, int]:
    return number, os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3, 50])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    tasks, before = [partial(numbered, number) for number in range(40)], _children()
    assert [number for number, _ in shared(tasks, jobs)] == list(range(40))
    assert _children() <= before


def test_nothing_to_do_is_nothing_done() -> None:
    nothing: list[Callable[[], int]] = []
    assert shared(nothing, 4) == []


def _killed_elsewhere(number: int) -> tuple[int, int]:
    """Its process does no task to its end, unless it is the one that shares them."""
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return numbered(number)


def test_what_a_process_that_dies_leaves_is_done_here() -> None:
    before = _children()
    found = shared([partial(_killed_elsewhere, number) for number in range(20)], 3)
    assert found == [(number, HERE) for number in range(20)]
    assert _children() <= before


def _broken(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def test_an_error_of_a_task_is_raised_here() -> None:
    before = _children()
    with pytest.raises(ValueError, match="seven"):
        shared([partial(_broken, number) for number in range(9)], 3)
    assert _children() <= before


@needs_fork
def test_known_objects_stay_the_same_and_others_are_copies() -> None:
    things = [Thing() for _ in range(30)]
    own = Thing()
    gate, opened = os.pipe()

    def task(number: int) -> tuple[Thing, Thing, int]:
        # The first task, whoever gets it, ends only once another process has begun the last one.
        if number == 0:
            os.read(gate, 1)
        if number == len(things) - 1:
            os.write(opened, b"x")
        return things[number], own, os.getpid()

    found = shared([partial(task, number) for number in range(len(things))], 2, things)
    os.close(gate)
    os.close(opened)
    assert all(thing is result for thing, (result, _, _) in zip(things, found, strict=True))
    assert len({process for _, _, process in found}) == 2
    assert {process == HERE for _, copied, process in found if copied is own} == {True}


@needs_fork
def test_a_task_beside_is_done_in_another_process() -> None:
    before = _children()
    with beside(partial(numbered, 5), 2) as wanted:
        number, process = wanted() or (None, HERE)
    assert number == 5 and process != HERE
    assert _children() <= before


def test_with_one_job_a_task_beside_is_left_to_the_caller() -> None:
    with beside(partial(numbered, 5), 1) as wanted:
        assert wanted() is None


@needs_fork
@pytest.mark.parametrize("task", [partial(_killed_elsewhere, 5), partial(_broken, 7)])
def test_a_task_beside_whose_process_does_not_end_it_is_left_to_the_caller(task: Callable[[], object]) -> None:
    with beside(task, 2) as wanted:
        assert wanted() is None


@needs_fork
def test_a_task_beside_ends_with_the_work_that_it_stands_beside() -> None:
    before = _children()
    with pytest.raises(ValueError, match="elsewhere"), beside(signal.pause, 2):
        assert _running() > before
        raise ValueError("elsewhere")
    assert _children() <= before


def _children() -> set[str]:
    """The processes that this one has started and that have not come to their end within a second."""
    found: set[str] = set()
    for _ in range(100):
        found = _running()
        if not found:
            break
        time.sleep(0.01)
    return found


def _running() -> set[str]:
    return {name for name, state in _states().items() if state != "Z"}


def _states() -> dict[str, str]:
    """The processes that this one has started and whose end it has not seen, by their number, with their states."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent, *_ = stat.read_text().rpartition(")")[2].split()
            if int(parent) == HERE:
                found[stat.parent.name] = state
    return found


def test_the_ends_of_most_processes_are_seen() -> None:
    for _ in range(20):
        shared([partial(numbered, number) for number in range(4)], 2)
    assert len(_states()) < 10
