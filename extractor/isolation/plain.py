"""Where there is no fork: a new process for every document, held to its time and to nothing else."""

import json
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from extractor.isolation.messages import Ended, Job, Started, Told
from extractor.isolation.model import Kind
from extractor.isolation.output import BoundedText
from extractor.isolation.verdict import End, outcome_of

JOB = "job"
START = """
import json, sys
job, sys.path[:] = json.loads(sys.argv[1])
from extractor.isolation.child import alone
alone(job)
"""


class PlainProcesses:
    """Starts a new process for each job and a thread that waits for it."""

    def __init__(self, folder: Path, preload: Sequence[str]) -> None:
        self._heard: queue.Queue[Started | Ended] = queue.Queue()
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._killed_for: dict[int, Kind] = {}

    def begin(self, job: Job) -> None:
        """Starts a process for a job."""
        place = job.folder / JOB
        place.write_bytes(pickle.dumps(job))
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", START, json.dumps([str(place), sys.path])],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._processes[job.number] = process
        self._heard.put(Started(job.number, process.pid))
        threading.Thread(target=self._wait, args=(job, process), daemon=True).start()

    def stop(self, number: int) -> None:
        """Ends the process of a job."""
        self._killed_for[number] = Kind.stopped
        self._processes[number].kill()

    def hear(self, seconds: float | None) -> list[Started | Ended]:
        """What has happened, waiting so long for something; None is as long as it takes."""
        try:
            heard = [self._heard.get(timeout=seconds)]
        except queue.Empty:
            return []
        while not self._heard.empty():
            heard.append(self._heard.get())
        return heard

    def close(self) -> None:
        """Ends all processes."""
        for process in self._processes.values():
            process.kill()

    def _wait(self, job: Job, process: subprocess.Popen[bytes]) -> None:
        """Waits for a process, kills it when its time is over, and says how it ended."""
        began, output = time.monotonic(), BoundedText()
        clock = threading.Timer(job.limits.wall_seconds, self._over, (job.number,))
        clock.start()
        if process.stdout is not None:
            while data := process.stdout.read1():  # type: ignore[attr-defined]
                output.add(data)
        code = process.wait()
        clock.cancel()
        killed_for = self._killed_for.pop(job.number, None)
        end = End(max(0, -code), max(0, code), killed_for, 0.0, Told.read(job.folder), output.text())
        outcome = replace(outcome_of(end, job.limits), seconds=time.monotonic() - began, output=end.output)
        self._heard.put(Ended(job.number, outcome))

    def _over(self, number: int) -> None:
        self._killed_for[number] = Kind.timeout
        self._processes[number].kill()
