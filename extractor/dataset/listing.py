"""Records as a JSON or CSV file, by the ending of its name."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extractor.errors import UsageError
from extractor.report.spreadsheet_text import harmless


def encoded(records: Sequence[dict[str, Any]], target: Path | None) -> bytes:
    """The records as JSON, or as CSV where the target ends so.

    Raises:
        UsageError: the target ends in something else.
    """
    ending = target.suffix.lower() if target else ".json"
    if ending == ".json":
        return json.dumps(records, ensure_ascii=False, indent=1).encode() + b"\n"
    if ending == ".csv":
        return _csv(records)
    raise UsageError(
        "a file that ends in .json or .csv",
        str(target),
        "Choose one of these endings.",
        ("berkas yang berakhiran .json atau .csv", str(target), "Pilih salah satu akhiran itu."),
    )


def _csv(records: Sequence[dict[str, Any]]) -> bytes:
    """UTF-8 with a signature, so that spreadsheets know the encoding; what is nested is spread over columns."""
    flat = [dict(_flat(record)) for record in records]
    names = list(dict.fromkeys(name for record in flat for name in record))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([_cell(record.get(name)) for name in names] for record in flat)
    return text.getvalue().encode("utf-8-sig")


def _flat(record: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """The values of a record; the second place of a list of places is place_2."""
    out: list[tuple[str, Any]] = []
    for name, value in record.items():
        if isinstance(value, dict):
            out += _flat(value, f"{before}{name}_")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for number, item in enumerate(value, start=1):
                out += _flat(item, f"{before}{name}_{number}_")
        else:
            out.append((before + name, value))
    return out


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | bool) else repr(value)
