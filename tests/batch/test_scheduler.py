"""A scheduler and workers that somebody else started on their own do a batch, also when one of them is killed in the middle."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from extractor.batch.cluster import in_own_process
from extractor.batch.discover import discover
from extractor.batch.run import Way, audit_files
from extractor.batch.settings import Settings
from extractor.isolation import Limits, Task
from extractor.store import Store
from tests.batch.inline import Inline

pytest.importorskip("distributed", reason="the extra dask is not installed")
ROOT = Path(__file__).parent.parent.parent
LIMIT = 120.0
T = TypeVar("T")
# What docs/scale.md tells: the first death of a worker is told, so that the batch decides.
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}


class Cluster:
    """A scheduler and two workers with two threads each on the loopback, started as the documentation tells."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.told = folder, folder / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(self.told)
        )
        wait_for(self.told.is_file)
        one = ("--nthreads", "2", "--no-nanny", "--no-dashboard", "--scheduler-file", str(self.told))
        self.workers = [self.start("worker", "--host", "127.0.0.1", "--name", name, *one) for name in ("a", "b")]

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Starts a process of Dask's own command."""
        command = [sys.executable, "-m", "dask", *arguments, "--local-directory", str(self.folder)]
        if arguments[0] == "scheduler":
            command = command[:-2]
        with (self.folder / f"{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, env=ENVIRONMENT, cwd=self.folder)
        self.processes.append(process)
        return process

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        return str(json.loads(self.told.read_bytes())["address"])


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "cluster").mkdir()
    made = Cluster(tmp_path / "cluster")
    yield made
    for process in made.processes:
        process.kill()
        process.wait()


def wait_for(there: Callable[[], T]) -> T:
    """What a function gives once it gives something."""
    end = time.monotonic() + LIMIT
    while not (found := there()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
    return found


def busy(workers: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes] | None:
    """A worker that has a document under way: its servers have a process of their own."""
    for worker in workers:
        if any(children(server) for server in children(worker.pid)):
            return worker
    return None


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in tasks for child in file.read_text().split()]


def test_a_batch_is_done_by_a_scheduler_elsewhere_though_a_worker_is_killed(
    reports: Path, tmp_path: Path, cluster: Cluster
) -> None:
    calm, store = Store.open(tmp_path / "calm", create=True), tmp_path / "store"
    audit_files(calm, discover([str(reports)]), (), Settings(ocr="off"), Way(executor=Inline(), group=False))
    arguments = ["batch", str(reports), "-o", str(store), "--no-group", "--ocr", "off", "--executor", "dask"]
    code = "from extractor.cli import main; main()"
    batch = subprocess.Popen(
        [sys.executable, "-c", code, *arguments, "--scheduler", cluster.address],
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    victim = wait_for(lambda: busy(cluster.workers))
    assert victim is not None
    victim.send_signal(signal.SIGKILL)
    _, said = batch.communicate(timeout=LIMIT)
    assert batch.returncode == 0, said.decode()
    results = {entry.key: Store(store).report_bytes(entry.key) for entry in Store.open(store).entries()}
    assert results == {entry.key: calm.report_bytes(entry.key) for entry in calm.entries()}


def echoed(text: str) -> bytes:
    """The text, after a while that lets others come in between."""
    time.sleep(0.05)
    return text.encode()


def test_each_thread_of_a_worker_gets_the_outcome_of_its_own_document() -> None:
    texts = [str(number) for number in range(24)]

    def outcome(text: str) -> bytes | None:
        return in_own_process(Task("tests.batch.test_scheduler:echoed", (text,), text), Limits(), ()).value

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(outcome, texts)) == [text.encode() for text in texts]
