"""The caller's side: tasks go in, outcomes come out as documents are done."""

import pickle
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from extractor.isolation.forked import ForkServer
from extractor.isolation.messages import VALUE, Ended, Job, Started
from extractor.isolation.model import Kind, Limits, Outcome, Task
from extractor.isolation.plain import PlainProcesses
from extractor.isolation.platform import POSIX


class Keeper(Protocol):
    """What starts and ends the processes."""

    def begin(self, job: Job) -> None:
        """Starts a process for a job."""

    def stop(self, number: int) -> None:
        """Ends the process of a job."""

    def hear(self, seconds: float | None) -> list[Started | Ended]:
        """What has happened, waiting so long for something; None is as long as it takes."""

    def close(self) -> None:
        """Ends all processes."""


class Workers:
    """Runs every task in a process of its own, so many at once, under limits.

    A context manager: at its end every process is gone. Iterating gives tasks with their outcomes as they are done, until
    nothing is left; tasks may be submitted meanwhile.
    """

    def __init__(
        self,
        jobs: int,
        limits: Limits,
        *,
        preload: Sequence[str] = (),
        folder: Path | None = None,
        forked: bool = POSIX,
    ) -> None:
        """Workers that are not started yet.

        Args:
            jobs: how many documents are worked on at once.
            limits: what each may use, where its task says nothing else.
            preload: modules (and functions that fill caches, `module:function`) that are loaded once, before any document.
            folder: where the folders of the documents are made; the system's place for temporary files where not told.
            forked: whether processes are forked from a warm server; False starts each anew, as without POSIX.
        """
        self._jobs, self._limits, self._preload = jobs, limits, tuple(preload)
        self._place, self._forked = folder, forked
        self._waiting: deque[tuple[int, Task]] = deque()
        self._running: dict[int, Task] = {}
        self._taken_back: list[tuple[Task, Outcome]] = []
        self._pids: dict[int, int] = {}
        self._count = 0
        self._root: Path | None = None
        self._keeper: Keeper | None = None

    def __enter__(self) -> Self:
        """Starts what starts the processes."""
        self._root = Path(tempfile.mkdtemp(prefix="lkjip-", dir=self._place))
        kind = ForkServer if self._forked else PlainProcesses
        self._keeper = kind(self._root, self._preload)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Ends every process and takes their folders away."""
        if self._keeper is not None:
            self._keeper.close()
        if self._root is not None:
            shutil.rmtree(self._root, ignore_errors=True)

    @property
    def free(self) -> int:
        """How many tasks would start at once."""
        return max(0, self._jobs - len(self._running) - len(self._waiting))

    @property
    def pids(self) -> dict[str, int]:
        """The process of every task under way, by the key of the task."""
        return {self._running[number].key: pid for number, pid in self._pids.items() if number in self._running}

    def submit(self, task: Task) -> None:
        """Takes a task; it starts when there is room."""
        self._count += 1
        self._waiting.append((self._count, task))
        self._fill()

    def stop(self) -> None:
        """Stops what is under way and takes back what waits; the outcomes of both are `stopped`."""
        for number in self._running:
            self._started().stop(number)
        self._taken_back += [(task, Outcome(Kind.stopped, "stopped before it began")) for _, task in self._waiting]
        self._waiting.clear()

    def __iter__(self) -> Iterator[tuple[Task, Outcome]]:
        """Tasks with their outcomes as they come, until nothing is left."""
        while self._running or self._waiting or self._taken_back:
            yield from self.next(None)

    def next(self, seconds: float | None = None) -> list[tuple[Task, Outcome]]:
        """The outcomes that came; waits at most so many seconds for the first, or as long as it takes."""
        self._fill()
        done, self._taken_back = self._taken_back, []
        heard = self._started().hear(0 if done else seconds) if self._running else []
        for message in heard:
            if isinstance(message, Started):
                self._pids[message.number] = message.pid
            else:
                done.append(self._finish(message))
        self._fill()
        return done

    def _fill(self) -> None:
        """Starts waiting tasks while there is room."""
        while self._waiting and len(self._running) < self._jobs:
            number, task = self._waiting.popleft()
            self._running[number] = task
            folder = self._folder(number)
            folder.mkdir()
            arguments = pickle.dumps(task.arguments)
            self._started().begin(Job(number, task.function, arguments, task.limits or self._limits, folder))

    def _finish(self, ended: Ended) -> tuple[Task, Outcome]:
        """The task that ended with its outcome and value; its folder goes."""
        task = self._running.pop(ended.number)
        self._pids.pop(ended.number, None)
        folder, outcome = self._folder(ended.number), ended.outcome
        if outcome.kind is Kind.done:
            outcome = replace(outcome, value=(folder / VALUE).read_bytes())
        shutil.rmtree(folder, ignore_errors=True)
        return task, outcome

    def _folder(self, number: int) -> Path:
        if self._root is None:
            raise RuntimeError("workers are used as a context manager")
        return self._root / str(number)

    def _started(self) -> Keeper:
        if self._keeper is None:
            raise RuntimeError("workers are used as a context manager")
        return self._keeper
