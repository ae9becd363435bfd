"""Which of several uploaded files are one report: its parts and the documents that it is held against, as a batch groups them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.batch.glance import Glance
from extractor.batch.grouping import grouped
from extractor.isolation import Kind, Limits, Task, Workers
from schemas import Message

LOOK = "extractor.batch.tasks:look"
LIMITS = Limits(memory_mb=1024, wall_seconds=60)


def sorted_reports(folder: Path, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The reports of files that lie in a folder under their hash: hashes of files and documents beside them, and why.

    Args:
        folder: where the files lie.
        names: what each is called, by its hash.
    """
    files = {folder / f"{digest}.pdf": digest for digest in names}
    seen = looked_at(list(files))
    return [
        {
            "files": [files[path] for path in job.files],
            "beside": [files[path] for path in job.supporting],
            "why": _called(job.why, names) if job.why else {},
        }
        for job in grouped(seen)
    ]


def looked_at(files: Sequence[Path]) -> dict[Path, Glance | None]:
    """What each file is, looked at in a process of its own; None where nothing can be said of it."""
    seen: dict[Path, Glance | None] = dict.fromkeys(files)
    with Workers(1, LIMITS) as workers:
        for path in files:
            workers.submit(Task(LOOK, (path,), key=str(path)))
            while workers.free == 0:
                for task, outcome in workers.next():
                    if outcome.kind is Kind.done and outcome.value is not None:
                        seen[Path(task.key)] = Glance.of_text(outcome.value.decode())
    return seen


def _called(why: Message, names: Mapping[str, str]) -> dict[str, str]:
    """The reason with the names that a person knows."""
    told = why.model_dump()
    for digest, name in names.items():
        told = {language: text.replace(f"{digest}.pdf", name) for language, text in told.items()}
    return told
