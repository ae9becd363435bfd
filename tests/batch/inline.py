"""An executor that does a task when it is asked for the outcome, in this process, and remembers what it did."""

from collections import deque
from collections.abc import Sequence
from typing import Self

from extractor.errors import ExtractorError
from extractor.isolation import Failure, Kind, Outcome, Task
from extractor.isolation.child import named


class Inline:
    def __init__(self) -> None:
        self.waiting: deque[Task] = deque()
        self.done: list[str] = []
        self.answers: dict[str, Outcome] = {}

    def __call__(self, preload: Sequence[str]) -> Self:
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.waiting.clear()

    @property
    def free(self) -> int:
        return 1 - len(self.waiting)

    def prepare(self) -> None: ...

    def submit(self, task: Task) -> None:
        self.waiting.append(task)

    def next(self, seconds: float | None = None) -> list[tuple[Task, Outcome]]:
        if not self.waiting:
            return []
        task = self.waiting.popleft()
        self.done.append(task.function.partition(":")[2])
        if task.key in self.answers:
            return [(task, self.answers[task.key])]
        try:
            return [(task, Outcome(Kind.done, value=named(task.function)(*task.arguments)))]
        except ExtractorError as error:
            return [(task, Outcome(Kind.refused, str(error), error=Failure.of(error)))]

    def stop(self) -> None:
        self.waiting.clear()
