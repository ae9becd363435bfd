"""`lkjip review` as a process of its own, as an inspector starts it, and a browser of plain requests."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx

STARTED = "from extractor.cli import main; main()"


class Process:
    """A running review of a store; `options` are those of the command."""

    def __init__(self, store: Path, *options: str) -> None:
        command = [sys.executable, "-c", STARTED, "review", str(store), "--no-browser", "--port", "0", "--lang", "en", *options]  # fmt: skip
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        self.address = re.search(r"http://\S+", self.process.stderr.readline())[0].rstrip("/")  # type: ignore[index]
        transport = httpx.HTTPTransport(retries=20)
        self.client = httpx.Client(base_url=self.address, timeout=60, transport=transport)
        for _ in range(200):
            try:
                self.csrf = re.search(r'data-csrf="(\w+)"', self.client.get("/login").text)[1]  # type: ignore[index]
                break
            except httpx.TransportError:
                continue

    def post(self, path: str, **fields: object) -> httpx.Response:
        return self.client.post(path, data={"csrf": self.csrf, "who": "Sri", "seen": "0", **fields})

    def end(self, how: signal.Signals) -> int:
        """Ends the server with a signal, and tells how it ended."""
        os.kill(self.process.pid, how)
        code = self.process.wait(30)
        self.client.close()
        assert self.process.stderr is not None
        self.process.stderr.close()
        return code

    def started(self) -> list[int]:
        """The processes that it started and that run."""
        return children(self.process.pid)


def children(parent: int) -> list[int]:
    """The processes that another one started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found
