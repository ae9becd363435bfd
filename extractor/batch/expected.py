"""Which reports should be there: received, failed or missing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.batch.glance import Glance
from extractor.batch.ledger import DONE, Work
from extractor.csv_lists import Line, ListKind, read_list
from extractor.store import Entry

LIST = ListKind(("agency", "year"), ("Tulis satu instansi dan tahun per baris.", "Put one agency and year on a line."))
YEAR = re.compile(r"20\d\d")
RECEIVED, FAILED, MISSING = "received", "failed", "missing"
REPORT = "lkjip"
WORD = re.compile(r"\w+")
# Words of a region's kind, which one writes and another leaves out.
REGION_WORDS = frozenset({"kabupaten", "kab", "kota", "provinsi", "propinsi", "prov", "pemerintah", "daerah", "dan"})


@dataclass(frozen=True, slots=True)
class Expected:
    """An agency that should have reported on a year."""

    agency: str
    year: int


@dataclass(frozen=True, slots=True)
class Held:
    """An expected report: whether it is there, and the keys of the reports that are it."""

    expected: Expected
    status: str
    reports: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The parts by name."""
        return {
            "agency": self.expected.agency,
            "year": self.expected.year,
            "status": self.status,
            "reports": list(self.reports),
        }


def read_expected(path: Path) -> tuple[Expected, ...]:
    """The agencies and years of a CSV with the columns agency and year.

    Raises:
        UsageError: the file is no such list, or a line has no agency or no year.
    """
    return tuple(_expected(path, line) for line in read_list(path, LIST))


Glances = Mapping[str, Glance | None]


def held_against(
    expected: Sequence[Expected], works: Sequence[Work], entries: Mapping[str, Entry], glances: Glances
) -> list[Held]:
    """Each expected report with what is there of it.

    A report that was read says itself whose it is; for one that failed the manifest says it, or its first pages did.
    """
    done = [(work, _read(work, entries)) for work in works if work.state == DONE]
    failed = [(work, _unread(work, glances)) for work in works if work.state != DONE]
    return [_held(item, done, failed) for item in expected]


Named = tuple[Work, tuple[str | None, str | None, int | None]]


def _held(expected: Expected, done: Sequence[Named], failed: Sequence[Named]) -> Held:
    for status, works in ((RECEIVED, done), (FAILED, failed)):
        found = tuple(work.planned.key for work, told in works if _is(expected, *told))
        if found:
            return Held(expected, status, found)
    return Held(expected, MISSING)


def _read(work: Work, entries: Mapping[str, Entry]) -> tuple[str | None, str | None, int | None]:
    """Agency, region and year as the report says them, else as the manifest does; nothing for other documents."""
    entry = entries.get(work.report or "")
    if entry is None or entry.kind != REPORT:
        return None, None, None
    return entry.agency or work.planned.agency, entry.region, entry.fiscal_year or work.planned.year


def _unread(work: Work, glances: Glances) -> tuple[str | None, str | None, int | None]:
    """The same of a report that was not read."""
    seen = glances.get(work.planned.files[0])
    if work.planned.agency or seen is None or seen.kind != REPORT:
        return work.planned.agency, None, work.planned.year
    return seen.agency, seen.region, seen.fiscal_year


def _is(expected: Expected, agency: str | None, region: str | None, year: int | None) -> bool:
    """Whether agency and year are the expected ones; the region may be left out in the list."""
    if agency is None or year != expected.year:
        return False
    wanted, found = _words([expected.agency]), _words([agency])
    return wanted == found or wanted - _words([region or ""]) == found - _words([region or ""]) != frozenset()


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in WORD.findall(text.lower())) - REGION_WORDS


def _expected(path: Path, line: Line) -> Expected:
    agency, year = line["agency"], line["year"]
    if not agency or not YEAR.fullmatch(year):
        raise LIST.wrong(path, f"agency {agency!r}, year {year!r}", line.number)
    return Expected(agency, int(year))
