"""The work itself: claims what waits, lets it be done, keeps what came of it, until nothing is left."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from extractor.batch.executor import Executor
from extractor.batch.ledger import DONE, LEASE, REPAIRED, Claim, Ledger, Planned, Result
from extractor.batch.outcomes import failure, is_full
from extractor.batch.tasks import Made, Order
from extractor.errors import CannotWriteError
from extractor.isolation import Kind, Outcome, Task

MAKE = "extractor.batch.tasks:make"
# Seconds between two looks: at a wish to stop, and at what other processes work on.
LOOK, WAIT = 0.2, 1.0
STOPPED = "stopped"


class Listener(Protocol):
    """Hears how the work goes on."""

    def looked(self, done: int, count: int) -> None:
        """So many of the files were looked at to see which belong together."""

    def begins(self, count: int, waiting: int) -> None:
        """The batch is about so many reports, of which so many must be made."""

    def ended(self, planned: Planned, result: Result) -> None:
        """A report was made, or could not be."""

    def waiting(self, count: int) -> None:
        """So many reports are left that other processes work on."""


class Silent:
    """Hears and says nothing."""

    def looked(self, done: int, count: int) -> None:
        """Does nothing."""

    def begins(self, count: int, waiting: int) -> None:
        """Does nothing."""

    def ended(self, planned: Planned, result: Result) -> None:
        """Does nothing."""

    def waiting(self, count: int) -> None:
        """Does nothing."""


@dataclass(slots=True)
class Engine:
    """Makes reports: `orders` tells for each how, `origin` names what a document of an agency was made from.

    `stop` is set by whoever wants it to end early; `made` counts those that were made.
    """

    ledger: Ledger
    executor: Executor
    orders: Callable[[Planned], Order | Result]
    origin: Callable[[Planned, str | None], str]
    listener: Listener = field(default_factory=Silent)
    stop: threading.Event = field(default_factory=threading.Event)
    made: int = 0
    _running: dict[str, Planned] = field(default_factory=dict)
    _renewed: float = field(default_factory=time.monotonic)

    def run(self, planned: Sequence[Planned]) -> bool:
        """Makes the reports in their order; whether all were made or failed, which is false after a stop.

        Raises:
            CannotWriteError: the store cannot be written to; what was made before is kept.
        """
        waiting, others = deque(planned), list[Planned]()
        try:
            while (waiting or others or self._running) and not self.stop.is_set():
                ended = self.executor.next(LOOK) if self._running else []
                # Before results are kept: nobody need wait for the disk.
                others += self._start(waiting)
                self._collect(ended)
                self._renew()
                if not waiting and not self._running and others:
                    waiting, others = self._look_again(others), []
        finally:
            self._end()
        return not (waiting or others or self._running) and not self.stop.is_set()

    def _start(self, waiting: deque[Planned]) -> list[Planned]:
        """Starts what there is room for; gives those that somebody else works on."""
        others: list[Planned] = []
        while waiting and self.executor.free > 0 and not self.stop.is_set():
            planned = waiting.popleft()
            claim = self.ledger.claim(planned.key)
            if claim is Claim.others:
                others.append(planned)
            elif claim is Claim.ours:
                self._begin(planned)
        return others

    def _begin(self, planned: Planned) -> None:
        """Gives a report to the executor, or notes why it cannot be made."""
        clean(self.ledger, planned.key)
        order = self.orders(planned)
        if isinstance(order, Result):
            self._finish(planned, order)
            return
        self._running[planned.key] = planned
        self.executor.submit(Task(MAKE, (order,), key=planned.key))

    def _collect(self, ended: Iterable[tuple[Task, Outcome]]) -> None:
        """Keeps what came of the tasks that ended."""
        for task, outcome in ended:
            planned = self._running[task.key]
            if outcome.kind is Kind.stopped:
                continue
            result = self._kept(planned, outcome)
            del self._running[task.key]
            self._finish(planned, result)

    def _kept(self, planned: Planned, outcome: Outcome) -> Result:
        """The result of an outcome; a document that was made is in the store then.

        Raises:
            CannotWriteError: the disk is full or may not be written to.
        """
        if outcome.kind is not Kind.done or outcome.value is None:
            if is_full(outcome):
                raise CannotWriteError(
                    "room for results", outcome.detail, "Make room, then run the same command again."
                )
            return failure(outcome)
        made = Made.of_bytes(outcome.value)
        entry = replace(made.entry, work=self.origin(planned, made.entry.agency))
        self.ledger.store.keep(entry, made.data, made.reading)
        word = REPAIRED if made.repaired else DONE
        return Result(
            DONE, word, None, None, entry.key, outcome.seconds, outcome.cpu_seconds, outcome.peak_mb, entry.work
        )

    def _finish(self, planned: Planned, result: Result) -> None:
        self.ledger.finish(planned.key, result)
        self.made += result.state == DONE
        self.listener.ended(planned, result)

    def _renew(self) -> None:
        """Holds the claims on what is under way."""
        if time.monotonic() - self._renewed > LEASE / 3 and self._running:
            self.ledger.renew(self._running)
            self._renewed = time.monotonic()

    def _look_again(self, others: Iterable[Planned]) -> deque[Planned]:
        """Waits a while for the other processes; what they left undone is taken over then."""
        left = deque(others)
        self.listener.waiting(len(left))
        self.stop.wait(WAIT)
        return left

    def _end(self) -> None:
        """Ends what is still under way and gives it back undone."""
        if not self._running:
            return
        self.executor.stop()
        for key in list(self._running):
            self.ledger.release(key, STOPPED)
            del self._running[key]


def clean(ledger: Ledger, key: str) -> None:
    """Takes away what a killed process left half written of a report that is claimed now."""
    store = ledger.store
    for path in (store.document(key), store.reading_place(key)):
        for part in path.parent.glob(f".{key}.*.part"):
            part.unlink(missing_ok=True)
