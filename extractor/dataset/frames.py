"""A dataset as pandas frames: one method a table, filters by column."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from extractor.dataset import database as db
from extractor.dataset.columns import columns
from extractor.dataset.tables import BY_NAME, TABLES
from extractor.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

NULLABLE = {"integer": "Int64", "boolean": "boolean"}
CURRENT = "current"


class Dataset:
    """A dataset to be read; use it in a with statement, or close it.

    A filter is a column with a value, several values, or None for rows where it is empty. Unless `current` says otherwise,
    only rows of the newest version of each report are given; `current=...` is `True`, `False`, or `any` for all.
    """

    def __init__(self, path: Path) -> None:
        """Opens the database.

        Raises:
            UsageError: there is no dataset in the folder, or one of another program.
        """
        import duckdb

        self.file = path / db.FILE if path.is_dir() else path
        if not self.file.is_file():
            raise no_dataset(path, "no dataset.duckdb", "tidak ada dataset.duckdb")
        try:
            self._database = db.connected(self.file)
            known = db.meta(self._database).get("shape") == db.shape()
        except duckdb.Error as error:
            raise no_dataset(path, str(error).splitlines()[0], str(error).splitlines()[0]) from None
        if not known:
            raise no_dataset(path, "a dataset of another version", "dataset dari versi lain")

    def __enter__(self) -> "Dataset":
        """The dataset."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes it."""
        self.close()

    def close(self) -> None:
        """Closes the database."""
        self._database.close()

    @property
    def folder(self) -> Path:
        """The folder of the dataset.

        Raises:
            UsageError: the database was taken out of it.
        """
        if self.file.name != db.FILE:
            raise no_dataset(self.file, "a database alone", "basis data saja")
        return self.file.parent

    @property
    def database(self) -> db.Connection:
        """The connection, for SQL of one's own."""
        return self._database

    def documents(self, **filters: Any) -> "pd.DataFrame":
        """One row a report."""
        return self.table("documents", **filters)

    def facts(self, **filters: Any) -> "pd.DataFrame":
        """One row a printed figure."""
        return self.table("facts", **filters)

    def tables(self, **filters: Any) -> "pd.DataFrame":
        """One row a table."""
        return self.table("tables", **filters)

    def cells(self, **filters: Any) -> "pd.DataFrame":
        """One row a cell of a table."""
        return self.table("cells", **filters)

    def calculations(self, **filters: Any) -> "pd.DataFrame":
        """One row a recalculation, those that hold too."""
        return self.table("calculations", **filters)

    def findings(self, **filters: Any) -> "pd.DataFrame":
        """One row a finding of one report."""
        return self.table("findings", **filters)

    def restatements(self, **filters: Any) -> "pd.DataFrame":
        """One row a figure that a later report prints otherwise."""
        return self.table("restatements", **filters)

    def breaks(self, **filters: Any) -> "pd.DataFrame":
        """One row a break of a series."""
        return self.table("breaks", **filters)

    def panel(self, **filters: Any) -> "pd.DataFrame":
        """One row a chosen value of office, indicator, year and measure."""
        return self.table("panel", **filters)

    def concordance(self, **filters: Any) -> "pd.DataFrame":
        """One row an id with the series that it belongs to."""
        return self.table("concordance", **filters)

    def series(self, name: str, **filters: Any) -> "pd.DataFrame":
        """The chosen values of an indicator, told by its id or its name, by office, measure and year.

        Raises:
            UsageError: no indicator is called so, or several are.
        """
        return self.panel(series=self.series_id(name), **filters)

    def series_id(self, name: str) -> str:
        """The id of the series that an id or a name belongs to.

        Raises:
            UsageError: no indicator is called so, or several are.
        """
        from extractor.dataset.lookup import series_id

        return series_id(self._database, name)

    def table(self, name: str, **filters: Any) -> "pd.DataFrame":
        """The rows of a table that a filter lets through, in the table's order.

        Raises:
            UsageError: there is no such table or column.
        """
        if name not in BY_NAME:
            raise unknown("a table", name, (spec.name for spec in TABLES))
        spec = BY_NAME[name]
        known = {column.name: column for column in columns(spec.model)}
        if CURRENT in known:
            filters = {CURRENT: True} | filters
            filters = {k: v for k, v in filters.items() if k != CURRENT or v is not any}
        where, values = _where(filters, known)
        frame = self._database.execute(f'SELECT * FROM "{name}"{where} ORDER BY {spec.order}', values).df()
        kinds = {column.name: NULLABLE[column.kind] for column in known.values() if column.kind in NULLABLE}
        return frame.astype(kinds)


def open(path: str | Path) -> Dataset:
    """The dataset of a folder.

    Raises:
        UsageError: there is no dataset in the folder.
    """
    return Dataset(Path(path))


@contextmanager
def reading(path: Path) -> Iterator[Dataset]:
    """A dataset that is closed in the end."""
    dataset = Dataset(path)
    try:
        yield dataset
    finally:
        dataset.close()


def _where(filters: dict[str, Any], known: Iterable[str]) -> tuple[str, list[Any]]:
    """The condition of a query, and its values."""
    parts: list[str] = []
    values: list[Any] = []
    names = set(known)
    for name, value in filters.items():
        if name not in names:
            raise unknown("a column", name, sorted(names))
        if value is None:
            parts.append(f'"{name}" IS NULL')
        elif isinstance(value, str | int | float | bool):
            parts.append(f'"{name}" = ?')
            values.append(value)
        else:
            parts.append(f'"{name}" IN (SELECT unnest(?))')
            values.append(list(value))
    return (" WHERE " + " AND ".join(parts) if parts else ""), values


def unknown(what: str, name: str, known: Iterable[str]) -> UsageError:
    """The error for a name that is none."""
    listed = ", ".join(known)
    indonesian = {"a table": "tabel", "a column": "kolom"}.get(what, what)
    return UsageError(
        f"{what} of the dataset ({listed})",
        name,
        "Choose one of these.",
        (f"{indonesian} dataset ({listed})", name, "Pilih salah satunya."),
    )


def no_dataset(path: Path, found: str, in_indonesian: str) -> UsageError:
    """The error for a folder that holds no dataset."""
    return UsageError(
        "a folder with a dataset",
        f"{path}: {found}",
        "Make one with: lkjip dataset build STORE -o DIR",
        ("folder berisi dataset", f"{path}: {in_indonesian}", "Buat dengan: lkjip dataset build STORE -o DIR"),
    )
