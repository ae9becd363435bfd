"""What was read of a report before its subjects are matched and its figures audited, as a value that can be stored."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from extractor.facts.model import Reading
from extractor.pages import Page, PdfPages
from schemas import Source, SupportingDocument
from schemas.decisions import Decisions

# Readings repeat their words; the first level of compression already makes them a tenth.
LEVEL = 1
LEFT_OUT: dict[str, Any] = {"reading": {"known": True, "supporting": {"__all__": {"reading": {"known"}}}}}


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report as it was read: its pages without their words, what they say, and the documents beside it.

    `decided` is the hash of the decisions about tables and cells that the reading was made with.
    """

    document: PdfPages
    reading: Reading
    documents: tuple[SupportingDocument, ...] = field(default=())
    decided: str = ""

    def to_bytes(self) -> bytes:
        """The reading as compressed JSON; the same reading gives the same bytes."""
        slim = replace(self, document=outlined(self.document))
        return zlib.compress(_adapter().dump_json(slim, exclude=LEFT_OUT), LEVEL)

    @classmethod
    def from_bytes(cls, data: bytes) -> "ReadReport | None":
        """The reading of such bytes; None where they are damaged or of another form."""
        try:
            return _adapter().validate_json(zlib.decompress(data))
        except (zlib.error, ValidationError):
            return None


def outlined(document: PdfPages) -> PdfPages:
    """The document with what the account of pages needs: numbers, sizes and readers, no words or rulings."""
    pages = tuple(
        Page(number=p.number, width=p.width, height=p.height, label=p.label, reader=p.reader, reason=p.reason)
        for p in document.pages
    )
    return replace(document, pages=pages, sketches=())


def hashes_of(source: Source) -> tuple[str, ...]:
    """The hash of the report and of each of its files."""
    return (source.sha256, *(part.sha256 for part in source.parts))


def about_reading(decisions: Decisions, hashes: Sequence[str]) -> Decisions:
    """The decisions about tables and cells that may change the reading of a report with these hashes."""
    tables = tuple(d for d in decisions.tables if d.place.report is None or _one_of(d.place.report, hashes))
    return Decisions(tables=tables, cells=tuple(d for d in decisions.cells if _one_of(d.report, hashes)))


def _one_of(beginning: str, hashes: Sequence[str]) -> bool:
    return any(digest.startswith(beginning) for digest in hashes)


@cache
def _adapter() -> TypeAdapter[ReadReport]:
    return TypeAdapter(ReadReport)
