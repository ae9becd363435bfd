"""What is done in the process of one document: functions that take plain values and give bytes."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.glance import glance
from extractor.batch.ledger import REPAIRED
from extractor.batch.settings import Settings
from extractor.errors import ExtractorError
from extractor.report import to_json
from extractor.store import Entry, entry_for
from schemas import Report

if TYPE_CHECKING:
    from extractor.readings import ReadReport


class ChangedFileError(ExtractorError):
    """A file changed while it was being read."""

    usual = ("berkas yang tidak berubah selama dibaca", "isi yang lain", "Jalankan lagi bila berkasnya sudah tenang.")


class GoneFileError(ExtractorError):
    """The source of a report is needed and no longer there."""

    usual = ("sumber laporan", "berkas yang tidak ada lagi", "Kembalikan berkasnya ke tempat semula.")


@dataclass(frozen=True, slots=True)
class Order:
    """A report that is to be made: its files and the documents beside it with their hashes, and how.

    `digests` are the hashes of the files, `beside` those of the documents, each in their order. `reading` is the file of a reading that was stored before; with one, nothing is read.
    """

    files: tuple[Path, ...]
    digests: tuple[str, ...]
    supporting: tuple[Path, ...]
    beside: tuple[str, ...]
    settings: Settings
    origin: str
    shelf: Path | None = None
    reading: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A document with its line in the list, and its reading where one was made; `repaired` where a file was mended."""

    entry: Entry
    data: bytes
    reading: bytes | None = None
    repaired: bool = False

    def to_bytes(self) -> bytes:
        """All of it in a row: a line that tells the lengths, then the parts."""
        row = json.dumps(self.entry.as_row()).encode()
        lengths = [len(row), len(self.data), -1 if self.reading is None else len(self.reading), int(self.repaired)]
        return b"\n".join([json.dumps(lengths).encode(), row + self.data + (self.reading or b"")])

    @classmethod
    def of_bytes(cls, value: bytes) -> "Made":
        """What such bytes hold."""
        head, _, rest = value.partition(b"\n")
        row, data, reading, repaired = json.loads(head)
        entry = Entry.of_row(json.loads(rest[:row]))
        kept = rest[row + data :] if reading >= 0 else None
        return cls(entry, rest[row : row + data], kept, bool(repaired))


def look(path: Path) -> bytes:
    """What a file is, as JSON."""
    return glance(path).to_text().encode()


def make(order: Order) -> bytes:
    """The document of a report as `Made` in bytes.

    Raises:
        ExtractorError: a file cannot be read, or changed.
    """
    from extractor.pipeline import judged
    from extractor.readings import ReadReport

    settings = order.settings
    if settings.local is not None:
        from schemas.catalogue import lay_over

        lay_over(settings.local)
    kept = None
    if order.reading is not None:
        kept = ReadReport.from_bytes(order.reading.read_bytes())
    reading = kept or _read(order)
    report = judged(reading, settings.profile, settings.book(order.digests, reading.reading.document.agency))
    data = to_json(report)
    entry = entry_for(report, data, order.origin)
    stored = reading.to_bytes() if kept is None else None
    return Made(entry, data, stored, any(note.code == REPAIRED for note in report.diagnostics)).to_bytes()


def _read(order: Order) -> "ReadReport":
    from extractor.pipeline import read

    if not order.files:
        raise GoneFileError("the source of a report whose reading cannot be used", "no such file", "Bring it back.")
    reading = read(
        order.files[0],
        parts=order.files[1:],
        supporting=order.supporting,
        cache=order.shelf,
        ocr=order.settings.ocr,
        decisions=order.settings.book(order.digests, None),
    )
    source = reading.document.source
    found = tuple(part.sha256 for part in source.parts) or (source.sha256,)
    beside = tuple(document.sha256 for document in reading.documents)
    if sorted(found) != sorted(order.digests) or beside != order.beside:
        raise ChangedFileError(
            "files that stay as they are while they are read",
            "another content",
            "Run it again when the files are settled.",
        )
    return reading


def was_repaired(data: bytes) -> bool:
    """Whether a stored document tells of a file that was mended."""
    return any(note.code == REPAIRED for note in Report.model_validate_json(data).diagnostics)
