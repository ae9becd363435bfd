"""What a file is that is no PDF, and what a path is that is no file."""

import stat
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UsageError


@dataclass(frozen=True, slots=True)
class Named:
    """What something is, in English and in Indonesian."""

    english: str
    indonesian: str


EMPTY = Named("an empty file", "berkas kosong")
ZEROS = Named(
    "a file of zeros, as an interrupted copy leaves it", "berkas berisi nol saja, seperti sisa penyalinan yang terputus"
)
WORD = Named("a Word document (DOCX)", "dokumen Word (DOCX)")
WORKBOOK = Named("an Excel workbook (XLSX)", "buku kerja Excel (XLSX)")
SLIDES = Named("a PowerPoint presentation (PPTX)", "presentasi PowerPoint (PPTX)")
OPEN_DOCUMENT = Named("an OpenDocument file (ODT, ODS)", "berkas OpenDocument (ODT, ODS)")
ARCHIVE = Named("a ZIP archive", "arsip ZIP")
# Names of entries that tell what a ZIP file holds; the first that is found decides.
IN_ZIP = (
    (b"word/", WORD),
    (b"xl/", WORKBOOK),
    (b"ppt/", SLIDES),
    (b"application/vnd.oasis.opendocument", OPEN_DOCUMENT),
)
BEGINNINGS = (
    (b"\x89PNG", Named("an image (PNG)", "gambar (PNG)")),
    (b"\xff\xd8\xff", Named("an image (JPEG)", "gambar (JPEG)")),
    (b"II*\x00", Named("an image (TIFF)", "gambar (TIFF)")),
    (b"MM\x00*", Named("an image (TIFF)", "gambar (TIFF)")),
    (b"GIF8", Named("an image (GIF)", "gambar (GIF)")),
    (b"BM", Named("an image (BMP)", "gambar (BMP)")),
    (b"\xd0\xcf\x11\xe0", Named("an Office file from before 2007 (DOC, XLS)", "berkas Office sebelum 2007 (DOC, XLS)")),
    (b"{\\rtf", Named("a text in RTF", "teks RTF")),
    (b"Rar!", Named("a RAR archive", "arsip RAR")),
    (b"7z\xbc\xaf", Named("a 7z archive", "arsip 7z")),
    (b"\x1f\x8b", Named("a compressed file (GZIP)", "berkas terkompresi (GZIP)")),
    (b"%!PS", Named("a PostScript file", "berkas PostScript")),
)
MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")
HTML = Named("a web page (HTML)", "halaman web (HTML)")
# Bytes that are looked at, and those of the beginning that are shown when nothing is known.
LOOKED_AT, SHOWN = 65536, 8

FOLDER = Named("a folder", "sebuah folder")
PLACES = (
    (stat.S_ISDIR, FOLDER),
    (stat.S_ISFIFO, Named("a named pipe", "sebuah pipa bernama")),
    (stat.S_ISSOCK, Named("a socket", "sebuah soket")),
    (stat.S_ISCHR, Named("a device", "sebuah perangkat")),
    (stat.S_ISBLK, Named("a device", "sebuah perangkat")),
)
NOTHING = Named("no file", "tidak ada berkas")
LOOP = Named("a symbolic link that leads in a circle or too far", "tautan simbolis yang berputar atau terlalu jauh")
DANGLING = Named("a symbolic link to something that is not there", "tautan simbolis ke sesuatu yang tidak ada")
UNREACHABLE = Named("a path that cannot be followed", "jalur yang tidak dapat diikuti")


def content_kind(data: bytes) -> Named:
    """What a file is that is no PDF, by its beginning."""
    if not data:
        return EMPTY
    if data.startswith(b"PK\x03\x04"):
        return next((named for sign, named in IN_ZIP if sign in data), ARCHIVE)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:100].lower().startswith(MARKUP):
        return HTML
    if found := next((named for sign, named in BEGINNINGS if data.startswith(sign)), None):
        return found
    if not data[:LOOKED_AT].strip(b"\0"):
        return ZEROS
    begins = repr(data[:SHOWN].decode("latin-1"))
    return Named(f"a file that begins with {begins}", f"berkas yang diawali {begins}")


def place_kind(path: Path) -> Named | None:
    """What stands at a path where a file is expected; None where it is a file."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return DANGLING if path.is_symlink() else NOTHING
    except OSError:
        return LOOP if path.is_symlink() else UNREACHABLE
    return None if stat.S_ISREG(mode) else next((named for test, named in PLACES if test(mode)), UNREACHABLE)


def refuse_no_file(path: Path) -> None:
    """Nothing where a file stands at a path.

    Raises:
        UsageError: something else does, or nothing.
    """
    if kind := place_kind(path):
        raise no_such_file(path, kind)


def no_such_file(path: Path, kind: Named) -> UsageError:
    """The error for a path that is no file to read."""
    place = str(path.parent / shown_name(path))
    return UsageError(
        "an existing PDF file",
        f"{kind.english}: {place}",
        "Check the path and try again.",
        ("berkas PDF yang ada", f"{kind.indonesian}: {place}", "Periksa jalurnya lalu coba lagi."),
    )


def shown_name(path: Path) -> str:
    """The name of a file as text: bytes that are no UTF-8 and control characters stand as escapes."""
    name = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)
