"""Opening a PDF: what it is, whether it can be read, its hash and its page labels."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.errors import DamagedPdfError, EncryptedPdfError, NoPagesError, NotAPdfError, UsageError

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
        UsageError: no such file. NotAPdfError, EncryptedPdfError, DamagedPdfError, NoPagesError: as they say.
    """
    if not path.is_file():
        raise UsageError("an existing PDF file", f"no file at {path}", "Check the path and try again.")
    data = path.read_bytes()
    if SIGNATURE not in data[:HEAD]:
        begins = data[:8].decode("latin-1", "replace") if data else "an empty file"
        raise NotAPdfError(
            f"a PDF file ({path.name})", f"a file that begins with {begins!r}", "Export the report as PDF first."
        )
    document, readable = _opened(data, path.name)
    if len(document) == 0:
        raise NoPagesError(
            f"at least one page in {path.name}", "none", "Check whether the export of the report was complete."
        )
    producer = document.get_metadata_value("Producer") or None
    return OpenPdf(document, readable, path.name, hashlib.sha256(data).hexdigest(), producer, readable is not data)


def _opened(data: bytes, name: str) -> tuple[pdfium.PdfDocument, bytes]:
    """The document with its bytes, mended by pikepdf where pdfium refuses them."""
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
        mended = _mended(data)
        return pdfium.PdfDocument(mended), mended
    except Exception as error:
        raise DamagedPdfError(
            f"a readable PDF ({name})",
            f"a damaged file that a repair did not open ({type(error).__name__})",
            "Ask for the file again or export it anew.",
        ) from None


def _mended(data: bytes) -> bytes:
    """The file written anew by pikepdf."""
    import pikepdf

    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(buffer)
    return buffer.getvalue()
