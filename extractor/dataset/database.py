"""The DuckDB file of a dataset: made anew beside the old one, from which it takes the rows of unchanged reports."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from extractor.dataset.columns import Column, Row, columns
from extractor.dataset.tables import READ, TABLES, Spec
from extractor.errors import CannotWriteError

FILE = "dataset.duckdb"
FORMAT = 1
# What the database may use for sorting and joining; beyond it goes to disk.
MEMORY, THREADS = "160MB", 2
# Rows that are held at a time on their way in or out.
BATCH = 2000
Connection = duckdb.DuckDBPyConnection


def shape() -> str:
    """A hash of all tables and columns: rows of another shape are read again."""
    told = [[spec.name, spec.order, [[c.name, c.kind] for c in columns(spec.model)]] for spec in TABLES]
    return hashlib.sha256(json.dumps([FORMAT, told]).encode()).hexdigest()[:16]


def known_reports(path: Path) -> dict[str, str]:
    """The reports of a database with the hashes of their JSON; none where there is no database of this shape."""
    if not path.is_file():
        return {}
    try:
        with opened(path) as database:
            if meta(database).get("shape") != shape():
                return {}
            return dict(database.execute("SELECT report, digest FROM documents ORDER BY report").fetchall())
    except duckdb.Error:
        return {}


def connected(path: Path, *, read_only: bool = True, **settings: str) -> Connection:
    """A connection that keeps to the limits."""
    limits: dict[str, Any] = {"memory_limit": MEMORY, "threads": THREADS}
    database = duckdb.connect(str(path), read_only=read_only, config=limits | settings)
    # A bar of its own would go to stdout, where data go.
    database.execute("SET enable_progress_bar = false")
    return database


@contextmanager
def opened(path: Path) -> Iterator[Connection]:
    """A database, to be read."""
    database = connected(path)
    try:
        yield database
    finally:
        database.close()


def meta(database: Connection) -> dict[str, str]:
    """What a database tells of itself."""
    return dict(database.execute("SELECT name, value FROM meta").fetchall())


def made_by(path: Path) -> str | None:
    """The version of the program that made a database."""
    with opened(path) as database:
        return meta(database).get("version")


@contextmanager
def replacing(target: Path) -> Iterator[Connection]:
    """A new database that takes the place of the target when all went well.

    Raises:
        CannotWriteError: the folder cannot be written to, or the disk is full.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        database = connected(part, read_only=False, temp_directory=f"{part}.tmp")
        try:
            # Few transactions, or each statement would wait for the disk; see `settle`.
            database.begin()
            create(database)
            yield database
            database.commit()
            database.execute("CHECKPOINT")
        finally:
            database.close()
        part.replace(target)
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise cannot_write(target, str(error).splitlines()[0]) from error
    finally:
        for left in part.parent.glob(f"{part.name}*"):
            if left.is_file():
                left.unlink()
            else:
                left.rmdir()


def cannot_write(target: Path, found: str) -> CannotWriteError:
    """The error for a place where a dataset cannot be."""
    return CannotWriteError(
        f"a place to write {target}",
        found,
        "Choose another place with -o.",
        (f"tempat untuk menulis {target}", found, "Pilih tempat lain dengan -o."),
    )


def settle(database: Connection) -> None:
    """Lets go of the memory that what was done so far takes."""
    database.commit()
    database.begin()


def create(database: Connection) -> None:
    """Creates all tables with the descriptions of tables and columns as comments."""
    database.execute("CREATE TABLE meta (name VARCHAR PRIMARY KEY, value VARCHAR)")
    for spec in TABLES:
        database.execute(f'CREATE TABLE "{spec.name}" ({_declared(columns(spec.model))})')


def keep(database: Connection, old: Path, reports: Sequence[str]) -> None:
    """Takes the rows of reports over from the old database."""
    if not reports:
        return
    database.execute(f"ATTACH '{quoted(old)}' AS old (READ_ONLY)")
    for spec in READ:
        database.execute(
            f'INSERT INTO "{spec.name}" SELECT {_read_again(spec)} FROM old."{spec.name}" '
            f"WHERE report IN (SELECT unnest(?)) ORDER BY {spec.order}",
            [list(reports)],
        )
    database.execute("DETACH old")


def recall(database: Connection, old: Path) -> None:
    """Takes over what the old database tells of series: which id belonged to which, and what moved before."""
    database.execute(f"ATTACH '{quoted(old)}' AS old (READ_ONLY)")
    database.execute("INSERT INTO moves SELECT * FROM old.moves")
    database.execute("CREATE TEMP TABLE formerly AS SELECT canonical_id, series FROM old.concordance")
    database.execute("DETACH old")


def _read_again(spec: Spec) -> str:
    """The columns of a table as they were read; what was worked out is worked out again."""
    return ", ".join("NULL" if column.derived else f'"{column.name}"' for column in columns(spec.model))


def sort(database: Connection, spec: Spec, filled: Mapping[str, str] | None = None, joined: str = "") -> None:
    """Puts the rows of a table (`u` in SQL) into their order; `filled` columns are worked out, from tables that are `joined`."""
    fields = columns(spec.model)
    shown = ", ".join(
        f'{(filled or {}).get(column.name) or f"u.{column.name}"} AS "{column.name}"' for column in fields
    )
    database.execute(f'ALTER TABLE "{spec.name}" RENAME TO unsorted')
    database.execute(f'CREATE TABLE "{spec.name}" ({_declared(fields)})')
    query = f"SELECT * FROM (SELECT {shown} FROM unsorted u {joined}) ORDER BY {spec.order}"
    database.execute(f'INSERT INTO "{spec.name}" {query}')
    database.execute("DROP TABLE unsorted")
    settle(database)


def _declared(fields: Sequence[Column]) -> str:
    """Names and types of columns."""
    return ", ".join(f'"{column.name}" {column.sql}' for column in fields)


def insert(database: Connection, spec: Spec, rows: Iterable[Row]) -> None:
    """Adds rows to a table, a few at a time."""
    left = iter(rows)
    while part := list(islice(left, BATCH)):
        batch = arrow(columns(spec.model), part)
        database.register("batch", batch)
        database.execute(f'INSERT INTO "{spec.name}" SELECT * FROM batch')
        database.unregister("batch")


def arrow(fields: Sequence[Column], rows: Sequence[Row]) -> Any:
    """Rows as an Arrow table."""
    import pyarrow as pa

    types = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "list": pa.list_(pa.string())}
    data = {
        column.name: pa.array([getattr(row, column.name) for row in rows], types.get(column.kind, pa.string()))
        for column in fields
    }
    return pa.table(data)


def streamed(database: Connection, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, a few at a time, while the connection does other things."""
    cursor = database.cursor()
    cursor.execute(query)
    while batch := cursor.fetchmany(BATCH):
        yield from batch
    cursor.close()


def tell(database: Connection, told: Mapping[str, str]) -> None:
    """Writes what a database tells of itself, and the descriptions of tables and columns."""
    database.executemany("INSERT INTO meta VALUES (?, ?)", [list(pair) for pair in sorted(told.items())])
    for spec in TABLES:
        text = quoted(" ".join((spec.model.__doc__ or "").split()))
        database.execute(f"COMMENT ON TABLE \"{spec.name}\" IS '{text}'")
        for column in columns(spec.model):
            database.execute(f'COMMENT ON COLUMN "{spec.name}"."{column.name}" IS \'{quoted(column.description)}\'')


def quoted(text: object) -> str:
    """A text for use between quotes in SQL."""
    return str(text).replace("'", "''")
