"""What runs tasks: processes on this machine, or a cluster."""

from typing import Protocol

from extractor.isolation import Outcome, Task

OWN = ("extractor.batch.tasks", "extractor.pipeline")
# What one document in several needs: loading it for a few documents costs more than it saves.
SELDOM, FEW = ("extractor.tables.second_opinion:load_parsers",), 8
PICTURES = ("extractor.pages.ocr.pages", "extractor.pages.ocr.rapid")


def preload(*, documents: int, pictures: bool, matching: bool) -> tuple[str, ...]:
    """What a server of workers loads beforehand.

    Args:
        documents: how many there are.
        pictures: whether pictures are read.
        matching: whether it may fill what matching remembers; not where an agency's own list of indicators is still to be
            laid over ours.
    """
    return (
        *OWN,
        *(SELDOM if documents > FEW else ()),
        *(PICTURES if pictures else ()),
        *(("extractor.warm:warm_up",) if matching else ()),
    )


class Executor(Protocol):
    """Takes tasks and gives outcomes as they come; `extractor.isolation.Workers` is one."""

    @property
    def free(self) -> int:
        """How many tasks would start at once."""

    def prepare(self) -> None:
        """Makes ready what tasks need, without waiting for it; there will be some soon."""

    def submit(self, task: Task) -> None:
        """Takes a task."""

    def next(self, seconds: float | None = None) -> list[tuple[Task, Outcome]]:
        """The outcomes that came; waits at most so many seconds for the first."""

    def stop(self) -> None:
        """Stops what is under way."""
