"""Pages read by several processes: each opens the document itself, and the results come in the order of the pages.

A page whose process dies is told as not read; the other pages are read all the same. Processes end with the one that
started them.
"""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

from extractor.isolation.platform import die_with_parent
from extractor.pages.bounds import HEIGHT, WIDTH
from extractor.pages.model import Page
from extractor.pages.packing import packed, unpacked
from schemas import Diagnostic

Sketch = Any
Work = Callable[[int], tuple[Page, Sketch]]
# A page with pictures to read takes seconds, so that it goes out alone; others go out in chunks of at most so many, the last
# ones smaller, so that all processes end at about the same time.
MOST_PAGES, CHUNKS_A_PROCESS = 8, 3
# A process gets so many chunks ahead, lest it wait while this one is busy with what it sent.
AHEAD = 2
# A process that is told to end has so many seconds for it.
PATIENCE = 3.0


class Opener(Protocol):
    """What each process calls once, to open the document for itself."""

    def __call__(self) -> Work:
        """The function that reads a page of it by number."""


@dataclass(slots=True)
class _Worker:
    """A process with its pipe and the chunks of pages that it was given, of which it reads the first."""

    process: BaseProcess
    pipe: Connection
    chunks: deque[list[int]] = field(default_factory=deque)


def read_in_processes(
    opener: Opener, numbers: Sequence[int], jobs: int, *, one_by_one: Sequence[int] = ()
) -> Iterator[tuple[Page, Sketch]]:
    """The pages with the given numbers, in that order, each with what was made of it.

    Args:
        opener: opens the document in each process.
        numbers: the pages.
        jobs: how many processes read at once.
        one_by_one: the same pages in the order in which each goes out by itself, where reading one takes long.
    """
    slow = deque([number] for number in one_by_one)
    pool = _Pool(opener, slow, 1) if slow else _Pool(opener, _chunks(numbers, jobs), AHEAD)
    try:
        # Within the guard, so that an interrupt while they start ends those that have started.
        pool.start(jobs)
        for number in numbers:
            while number not in pool.done:
                pool.turn()
            yield pool.done.pop(number)
    finally:
        pool.end()


def _chunks(numbers: Sequence[int], jobs: int) -> deque[list[int]]:
    chunks: deque[list[int]] = deque()
    start = 0
    while start < len(numbers):
        size = max(1, min(MOST_PAGES, (len(numbers) - start) // (jobs * CHUNKS_A_PROCESS)))
        chunks.append(list(numbers[start : start + size]))
        start += size
    return chunks


class _Pool:
    """The processes, the pages that wait for one, and the pages that are done."""

    def __init__(self, opener: Opener, chunks: deque[list[int]], ahead: int) -> None:
        self._opener, self._waiting, self._ahead = opener, chunks, ahead
        self._workers: list[_Worker] = []
        self.done: dict[int, tuple[Page, Sketch]] = {}
        # Forked processes have all modules loaded; where there is no fork, each has to load them.
        self._context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")

    def start(self, jobs: int) -> None:
        """Starts so many processes, fewer where there is less to do."""
        for _ in range(min(jobs, len(self._waiting))):
            self._hire()
        for worker in list(self._workers):
            self._give(worker, self._ahead)

    def turn(self) -> None:
        """Waits until a process has read pages or has died, and gives out more."""
        ready = set(wait([worker.pipe for worker in self._workers]))
        for worker in [worker for worker in self._workers if worker.pipe in ready]:
            try:
                answer = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if isinstance(answer, BaseException):
                raise answer
            pages = worker.chunks.popleft()
            # It goes on while this process unpacks what it sent.
            self._give(worker, self._ahead)
            for number, (sent, sketch) in zip(pages, answer, strict=True):
                self.done[number] = (unpacked(sent), sketch)

    def end(self) -> None:
        """Ends all processes, whatever they are doing."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(PATIENCE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.pipe.close()

    def _hire(self) -> None:
        """Starts a process and gives it pages."""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._opener, os.getpid()), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        self._give(worker, 1)

    def _give(self, worker: _Worker, most: int) -> None:
        """Gives a process the next chunks until it has so many, or nothing more to do."""
        try:
            while self._waiting and len(worker.chunks) < most:
                worker.chunks.append(self._waiting.popleft())
                worker.pipe.send(worker.chunks[-1])
            if not worker.chunks:
                worker.pipe.send([])
        except OSError:
            # It died; what it sent before may still be read, and then comes the end of its pipe.
            return
        if not worker.chunks:
            self._workers.remove(worker)
            worker.process.join()
            worker.pipe.close()

    def _bury(self, worker: _Worker) -> None:
        """Takes a dead process away; its pages are tried one by one, and a page that was tried alone is lost."""
        self._workers.remove(worker)
        worker.process.join()
        worker.pipe.close()
        read = worker.chunks.popleft() if worker.chunks else []
        self._waiting.extendleft(reversed(worker.chunks))
        if len(read) == 1:
            self.done[read[0]] = (_lost(read[0], worker.process.exitcode), ())
        else:
            self._waiting.extendleft([number] for number in reversed(read))
        if self._waiting:
            self._hire()


def _lost(number: int, code: int | None) -> Page:
    """The page whose process died."""
    cause = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
    note = Diagnostic(
        code="page-process-died",
        page=number,
        message=f"the process that read this page ended with {cause}; the page was not read",
    )
    return Page(number, WIDTH, HEIGHT, reader="none", reason="crash", diagnostics=(note,))


def _serve(pipe: Connection, opener: Opener, parent: int) -> None:
    """Reads the pages that come through the pipe, until there are no more or the process that sends them is gone."""
    # A pipe alone does not tell that: forked processes hold its other end too.
    die_with_parent(parent)
    # Ctrl-C reaches all processes of a terminal; the one that started this one says what happens then. No handler that
    # ignores it: programs that are started from here would ignore it too.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        work = opener()
        while numbers := pipe.recv():
            pipe.send([(packed(page), sketch) for page, sketch in map(work, numbers)])
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except Exception as error:
        pipe.send(_sendable(error))


def _sendable(error: Exception) -> Exception:
    """The error itself where it can be sent and rebuilt, else its words."""
    import pickle

    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
