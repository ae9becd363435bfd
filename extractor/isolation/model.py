"""What is asked of a worker and what it gives back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from extractor.errors import ExtractorError, Parts


class Kind(StrEnum):
    """How the work on a document ended."""

    done = "done"
    refused = "refused"
    """An error of ours: no PDF, encrypted, damaged, ...; `Outcome.error` says which."""
    out_of_memory = "out_of_memory"
    cpu_limit = "cpu_limit"
    timeout = "timeout"
    crashed = "crashed"
    stopped = "stopped"
    """The caller stopped the work."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may use.

    `memory_mb` counts on top of what the worker has loaded before the document is opened; `file_mb` is the size of the
    largest file that it may write.
    """

    memory_mb: int = 2048
    cpu_seconds: float | None = None
    wall_seconds: float = 600.0
    file_mb: int = 1024


@dataclass(frozen=True, slots=True)
class Task:
    """A function by its name (`package.module:function`) and what it is called with; it gives bytes.

    Anything that can be pickled may be an argument. `key` is the caller's own name for the task. `limits` replaces those
    of the workers.
    """

    function: str
    arguments: tuple[Any, ...] = ()
    key: str = ""
    limits: Limits | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An `ExtractorError` that ended the work, as plain values."""

    name: str
    exit_code: int
    expected: str
    found: str
    advice: str
    indonesian: Parts | None = None
    file: str | None = None

    @classmethod
    def of(cls, error: ExtractorError) -> Self:
        """The failure that an error tells."""
        return cls(
            type(error).__name__,
            int(error.exit_code),
            error.expected,
            error.found,
            error.advice,
            error.indonesian,
            error.file,
        )

    def error(self) -> ExtractorError:
        """The error again, of the class that has its exit code."""
        kinds = {kind.__name__: kind for kind in ExtractorError.__subclasses__()}
        kind = kinds.get(self.name, ExtractorError)
        error = kind(self.expected, self.found, self.advice, self.indonesian)
        error.file = self.file
        return error


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the work on one document ended.

    `exit_signal` names the signal that ended the process; `cpu_seconds` counts processes that it started too; `peak_mb` is
    the most memory that it held at once; `value` are the bytes that the function gave, None unless done.
    """

    kind: Kind
    detail: str = ""
    exit_signal: str | None = None
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mb: float = 0.0
    error: Failure | None = None
    value: bytes | None = None
    output: str = ""
    """The beginning and the end of what the process wrote to stdout and stderr."""
