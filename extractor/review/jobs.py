"""Work that takes longer than a click: one piece after the other, each in a process that may die without harm."""

import json
import os
import secrets
import signal
import subprocess
import sys
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Thread, Timer
from typing import Any

WAITING, RUNNING, DONE, FAILED, STOPPED = "waiting", "running", "done", "failed", "stopped"
MOST_KEPT, MOST_WAITING = 200, 20
# No report took longer than ten minutes; what runs for an hour hangs.
SECONDS = 3600.0
DIED = {
    "id": "Proses yang membaca berkas ini berhenti di tengah jalan. Berkasnya mungkin rusak; yang lain tidak terganggu.",
    "en": "The process that read this file ended midway. The file may be damaged; nothing else is affected.",
}
ENDED = {"id": "Dihentikan.", "en": "Stopped."}


@dataclass
class Job:
    """A piece of work: what it is about, how far it is, and how it ended."""

    id: str
    about: str
    asked: Mapping[str, Any]
    state: str = WAITING
    done: int = 0
    total: int = 0
    key: str | None = None
    problem: Mapping[str, str] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in (DONE, FAILED, STOPPED)


class Crowded(Exception):  # noqa: N818  it is no fault
    """Too much work waits already."""


class Jobs:
    """The queue of a store, worked off by one thread."""

    def __init__(self, store: Path, finished: Callable[[], object] = lambda: None, seconds: float = SECONDS) -> None:
        self.store, self.finished, self.seconds = store, finished, seconds
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: deque[Job] = deque()
        self._news = Condition()
        self._process: subprocess.Popen[str] | None = None
        self._closed = False
        self._thread = Thread(target=self._work, name="review-jobs", daemon=True)
        self._thread.start()

    def upload(self, path: Path, name: str, ocr: str) -> Job:
        """Audits an uploaded file.

        Raises:
            Crowded: too much waits.
        """
        return self._add(name, {"path": str(path), "name": name, "ocr": ocr})

    def again(self, key: str, about: str) -> Job:
        """Audits a report again; one that waits already does for all that was decided meanwhile.

        Raises:
            Crowded: too much waits.
        """
        with self._news:
            waiting = next((job for job in self._waiting if job.asked.get("key") == key), None)
        return waiting or self._add(about, {"key": key})

    def job(self, id_: str) -> Job | None:
        """A piece of work by its id."""
        return self._jobs.get(id_)

    def of_report(self, key: str) -> Job | None:
        """The last work on a report."""
        with self._news:
            return next((job for job in reversed(self._jobs.values()) if key in (job.asked.get("key"), job.key)), None)

    def all(self) -> list[Job]:
        """All work that is remembered, the newest first."""
        with self._news:
            return list(reversed(self._jobs.values()))

    def stop(self, id_: str) -> None:
        """Ends a piece of work that waits or runs."""
        with self._news:
            job = self._jobs.get(id_)
            if job is None or job.over:
                return
            job.state, job.problem = STOPPED, ENDED
            if job in self._waiting:
                self._waiting.remove(job)
            elif self._process is not None:
                _kill(self._process)
            self._news.notify_all()

    def wait(self, id_: str, seconds: float = 120.0) -> Job | None:
        """Waits until a piece of work is over."""
        with self._news:
            self._news.wait_for(lambda: (job := self._jobs.get(id_)) is None or job.over, seconds)
        return self._jobs.get(id_)

    def close(self) -> None:
        """Ends what runs and takes nothing more."""
        with self._news:
            self._closed = True
            self._waiting.clear()
            if self._process is not None:
                _kill(self._process)
            self._news.notify_all()
        self._thread.join(10)

    def _add(self, about: str, asked: Mapping[str, Any]) -> Job:
        with self._news:
            if len(self._waiting) >= MOST_WAITING:
                raise Crowded
            job = Job(secrets.token_hex(8), about, asked)
            self._jobs[job.id] = job
            self._waiting.append(job)
            over = [id_ for id_, known in self._jobs.items() if known.over]
            for id_ in over[: max(0, len(self._jobs) - MOST_KEPT)]:
                del self._jobs[id_]
            self._news.notify_all()
            return job

    def _work(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._waiting or self._closed)
                if self._closed:
                    return
                job = self._waiting.popleft()
                job.state = RUNNING
            self._run(job)
            if job.state == DONE:
                self.finished()
            with self._news:
                self._news.notify_all()

    def _run(self, job: Job) -> None:
        """Starts the process, follows its lines, and takes its death for what it is."""
        command = [sys.executable, "-m", "extractor.review.work"]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            start_new_session=True,
        )  # fmt: skip
        self._process = process
        watch = Timer(self.seconds, _kill, (process,))
        watch.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(json.dumps({"store": str(self.store), "parent": os.getpid(), **job.asked}))
            process.stdin.close()
            for line in process.stdout:
                self._hear(job, line)
        except (OSError, ValueError):
            _kill(process)
        finally:
            watch.cancel()
            process.wait()
            self._process = None
        with self._news:
            if not job.over:
                job.state, job.problem = (DONE, {}) if job.key else (FAILED, job.problem or DIED)

    def _hear(self, job: Job, line: str) -> None:
        """Takes one line of news."""
        news = json.loads(line)
        with self._news:
            job.done, job.total = news.get("done", job.done), news.get("total", job.total)
            job.key, job.problem = news.get("key", job.key), news.get("error", job.problem)


def _kill(process: "subprocess.Popen[str]") -> None:
    """Ends a process with all that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
