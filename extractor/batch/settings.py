"""How reports are read and audited, and what names all that a document is made from.

A document is made from files, the program and settings. Its *origin* has two halves: what the reading depends on, and
what matching and audit depend on as well. Where only the second half is another one, the stored reading is good.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.versions import audit_version, reading_version

if TYPE_CHECKING:
    from extractor.audit.profile import Profile
    from schemas.decision_files import Book
    from schemas.decisions import Decisions

HALF = 16
AUTO, OFF = "auto", "off"


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of an audit that change its result; `local` is an agency's own list of indicators.

    No profile is the default one. A run that finds nothing to do needs no room of the pipeline for its settings.
    """

    ocr: str = AUTO
    profile: "Profile | None" = None
    decisions: "Book | None" = None
    local: Path | None = None

    def described(self) -> dict[str, object]:
        """The settings as plain values, without places.

        Raises:
            MissingExtraError: an engine is asked for by name and is not there.
        """
        return {
            "ocr": OFF if self.ocr == OFF else _engines(self.ocr),
            "profile": self.profile.model_dump(mode="json", exclude_defaults=True) if self.profile else {},
            "decisions": _decided(self.decisions.decisions) if self.decisions else "",
            "local_catalogue": hashlib.sha256(self.local.read_bytes()).hexdigest()[:HALF] if self.local else "",
        }


class Origins:
    """Names what documents are made from under given settings."""

    def __init__(self, settings: Settings) -> None:
        told = settings.described()
        self._book = settings.decisions
        self._reading = [reading_version(), str(told["ocr"])]
        self._audit = [audit_version(), json.dumps(told, sort_keys=True)]

    def of(self, files: Sequence[str], supporting: Sequence[str]) -> str:
        """The origin of a report with such files and documents beside it, by their hashes."""
        content = ["files", *files, "supporting", *supporting]
        reading = _hash([*self._reading, *content, self._decided(files)])
        return f"{reading}-{_hash([reading, *self._audit])}"

    def _decided(self, files: Sequence[str]) -> str:
        """The hash of the decisions that change the reading of a report."""
        if self._book is None:
            return ""
        from extractor.readings import about_reading

        joint = hashlib.sha256("".join(files).encode()).hexdigest()
        return _decided(about_reading(self._book.decisions, [joint, *files]))


def same_reading(first: str, second: str) -> bool:
    """Whether two origins name the same reading."""
    return first[:HALF] == second[:HALF] != ""


def _hash(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:HALF]


def _engines(choice: str) -> str:
    from extractor.pages.engines import engines

    return engines(choice).described()


def _decided(decisions: "Decisions") -> str:
    from schemas.decision_files import decisions_hash

    return decisions_hash(decisions)
