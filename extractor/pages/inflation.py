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
# Begins with letters, which are found many times faster than what is not behind others.
STREAM = re.compile(rb"stream(?:\r?\n|\r)")
FLATE, SKIPPED = re.compile(rb"/Fl(?:ateDecode)?\b"), re.compile(rb"/Subtype\s*/Image\b|/EmbeddedFile\b")
# A letter of a name by its code, and filters that stand in an object of their own, where there may be so many.
ESCAPE, ELSEWHERE, UNSEEN = re.compile(rb"#([0-9A-Fa-f]{2})"), re.compile(rb"/Filter\s+\d+\s+\d+\s+R\b"), 3


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
        if data.endswith(b"end", 0, found.start()):
            continue
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        head = data[max(0, found.start() - DICTIONARY) : found.start()].rpartition(b" obj")[2]
        layers = _layers(head)
        if layers and (end - start) * RATIO**layers > most and not SKIPPED.search(head):
            yield start, end, layers


def _layers(head: bytes) -> int:
    """How many deflate filters the dictionary of a stream names, at most."""
    if b"#" in head:
        head = ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), head)
    return len(FLATE.findall(head)) or (UNSEEN if ELSEWHERE.search(head) else 0)


class _BeyondError(Exception):
    """A layer grew beyond the limit."""


def _inflates_beyond(packed: memoryview, layers: int, most: int) -> bool:
    """Whether any layer grows beyond the limit: a reader unpacks each whole, also where the next one is broken."""
    pieces: Iterator[bytes] = (bytes(packed[at : at + CHUNK]) for at in range(0, len(packed), CHUNK))
    for _ in range(layers):
        pieces = _inflated(pieces, most)
    try:
        for _ in pieces:
            pass
    except _BeyondError:
        return True
    return False


def _inflated(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    """What deflated pieces hold, in pieces of a bounded size, as far as the data is good; what lies below is unpacked to its end."""
    unpacker, size, good = zlib.decompressobj(), 0, True
    for piece in pieces:
        rest = piece
        while good and rest and not unpacker.eof:
            try:
                out = unpacker.decompress(rest, CHUNK)
            except zlib.error:
                good = False
                break
            size += len(out)
            if size > most:
                raise _BeyondError
            yield out
            rest = unpacker.unconsumed_tail
