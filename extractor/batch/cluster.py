"""A Dask cluster as what runs tasks: its own on this machine, or one behind an address.

Every task runs in a killable process under limits on the machine of a worker, the same as without a cluster, and sends
bytes back; the one who asked writes them into the store, so that workers need to see the PDFs and nothing else. A worker
that is lost costs what it was working on, which is done again elsewhere. A document that loses two workers is set aside.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from extractor.batch.executor import Executor
from extractor.batch.outcomes import KILLER
from extractor.errors import MissingExtraError, UsageError
from extractor.isolation import Kind, Limits, Outcome, Task, Workers

HINT = "pip install 'lkjip-extractor[dask]'"
PATIENCE = "20s"
# Seconds without any worker after which a cluster is given up, and that closing one may take.
DESERTED, CLOSING = 180.0, 20.0


def cluster(
    jobs: int, limits: Limits, scheduler: str | None
) -> Callable[[Sequence[str]], AbstractContextManager[Executor]]:
    """What makes the executor of a batch, for modules that its processes load beforehand.

    Args:
        jobs: how many workers an own cluster has.
        limits: what each document may use.
        scheduler: the address of a cluster; an own one without it.

    Raises:
        MissingExtraError: Dask is not installed.
    """
    if find_spec("distributed") is None:
        raise MissingExtraError(
            "the package distributed (Dask)",
            "none",
            f"Install it with: {HINT}",
            ("paket distributed (Dask)", "tidak terpasang", f"Pasang dengan: {HINT}"),
        )
    return partial(_connected, jobs, limits, scheduler)


@contextmanager
def _connected(jobs: int, limits: Limits, scheduler: str | None, preload: Sequence[str]) -> Iterator[Executor]:
    """An executor as long as the cluster is needed.

    Raises:
        UsageError: nobody answers at the address.
    """
    distributed: Any = import_module("distributed")
    dask: Any = import_module("dask")
    # The first death is told; whether the document is tried again is decided here.
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        if scheduler is None:
            with _own(distributed, jobs) as client:
                yield Cluster(client, limits, preload)
            return
        try:
            client = distributed.Client(scheduler, timeout=PATIENCE)
        except (OSError, ValueError) as error:
            raise _nobody(scheduler, error) from None
        with client:
            yield Cluster(client, limits, preload)


@contextmanager
def _own(distributed: Any, jobs: int) -> Iterator[Any]:
    """A client of a cluster of our own on this machine, which nobody else can reach."""
    own = distributed.LocalCluster(
        n_workers=jobs, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    )
    client = distributed.Client(own)
    try:
        yield client
    finally:
        # A worker that is just being replaced may keep the cluster from closing.
        with suppress(TimeoutError):
            client.wait_for_workers(jobs, timeout=CLOSING)
        client.close()
        with suppress(TimeoutError):
            own.close(timeout=CLOSING)


class Cluster:
    """Gives tasks to the workers of a cluster.

    A task whose worker died may be guilty of it or not. It is tried once more while nothing else runs, so that another
    death is its own doing, and no other document is blamed for it.
    """

    def __init__(self, client: Any, limits: Limits, preload: Sequence[str]) -> None:
        self._client, self._limits, self._preload = client, limits, tuple(preload)
        self._running: dict[Any, Task] = {}
        self._suspects: deque[Task] = deque()
        self._tried: set[str] = set()
        self._seen = time.monotonic()

    @property
    def free(self) -> int:
        """How many tasks would start at once; none while there are some that may kill workers."""
        if self._suspects or any(task.key in self._tried for task in self._running.values()):
            return 0
        threads = sum(self._client.nthreads().values())
        if threads:
            self._seen = time.monotonic()
        return int(max(0, threads - len(self._running)))

    def prepare(self) -> None:
        """Does nothing: each worker makes itself ready at its first task."""

    def submit(self, task: Task) -> None:
        """Takes a task."""
        limits = task.limits or self._limits
        # Not pure: a document that was changed or failed is to be done again when it is asked for again.
        future = self._client.submit(in_own_process, task, limits, self._preload, pure=False, retries=0)
        self._running[future] = task

    def next(self, seconds: float | None = None) -> list[tuple[Task, Outcome]]:
        """The outcomes that came; waits at most so many seconds for the first.

        Raises:
            UsageError: the cluster has had no worker for long.
        """
        if self._client.nthreads():
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > DESERTED:
            raise _deserted()
        if not self._running and self._suspects:
            task = self._suspects.popleft()
            self._tried.add(task.key)
            self.submit(task)
        ended = [(self._running.pop(future), _outcome(future)) for future in self._done(seconds)]
        deadly = [task for task, outcome in ended if outcome.detail == KILLER and task.key not in self._tried]
        self._suspects += deadly
        return [(task, outcome) for task, outcome in ended if task not in deadly]

    def stop(self) -> None:
        """Stops what is under way: nothing waits for it any more, and its processes end at their limits at the latest."""
        self._client.cancel(list(self._running))
        self._running.clear()
        self._suspects.clear()

    def _done(self, seconds: float | None) -> list[Any]:
        """What has ended, whatever came of it."""
        if not self._running:
            return []
        distributed: Any = import_module("distributed")
        try:
            return list(distributed.wait(list(self._running), timeout=seconds, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            return []


def in_own_process(task: Task, limits: Limits, preload: Sequence[str]) -> Outcome:
    """The outcome of a task, on the machine of whoever calls this, in a process of its own.

    A worker may have several threads that call this at once. Each call has a warm server to itself, which stays for the
    next one as long as the worker lives.
    """
    idle = _IDLE.setdefault(tuple(preload), deque())
    try:
        workers = idle.pop()
    except IndexError:
        workers = Workers(1, limits, preload=preload).__enter__()
    try:
        workers.submit(Task(task.function, task.arguments, task.key, limits))
        ((_, outcome),) = workers
    except BaseException:
        workers.__exit__()
        raise
    idle.append(workers)
    return outcome


# Servers that wait for a document, by what they have loaded.
_IDLE: dict[tuple[str, ...], deque[Workers]] = {}


def _outcome(future: Any) -> Outcome:
    """The outcome that a worker sent, or what became of the workers instead."""
    from distributed.scheduler import KilledWorker

    try:
        outcome = future.result()
    except KilledWorker:
        return Outcome(Kind.crashed, KILLER)
    except Exception as error:
        return Outcome(Kind.crashed, f"the cluster could not run it: {type(error).__name__}: {error}")
    return outcome if isinstance(outcome, Outcome) else Outcome(Kind.crashed, "the cluster gave no outcome")


def _nobody(scheduler: str, error: Exception) -> UsageError:
    return UsageError(
        "the address of a Dask scheduler such as tcp://10.0.0.1:8786",
        f"nobody at {scheduler} ({error})",
        "Start one with: dask scheduler",
        (
            "alamat penjadwal Dask seperti tcp://10.0.0.1:8786",
            f"tidak ada yang menjawab di {scheduler} ({error})",
            "Jalankan dengan: dask scheduler",
        ),
    )


def _deserted() -> UsageError:
    return UsageError(
        "a cluster with workers",
        "none",
        "Start workers and run the same command again: nothing is done twice.",
        (
            "klaster dengan pekerja",
            "tidak ada satu pun",
            "Jalankan pekerja lalu ulangi perintah yang sama: tidak ada yang dikerjakan dua kali.",
        ),
    )
