"""What may go wrong with a tool, a file or the set-up; wrong figures in a report are findings, never errors.

Every error says what was expected, what was found and what to do next, keeps these facts as attributes, has an exit
code of its own and survives pickling.
"""

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    NOT_A_PDF = 3
    ENCRYPTED = 4
    DAMAGED = 5
    NO_PAGES = 6
    NO_TEXT = 7
    CANNOT_WRITE = 8
    MISSING_EXTRA = 9


class ExtractorError(Exception):
    """Base of all errors of the project."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE

    def __init__(self, expected: str, found: str, advice: str) -> None:
        super().__init__(f"expected {expected}; found {found}. {advice}")
        self.expected, self.found, self.advice = expected, found, advice

    def __reduce__(self) -> tuple[type["ExtractorError"], tuple[str, str, str]]:
        """Rebuilt from its parts, so that it can travel between processes."""
        return type(self), (self.expected, self.found, self.advice)


class UsageError(ExtractorError):
    """The call itself is wrong: a missing file, a page range, a profile that cannot be read."""

    exit_code = ExitCode.USAGE


class NotAPdfError(ExtractorError):
    """The file is no PDF."""

    exit_code = ExitCode.NOT_A_PDF


class EncryptedPdfError(ExtractorError):
    """The PDF asks for a password."""

    exit_code = ExitCode.ENCRYPTED


class DamagedPdfError(ExtractorError):
    """The PDF cannot be opened, not even after a repair."""

    exit_code = ExitCode.DAMAGED


class NoPagesError(ExtractorError):
    """The PDF, or the part of it that was asked for, has no page."""

    exit_code = ExitCode.NO_PAGES


class NoTextError(ExtractorError):
    """No page has text that can be read."""

    exit_code = ExitCode.NO_TEXT


class CannotWriteError(ExtractorError):
    """The result cannot be written where it was asked for."""

    exit_code = ExitCode.CANNOT_WRITE


class MissingExtraError(ExtractorError):
    """An optional part is asked for and not installed."""

    exit_code = ExitCode.MISSING_EXTRA
