"""Tasks over what is in memory, shared among forked processes; their results come back in the order of the tasks.

A forked process finds all that its parent has read without anything being sent. What it sends back is pickled, but for
objects that both know: these are sent as their number and stay the same objects.
"""

import gc
import io
import os
import pickle
import signal
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from extractor.isolation.platform import LINUX, die_with_parent

T = TypeVar("T")
# Tasks are claimed through a pipe, which holds so many of their numbers.
TICKET = struct.Struct("=I")
# Tells how long an answer is, of which a process that dies may send a part.
SIZE = struct.Struct("=Q")
_ENDING: list[int] = []
"""Processes that were told to end, not all of which have."""
MOST_TICKETS = 16_000


def shared(tasks: Sequence[Callable[[], T]], jobs: int, known: Sequence[object] = ()) -> list[T]:
    """The results of the tasks in their order; each process takes the next task when it is done with one.

    Where a platform has no fork, and where a forked process dies, tasks are done in this one.

    Args:
        tasks: pure functions, so that it makes no difference which process calls them.
        jobs: how many processes there are, this one among them.
        known: objects that results may hold and that have to stay the same ones.
    """
    if jobs < 2 or not LINUX or not 2 <= len(tasks) <= MOST_TICKETS:
        return [task() for task in tasks]
    claims = _tickets(len(tasks))
    helpers: list[_Helper[T]] = []
    try:
        for _ in range(min(jobs, len(tasks)) - 1):
            helpers.append(_Helper(tasks, claims, known))
        done = _work(tasks, claims)
        for helper in helpers:
            done |= helper.results()
    finally:
        os.close(claims)
        for helper in helpers:
            helper.end()
    return [done[number] if number in done else task() for number, task in enumerate(tasks)]


@contextmanager
def beside(task: Callable[[], T], jobs: int) -> Iterator[Callable[[], T | None]]:
    """Begins a task in a process of its own while this one goes on; what it gives waits for the result, once.

    That is null with one job, where there is no fork and where the process died: then the task is still to be done.
    """
    if jobs < 2 or not LINUX:
        del task
        yield lambda: None
        return
    claims = _tickets(1)
    try:
        helper = _Helper([task], claims, ())
    finally:
        os.close(claims)
    del task  # what it holds is not kept here until the result is wanted
    try:
        yield lambda: helper.results().get(0)
    finally:
        helper.end()


def _tickets(count: int) -> int:
    """A pipe to read the numbers of the tasks from, each of which only one process gets."""
    claims, put = os.pipe()
    os.write(put, b"".join(map(TICKET.pack, range(count))))
    os.close(put)
    return claims


def _work(tasks: Sequence[Callable[[], T]], claims: int) -> dict[int, T]:
    """The results of the tasks that this process gets, by number."""
    done: dict[int, T] = {}
    while ticket := os.read(claims, TICKET.size):
        (number,) = TICKET.unpack(ticket)
        done[number] = tasks[number]()
    return done


class _Helper(Generic[T]):
    """A forked process that does some of the tasks."""

    def __init__(self, tasks: Sequence[Callable[[], T]], claims: int, known: Sequence[object]) -> None:
        self._known = known
        self._answer, put = os.pipe()
        parent = os.getpid()
        self._pid = os.fork()
        if self._pid == 0:
            code = 1
            try:
                die_with_parent(parent)
                gc.disable()
                data = _pickled(_work(tasks, claims), known)
                with os.fdopen(put, "wb") as answer:
                    answer.write(SIZE.pack(len(data)))
                    answer.write(data)
                code = 0
            finally:
                # Whatever it was, the parent meets it itself; and what is done at its end must not be done twice.
                os._exit(code)
        os.close(put)

    def results(self) -> dict[int, T]:
        """What the process has done; nothing where it died or met an error."""
        with os.fdopen(self._answer, "rb", closefd=False) as answer:
            data = answer.read()
        if len(data) < SIZE.size or SIZE.unpack_from(data)[0] != len(data) - SIZE.size:
            return {}
        # The process takes some milliseconds to end, in which its answer is read.
        found: dict[int, T] = _Unpickler(memoryview(data)[SIZE.size :], self._known).load()
        return found

    def end(self) -> None:
        """Ends the process, whatever it is doing."""
        os.close(self._answer)
        os.kill(self._pid, signal.SIGKILL)
        _ENDING.append(self._pid)
        _bury()


def _bury() -> None:
    """Takes away the processes that have come to their end, which takes some milliseconds that nobody waits for."""
    _ENDING[:] = [pid for pid in _ENDING if not _ended(pid)]


def _ended(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG) != (0, 0)
    except ChildProcessError:
        # It is the child of the process that this one was forked from.
        return True


def _pickled(value: object, known: Sequence[object]) -> bytes:
    """The value as bytes, known objects in it as their numbers."""
    if not known:
        # To be asked about each object takes longer than all the rest.
        return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    buffer = io.BytesIO()
    _Pickler(buffer, {id(item): number for number, item in enumerate(known)}).dump(value)
    return buffer.getvalue()


class _Pickler(pickle.Pickler):
    def __init__(self, buffer: io.BytesIO, numbers: dict[int, int]) -> None:
        super().__init__(buffer, pickle.HIGHEST_PROTOCOL)
        self._numbers = numbers

    def persistent_id(self, obj: Any) -> int | None:
        return self._numbers.get(id(obj))


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: memoryview, known: Sequence[object]) -> None:
        super().__init__(io.BytesIO(data))
        self._known = known

    def persistent_load(self, pid: Any) -> object:
        return self._known[pid]
