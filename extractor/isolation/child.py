"""What happens in the process of one document."""

import errno
import importlib
import os
import pickle
import signal
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from extractor.errors import CannotWriteError, ExitCode, ExtractorError
from extractor.isolation.messages import VALUE, Job, Told
from extractor.isolation.model import Failure, Kind
from extractor.isolation.platform import allow_last_words, confine, die_with_parent

STDIN, STDOUT, STDERR = 0, 1, 2
MOST_TOLD = 4000
# What a full disk, a quota or the limit on a file's size, and a disk that may not be written to are called.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
# How libraries tell that memory ran out when they do not raise MemoryError.
NO_MEMORY = ("bad_alloc", "out of memory", "insufficient memory", "cannot allocate memory", "failed to allocate")


def work(job: Job, output: int, parent: int) -> NoReturn:
    """Does a job in a process that was forked for it, under its limits, and ends the process."""
    code = 1
    try:
        os.setsid()
        die_with_parent(parent)
        _behave_as_new(output)
        told = perform(job, confined=True)
        code = 0 if told.kind is Kind.done else 1
    except OSError:
        # Not even what happened could be written.
        code = ExitCode.CANNOT_WRITE
    finally:
        # Not sys.exit: what the fork server would do at its own end must not happen here.
        os._exit(code)


def _behave_as_new(output: int) -> None:
    """Signals as in a new process, nothing to read, and all talk to the given pipe; other files of the server are closed."""
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, STDIN)
    os.dup2(output, STDOUT)
    os.dup2(output, STDERR)
    os.closerange(STDERR + 1, os.sysconf("SC_OPEN_MAX"))


def perform(job: Job, *, confined: bool) -> Told:
    """Calls the function of a job and leaves its value and what is to be told in the folder of the job."""
    tempfile.tempdir = os.environ["TMPDIR"] = str(job.folder)
    try:
        if confined:
            confine(job.limits)
        value = named(job.function)(*pickle.loads(job.arguments))
        (job.folder / VALUE).write_bytes(value)
        told = Told(Kind.done)
    except BaseException as error:
        allow_last_words()
        told = _told_of(error)
    told.write(job.folder)
    return told


def _told_of(error: BaseException) -> Told:
    """What an error that ended the work is told as."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        error = no_room(error.strerror)
    if isinstance(error, ExtractorError):
        return Told(Kind.refused, str(error), Failure.of(error))
    return Told(Kind.out_of_memory if _for_want_of_memory(error) else Kind.crashed, _described(error))


def no_room(found: str | None) -> CannotWriteError:
    """The error for a result that could not be kept."""
    return CannotWriteError("room for the result", found or "none", "Make room on the disk, then run it again.")


def named(function: str) -> Callable[..., Any]:
    """The function with a name such as `package.module:function`."""
    module, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def _for_want_of_memory(error: BaseException | None) -> bool:
    """Whether an error, or one that led to it, tells that memory ran out."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, MemoryError) or any(sign in str(error).lower() for sign in NO_MEMORY):
            return True
        error = error.__cause__ or error.__context__
    return False


def _described(error: BaseException) -> str:
    """The error in one line, then the end of its traceback."""
    lines = "".join(traceback.format_exception(error))
    return f"{type(error).__name__}: {error}"[:MOST_TOLD] + "\n" + lines[-MOST_TOLD:]


def alone(job_file: str) -> None:
    """Does the job that a file holds, in a process that was started for it; where there is no fork."""
    job: Job = pickle.loads(Path(job_file).read_bytes())
    perform(job, confined=False)
