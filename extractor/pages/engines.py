"""Which OCR engines can be used here."""

import shutil

from extractor.errors import MissingExtraError

HINT = "Install it with: apt-get install tesseract-ocr tesseract-ocr-ind tesseract-ocr-eng (or choose --ocr off)."


def tesseract_ready(*, required: bool = False) -> bool:
    """Whether tesseract with Indonesian and English data is there.

    Raises:
        MissingExtraError: it is not, and `required`.
    """
    if shutil.which("tesseract") is not None:
        from extractor.pages.ocr.engine import available

        if available():
            return True
    if required:
        raise MissingExtraError("tesseract with the languages ind and eng", "none on this machine", HINT)
    return False
