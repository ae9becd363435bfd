"""Loads the catalogue's files, each at its first use, and refuses what contradicts itself."""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from schemas.base import Model
from schemas.catalogue.check import (
    Problem,
    column_problems,
    indicator_problems,
    kind_problems,
    scale_problems,
    unit_problems,
)
from schemas.catalogue.models import (
    AgencyKind,
    BudgetLine,
    Columns,
    Domain,
    Indicator,
    NameWords,
    Polarity,
    Scale,
    TableKind,
    Unit,
)

FOLDER = Path(__file__).parent
Record = TypeVar("Record", bound=Model)
# libyaml is six times as fast as the pure Python loader; a wheel without it still works.
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """YAML in which "no" is the word of a header and no truth value."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
        for first, resolvers in _BASE.yaml_implicit_resolvers.items()
    }


class CatalogueError(ValueError):
    """A catalogue file that cannot be used; says which file and entry, what is wrong, and what was expected."""

    def __init__(self, file: str, entry: str, problem: str) -> None:
        super().__init__(f"{file}: {entry}: {problem}")
        self.file, self.entry, self.problem = file, entry, problem

    def __reduce__(self) -> tuple[type["CatalogueError"], tuple[str, str, str]]:
        """Rebuilt from its parts, so that it survives a trip between processes."""
        return CatalogueError, (self.file, self.entry, self.problem)


class Catalogue:
    """The vocabulary of the field; every part is read and checked when it is first asked for."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder

    @cached_property
    def columns(self) -> Columns:
        """Roles of columns by the words of their header."""
        columns = self._record("columns.yaml", Columns)
        _refuse("columns.yaml", column_problems(columns))
        return columns

    @cached_property
    def table_kinds(self) -> tuple[TableKind, ...]:
        """Kinds of tables in the order in which ties are settled."""
        kinds = self._records("table_kinds.yaml", "kinds", TableKind)
        _refuse("table_kinds.yaml", kind_problems(kinds, self.columns))
        return kinds

    @cached_property
    def scales(self) -> tuple[Scale, ...]:
        """Ordinal scales, the default of each subject first."""
        scales = self._records("scales.yaml", "scales", Scale)
        _refuse("scales.yaml", scale_problems(scales))
        return scales

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Units of measure."""
        units = self._records("units.yaml", "units", Unit)
        _refuse("units.yaml", unit_problems(units))
        return units

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Indicators of all domains, by file name and then in file order."""
        found: list[Indicator] = []
        for path in sorted((self._folder / "indicators").glob("*.yaml")):
            found += self._domain(path)
        _refuse("indicators/*.yaml", indicator_problems(found, self.scales, self.units))
        return tuple(found)

    def _domain(self, path: Path) -> tuple[Indicator, ...]:
        """The indicators of a file, with what its head says of all of them."""
        name = f"indicators/{path.name}"
        data = self._data(name)
        head = self._validated(name, {key: value for key, value in data.items() if key != "indicators"}, Domain)
        told = {"agencies": head.agencies, "domain": path.stem}
        entries = [
            {**told, **entry} if isinstance(entry, dict) else entry for entry in _entries(name, data, "indicators")
        ]
        return self._all(name, entries, Indicator)

    @cached_property
    def domains(self) -> dict[str, Domain]:
        """Title and kinds of offices of every file of indicators, by its stem."""
        found = {}
        for path in sorted((self._folder / "indicators").glob("*.yaml")):
            data = {key: value for key, value in self._data(f"indicators/{path.name}").items() if key != "indicators"}
            found[path.stem] = self._validated(f"indicators/{path.name}", data, Domain)
        return found

    @cached_property
    def agencies(self) -> tuple[AgencyKind, ...]:
        """Kinds of offices, the more special one first."""
        return self._records("agencies.yaml", "agencies", AgencyKind)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Provinces, kabupaten and kota with their word: "Kabupaten Jombang"."""
        regions: list[str] = []
        for word, names in self._data("regions.yaml").items():
            regions += (f"{word} {name}" for name in (part.strip() for part in str(names).split(",")) if name)
        return tuple(regions)

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
        try:
            data = yaml.load((self._folder / file).read_text(encoding="utf-8"), Loader=_Loader)
        except yaml.YAMLError as problem:
            raise CatalogueError(file, "the whole file", f"no readable YAML: {problem}") from problem
        if not isinstance(data, dict):
            raise CatalogueError(file, "the whole file", "a mapping was expected at the top")
        return data

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


def _refuse(file: str, problems: Iterable[Problem]) -> None:
    """Raises for the first problem of a file."""
    for problem in problems:
        raise CatalogueError(file, problem.entry, problem.text)


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
    """The catalogue that ships with the project, one for the whole process."""
    return Catalogue()
