"""Refuses streams that inflate beyond all measure before anything inflates them.

A deflated byte may stand for a thousand, and a filter may stand behind a filter. Only streams that could become too large are
looked at, and none further than to the limit. Pictures and attachments are left to those who open them.
"""

import re
import zlib
from collections.abc import Iterator

from extractor.errors import LimitError

MEGABYTE = 1 << 20
# No content, font or table of a report comes near this size.
MOST = 256 * MEGABYTE
# What deflate can make of a byte at best (zlib's own figure).
RATIO = 1032
# Bytes before a stream in which its dictionary is looked for, and bytes that are inflated at a time.
DICTIONARY, CHUNK = 600, MEGABYTE
STREAM = re.compile(rb"stream\r?\n")
FLATE, SKIPPED = re.compile(rb"/Fl(?:ateDecode)?\b"), re.compile(rb"/Subtype\s*/Image\b|/EmbeddedFile\b")


def refuse_inflating(data: bytes, name: str, most: int = MOST) -> None:
    """Nothing where every stream of a file stays within the limit.

    Raises:
        LimitError: a stream does not.
    """
    for start, end, layers in _suspicious(data, most):
        if _inflates_beyond(memoryview(data)[start:end], layers, most):
            kilobytes = (end - start) // 1024 + 1
            raise LimitError(
                f"content that inflates to at most {most // MEGABYTE} MB ({name})",
                f"a stream of {kilobytes} KB that inflates to more",
                "Find out where the file comes from, or export the report anew.",
                (
                    f"isi yang mengembang paling banyak {most // MEGABYTE} MB ({name})",
                    f"aliran {kilobytes} KB yang mengembang lebih besar",
                    "Periksa asal berkas itu, atau ekspor ulang laporan.",
                ),
            )


def _suspicious(data: bytes, most: int) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of deflate filters of each stream that could inflate beyond the limit."""
    for found in STREAM.finditer(data):
        start = found.end()
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        # Cheapest first: hardly a stream is both large and no picture.
        if (end - start) * RATIO * RATIO <= most:
            continue
        head = data[max(0, found.start() - DICTIONARY) : found.start()].rpartition(b" obj")[2]
        layers = len(FLATE.findall(head))
        if layers and (end - start) * RATIO**layers > most and not SKIPPED.search(head):
            yield start, end, layers


def _inflates_beyond(packed: memoryview, layers: int, most: int) -> bool:
    """Whether the last layer, or any before it, grows beyond the limit."""
    pieces: Iterator[bytes] = (bytes(packed[at : at + CHUNK]) for at in range(0, len(packed), CHUNK))
    for _ in range(layers):
        pieces = _inflated(pieces)
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            return True
    return False


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What deflated pieces hold, in pieces of a bounded size; ends where the data is broken."""
    unpacker = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and not unpacker.eof:
            try:
                out = unpacker.decompress(rest, CHUNK)
            except zlib.error:
                return
            yield out
            rest = unpacker.unconsumed_tail
