"""An agency's own list of indicators as a table, made into the text of a local catalogue."""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from extractor.csv_lists import cells
from extractor.errors import UsageError

# Columns by the words of their header, the surer first.
COLUMNS = {
    "name": re.compile(r"^(?:nama )?indikator|^iku\b|^name|tolok ukur", re.IGNORECASE),
    "unit": re.compile(r"^satuan|^unit\b", re.IGNORECASE),
    "polarity": re.compile(r"polari|sifat|arah", re.IGNORECASE),
    "formula": re.compile(r"formul|rumus|cara (?:peng|per)hitung", re.IGNORECASE),
    "source": re.compile(r"^sumber|^source", re.IGNORECASE),
    "synonyms": re.compile(r"sinonim|synonym|nama lain", re.IGNORECASE),
}
DOWN = re.compile(r"turun|negatif|minimal|minimi|down|kecil|-", re.IGNORECASE)
LONGEST_ID = 60


class LocalList(NamedTuple):
    """The text of a local catalogue, how many entries it has, and how many names ours has already."""

    text: str
    entries: int
    known: int


def rows_of(path: Path) -> list[list[str]]:
    """The cells of a CSV file or of the first sheet of a workbook, row by row.

    Raises:
        UsageError: there is no such file, or it is neither.
    """
    if not path.is_file() or path.suffix.lower() not in (".csv", ".xlsx"):
        raise UsageError(
            "a table as .csv or .xlsx",
            str(path),
            "Save the list of indicators in one of these formats.",
            ("tabel berformat .csv atau .xlsx", str(path), "Simpan daftar indikator dalam salah satu format itu."),
        )
    if path.suffix.lower() == ".csv":
        try:
            return [row for _, row in cells(path.read_bytes())]
        except csv.Error as error:
            raise UsageError(
                "a CSV",
                f"{path}: {error}",
                "Mend the line, or save the table again.",
                ("CSV", f"{path}: {error}", "Perbaiki baris itu, atau simpan lagi tabelnya."),
            ) from None
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    except (BadZipFile, KeyError, OSError) as error:
        raise UsageError(
            "a workbook that can be opened",
            f"{path}: {error}",
            "Save it again, or as .csv.",
            ("buku kerja yang dapat dibuka", f"{path}: {error}", "Simpan lagi, atau sebagai .csv."),
        ) from None
    return [["" if cell is None else str(cell).strip() for cell in row] for row in sheet.iter_rows(values_only=True)]


def local_list(rows: Sequence[Sequence[str]], file: str) -> LocalList:
    """The local catalogue of a table: one entry an indicator name, those that ours has already left out.

    Raises:
        UsageError: no row names a column of indicators.
    """
    from schemas.catalogue import catalogue

    head, columns = _header(rows, file)
    ours = {name.lower() for entry in catalogue().own_indicators for name in (entry.name, *entry.synonyms)}
    units = {s.lower(): unit.id for unit in catalogue().units for s in (unit.id, unit.name, *unit.synonyms)}
    entries: dict[str, dict[str, object]] = {}
    known = 0
    for row in rows[head + 1 :]:
        told = {key: " ".join(row[place].split()) for key, place in columns.items() if place < len(row)}
        name = told.get("name", "")
        if not re.search(r"[A-Za-z]{3}", name):
            continue
        if name.lower() in ours:
            known += 1
            continue
        entry = dict(_entry(told, units, file))
        entries.setdefault(str(entry["id"]), entry)
    text = yaml.safe_dump({"indicators": list(entries.values())}, allow_unicode=True, sort_keys=False, width=120)
    return LocalList(text, len(entries), known)


def _header(rows: Sequence[Sequence[str]], file: str) -> tuple[int, dict[str, int]]:
    """The first row that names a column of indicators, and the columns that it names."""
    for number, row in enumerate(rows):
        found = {
            k: p for k, pattern in COLUMNS.items() for p, cell in reversed(list(enumerate(row))) if pattern.search(cell)
        }
        if "name" in found and (len(found) > 1 or len(row) == 1):
            return number, found
    raise UsageError(
        "a column Indikator, and a column Satuan",
        f"no such header in {file}",
        "Give the columns these headers: Indikator, Satuan, Polaritas, Formula, Sumber, Sinonim.",
        (
            "kolom Indikator dan kolom Satuan",
            f"tidak ada kepala kolom itu di {file}",
            "Beri kepala kolom: Indikator, Satuan, Polaritas, Formula, Sumber, Sinonim.",
        ),
    )


def _entry(told: dict[str, str], units: dict[str, str], file: str) -> Iterator[tuple[str, object]]:
    """An entry of the local catalogue, key by key."""
    name, unit = told["name"], units.get(told.get("unit", "").lower().strip(" ()"))
    kind = "rate" if unit == "%" else "count" if name.lower().startswith("jumlah") else "index"
    yield "id", re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_ID].strip("-")
    yield "name", name
    yield "gloss_en", name
    if told.get("synonyms"):
        yield "synonyms", [part.strip() for part in re.split(r"[;|]", told["synonyms"]) if part.strip()]
    if unit:
        yield "unit", unit
    yield "polarity", "down" if DOWN.search(told.get("polarity", "")) else "up"
    yield "kind", kind
    if told.get("formula"):
        yield "formula", told["formula"]
    yield "source", told.get("source") or file
