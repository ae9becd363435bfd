"""What this platform offers to hold a process within limits."""

import ctypes
import os
import sys
from pathlib import Path

from extractor.isolation.model import Limits

MEGABYTE = 1 << 20
# A process that runs out of memory gets so much more to tell it.
LAST_WORDS_MB = 64
# Seconds between the signal at the limit of CPU time and the one that cannot be caught.
CPU_GRACE = 2
# prctl(2): the signal that a process gets when its parent dies, and who adopts the orphans.
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
SIGKILL = 9

POSIX = os.name == "posix" and hasattr(os, "fork")
LINUX = sys.platform == "linux"


def missing_limits() -> tuple[str, ...]:
    """Which limits this platform cannot hold a document to; none on Linux."""
    if LINUX:
        return ()
    if POSIX:
        return ("memory", "end with a parent that was killed")
    return ("memory", "cpu time", "file size", "end with a parent that was killed", "warm start")


def confine(limits: Limits) -> None:
    """Puts this process, and all that it starts, under the limits for good."""
    import resource

    if LINUX:
        budget = address_space() + limits.memory_mb * MEGABYTE
        _limit(resource.RLIMIT_AS, budget, budget + LAST_WORDS_MB * MEGABYTE)
    if limits.cpu_seconds is not None:
        # Seconds are whole here; the time that was used before the fork is not counted.
        most = max(1, round(limits.cpu_seconds))
        _limit(resource.RLIMIT_CPU, most, most + CPU_GRACE)
    _limit(resource.RLIMIT_CORE, 0, 0)
    _limit(resource.RLIMIT_FSIZE, limits.file_mb * MEGABYTE, limits.file_mb * MEGABYTE)


def allow_last_words() -> None:
    """Lifts the limit of memory by the little that is kept for telling that it was reached."""
    if LINUX:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _limit(what: int, soft: int, hard: int) -> None:
    """Sets a limit, never above one that is there already."""
    import resource

    _, most = resource.getrlimit(what)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(what, (soft, hard))


def address_space(pid: int | str = "self") -> int:
    """Bytes of address space that a process has; 0 where it is gone or the platform does not tell."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[0]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def die_with_parent(parent: int) -> None:
    """Makes this process end when its parent does, however that ends.

    Raises:
        SystemExit: the parent is gone already.
    """
    _prctl(PR_SET_PDEATHSIG, SIGKILL)
    if os.getppid() != parent:
        raise SystemExit(1)


def adopt_orphans() -> None:
    """Makes this process the parent of what its children leave behind, so that it can end it."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def _prctl(option: int, value: int) -> None:
    if LINUX:
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
