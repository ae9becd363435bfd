"""A list of files with the part that each plays: one report's chapters and the documents beside it, from a CSV."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UsageError

COLUMNS = ("report", "file", "part", "kind")
# Columns that may be there too.
TOLD = ("agency", "year")
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
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _wrong(path, getattr(error, "strerror", None) or str(error)) from None
    if not rows or not set(COLUMNS) <= set(rows[0]):
        raise _wrong(path, f"the columns {', '.join(rows[0]) if rows else '(no rows)'}")
    names = list(dict.fromkeys((row["report"] or "").strip() for row in rows))
    return tuple(_listed(path, name, rows) for name in names)


def one_report(path: Path) -> Listed:
    """The only report of a manifest.

    Raises:
        UsageError: it lists several, or as `read_manifest`.
    """
    listed = read_manifest(path)
    if len(listed) != 1:
        raise _wrong(path, f"{len(listed)} reports ({', '.join(item.name for item in listed)}); an audit takes one")
    return listed[0]


def _listed(path: Path, name: str, rows: list[dict[str, str]]) -> Listed:
    own: list[tuple[str, Path]] = []
    beside: list[Path] = []
    for line, row in enumerate(rows, start=2):
        if (row["report"] or "").strip() != name:
            continue
        file = path.parent / (row["file"] or "").strip()
        if not file.is_file():
            raise _wrong(path, f"line {line}: no file {row['file']!r}")
        if (row["kind"] or "").strip().lower() in REPORT_KINDS:
            own.append(((row["part"] or "").strip(), file))
        else:
            beside.append(file)
    if not own:
        raise _wrong(path, f"no file of the report {name!r} itself (kind lkjip or empty)")
    files = tuple(file for _, file in sorted(own, key=lambda item: _order(item[0])))
    agency, year = (_told(path, name, rows, column) for column in TOLD)
    return Listed(name, files, tuple(beside), agency, _year(path, name, year))


def _told(path: Path, name: str, rows: list[dict[str, str]], column: str) -> str | None:
    """What the lines of a report say in a column that may be missing; they must not contradict each other."""
    said = {(row.get(column) or "").strip() for row in rows if (row["report"] or "").strip() == name} - {""}
    if len(said) > 1:
        raise _wrong(path, f"the report {name!r} with {' and '.join(sorted(said))} as {column}")
    return next(iter(said), None)


def _year(path: Path, name: str, text: str | None) -> int | None:
    if text is None:
        return None
    if not re.fullmatch(r"20\d\d", text):
        raise _wrong(path, f"the report {name!r} with {text!r} as year")
    return int(text)


def _order(part: str) -> tuple[int, str]:
    """Numbers by value, other names by their letters behind them."""
    return (int(part), "") if part.isdigit() else (10**6, part)


def _wrong(path: Path, found: str) -> UsageError:
    expected = f"a CSV with the columns {', '.join(COLUMNS)}"
    return UsageError(
        expected,
        f"{path}: {found}",
        "Put one file on a line; kind is empty or lkjip for the report's own files.",
        (
            f"CSV dengan kolom {', '.join(COLUMNS)}",
            f"{path}: {found}",
            "Tulis satu berkas per baris; kind kosong atau lkjip untuk berkas laporan itu sendiri.",
        ),
    )
