"""An agency's own list of indicators, laid over the shipped ones: it adds, and never changes what is there."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from schemas.base import Model
from schemas.catalogue.models import Indicator, Unit
from schemas.catalogue.places import line_at, line_of
from schemas.catalogue.reading import CatalogueError, read

LOCAL = "local"


class Conflict(Model):
    """A place where a local list speaks against ours: line, local id, our id, and what both claim."""

    line: int
    local: str
    ours: str
    what: str


class Layer(Model):
    """The indicators that a local list adds, and its conflicts with ours."""

    added: tuple[Indicator, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def layer_of(path: Path, ours: Sequence[Indicator], units: Sequence[Unit]) -> Layer:
    """What a list adds: entries with an id and a name of their own; names that we have already stay ours.

    Raises:
        CatalogueError: the list is no YAML, has unknown keys, bad values or a unit that does not exist.
    """
    owner = {name.lower(): i.id for i in ours for name in (i.name, *i.synonyms)}
    ids, known = {i.id for i in ours}, {unit.id for unit in units}
    added: list[Indicator] = []
    conflicts: list[Conflict] = []
    for entry in _entries(path):
        if entry.unit is not None and entry.unit not in known:
            raise CatalogueError(path.name, entry.id, f"unknown unit {entry.unit}", line_of(path, entry.id, entry.unit))
        found = list(_conflicts(path, entry, ids, owner))
        conflicts += found
        if any(conflict.what in (entry.id, entry.name) for conflict in found):
            continue
        free = tuple(name for name in entry.synonyms if name.lower() not in owner)
        added.append(entry.model_copy(update={"synonyms": free, "domain": LOCAL}))
        ids.add(entry.id)
        owner.update((name.lower(), entry.id) for name in (entry.name, *free))
    return Layer(added=tuple(added), conflicts=tuple(conflicts))


def _conflicts(path: Path, entry: Indicator, ids: set[str], owner: dict[str, str]) -> Iterator[Conflict]:
    """Id, name and synonyms of an entry that another indicator has."""
    if entry.id in ids:
        yield Conflict(line=line_of(path, entry.id) or 1, local=entry.id, ours=entry.id, what=entry.id)
    for name in (entry.name, *entry.synonyms):
        if name.lower() in owner:
            line = line_of(path, entry.id, name) or 1
            yield Conflict(line=line, local=entry.id, ours=owner[name.lower()], what=name)


def _entries(path: Path) -> Iterator[Indicator]:
    """The entries of a list."""
    data = read(path.parent, path.name)
    listed = data.get("indicators")
    if not isinstance(listed, list):
        raise CatalogueError(path.name, "indicators", "a list was expected", 1)
    for number, entry in enumerate(listed):
        try:
            yield Indicator.model_validate(entry)
        except ValidationError as error:
            first = error.errors()[0]
            named = str(entry.get("id") or entry.get("name")) if isinstance(entry, dict) else f"entry {number + 1}"
            line = line_at(path, ("indicators", number, *first["loc"]))
            raise CatalogueError(
                path.name, named, f"{'.'.join(map(str, first['loc']))}: {first['msg']}", line
            ) from error
