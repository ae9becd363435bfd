"""Reads Indonesian performance reports (LKjIP) from PDF and audits every figure in them."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Unpack

    from extractor.pipeline import Options
    from schemas import Report

__all__ = ["audit"]


def audit(path: str | Path, **options: Unpack[Options]) -> Report:
    """The audited report of a PDF file, as `schemas.Report`.

    Options: `parts` are further files of a report in several files; `supporting` are documents that the report is held against (PK, Renstra, LRA, LHE, last year's report);
    `pages` chooses pages by number (from 1); `profile` holds the agency's own rules; `ocr` is auto (or True), tesseract,
    rapidocr or off (or False); `progress` is called with pages done and pages in all; `decisions` are those of a person
    (`schemas.decision_files.load_decisions([path]).decisions`) and win over scores; `jobs` processes work at once,
    and the report is the same for any number of them.

    Raises:
        extractor.errors.ExtractorError: the file cannot be read; the message says what was expected and what to do.
    """
    from extractor.pipeline import run

    return run(Path(path), **options)


class _Package(ModuleType):
    """Keeps `extractor.audit` the public function although the room of the same name is loaded later.

    Importing a submodule sets it as an attribute of its package; `from extractor.audit import ...` does not need that.
    """

    def __setattr__(self, name: str, value: object) -> None:
        """Sets an attribute, but for the module that would hide the function."""
        if not (name == "audit" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
