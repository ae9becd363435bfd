"""A list of files with the part that each plays: one report's chapters and the documents beside it, from a CSV."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.csv_lists import Line, ListKind, read_list

# The columns agency and year may be there too.
LIST = ListKind(
    ("report", "file", "part", "kind"),
    (
        "Tulis satu berkas per baris; kind kosong atau lkjip untuk berkas laporan itu sendiri.",
        "Put one file on a line; kind is empty or lkjip for the report's own files.",
    ),
)
REPORT_KINDS = ("", "lkjip")


@dataclass(frozen=True, slots=True)
class Listed:
    """A report of a manifest: its files in the order of their parts, the documents beside it, whose it is and of which year."""

    name: str
    files: tuple[Path, ...]
    supporting: tuple[Path, ...]
    agency: str | None = None
    year: int | None = None


def read_manifest(path: Path) -> tuple[Listed, ...]:
    """The reports of a CSV with the columns report, file, part, kind, and agency and year if known.

    Files are named from its own folder.

    Raises:
        UsageError: the file cannot be read, lacks a column, names a missing file, or has a report without a file.
    """
    reports: dict[str, list[Line]] = {}
    for line in read_list(path, LIST):
        reports.setdefault(line["report"], []).append(line)
    return tuple(_listed(path, name, lines) for name, lines in reports.items())


def one_report(path: Path) -> Listed:
    """The only report of a manifest.

    Raises:
        UsageError: it lists several, or as `read_manifest`.
    """
    listed = read_manifest(path)
    if len(listed) != 1:
        raise LIST.wrong(path, f"{len(listed)} reports ({', '.join(item.name for item in listed)}); an audit takes one")
    return listed[0]


def _listed(path: Path, name: str, rows: Sequence[Line]) -> Listed:
    own: list[tuple[str, Path]] = []
    beside: list[Path] = []
    for row in rows:
        file = path.parent / row["file"]
        if not file.is_file():
            raise LIST.wrong(path, f"no file {row['file']!r}", row.number)
        if row["kind"].lower() in REPORT_KINDS:
            own.append((row["part"], file))
        else:
            beside.append(file)
    if not own:
        raise LIST.wrong(path, f"no file of the report {name!r} itself (kind lkjip or empty)", rows[0].number)
    files = tuple(file for _, file in sorted(own, key=lambda item: _order(item[0])))
    return Listed(name, files, tuple(beside), _told(path, rows, "agency"), _year(path, rows))


def _told(path: Path, rows: Sequence[Line], column: str) -> str | None:
    """What the lines of a report say in a column that may be missing; they must not contradict each other."""
    said = {row[column]: row.number for row in rows if row[column]}
    if len(said) > 1:
        told = f"the report {rows[0]['report']!r} with {' and '.join(sorted(said))} as {column}"
        raise LIST.wrong(path, told, max(said.values()))
    return next(iter(said), None)


def _year(path: Path, rows: Sequence[Line]) -> int | None:
    text = _told(path, rows, "year")
    if text is not None and not re.fullmatch(r"20\d\d", text):
        raise LIST.wrong(path, f"the report {rows[0]['report']!r} with {text!r} as year", rows[0].number)
    return int(text) if text else None


def _order(part: str) -> tuple[int, str]:
    """Numbers by value, other names by their letters behind them."""
    return (int(part), "") if part.isdigit() else (10**6, part)
