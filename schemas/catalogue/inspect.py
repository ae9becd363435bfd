"""Everything that is wrong with a catalogue, each fault with its file and line."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from schemas.base import Model
from schemas.catalogue.check import indicator_problems, scale_problems, unit_problems
from schemas.catalogue.check_lists import (
    agency_problems,
    column_patterns,
    column_problems,
    kind_patterns,
    kind_problems,
    line_problems,
    polarity_problems,
    programme_problems,
    region_problems,
)
from schemas.catalogue.models import (
    AgencyKind,
    BudgetLine,
    Columns,
    DocumentKind,
    Domain,
    Indicator,
    NameWords,
    Polarity,
    Programmes,
    Regions,
    Scale,
    TableKind,
    Unit,
)
from schemas.catalogue.places import doubled_keys, line_at
from schemas.catalogue.problem import Problem
from schemas.catalogue.reading import CatalogueError, place, read
from schemas.compiled import files_of

INDICATORS = "indicators/*.yaml"
# What a file holds: one record, or a list of records under a key.
RECORDS: dict[str, type[Model]] = {
    "columns.yaml": Columns,
    "polarity.yaml": Polarity,
    "programmes.yaml": Programmes,
    "regions.yaml": Regions,
    "words.yaml": NameWords,
}
LISTS: dict[str, tuple[str, type[Model]]] = {
    "agencies.yaml": ("agencies", AgencyKind),
    "document_kinds.yaml": ("kinds", DocumentKind),
    "nomenclature.yaml": ("lines", BudgetLine),
    "scales.yaml": ("scales", Scale),
    "table_kinds.yaml": ("kinds", TableKind),
    "units.yaml": ("units", Unit),
}


class Fault(NamedTuple):
    """A fault of a catalogue: where it stands, which entry it is about, what is wrong."""

    file: str
    line: int
    entry: str
    text: str


class Contents:
    """The records of a folder that can be read, and the faults of those that cannot."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records: dict[str, list[Any]] = {file: [] for file in (*RECORDS, *LISTS, INDICATORS)}
        self.faults: list[Fault] = []
        for file in files_of(folder):
            self._read(file)
        missing = [file for file in (*RECORDS, *LISTS) if not (folder / file).is_file()]
        self.faults += [Fault(file, 1, "the whole file", "the file is missing") for file in missing]

    def _read(self, file: str) -> None:
        """Reads a file and keeps what is sound in it."""
        try:
            data = read(self.folder, file)
        except CatalogueError as error:
            self.faults.append(Fault(file, error.line or 1, error.entry, error.problem))
            return
        path = self.folder / file
        self.faults += [Fault(file, line, key, "key told twice") for key, line in doubled_keys(path)]
        if file.startswith("indicators/"):
            head = {key: value for key, value in data.items() if key != "indicators"}
            self._keep(file, "head", head, Domain, ())
            told = {"agencies": head.get("agencies") or (), "domain": path.stem}
            self._keep_all(file, INDICATORS, data.get("indicators"), ("indicators", Indicator), told)
        elif file in RECORDS:
            self._keep(file, file, data, RECORDS[file], ())
        elif file in LISTS:
            self._keep_all(file, file, data.get(LISTS[file][0]), LISTS[file], {})
        else:
            self.faults.append(Fault(file, 1, "the whole file", "no file of a catalogue has this name"))

    def _keep_all(
        self, file: str, group: str, entries: Any, kind: tuple[str, type[Model]], told: dict[str, Any]
    ) -> None:
        """Keeps the sound entries of a list."""
        key, model = kind
        if not isinstance(entries, list):
            self.faults.append(Fault(file, 1, key, "a list was expected"))
            return
        for number, entry in enumerate(entries):
            whole = {**told, **entry} if isinstance(entry, dict) else entry
            self._keep(file, group, whole, model, (key, number))

    def _keep(self, file: str, group: str, data: Any, model: type[Model], at: tuple[str | int, ...]) -> None:
        """Keeps a record, or says what is wrong with it."""
        try:
            self.records.setdefault(group, []).append(model.model_validate(data))
        except ValidationError as error:
            named = (
                next((str(data[k]) for k in ("id", "kind", "name") if data.get(k)), "")
                if isinstance(data, dict)
                else ""
            )
            for wrong in error.errors():
                line = line_at(self.folder / file, (*at, *wrong["loc"]))
                text = f"{'.'.join(map(str, wrong['loc']))}: {wrong['msg']}"
                self.faults.append(Fault(file, line, named or "entry", text))


def faults(folder: Path, more: Iterable[Problem] = ()) -> list[Fault]:
    """Every fault of the catalogue in a folder, by file and line; `more` are problems of indicators found elsewhere."""
    contents = Contents(folder)
    found = list(contents.faults)
    for file, problem in (*_problems(contents), *((INDICATORS, problem) for problem in more)):
        where, line = place(folder, file, problem)
        found.append(Fault(where, line, problem.entry, problem.text))
    return sorted(set(found))


def sound_indicators(folder: Path) -> list[Indicator]:
    """The indicators of a folder that can be read."""
    return list(Contents(folder).records[INDICATORS])


def _problems(contents: Contents) -> Iterator[tuple[str, Problem]]:
    """What the checks say, each with the file that it is about."""
    records = contents.records
    agencies = frozenset(kind.id for kind in records["agencies.yaml"])
    checks: list[tuple[str, Iterable[Problem]]] = [
        ("scales.yaml", scale_problems(records["scales.yaml"])),
        ("units.yaml", unit_problems(records["units.yaml"])),
        ("agencies.yaml", agency_problems(records["agencies.yaml"])),
        ("nomenclature.yaml", line_problems(records["nomenclature.yaml"])),
        (INDICATORS, indicator_problems(records[INDICATORS], records["scales.yaml"], records["units.yaml"], agencies)),
        ("table_kinds.yaml", kind_patterns(records["table_kinds.yaml"])),
    ]
    for columns in records["columns.yaml"]:
        checks.append(("columns.yaml", (*column_problems(columns), *column_patterns(columns))))
        checks.append(("table_kinds.yaml", kind_problems(records["table_kinds.yaml"], columns)))
    checks += [("regions.yaml", region_problems(regions)) for regions in records["regions.yaml"]]
    checks += [("programmes.yaml", programme_problems(programmes)) for programmes in records["programmes.yaml"]]
    checks += [("polarity.yaml", polarity_problems(polarity)) for polarity in records["polarity.yaml"]]
    for file, problems in checks:
        yield from ((file, problem) for problem in problems)
