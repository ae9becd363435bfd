"""Options that `lkjip batch` and `lkjip reaudit` share: how much may be used, by what rules, and how it is told."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.audit import FailOn, Ocr, read_profile
from extractor.cli.batch_talk import say, talking
from extractor.cli.decision_book import read_book
from extractor.cli.language import Language

if TYPE_CHECKING:
    from extractor.batch.run import Way
    from extractor.batch.settings import Settings

# The number of stderr, which is written to past Python's buffer where a signal is heard.
STDERR = 2

JobsOption = Annotated[int, typer.Option("--jobs", min=1, help="How many reports are worked on at once.", metavar="N")]
TimeoutOption = Annotated[float, typer.Option("--timeout", min=1, help="Seconds that a report may take.", metavar="S")]
MemoryOption = Annotated[int, typer.Option("--memory", min=64, help="Megabytes that a report may take.", metavar="MB")]
RetryOption = Annotated[bool, typer.Option("--retry-failed", help="Try again what failed before.")]
FailOnOption = Annotated[
    FailOn, typer.Option("--fail-on", help="Exit with 1 when there are findings of this severity or worse.")
]
ProfileOption = Annotated[
    Path | None, typer.Option("--profile", help="TOML file with the authority's own rules.", metavar="FILE.toml")
]
LocalOption = Annotated[
    Path | None,
    typer.Option("--catalogue", help="A local list of indicators, laid over ours.", metavar="LOCAL.yaml"),
]
OcrOption = Annotated[Ocr, typer.Option("--ocr", help="How scans and pictures of tables are read.")]
JsonOption = Annotated[bool, typer.Option("--json", help="The summary as JSON on stdout.")]


@dataclass(frozen=True, slots=True)
class Effort:
    """How much a batch may use, whether what failed is tried again, and whether a Dask cluster does the work."""

    jobs: int
    timeout: float
    memory: int
    again: bool
    dask: bool = False
    scheduler: str | None = None


def chosen_settings(
    ocr: Ocr, profile: Path | None, decisions: list[Path] | None, local: Path | None, language: Language
) -> "Settings":
    """How reports are read and audited.

    Raises:
        UsageError: profile, decisions or the local list cannot be used.
    """
    from extractor.batch.settings import Settings

    if local is not None:
        from extractor.cli.catalogue import show_conflicts

        show_conflicts(local, language)
    return Settings(
        ocr=ocr.value,
        profile=read_profile(profile) if profile is not None else None,
        decisions=read_book(decisions) if decisions else None,
        local=local.resolve() if local is not None else None,
    )


@contextmanager
def way_of(effort: Effort, language: Language) -> "Iterator[Way]":
    """How a batch is done: who works, what is said, and a stop by Ctrl-C or SIGTERM that keeps what is done."""
    from extractor.batch.run import Way
    from extractor.isolation import Limits

    limits = Limits(memory_mb=effort.memory, wall_seconds=effort.timeout)
    stop = threading.Event()
    executor = None
    if effort.dask:
        from extractor.batch.cluster import cluster

        executor = cluster(effort.jobs, limits, effort.scheduler)
    with _stopped_by_signals(stop, language), talking(language) as listener:
        yield Way(
            effort.jobs,
            limits,
            again=effort.again,
            shelf=effort.scheduler is None,
            executor=executor,
            listener=listener,
            stop=stop,
        )


@contextmanager
def _stopped_by_signals(stop: threading.Event, language: Language) -> Iterator[None]:
    """Lets the first signal stop the batch, and a second one end it at once."""

    def heard(number: int, _: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        # The signal may come in the middle of a write to stderr, whose buffer must not be entered twice.
        with suppress(OSError):
            os.write(STDERR, f"{say(language, 'stopping')}\n".encode())

    before = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
