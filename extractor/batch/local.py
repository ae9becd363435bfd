"""Processes on this machine, started when there is a first task: a run with nothing to do starts none."""

from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from extractor.isolation import Limits, Outcome, Task, Workers


class Local:
    """Runs tasks on this machine, so many at once; a context manager like the workers themselves."""

    def __init__(self, jobs: int, limits: Limits, preload: Sequence[str]) -> None:
        self._jobs, self._limits, self._preload = jobs, limits, tuple(preload)
        self._workers: Workers | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Starts nothing yet."""
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Ends every process."""
        self._stack.close()
        self._workers = None

    @property
    def free(self) -> int:
        """How many tasks would start at once."""
        return self._workers.free if self._workers is not None else self._jobs

    def prepare(self) -> None:
        """Lets the processes' server load what documents need, which takes a while; nobody waits for it yet."""
        self._started()

    def submit(self, task: Task) -> None:
        """Takes a task."""
        self._started().submit(task)

    def next(self, seconds: float | None = None) -> list[tuple[Task, Outcome]]:
        """The outcomes that came; waits at most so many seconds for the first."""
        return self._workers.next(seconds) if self._workers is not None else []

    def stop(self) -> None:
        """Stops what is under way."""
        if self._workers is not None:
            self._workers.stop()

    def _started(self) -> Workers:
        if self._workers is None:
            self._workers = self._stack.enter_context(Workers(self._jobs, self._limits, preload=self._preload))
        return self._workers
