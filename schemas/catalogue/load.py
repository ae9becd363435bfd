"""Loads the catalogue's files, each at its first use, and refuses what contradicts itself."""

import hashlib
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from schemas.base import Model
from schemas.catalogue.check import indicator_problems, scale_problems, unit_problems
from schemas.catalogue.check_lists import (
    column_problems,
    kind_problems,
    programme_problems,
    region_problems,
)
from schemas.catalogue.local import Layer, layer_of
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
from schemas.catalogue.problem import Problem
from schemas.catalogue.reading import COMPILED, FOLDER, CatalogueError, place, read
from schemas.compiled import compiled, files_of

# Numbers of regions in a province: up to this one a kabupaten, above it a kota.
LAST_KABUPATEN = 70
Record = TypeVar("Record", bound=Model)


class Catalogue:
    """The vocabulary of the field; every part is read and checked when it is first asked for."""

    def __init__(self, folder: Path = FOLDER, local: Path | None = None) -> None:
        """A catalogue of a folder; `local` is an agency's own list of indicators that is laid over ours."""
        self._folder, self._local = folder, local
        self._files = compiled(folder, COMPILED)

    @cached_property
    def columns(self) -> Columns:
        """Roles of columns by the words of their header."""
        columns = self._record("columns.yaml", Columns)
        self._refuse("columns.yaml", column_problems(columns))
        return columns

    @cached_property
    def document_kinds(self) -> tuple[DocumentKind, ...]:
        """Kinds of documents in the order in which ties are settled."""
        return self._records("document_kinds.yaml", "kinds", DocumentKind)

    @cached_property
    def table_kinds(self) -> tuple[TableKind, ...]:
        """Kinds of tables in the order in which ties are settled."""
        kinds = self._records("table_kinds.yaml", "kinds", TableKind)
        self._refuse("table_kinds.yaml", kind_problems(kinds, self.columns))
        return kinds

    @cached_property
    def scales(self) -> tuple[Scale, ...]:
        """Ordinal scales, the default of each subject first."""
        scales = self._records("scales.yaml", "scales", Scale)
        self._refuse("scales.yaml", scale_problems(scales))
        return scales

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Units of measure."""
        units = self._records("units.yaml", "units", Unit)
        self._refuse("units.yaml", unit_problems(units))
        return units

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Indicators of all domains, by file name and then in file order; those of a local list at the end."""
        own = self.own_indicators
        return own if self._local is None else (*own, *self.layer.added)

    @cached_property
    def own_indicators(self) -> tuple[Indicator, ...]:
        """The indicators of the folder alone."""
        found = [indicator for file in self._indicator_files() for indicator in self._domain(file)]
        if self._files is None:
            self._refuse("indicators/*.yaml", indicator_problems(found, self.scales, self.units))
        return tuple(found)

    @cached_property
    def layer(self) -> Layer:
        """What a local list adds, and where it speaks against ours."""
        return layer_of(self._local, self.own_indicators, self.units) if self._local else Layer()

    def _indicator_files(self) -> list[str]:
        """The files of indicators."""
        return [file for file in self._files or files_of(self._folder) if file.startswith("indicators/")]

    def _domain(self, file: str) -> tuple[Indicator, ...]:
        """The indicators of a file, with what its head says of all of them."""
        told = {"agencies": self._head(file).agencies, "domain": Path(file).stem}
        entries = _entries(file, self._data(file), "indicators")
        return self._all(
            file, [{**told, **entry} if isinstance(entry, dict) else entry for entry in entries], Indicator
        )

    def _head(self, file: str) -> Domain:
        """What a file of indicators says of all of them."""
        head = {key: value for key, value in self._data(file).items() if key != "indicators"}
        return self._validated(file, head, Domain)

    @cached_property
    def domains(self) -> dict[str, Domain]:
        """Title and kinds of offices of every file of indicators, by its stem."""
        return {Path(file).stem: self._head(file) for file in self._indicator_files()}

    @cached_property
    def agencies(self) -> tuple[AgencyKind, ...]:
        """Kinds of offices, the more special one first."""
        return self._records("agencies.yaml", "agencies", AgencyKind)

    @cached_property
    def region_codes(self) -> dict[str, str]:
        """Code by name of every province, kabupaten and kota: "35.17" of "Kabupaten Jombang"."""
        codes = {}
        for province in self._regions.provinces:
            codes[f"Provinsi {province.name}"] = province.code
            for number, _, name in (part.strip().partition(" ") for part in province.regions.split(",")):
                codes[f"{'Kota' if int(number) > LAST_KABUPATEN else 'Kabupaten'} {name}"] = f"{province.code}.{number}"
        return codes

    @cached_property
    def region_aliases(self) -> dict[str, str]:
        """Other spellings and older names of regions, with the name that they are read as."""
        return self._regions.also

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Provinces, kabupaten and kota with their word: "Kabupaten Jombang"."""
        return tuple(self.region_codes)

    @cached_property
    def _regions(self) -> Regions:
        """The file of regions."""
        regions = self._record("regions.yaml", Regions)
        self._refuse("regions.yaml", region_problems(regions))
        return regions

    @cached_property
    def programmes(self) -> Programmes:
        """Urusan, bidang and programmes with their codes."""
        programmes = self._record("programmes.yaml", Programmes)
        self._refuse("programmes.yaml", programme_problems(programmes))
        return programmes

    @cached_property
    def nomenclature(self) -> tuple[BudgetLine, ...]:
        """Programmes, activities and kinds of expenditure that every office has."""
        return self._records("nomenclature.yaml", "lines", BudgetLine)

    @cached_property
    def polarity(self) -> Polarity:
        """Words that tell whether less is better."""
        return self._record("polarity.yaml", Polarity)

    @cached_property
    def words(self) -> NameWords:
        """Spellings, fillers and qualifiers by which names are compared."""
        return self._record("words.yaml", NameWords)

    @cached_property
    def indicator_by_id(self) -> dict[str, Indicator]:
        """Indicators by their id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def scale_by_id(self) -> dict[str, Scale]:
        """Scales by their id."""
        return {scale.id: scale for scale in self.scales}

    def _data(self, file: str) -> dict[str, Any]:
        """The mapping in a file."""
        known: dict[str, Any] | None = self._files.get(file) if self._files else None
        return known if known is not None else read(self._folder, file)

    def _refuse(self, file: str, problems: Iterable[Problem]) -> None:
        """Raises for the first problem of a file."""
        for problem in problems:
            where, line = place(self._folder, file, problem)
            raise CatalogueError(where, problem.entry, problem.text, line)

    def _record(self, file: str, model: type[Record]) -> Record:
        """The whole file as one record."""
        return self._validated(file, self._data(file), model)

    @staticmethod
    def _validated(file: str, data: dict[str, Any], model: type[Record]) -> Record:
        """A mapping as one record."""
        try:
            return model.model_validate(data)
        except ValidationError as problem:
            raise CatalogueError(file, "the whole file", _first(problem)) from problem

    def _records(self, file: str, key: str, model: type[Record]) -> tuple[Record, ...]:
        """The list under a key of a file."""
        return self._all(file, _entries(file, self._data(file), key), model)

    @staticmethod
    def _all(file: str, entries: list[Any], model: type[Record]) -> tuple[Record, ...]:
        """Entries as records."""
        found = []
        for number, entry in enumerate(entries, 1):
            try:
                found.append(model.model_validate(entry))
            except ValidationError as problem:
                raise CatalogueError(file, _entry_name(entry, number), _first(problem)) from problem
        return tuple(found)


