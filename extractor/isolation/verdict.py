"""How the end of a process is to be understood."""

import signal
from dataclasses import dataclass

from extractor.errors import CannotWriteError, ExitCode
from extractor.isolation.messages import Told
from extractor.isolation.model import Failure, Kind, Limits, Outcome

# From this share of its address space on, a process that crashes has run out of memory.
NEAR = 0.9
# What the C library prints before it aborts for another reason than memory.
CORRUPTED = ("double free", "invalid pointer", "corrupted", "corruption", "stack smashing", "buffer overflow")
FAULTS = {signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGTRAP, signal.SIGFPE, signal.SIGSYS}


@dataclass(frozen=True, slots=True)
class End:
    """How a process ended.

    `signal` is 0 unless one ended it; `killed_for` is why we killed it ourselves; `fullness` the share of its memory that it was
    last seen to use; `told` what it said itself.
    """

    signal: int = 0
    code: int = 0
    killed_for: Kind | None = None
    fullness: float = 0.0
    told: Told | None = None
    output: str = ""


def outcome_of(end: End, limits: Limits) -> Outcome:
    """Kind, detail, signal and error of the outcome; figures and value are the caller's."""
    name = signal.Signals(end.signal).name if end.signal else None
    if end.killed_for is Kind.stopped:
        return Outcome(Kind.stopped, "stopped before it was done", name)
    if end.killed_for is Kind.timeout and not _is_done(end):
        return Outcome(Kind.timeout, f"not done within {limits.wall_seconds:g} seconds", name)
    if end.signal and not _is_done(end):
        kind = _kind_of_signal(end)
        return Outcome(kind, _detail(kind, end, limits, name), name)
    if end.told is None and end.code == ExitCode.CANNOT_WRITE:
        error = CannotWriteError("room for the result", "a full disk", "Make room on the disk, then run it again.")
        return Outcome(Kind.refused, str(error), error=Failure.of(error))
    if end.told is None:
        return Outcome(Kind.crashed, f"ended with exit code {end.code} and told nothing")
    kind = end.told.kind
    if kind is Kind.crashed and end.fullness >= NEAR:
        kind = Kind.out_of_memory
    detail = _detail(kind, end, limits, None) if kind is Kind.out_of_memory else end.told.detail
    return Outcome(kind, detail, error=end.told.error)


def _is_done(end: End) -> bool:
    """Whether the work was done before whatever came then."""
    return end.told is not None and end.told.kind in {Kind.done, Kind.refused}


def _kind_of_signal(end: End) -> Kind:
    if end.signal == signal.SIGXCPU:
        return Kind.cpu_limit
    if end.signal == signal.SIGABRT:
        # pdfium, and C++ without a handler, abort when they get no memory.
        return Kind.crashed if any(sign in end.output for sign in CORRUPTED) else Kind.out_of_memory
    if end.signal in FAULTS and end.fullness >= NEAR:
        return Kind.out_of_memory
    return Kind.crashed


def _detail(kind: Kind, end: End, limits: Limits, name: str | None) -> str:
    if kind is Kind.cpu_limit:
        return f"used more than {limits.cpu_seconds:g} seconds of CPU time"
    if kind is Kind.out_of_memory:
        return f"needed more than {limits.memory_mb} MB of memory"
    if end.signal == signal.SIGKILL:
        return "killed from outside (SIGKILL); the machine may have run out of memory"
    return f"the process ended with {name}"
