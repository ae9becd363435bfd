"""Looking at files to see which belong together; what was seen is kept, so that each content is looked at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.engine import LOOK
from extractor.batch.executor import Executor
from extractor.batch.glance import Glance
from extractor.batch.ledger import Ledger, Planned
from extractor.batch.planning import Known
from extractor.isolation import Kind, Limits, Task
from extractor.versions import reading_version

if TYPE_CHECKING:
    from extractor.batch.run import Way

TASK = "extractor.batch.tasks:look"
# A look is short; a file that takes longer is a report of its own.
LONGEST = 60.0
# So many looks are kept in one step.
KEPT_AT_ONCE = 50
# A file that could not be looked at may be the longest of all.
UNSEEN = 1_000_000


@dataclass(slots=True)
class _Looks:
    """What was seen and is not kept yet."""

    ledger: Ledger
    version: str
    told: dict[str, str | None]

    def keep(self, least: int = 1) -> None:
        """Keeps what was seen, where it is enough."""
        if len(self.told) >= least:
            self.ledger.keep_glances(self.version, self.told)
            self.told.clear()


def look_at(
    folders: Sequence[Sequence[Path]], contents: Known, ledger: Ledger, executor: Executor, way: "Way"
) -> Mapping[str, Glance | None] | None:
    """What the files are that have others beside them, by their content; None for those that cannot be looked at.

    Nothing at all where it was stopped before all were seen.
    """
    version = reading_version()
    seen = ledger.glances(version)
    beside = {contents.digests[path]: path for members in folders if len(members) > 1 for path in members}
    new = {digest: path for digest, path in beside.items() if digest not in seen}
    looks = _Looks(ledger, version, {})
    limits = replace(way.limits, wall_seconds=min(LONGEST, way.limits.wall_seconds))
    for done, (digest, text) in enumerate(_looked(new, executor, limits, way), start=1):
        seen[digest] = looks.told[digest] = text
        looks.keep(KEPT_AT_ONCE)
        way.listener.looked(done, len(new))
    looks.keep()
    if way.stop.is_set():
        return None
    return {digest: Glance.of_text(text) if text else None for digest, text in seen.items()}


def pages_seen(ledger: Ledger, planned: Iterable[Planned]) -> dict[str, int]:
    """The pages of the files of reports that were looked at, by content; `UNSEEN` of those that could not be."""
    seen = ledger.glances(reading_version())
    wanted = {digest for item in planned for digest in item.files if digest in seen}
    return {digest: Glance.of_text(text).pages if (text := seen[digest]) else UNSEEN for digest in wanted}


def _looked(
    files: Mapping[str, Path], executor: Executor, limits: Limits, way: "Way"
) -> Iterator[tuple[str, str | None]]:
    """Each content with what it is, as the looks end."""
    waiting, running = list(files.items())[::-1], 0
    while (waiting or running) and not way.stop.is_set():
        while waiting and executor.free > 0:
            digest, path = waiting.pop()
            executor.submit(Task(TASK, (path,), key=digest, limits=limits))
            running += 1
        for task, outcome in executor.next(LOOK):
            running -= 1
            value = outcome.value if outcome.kind is Kind.done else None
            yield task.key, value.decode() if value is not None else None
    if running:
        executor.stop()
