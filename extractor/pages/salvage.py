"""Damaged PDFs mended: written anew by pikepdf, once with a trailer of our own where the file has lost its end."""

import io
import re

CATALOG = re.compile(rb"(\d{1,10})\s{1,4}(\d{1,5})\s{1,4}obj\b(?:(?!endobj).){0,4000}?/Type\s*/Catalog\b", re.DOTALL)
PAGE_LISTS = re.compile(rb"(\d{1,10})\s{1,4}(\d{1,5})\s{1,4}obj\b(?:(?!endobj).){0,4000}?/Type\s*/Pages\b", re.DOTALL)
ONE_PAGE = re.compile(rb"(\d{1,10})\s{1,4}(\d{1,5})\s{1,4}obj\b(?:(?!endobj).){0,4000}?/Type\s*/Page\b", re.DOTALL)
OBJECT = re.compile(rb"(\d{1,10})\s{1,4}\d{1,5}\s{1,4}obj\b")
PARENT = re.compile(rb"/Parent\b")


class NoPageInFileError(Exception):
    """The file can be opened and holds no page."""


def mended(data: bytes) -> bytes:
    """The file written anew.

    Raises:
        NoPageInFileError: it has no page.
        Exception: whatever pikepdf finds wrong with it.
    """
    import pikepdf

    try:
        return _written_anew(data)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        return _written_anew(with_trailer(data))


def _written_anew(data: bytes) -> bytes:
    import pikepdf

    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) == 0:
            raise NoPageInFileError
        pdf.save(buffer)
    return buffer.getvalue()


def with_trailer(data: bytes) -> bytes:
    """The file with a trailer that names its catalogue; with a catalogue, and with a list of pages, where those are lost."""
    if roots := CATALOG.findall(data):
        number, generation = roots[-1]
        return data + b"\nendobj\ntrailer\n<</Root %s %s R>>\n%%%%EOF\n" % (number, generation)
    free = 1 + max((int(number) for number in OBJECT.findall(data)), default=0)
    lists = [found for found in PAGE_LISTS.finditer(data) if not PARENT.search(found[0])]
    added = b"\nendobj\n"
    if lists:
        pages = b"%s %s R" % (lists[-1][1], lists[-1][2])
    else:
        kids = [b"%s %s R" % found for found in ONE_PAGE.findall(data)]
        if not kids:
            return data
        pages = b"%d 0 R" % (free + 1)
        added += b"%d 0 obj\n<</Type /Pages /Kids [%s] /Count %d>>\nendobj\n" % (free + 1, b" ".join(kids), len(kids))
    added += b"%d 0 obj\n<</Type /Catalog /Pages %s>>\nendobj\n" % (free, pages)
    return data + added + b"trailer\n<</Root %d 0 R>>\n%%%%EOF\n" % free
