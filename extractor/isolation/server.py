"""The fork server: one process with everything loaded and a single thread, which forks a process for every job.

It watches them: a process that is over its time is killed with all that it started, as are all of them when the caller goes
away. What they print is kept as far as a small buffer goes.
"""

import ctypes
import gc
import importlib
import os
import resource
import selectors
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from typing import Any

from extractor.isolation.child import named, work
from extractor.isolation.messages import Ended, Job, Started, Told
from extractor.isolation.model import Kind, Outcome
from extractor.isolation.output import BoundedText
from extractor.isolation.platform import MEGABYTE, address_space, adopt_orphans
from extractor.isolation.verdict import End, outcome_of

# Seconds between two looks at the clock and at the memory of the processes.
GLANCE = 0.1
# ru_maxrss counts kilobytes on Linux and bytes on a Mac.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(slots=True)
class _Running:
    """A process at work; `loaded` is the address space that it began with, `fullest` the largest share of its budget that was seen."""

    job: Job
    pid: int
    pipe: int
    began: float
    loaded: int
    output: BoundedText = field(default_factory=BoundedText)
    fullest: float = 0.0
    killed_for: Kind | None = None


def serve(handle: int, folder: str, preload: Sequence[str]) -> None:
    """Serves the caller at the other end of a socket until it goes away; `folder` holds the folders of the jobs.

    The process ends with it: to take apart all that was loaded would only keep the caller waiting.
    """
    _load(preload)
    server = _Server(Connection(handle))
    try:
        # A caller that was killed while it is told something shows as a pipe without a reader.
        with suppress(BrokenPipeError, ConnectionResetError):
            server.run()
    finally:
        server.end_all(Kind.stopped)
    # The caller may have been killed and cannot do it.
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _load(preload: Sequence[str]) -> None:
    """Imports modules, calls functions (`module:function`) that fill caches, and takes all of it out of the collector's sight.

    Nothing is collected meanwhile: hardly anything of it is garbage, and the search takes a fifth of the time.
    """
    gc.disable()
    for name in preload:
        if ":" in name:
            named(name)()
        else:
            importlib.import_module(name)
    gc.freeze()
    gc.enable()


class _Server:
    """The processes and the ways to hear of them."""

    def __init__(self, caller: Connection) -> None:
        self._caller = caller
        self._running: dict[int, _Running] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(caller.fileno(), selectors.EVENT_READ, "caller")
        awake, wake = os.pipe()
        os.set_blocking(awake, False)
        os.set_blocking(wake, False)
        self._awake = awake
        self._selector.register(awake, selectors.EVENT_READ, "death")
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        adopt_orphans()
        # Looked up once, before any fork, so that a child under limits need not load anything for it.
        ctypes.CDLL(None)

    def run(self) -> None:
        """Takes jobs and tells of their ends until the caller closes its end."""
        while True:
            for key, _ in self._selector.select(GLANCE if self._running else None):
                if key.data == "caller" and not self._hear():
                    return
                if isinstance(key.data, _Running):
                    self._listen(key.data)
                if key.data == "death":
                    with suppress(BlockingIOError):
                        os.read(self._awake, 4096)
            self._watch()
            self._reap()

    def end_all(self, reason: Kind) -> None:
        """Kills every process that is at work and waits for it."""
        for running in list(self._running.values()):
            running.killed_for = reason
            _kill_group(running.pid)
            os.waitpid(running.pid, 0)
            os.close(running.pipe)
        self._running.clear()

    def _hear(self) -> bool:
        """Does what the caller asks: a job is begun, the number of one is stopped; whether the caller is still there."""
        try:
            asked: Any = self._caller.recv()
        except (EOFError, OSError):
            return False
        if isinstance(asked, Job):
            self._begin(asked)
        elif asked in self._running:
            self._kill(self._running[asked], Kind.stopped)
        return True

    def _begin(self, job: Job) -> None:
        """Forks a process for a job."""
        ours, theirs = os.pipe()
        parent, loaded = os.getpid(), address_space()
        try:
            pid = os.fork()
        except OSError as error:
            os.close(ours)
            os.close(theirs)
            self._caller.send(Ended(job.number, Outcome(Kind.crashed, f"no process could be started: {error}")))
            return
        if pid == 0:
            work(job, theirs, parent)
        os.close(theirs)
        os.set_blocking(ours, False)
        running = _Running(job, pid, ours, time.monotonic(), loaded)
        self._running[job.number] = running
        self._selector.register(ours, selectors.EVENT_READ, running)
        self._caller.send(Started(job.number, pid))

    def _listen(self, running: _Running) -> None:
        """Takes what a process printed."""
        if not running.output.take(running.pipe):
            self._selector.unregister(running.pipe)

    def _watch(self) -> None:
        """Kills what is over its time and remembers how much memory each process has."""
        now = time.monotonic()
        for running in self._running.values():
            taken = address_space(running.pid) - running.loaded
            running.fullest = max(running.fullest, taken / (running.job.limits.memory_mb * MEGABYTE))
            if now - running.began > running.job.limits.wall_seconds:
                self._kill(running, Kind.timeout)

    def _kill(self, running: _Running, reason: Kind) -> None:
        running.killed_for = running.killed_for or reason
        _kill_group(running.pid)

    def _reap(self) -> None:
        """Tells the caller of every process that has ended; what one left behind was adopted and ends here in silence."""
        with suppress(ChildProcessError):
            while True:
                pid, status, used = os.wait4(-1, os.WNOHANG)
                if not pid:
                    return
                if running := next((r for r in self._running.values() if r.pid == pid), None):
                    self._tell(running, status, used)

    def _tell(self, running: _Running, status: int, used: resource.struct_rusage) -> None:
        """Ends what is left of a process's group and says how it ended."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(running.pid, signal.SIGKILL)
        self._deafen(running)
        code = os.waitstatus_to_exitcode(status)
        told, output = Told.read(running.job.folder), running.output.text()
        end = End(max(0, -code), max(0, code), running.killed_for, running.fullest, told, output)
        outcome = replace(
            outcome_of(end, running.job.limits),
            seconds=time.monotonic() - running.began,
            cpu_seconds=used.ru_utime + used.ru_stime,
            peak_mb=used.ru_maxrss * RSS_UNIT / MEGABYTE,
            output=output,
        )
        del self._running[running.job.number]
        self._caller.send(Ended(running.job.number, outcome))

    def _deafen(self, running: _Running) -> None:
        """Takes what is left in the pipe of a process and closes it."""
        running.output.take(running.pipe)
        with suppress(KeyError):
            self._selector.unregister(running.pipe)
        os.close(running.pipe)


def _kill_group(pid: int) -> None:
    """Kills a process and all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
