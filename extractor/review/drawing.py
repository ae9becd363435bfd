"""Pictures of pages, drawn by another process and kept in memory as long as there is room."""

import json
import subprocess
import sys
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer

ROOM = 48 * 1024 * 1024
SECONDS = 15.0
# Seconds in which a page that could not be drawn is not tried again: others wait meanwhile.
REST = 60.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as PNG, with its size in points."""

    data: bytes
    width: float
    height: float


class Drawings:
    """Draws pages of files that are named by their content."""

    def __init__(self, room: int = ROOM, seconds: float = SECONDS) -> None:
        self.room, self.seconds = room, seconds
        self._kept: OrderedDict[tuple[str, int], Drawn] = OrderedDict()
        self._size = 0
        self._failed: dict[tuple[str, int], float] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._kept_lock, self._process_lock = Lock(), Lock()

    def page(self, path: Path, digest: str, number: int) -> Drawn | None:
        """The picture of a page (from 1); None where it cannot be drawn."""
        key = (digest, number)
        with self._kept_lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        with self._process_lock:
            # Whoever waited for the same page finds what came of it.
            found = self._kept.get(key)
            if found is None and time.monotonic() >= self._failed.get(key, 0.0):
                found = self._asked(path, number)
                if found is None:
                    self._failed[key] = time.monotonic() + REST
        if found is not None:
            self._keep(key, found)
        return found

    def close(self) -> None:
        """Ends the other process."""
        with self._process_lock:
            if self._process is not None:
                self._process.kill()
                self._process.wait()
                self._process = None

    def _keep(self, key: tuple[str, int], found: Drawn) -> None:
        with self._kept_lock:
            if key not in self._kept:
                self._kept[key] = found
                self._size += len(found.data)
            while self._size > self.room and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1].data)

    def _asked(self, path: Path, number: int) -> Drawn | None:
        """The other process's answer; a process that died or hangs is put away and started anew for the next page."""
        process = self._running()
        watch = Timer(self.seconds, process.kill)
        watch.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(json.dumps({"path": str(path), "page": number}).encode() + b"\n")
            process.stdin.flush()
            head = json.loads(process.stdout.readline())
            data = process.stdout.read(head["size"])
            return Drawn(data, head["width"], head["height"]) if head["size"] and len(data) == head["size"] else None
        except (OSError, ValueError):
            process.kill()
            process.wait()
            self._process = None
            return None
        finally:
            watch.cancel()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-m", "extractor.review.draw"]
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return self._process
