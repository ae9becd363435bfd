"""The dataset in the format that somebody else reads."""

import shutil
import tempfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from extractor.dataset.files import write_parquet
from extractor.dataset.frames import reading
from extractor.dataset.package import write_package
from extractor.dataset.workbook import write_workbook
from extractor.errors import CannotWriteError
from extractor.report.writing import refuse_unwritable


class Format(StrEnum):
    """What a dataset can be written as."""

    parquet = "parquet"
    csv = "csv"
    xlsx = "xlsx"
    duckdb = "duckdb"


def export(dataset: Path, target: Path, wanted: Format, licence: str | None = None) -> None:
    """Writes a dataset: Parquet and CSV into a folder, XLSX and DuckDB into a file, in place of what was there.

    Raises:
        UsageError: there is no dataset.
        CannotWriteError: the target cannot be written, or is a folder with something else in it.
    """
    with reading(dataset) as opened:
        try:
            if wanted is Format.csv:
                _refuse_foreign(target, "datapackage.json")
                write_package(opened.database, target, licence)
            elif wanted is Format.parquet:
                _refuse_foreign(target, "documents.parquet")
                write_parquet(opened.database, target)
            elif wanted is Format.xlsx:
                to_file(target, lambda path: write_workbook(opened.database, path))
            else:
                to_file(target, lambda path: shutil.copyfile(opened.file, path))
        except OSError as error:
            raise _cannot(target, error.strerror or type(error).__name__) from None


def to_file(target: Path, write: Callable[[Path], object]) -> None:
    """Has a file written beside its place and renames it."""
    refuse_unwritable(target)
    with tempfile.TemporaryDirectory(dir=target.resolve().parent, prefix=f".{target.name}.") as folder:
        part = Path(folder) / target.name
        write(part)
        part.replace(target.resolve())


def _refuse_foreign(target: Path, mark: str) -> None:
    """Tells before anything is written that a folder holds other things, which would be lost.

    Raises:
        CannotWriteError: it does, or there is a file.
    """
    if target.is_dir() and any(target.iterdir()) and not (target / mark).is_file():
        raise _cannot(target, "a folder with other files")
    if target.exists() and not target.is_dir():
        raise _cannot(target, "a file")


def _cannot(target: Path, found: str) -> CannotWriteError:
    return CannotWriteError(
        f"a new or empty place to write {target}",
        found,
        "Choose another place with -o.",
        (f"tempat baru atau kosong untuk menulis {target}", found, "Pilih tempat lain dengan -o."),
    )
