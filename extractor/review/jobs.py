"""Work that takes longer than a click: one piece after the other, each in a process that may die without harm.

What is taken on is in the ledger before anybody is told so; what a server left undone, the next one does.
"""

import json
import os
import secrets
import signal
import subprocess
import sys
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from threading import Condition, Thread, Timer
from typing import Any

from extractor.errors import CannotWriteError
from extractor.review.job_book import DONE, FAILED, MOST_KEPT, RUNNING, STOPPED, Job, JobBook
from extractor.store import Store

MOST_WAITING, SHOWN = 20, 3
Named = tuple[str, str]
"""The hash of an uploaded file, and what it is called."""
# No report took longer than ten minutes; what runs for an hour hangs.
SECONDS = 3600.0
DIED = {
    "id": "Proses yang membaca berkas ini berhenti di tengah jalan. Berkasnya mungkin rusak; yang lain tidak terganggu.",
    "en": "The process that read this file ended midway. The file may be damaged; nothing else is affected.",
}
ENDED = {"id": "Dihentikan.", "en": "Stopped."}


class Crowded(Exception):  # noqa: N818  it is no fault
    """Too much work waits already."""


class Jobs:
    """The queue of a store, worked off by one thread."""

    def __init__(self, store: Store, finished: Callable[[], object] = lambda: None, seconds: float = SECONDS) -> None:
        self.store, self.finished, self.seconds = store, finished, seconds
        self._book = JobBook(store)
        self._jobs: OrderedDict[str, Job] = OrderedDict((job.id, job) for job in self._book.taken_over())
        self._waiting: deque[Job] = deque(job for job in self._jobs.values() if not job.over)
        self._news = Condition()
        self._process: subprocess.Popen[str] | None = None
        self._closed = False
        self._thread = Thread(target=self._work, name="review-jobs", daemon=True)
        self._thread.start()

    def upload(self, files: Sequence[Named], ocr: str) -> Job:
        """Audits uploaded files; of several it is seen first which are one report, and each report is work of its own.

        Raises:
            Crowded: too much waits.
        """
        with self._news:
            if len(self._waiting) >= MOST_WAITING:
                raise Crowded
        if len(files) == 1:
            return self._add(files[0][1], {"files": files, "beside": (), "ocr": ocr})
        return self._add(_listed(files), {"sort": files, "ocr": ocr})

    def again(self, key: str, about: str) -> Job:
        """Audits a report again; one that waits already does for all that was decided meanwhile."""
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
            waited = job in self._waiting
            if waited:
                self._waiting.remove(job)
            elif self._process is not None:
                _kill(self._process)
            self._news.notify_all()
        if waited:
            self._book.end(job)

    def wait(self, id_: str, seconds: float = 120.0) -> Job | None:
        """Waits until a piece of work is over."""
        with self._news:
            self._news.wait_for(lambda: (job := self._jobs.get(id_)) is None or job.over, seconds)
        return self._jobs.get(id_)

    def close(self) -> None:
        """Ends what runs and takes nothing more; what is left undone waits for the next server."""
        with self._news:
            self._closed = True
            self._waiting.clear()
            if self._process is not None:
                _kill(self._process)
            self._news.notify_all()
        self._thread.join(10)

    def _add(self, about: str, asked: Mapping[str, Any]) -> Job:
        job = Job(secrets.token_hex(8), about, asked)
        self._book.add(job)
        with self._news:
            self._jobs[job.id] = job
            self._waiting.append(job)
            over = [id_ for id_, known in self._jobs.items() if known.over]
            for id_ in over[: max(0, len(self._jobs) - MOST_KEPT)]:
                del self._jobs[id_]
            self._news.notify_all()
            return job

    def _work(self) -> None:
        while (job := self._next()) is not None:
            self._run(job)
            if self._closed:
                return
            # Work whose end cannot be noted is done once more by the next server; the counts are made at any later look.
            children = _children(job)
            with suppress(CannotWriteError):
                self._book.end(job, children)
                self.finished()
            with self._news:
                self._jobs.update((child.id, child) for child in children)
                self._waiting.extend(children)
                self._news.notify_all()

    def _next(self) -> Job | None:
        """The next piece of work; none when all is to end."""
        with self._news:
            self._news.wait_for(lambda: self._waiting or self._closed)
            if self._closed:
                return None
            job = self._waiting.popleft()
            job.state = RUNNING
            return job

    def _run(self, job: Job) -> None:
        """Starts the process, follows its lines, and takes its death for what it is."""
        try:
            process = self._started(job)
            if process is not None:
                self._follow(job, process)
        except OSError:
            pass
        with self._news:
            self._process = None
            if not job.over:
                done = job.key is not None or job.sorts
                job.state, job.problem = (DONE, {}) if done else (FAILED, job.problem or DIED)

    def _follow(self, job: Job, process: "subprocess.Popen[str]") -> None:
        """Tells the process what to do and hears it to its end."""
        watch = Timer(self.seconds, _kill, (process,))
        watch.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(json.dumps({"store": str(self.store.folder), "parent": os.getpid(), **job.asked}))
            process.stdin.close()
            for line in process.stdout:
                self._hear(job, line)
        except (OSError, ValueError):
            _kill(process)
        finally:
            watch.cancel()
            process.wait()

    def _started(self, job: Job) -> "subprocess.Popen[str] | None":
        """The process of a piece of work; none where it was stopped meanwhile, or all is about to end."""
        command = [sys.executable, "-m", "extractor.review.work"]
        with self._news:
            if self._closed or job.over:
                return None
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                start_new_session=True,
            )  # fmt: skip
            return self._process

    def _hear(self, job: Job, line: str) -> None:
        """Takes one line of news."""
        news = json.loads(line)
        with self._news:
            job.done, job.total = news.get("done", job.done), news.get("total", job.total)
            job.key, job.problem = news.get("key", job.key), news.get("error", job.problem)
            job.reports = news.get("reports", job.reports)


def _children(job: Job) -> list[Job]:
    """The work that comes of a look at several files: a report each; where the look ended midway, each file by itself."""
    if not job.sorts or job.state != DONE:
        return []
    names = dict(job.asked["sort"])
    reports = job.reports or [{"files": [digest], "beside": [], "why": {}} for digest in names]
    children = []
    for report in reports:
        files, beside = ([(digest, names[digest]) for digest in report[name]] for name in ("files", "beside"))
        asked = {"files": files, "beside": beside, "ocr": job.asked["ocr"], "why": report["why"]}
        children.append(Job(secrets.token_hex(8), _listed(files), asked))
    job.children = tuple(child.id for child in children)
    return children


def _listed(files: Sequence[Named]) -> str:
    """Names of files for a heading."""
    names = [name for _, name in files]
    return ", ".join(names[:SHOWN]) + (f" + {len(names) - SHOWN}" if len(names) > SHOWN else "")


def _kill(process: "subprocess.Popen[str]") -> None:
    """Ends a process with all that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
