"""How reports are read and audited, and what names all that a document is made from.

A document is made from files, the program and settings, decisions among them: those of files given to a run, and those
of the store that bear on the report. Its *origin* has four parts: what the reading depends on, the decisions about the
reading, what matching and audit depend on as well, and all decisions. Where the first two are the same, the stored
reading is good.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.store import key_of
from extractor.versions import audit_version, reading_version

if TYPE_CHECKING:
    from extractor.audit.profile import Profile
    from schemas.decision_files import Book
    from schemas.decisions import Decisions

HALF = 16
AUTO, OFF = "auto", "off"
NOTHING = "0"


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of an audit that change its result; `local` is an agency's own list of indicators.

    `decisions` are those of files, which hold for all reports; `stored` are those of the store, of which each report
    follows what bears on it. No profile is the default one. A run that finds nothing to do needs no room of the
    pipeline for its settings.
    """

    ocr: str = AUTO
    profile: "Profile | None" = None
    decisions: "Book | None" = None
    local: Path | None = None
    stored: "Decisions | None" = None

    def described(self) -> dict[str, object]:
        """The settings as plain values, without places and decisions.

        Raises:
            MissingExtraError: an engine is asked for by name and is not there.
        """
        return {
            "ocr": OFF if self.ocr == OFF else _engines(self.ocr),
            "profile": self.profile.model_dump(mode="json", exclude_defaults=True) if self.profile else {},
            "local_catalogue": hashlib.sha256(self.local.read_bytes()).hexdigest()[:HALF] if self.local else "",
        }

    def book(self, files: Sequence[str], agency: str | None) -> "Book | None":
        """The decisions for a report of an agency with files of these hashes."""
        if self.stored is None:
            return self.decisions
        from extractor.record.subjects import bearing
        from schemas.decision_files import joined, unplaced

        own = unplaced(bearing(self.stored, all_hashes(files), agency))
        return own if self.decisions is None else joined([self.decisions, own])


class Origins:
    """Names what documents are made from under given settings; `offices` are the agencies of reports that are known, by key."""

    def __init__(self, settings: Settings, offices: Mapping[str, str | None]) -> None:
        told = settings.described()
        self._settings, self._offices = settings, offices
        self._reading = [reading_version(), str(told["ocr"])]
        self._audit = [audit_version(), json.dumps(told, sort_keys=True)]

    def of(self, files: Sequence[str], supporting: Sequence[str]) -> str:
        """The origin of a report with such files and documents beside it, by their hashes.

        Where the agency of the report is not known yet, no decision about names of one agency bears on it.
        """
        return self.of_office(files, supporting, self._offices.get(key_of(files)))

    def of_office(self, files: Sequence[str], supporting: Sequence[str], agency: str | None) -> str:
        """The origin of a report of an agency."""
        reading = _hash([*self._reading, "files", *files, "supporting", *supporting])
        book = self._settings.book(files, agency)
        about, whole = _decided(book.decisions if book else None, files)
        return f"{reading}-{about}-{_hash([reading, *self._audit])}-{whole}"


def all_hashes(files: Sequence[str]) -> list[str]:
    """The hash of a report and of each of its files, of which a decision may name either."""
    return [hashlib.sha256("".join(files).encode()).hexdigest(), *files]


def same_reading(first: str, second: str) -> bool:
    """Whether two origins name the same reading."""
    return first.split("-")[:2] == second.split("-")[:2] != [""]


def redecided(origin: str, files: Sequence[str], decisions: "Decisions") -> str:
    """The origin of a report that was made again by the same program and settings with other decisions; empty for none."""
    if not origin:
        return ""
    reading, _, audit, _ = origin.split("-")
    about, whole = _decided(decisions, files)
    return f"{reading}-{about}-{audit}-{whole}"


def _decided(decisions: "Decisions | None", files: Sequence[str]) -> tuple[str, str]:
    """Hashes of the decisions about the reading of a report, and of all of them."""
    if decisions is None:
        return NOTHING, NOTHING
    from extractor.readings import about_reading
    from schemas.decision_files import decisions_hash

    about = about_reading(decisions, all_hashes(files))
    return decisions_hash(about) or NOTHING, decisions_hash(decisions) or NOTHING


def _hash(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:HALF]


def _engines(choice: str) -> str:
    from extractor.pages.engines import engines

    return engines(choice).described()
