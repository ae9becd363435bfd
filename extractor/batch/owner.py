"""Who works on something: a process that can be told from all others, also when its number is given to another one."""

import os
import socket
from dataclasses import dataclass
from pathlib import Path

NAMESPACE = Path("/proc/self/ns/pid")
# The field of /proc/PID/stat that holds when a process began, counted behind the name in brackets.
BEGAN = 19


@dataclass(frozen=True, slots=True)
class Owner:
    """A process: the machine (and the space of process numbers on it), its number, and when it began."""

    host: str
    pid: int
    born: str

    def is_gone(self) -> bool:
        """Whether the process surely runs no more; one of another machine may run for all that can be known here."""
        return self.host == _host() and (not _runs(self.pid) or _born(self.pid) != self.born)


def this_process() -> Owner:
    """The process that asks."""
    return Owner(_host(), os.getpid(), _born(os.getpid()))


def _host() -> str:
    """The machine, with the container where there are several: process numbers say nothing beyond it."""
    try:
        space = str(NAMESPACE.readlink())
    except OSError:
        space = ""
    return f"{socket.gethostname()} {space}".strip()


def _born(pid: int) -> str:
    """When a process began, in the system's own count; nothing where the system does not tell."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    fields = told.rpartition(")")[2].split()
    # A process that is dead and was not fetched by its parent works on nothing.
    return "" if fields[:1] == ["Z"] else fields[BEGAN]


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
