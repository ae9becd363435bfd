"""The files beside the database: Parquet for those who read it without DuckDB, and a line about what is there."""

import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.dataset import database as db
from extractor.dataset.judged import write_codebook
from extractor.dataset.tables import PARTITIONED, TABLES, Spec
from extractor.report.writing import write_atomically

MANIFEST, PARQUET = "dataset.json", "parquet"
PARTITIONS = ("fiscal_year", "region")
KIND = "lkjip-dataset"


def write_files(database: db.Connection, target: Path) -> None:
    """Writes Parquet and, when that is whole, the manifest."""
    write_parquet(database, target / PARQUET)
    write_codebook(target)
    write_atomically(manifest(database), target / MANIFEST)


def written_state(target: Path) -> str | None:
    """The state of the database that the files beside it were made from; None where they are not whole."""
    try:
        told = json.loads((target / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return str(told.get("state")) if isinstance(told, dict) and (target / PARQUET).is_dir() else None


def manifest(database: db.Connection) -> bytes:
    """What is in the dataset: its state and how many rows each table has."""
    told = db.meta(database)
    counts = {spec.name: rows(database, spec) for spec in TABLES}
    data = {"kind": KIND, "format": db.FORMAT, "state": told["state"], "tables": counts}
    return json.dumps(data, indent=1).encode() + b"\n"


def rows(database: db.Connection, spec: Spec) -> int:
    """How many rows a table has."""
    found = database.execute(f'SELECT count(*) FROM "{spec.name}"').fetchone()
    return int(found[0]) if found else 0


def write_parquet(database: db.Connection, target: Path) -> None:
    """A folder with a Parquet file a table, or with files parted by year and region."""
    with replaced(target) as folder:
        database.execute("SET threads = 1")
        for spec in TABLES:
            if spec.name in PARTITIONED:
                how = f"FORMAT parquet, PARTITION_BY ({', '.join(PARTITIONS)})"
                _copy(database, spec, folder / spec.name, how)
            else:
                _copy(database, spec, folder / f"{spec.name}.parquet", "FORMAT parquet")
        database.execute(f"SET threads = {db.THREADS}")


def _copy(database: db.Connection, spec: Spec, target: Path, how: str) -> None:
    if rows(database, spec) or target.suffix:
        database.execute(f"COPY (SELECT * FROM \"{spec.name}\" ORDER BY {spec.order}) TO '{db.quoted(target)}' ({how})")


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A new folder that takes the place of the target when it is whole."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    old = target.with_name(f"{part.name}.old")
    part.mkdir(parents=True)
    try:
        yield part
        if target.exists():
            target.rename(old)
        part.rename(target)
    finally:
        for left in (part, old):
            shutil.rmtree(left, ignore_errors=True)
