"""Lists that people write as CSV: one reader for all of them, which tells what is wrong with the line.

A spreadsheet in Indonesian parts cells by semicolons and may write the code page of Windows; both are understood.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UsageError

DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class ListKind:
    """What a list must hold: its columns, and what to do about one that does not, in Indonesian and English."""

    columns: tuple[str, ...]
    advice: tuple[str, str]

    def wrong(self, path: Path, found: str, line: int | None = None) -> UsageError:
        """The error for a list that cannot be used, or for a line of it."""
        names, place = ", ".join(self.columns), f"{path}:{line}" if line else str(path)
        return UsageError(
            f"a CSV with the columns {names}",
            f"{place}: {found}",
            self.advice[1],
            (f"CSV dengan kolom {names}", f"{place}: {found}", self.advice[0]),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list; a column that the list has not, and a cell that is not there, are empty."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell of a column, without spaces around it."""
        return self.cells.get(column, "")


def read_list(path: Path, kind: ListKind) -> tuple[Line, ...]:
    """The lines of a list; those without any cell are left out, and capitals in the names of columns do not count.

    Raises:
        UsageError: the file cannot be read or is no CSV, lacks a column or names one twice, or a line has more cells
            than there are columns.
    """
    try:
        rows = list(cells(path.read_bytes()))
    except OSError as error:
        raise kind.wrong(path, error.strerror or str(error)) from None
    except csv.Error as error:
        raise kind.wrong(path, str(error)) from None
    if not rows:
        raise kind.wrong(path, "nothing in it")
    (first, head), *rest = rows
    names = [name.lower() for name in head]
    if not rest:
        raise kind.wrong(path, "no line below the columns")
    if missing := [name for name in kind.columns if name not in names]:
        raise kind.wrong(path, f"without {', '.join(missing)}", first)
    if doubled := sorted({name for name in names if name and names.count(name) > 1}):
        raise kind.wrong(path, f"with {', '.join(doubled)} twice", first)
    for line, row in rest:
        if any(row[len(names) :]):
            told = f"{len(row)} cells for {len(names)} columns; put a text with a separator between quotation marks"
            raise kind.wrong(path, told, line)
    return tuple(Line(line, dict(zip(names, row, strict=False))) for line, row in rest)


def cells(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that has any, with the number of the line from 1.

    Raises:
        csv.Error: a quotation mark is not closed or stands within a cell, or a cell is longer than 128 KB.
    """
    text = _text(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for row in reader:
            found = [cell.strip() for cell in row]
            if any(found):
                yield line, found
            line = reader.line_num + 1
    except csv.Error as error:
        raise csv.Error(f"line {line}: {error}") from None


def _text(data: bytes) -> str:
    """UTF-8, or what Windows writes where it is none; UTF-16 where it says so."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """What parts the cells of the first line; a comma where nothing does."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=first.count)
