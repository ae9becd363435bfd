"""A list of files with the part that each plays: one report's chapters and the documents beside it, from a CSV."""

import csv
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UsageError

COLUMNS = ("report", "file", "part", "kind")
REPORT_KINDS = ("", "lkjip")


@dataclass(frozen=True, slots=True)
class Listed:
    """A report of a manifest: its files in the order of their parts, and the documents beside it."""

    name: str
    files: tuple[Path, ...]
    supporting: tuple[Path, ...]


def read_manifest(path: Path) -> tuple[Listed, ...]:
    """The reports of a CSV with the columns report, file, part, kind; files are named from its own folder.

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
    return Listed(name, tuple(file for _, file in sorted(own, key=lambda item: _order(item[0]))), tuple(beside))


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
