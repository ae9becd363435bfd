"""The caller's end of the fork server; a server that dies is replaced, and its documents are tried once more."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from extractor.isolation.messages import REPORT, Ended, Job, Started
from extractor.isolation.model import Kind, Outcome

# A document whose server died this often is given up: it may be what kills it.
MOST_TRIES = 2
# What a server prints goes into this file of the workers' folder; so much of its end is told.
LOG, MOST_TOLD = "server.log", 2000
# Seconds that a server has to end by itself.
PATIENCE = 5.0
# Sizes of pools of threads and of allocator arenas: a process under a limit of address space pays for each of them.
SMALL = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
# -P: nothing is imported from the folder that the user happens to be in.
START = """
import json, sys
handle, folder, preload, sys.path[:] = json.loads(sys.argv[1])
from extractor.isolation.server import serve
serve(handle, folder, preload)
"""


class ForkServer:
    """A warm process that forks one for each job."""

    def __init__(self, folder: Path, preload: Sequence[str]) -> None:
        self._folder, self._preload = folder, tuple(preload)
        self._jobs: dict[int, Job] = {}
        self._pids: dict[int, int] = {}
        self._tries: dict[int, int] = {}
        self._log = folder / LOG
        self._start()

    def begin(self, job: Job) -> None:
        """Starts a process for a job."""
        (job.folder / REPORT).unlink(missing_ok=True)
        self._jobs[job.number] = job
        self._tries[job.number] = self._tries.get(job.number, 0) + 1
        # A server that is gone is noticed when it is listened to.
        with suppress(OSError):
            self._server.send(job)

    def stop(self, number: int) -> None:
        """Ends the process of a job."""
        with suppress(OSError):
            self._server.send(number)

    def hear(self, seconds: float | None) -> list[Started | Ended]:
        """What has happened, waiting so long for something; None is as long as it takes."""
        heard: list[Started | Ended] = []
        try:
            ready = self._server.poll(seconds)
            while ready:
                heard.append(self._note(self._server.recv()))
                ready = self._server.poll(0)
        except (EOFError, OSError):
            heard += self._replace()
        return heard

    def close(self) -> None:
        """Ends the server, which ends all processes."""
        self._server.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._bury()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs, self._log.open("ab") as log:
            told = json.dumps([theirs.fileno(), str(self._folder), self._preload, sys.path])
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", START, told],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **SMALL},
                start_new_session=True,
            )
        self._server = Connection(ours.detach())

    def _note(self, message: Started | Ended) -> Started | Ended:
        """Keeps in mind what runs, for the case that the server dies."""
        if isinstance(message, Started):
            self._pids[message.number] = message.pid
        else:
            self._jobs.pop(message.number, None)
            self._pids.pop(message.number, None)
        return message

    def _replace(self) -> list[Started | Ended]:
        """Starts another server for one that died, and its jobs once more; those that were tried before are given up."""
        self._server.close()
        self._bury()
        self._start()
        lost = list(self._jobs.values())
        self._jobs.clear()
        ended: list[Started | Ended] = []
        said = self._log.read_text(errors="replace")[-MOST_TOLD:]
        given_up = Outcome(Kind.crashed, "the process that starts workers died twice over it", output=said)
        for job in lost:
            if self._tries[job.number] >= MOST_TRIES:
                ended.append(Ended(job.number, given_up))
            else:
                self.begin(job)
        return ended

    def _bury(self) -> None:
        """Ends what may be left of a server and of its processes."""
        self._process.kill()
        self._process.wait()
        for pid in self._pids.values():
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
        self._pids.clear()
