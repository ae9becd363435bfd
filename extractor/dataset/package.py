"""The dataset as CSV files with a Frictionless data package: schema, units, licence field and provenance."""

import csv
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from extractor.dataset import database as db
from extractor.dataset.columns import Column, columns, description
from extractor.dataset.files import replaced
from extractor.dataset.tables import TABLES, Spec
from extractor.report.build import own_version
from extractor.report.spreadsheet_text import harmless

DESCRIPTOR = "datapackage.json"
# A decimal in digits is a number to those who read the package, exact in every reader that has decimals.
TYPES = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "list": "array",
    "object": "object",
    "decimal": "number",
}


def write_package(database: db.Connection, target: Path, licence: str | None = None) -> None:
    """A folder with one CSV file a table and the descriptor; a text that a spreadsheet would run stands after an apostrophe.

    `licence` is the name or address of the licence under which the data are passed on; nobody but the user can know it.
    """
    with replaced(target) as folder:
        for spec in TABLES:
            with (folder / f"{spec.name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow([column.name for column in columns(spec.model)])
                writer.writerows(fields(database, spec))
        (folder / DESCRIPTOR).write_bytes(descriptor(database, licence))


def fields(database: db.Connection, spec: Spec) -> Iterator[list[str]]:
    """The rows of a table as texts."""
    encode = [_ENCODE.get(column.kind, _text) for column in columns(spec.model)]
    for row in rows(database, spec):
        yield ["" if value is None else turn(value) for turn, value in zip(encode, row, strict=True)]


def rows(database: db.Connection, spec: Spec) -> Iterator[tuple[Any, ...]]:
    """The rows of a table in their order, a few at a time."""
    return db.streamed(database, f'SELECT * FROM "{spec.name}" ORDER BY {spec.order}')


def _text(value: Any) -> str:
    return harmless(str(value))


_ENCODE: dict[str, Callable[[Any], str]] = {
    "boolean": lambda value: "true" if value else "false",
    "list": partial(json.dumps, ensure_ascii=False),
    "object": str,
    "decimal": str,
    "integer": str,
    "number": repr,
}


def descriptor(database: db.Connection, licence: str | None) -> bytes:
    """The descriptor: what each file and column holds, and where the data come from."""
    found = database.execute(
        "SELECT file, sha256, agency, fiscal_year, generator, versions FROM documents ORDER BY agency, fiscal_year, report"
    ).fetchall()
    sources = [
        {"title": " ".join(str(part) for part in (file, agency, year) if part is not None), "path": f"sha256-{sha256}"}
        for file, sha256, agency, year, _, _ in found
    ]
    package = {
        "profile": "tabular-data-package",
        "name": "lkjip-dataset",
        "title": "Figures of Indonesian government performance reports (LKjIP), with their places",
        "description": "Every figure was read from a PDF by a program and has its page and box; see the table documents for the reports.",
        "version": db.meta(database)["state"],
        "licenses": [{"name": licence}] if licence else [],
        "sources": sources,
        "provenance": {
            "generator": f"lkjip-extractor {own_version()}",
            "audited_with": sorted({f"{generator} {versions}".strip() for *_, generator, versions in found}),
            "state": db.meta(database)["state"],
        },
        "resources": [_resource(spec) for spec in TABLES],
    }
    if not licence:
        # The profile wants at least one licence where the field is there.
        del package["licenses"]
        package["licence"] = "not stated: ask those who published the reports"
    return json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"


def _resource(spec: Spec) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": spec.name,
        "path": f"{spec.name}.csv",
        "title": description(spec.model),
        "encoding": "utf-8",
        "format": "csv",
        "mediatype": "text/csv",
        "schema": {"fields": [_field(column) for column in columns(spec.model)], "missingValues": [""]},
    }


def _field(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column.name, "type": TYPES[column.kind], "description": column.description}
    if column.unit:
        told["unit"] = column.unit
    if column.required:
        told["constraints"] = {"required": True}
    return told
