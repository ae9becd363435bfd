"""What may go wrong with a tool, a file or the set-up; wrong figures in a report are findings, never errors.

Every error says what was expected, what was found and what to do next, in English and in Indonesian. It keeps these
parts as attributes, has an exit code of its own and survives pickling.
"""

from enum import IntEnum
from typing import ClassVar

Parts = tuple[str, str, str]
"""What was expected, what was found, what to do."""


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
    NOT_COMPARED = 10
    NO_STORE = 11
    LIMIT = 12
    SOME_FAILED = 13
    NOTHING_DONE = 14
    INTERNAL = 70
    STOPPED = 130


class ExtractorError(Exception):
    """Base of all errors of the project.

    `indonesian` holds the three parts in Indonesian; a class has parts for the usual case, a raiser may give its own.
    `file` is the name of the file that the error is about, set by whoever knows it.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE
    usual: ClassVar[Parts | None] = None

    def __init__(self, expected: str, found: str, advice: str, indonesian: Parts | None = None) -> None:
        super().__init__(f"expected {expected}; found {found}. {advice}")
        self.expected, self.found, self.advice = expected, found, advice
        self.indonesian = indonesian
        self.file: str | None = None

    def message(self, language: str) -> str:
        """The message in Indonesian ("id") or English (anything else)."""
        if language != "id":
            return str(self)
        expected, found, advice = self.indonesian or self.usual or (self.expected, self.found, self.advice)
        about = f"{self.file}: " if self.file and not self.indonesian else ""
        return f"{about}diharapkan {expected}; ditemukan {found}. {advice}"

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuilt from its parts, so that it can travel between processes."""
        return type(self), (self.expected, self.found, self.advice, self.indonesian), {"file": self.file}


class UsageError(ExtractorError):
    """The call itself is wrong: a missing file, a page range, a profile that cannot be read."""

    exit_code = ExitCode.USAGE


class NotAPdfError(ExtractorError):
    """The file is no PDF."""

    exit_code = ExitCode.NOT_A_PDF
    usual = ("berkas PDF", "berkas yang bukan PDF", "Ekspor laporan ke PDF lebih dahulu.")


class EncryptedPdfError(ExtractorError):
    """The PDF asks for a password."""

    exit_code = ExitCode.ENCRYPTED
    usual = (
        "PDF tanpa kata sandi",
        "berkas yang terenkripsi",
        "Buka kuncinya lebih dahulu, misalnya dengan: qpdf --decrypt LAPORAN.pdf terbuka.pdf",
    )


class DamagedPdfError(ExtractorError):
    """The PDF cannot be opened, not even after a repair."""

    exit_code = ExitCode.DAMAGED
    usual = (
        "PDF yang dapat dibaca",
        "berkas rusak yang tidak dapat diperbaiki",
        "Minta berkasnya lagi atau ekspor ulang.",
    )


class NoPagesError(ExtractorError):
    """The PDF, or the part of it that was asked for, has no page."""

    exit_code = ExitCode.NO_PAGES
    usual = (
        "sekurang-kurangnya satu halaman",
        "tidak ada halaman, atau tidak ada halaman yang dipilih",
        "Periksa apakah ekspor laporan lengkap dan apakah --pages menyebut halaman berkas itu.",
    )


class NoTextError(ExtractorError):
    """No page has text that can be read."""

    exit_code = ExitCode.NO_TEXT
    usual = (
        "halaman dengan teks",
        "tidak ada teks yang dapat dibaca",
        "Pasang tesseract-ocr, tesseract-ocr-ind dan tesseract-ocr-eng agar hasil pindaian terbaca.",
    )


class CannotWriteError(ExtractorError):
    """The result cannot be written where it was asked for."""

    exit_code = ExitCode.CANNOT_WRITE
    usual = ("tempat yang dapat ditulisi", "tempat yang tidak dapat ditulisi", "Pilih tempat lain dengan -o.")


class MissingExtraError(ExtractorError):
    """An optional part is asked for and not installed."""

    exit_code = ExitCode.MISSING_EXTRA
    usual = (
        "tesseract dengan bahasa ind dan eng",
        "tidak terpasang",
        "Pasang dengan: apt-get install tesseract-ocr tesseract-ocr-ind tesseract-ocr-eng (atau pilih --ocr off).",
    )


class StoreError(ExtractorError):
    """The folder is no store of reports, or the store lacks what was asked for."""

    exit_code = ExitCode.NO_STORE
    usual = (
        "gudang laporan",
        "sesuatu yang lain",
        "Buat gudang dengan: lkjip batch MAP -o GUDANG",
    )


class LimitError(ExtractorError):
    """The file would need more memory, room or time than a document is allowed."""

    exit_code = ExitCode.LIMIT
    usual = (
        "berkas yang muat dalam batas memori dan waktu",
        "berkas yang membutuhkan lebih banyak",
        "Periksa asal berkas itu, atau ekspor ulang laporan ke PDF biasa; docs/limits.md memuat batas-batasnya.",
    )
