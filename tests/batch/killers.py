"""What a document may do to the worker of a cluster that it is given to."""

import os
import signal
from pathlib import Path

from extractor.batch import tasks
from extractor.batch.tasks import Order

KILLER = "killer"
# Documents whose worker is lost while it works on them, once.
UNLUCKY = ("perikanan-2023", "sosial-2023")


def make(order: Order) -> bytes:
    """Makes a report, unless it is the killer, or one of the unlucky for the first time: then its worker is killed."""
    path = order.files[0]
    mark = path.with_suffix(".killed")
    if path.stem == KILLER or (path.stem in UNLUCKY and not mark.exists()):
        mark.touch()
        # The parent of this process is the server that it was forked from, whose parent is the worker.
        worker = int(Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2].split()[1])
        os.kill(worker, signal.SIGKILL)
        signal.pause()
    return tasks.make(order)
