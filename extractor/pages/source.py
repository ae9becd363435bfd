"""Opening a PDF: what it is, whether it can be read, its hash and its page labels."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.errors import DamagedPdfError, EncryptedPdfError, NoPagesError, NotAPdfError
from extractor.pages.file_kinds import Named, content_kind, no_such_file, refuse_no_file, shown_name
from extractor.pages.inflation import refuse_inflating
from extractor.pages.salvage import NoPageInFileError, mended

# A PDF's signature stands within its first bytes, sometimes after a few foreign ones.
SIGNATURE, HEAD = b"%PDF-", 1024


@dataclass(frozen=True, slots=True)
class OpenPdf:
    """An open document with its bytes, name, content hash and producer; `repaired` where it had to be mended first."""

    document: pdfium.PdfDocument
    data: bytes
    name: str
    sha256: str
    producer: str | None
    repaired: bool = False

    def close(self) -> None:
        """Lets the file go."""
        self.document.close()

    def label(self, number: int) -> str | None:
        """The page label that the file itself gives a page, None where it gives none."""
        return self.document.get_page_label(number - 1) or None


def open_pdf(path: Path) -> OpenPdf:
    """The document at a path.

    Raises:
        UsageError: no such file, or one that may not be read.
        NotAPdfError, EncryptedPdfError, DamagedPdfError, NoPagesError, LimitError: as they say.
    """
    data, name = file_bytes(path), shown_name(path)
    if SIGNATURE not in data[:HEAD]:
        kind = content_kind(data)
        raise NotAPdfError(
            f"a PDF file ({name})",
            kind.english,
            "Export the report as PDF first.",
            (f"berkas PDF ({name})", kind.indonesian, "Ekspor laporan ke PDF lebih dahulu."),
        )
    refuse_inflating(data, name)
    document, readable = _opened(data, name)
    if len(document) == 0:
        raise _no_pages(name)
    producer = document.get_metadata_value("Producer") or None
    return OpenPdf(document, readable, name, hashlib.sha256(data).hexdigest(), producer, readable is not data)


def file_bytes(path: Path) -> bytes:
    """All bytes of a regular file, read at once: what happens to it later changes nothing.

    Raises:
        UsageError: there is none, or it may not be read.
    """
    refuse_no_file(path)
    try:
        return path.read_bytes()
    except OSError as error:
        told = error.strerror or type(error).__name__
        unread = Named(f"a file that cannot be read ({told})", f"berkas yang tidak dapat dibaca ({told})")
        raise no_such_file(path, unread) from None


def _no_pages(name: str) -> NoPagesError:
    return NoPagesError(f"at least one page in {name}", "none", "Check whether the export of the report was complete.")


def _opened(data: bytes, name: str) -> tuple[pdfium.PdfDocument, bytes]:
    """The document with its bytes, mended where pdfium refuses them."""
    try:
        return pdfium.PdfDocument(data), data
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise EncryptedPdfError(
                f"a PDF without a password ({name})",
                "an encrypted file",
                f"Remove it with: qpdf --decrypt {name} plain.pdf",
            ) from None
    try:
        whole = mended(data)
        return pdfium.PdfDocument(whole), whole
    except NoPageInFileError:
        raise _no_pages(name) from None
    except MemoryError:
        raise
    except Exception as error:
        raise DamagedPdfError(
            f"a readable PDF ({name})",
            f"a damaged file that a repair did not open ({type(error).__name__})",
            "Ask for the file again or export it anew.",
        ) from None