def _entries(file: str, data: dict[str, Any], key: str) -> list[Any]:
    """The list under a key."""
    entries = data.get(key)
    if not isinstance(entries, list):
        raise CatalogueError(file, key, "a list was expected")
    return entries


def _entry_name(entry: object, number: int) -> str:
    """How a person finds an entry: its id or name, else its number."""
    named = isinstance(entry, dict) and (entry.get("id") or entry.get("kind") or entry.get("name"))
    return str(named or f"entry {number}")


def _first(problem: ValidationError) -> str:
    """The first complaint of pydantic in one line."""
    error = problem.errors()[0]
    return f"{'.'.join(map(str, error['loc']))}: {error['msg']}"


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue that ships with the project, one for the whole process, with the local list laid over it."""
    return Catalogue(local=_LOCAL[-1] if _LOCAL else None)


def lay_over(local: Path) -> Layer:
    """Lays an agency's own list of indicators over ours for the rest of the process; what it adds and its conflicts.

    Call it before anything is matched: names that were compared before are remembered without it.

    Raises:
        CatalogueError: the list cannot be used.
    """
    _LOCAL[:] = [local]
    catalogue.cache_clear()
    return catalogue().layer


def take_off() -> None:
    """Takes the local list off again, where there is one, for a process that goes on with reports of another agency."""
    if _LOCAL:
        _LOCAL.clear()
        catalogue.cache_clear()


def local_hash() -> str:
    """A short hash of the local list that is laid over ours, empty without one."""
    return hashlib.sha256(_LOCAL[-1].read_bytes()).hexdigest()[:16] if _LOCAL else ""


_LOCAL: list[Path] = []
