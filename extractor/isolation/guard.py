"""A single command guards itself: a process of its own does the work, and the one that was started says how it ended.

So a file that makes a library in C abort for want of memory ends in a message and an exit code, not in a core dump or a machine
without memory.
"""

import os
import signal
import sys
from types import FrameType

from extractor.errors import LimitError
from extractor.isolation.model import Limits
from extractor.isolation.platform import LINUX, MEGABYTE, confine, die_with_parent

# What a command may use: several times what the largest reports need, with two engines of OCR loaded.
MOST_MB = 3072
LONG, UNBOUNDED_FILES_MB = float("inf"), 1 << 24


def guard() -> None:
    """Goes on in a forked process under a limit of memory; the process that called waits for it and ends as it does.

    Does nothing where the platform cannot limit memory.

    Raises:
        LimitError: in the process that called, where the other one ran out of memory.
        SystemExit: in the process that called, with the exit code of the other one.
    """
    if not LINUX:
        return
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        # A group of its own: an interrupt reaches it once, from the process that waits.
        os.setpgid(0, 0)
        die_with_parent(parent)
        confine(Limits(most_megabytes(), None, LONG, UNBOUNDED_FILES_MB))
        return
    _end_as(_awaited(child))


def out_of_memory() -> LimitError:
    """The error for a file that needs more memory than a command may use."""
    most = most_megabytes()
    return LimitError(
        f"a file that needs at most {most} MB of memory",
        "one that needs more",
        "docs/limits.md lists the limits; find out where the file comes from.",
        (
            f"berkas yang membutuhkan memori paling banyak {most} MB",
            "berkas yang membutuhkan lebih banyak",
            "docs/limits.md memuat batas-batasnya; periksa asal berkas itu.",
        ),
    )


def most_megabytes() -> int:
    """Megabytes that a command may use: no more than the machine has."""
    there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MEGABYTE
    return min(MOST_MB, there)


def _awaited(child: int) -> int:
    """The exit code of a process, negative for a signal; whatever we are asked to do, it is asked too."""

    def pass_on(number: int, _: FrameType | None) -> None:
        os.kill(child, number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # What the caller wants ignored stays ignored.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, pass_on)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _end_as(code: int) -> None:
    """Ends this process as the other one did."""
    if code >= 0:
        # Not sys.exit: what is done at the end of a process was done by the other one.
        os._exit(code)
    if -code == signal.SIGABRT:
        raise out_of_memory()
    signal.signal(-code, signal.SIG_DFL)
    os.kill(os.getpid(), -code)
