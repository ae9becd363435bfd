"""Reads Indonesian performance reports (LKjIP) from PDF and audits every figure in them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.audit import Profile
    from schemas import Report
    from schemas.decisions import Decisions

__all__ = ["audit"]


def audit(
    path: str | Path,
    *,
    pages: Sequence[int] | None = None,
    profile: Profile | None = None,
    ocr: bool | str = False,
    progress: Callable[[int, int], None] | None = None,
    decisions: Decisions | None = None,
) -> Report:
    """The audited report of a PDF file, as `schemas.Report`.

    `pages` chooses pages by number (from 1), `progress` is called with pages done and pages in all.
    `decisions` are those of a person (`schemas.decision_files.load_decisions([path]).decisions`); they win over scores.
    `ocr` is auto (or True), tesseract, rapidocr or off (or False).

    Raises:
        extractor.errors.ExtractorError: the file cannot be read; the message says what was expected and what to do.
    """
    from extractor.pipeline import run

    return run(Path(path), pages=pages, profile=profile, ocr=ocr, progress=progress, decisions=decisions)


class _Package(ModuleType):
    """Keeps `extractor.audit` the public function although the room of the same name is loaded later.

    Importing a submodule sets it as an attribute of its package; `from extractor.audit import ...` does not need that.
    """

    def __setattr__(self, name: str, value: object) -> None:
        """Sets an attribute, but for the module that would hide the function."""
        if not (name == "audit" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
