"""What would make the catalogue contradict itself; each check names the entry and what is wrong with it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from schemas.catalogue.models import Columns, Indicator, Scale, TableKind, Unit

KINDS = frozenset({"share", "rate", "index", "score", "count", "opinion", "duration"})


class Problem(NamedTuple):
    """An entry and what is wrong with it."""

    entry: str
    text: str


def scale_problems(scales: Sequence[Scale]) -> Iterator[Problem]:
    """Ids used twice, labels used twice in a scale, classes that overlap or stand in the wrong order."""
    yield from _repeated((scale.id for scale in scales), "id")
    for scale in scales:
        labels = [label.lower() for item in scale.classes for label in (item.label, *item.synonyms)]
        yield from (Problem(scale.id, f"label used twice: {label}") for label in _twice(labels))
        for better, worse in zip(scale.classes, scale.classes[1:], strict=False):
            if better.lo is None or worse.hi is None:
                continue
            touching = better.lo == worse.hi and better.lo_incl and worse.hi_incl
            if worse.hi > better.lo or touching:
                yield Problem(scale.id, f"classes overlap: {better.label} and {worse.label}")
        yield from (
            Problem(scale.id, f"class {item.label} ends below its beginning")
            for item in scale.classes
            if item.lo is not None and item.hi is not None and item.hi < item.lo
        )


def unit_problems(units: Sequence[Unit]) -> Iterator[Problem]:
    """Spellings that stand for two units, bounds in the wrong order."""
    spellings = [name.lower() for unit in units for name in dict.fromkeys((unit.id, *unit.synonyms))]
    yield from (Problem(spelling, "stands for two units") for spelling in _twice(spellings))
    for unit in units:
        if unit.lo is not None and unit.hi is not None and unit.lo > unit.hi:
            yield Problem(unit.id, "lo is above hi")


def indicator_problems(
    indicators: Sequence[Indicator], scales: Sequence[Scale], units: Sequence[Unit]
) -> Iterator[Problem]:
    """Ids and names used twice, scales and units that do not exist, bounds that the unit or the kind forbids."""
    yield from _repeated((indicator.id for indicator in indicators), "id")
    owner: dict[str, str] = {}
    for indicator in indicators:
        for name in dict.fromkeys(name.lower() for name in (indicator.name, *indicator.synonyms)):
            if owner.setdefault(name, indicator.id) != indicator.id:
                yield Problem(indicator.id, f'name "{name}" belongs to {owner[name]} too')
    known_scales, known_units = {scale.id: scale for scale in scales}, {unit.id: unit for unit in units}
    for indicator in indicators:
        yield from _value_problems(indicator, known_scales, known_units)


def _value_problems(indicator: Indicator, scales: dict[str, Scale], units: dict[str, Unit]) -> Iterator[Problem]:
    """What is wrong with unit, scale, bounds, polarity and kind of one indicator."""
    if indicator.polarity not in ("up", "down", None):
        yield Problem(indicator.id, f"polarity is up or down, not {indicator.polarity}")
    if indicator.kind not in KINDS:
        yield Problem(indicator.id, f"unknown kind {indicator.kind}")
    if indicator.scale is not None and indicator.scale not in scales:
        yield Problem(indicator.id, f"unknown scale {indicator.scale}")
    if indicator.unit is not None and indicator.unit not in units:
        yield Problem(indicator.id, f"unknown unit {indicator.unit}")
    if indicator.lo is not None and indicator.hi is not None and indicator.lo >= indicator.hi:
        yield Problem(indicator.id, "lo is not below hi")
    unit = units.get(indicator.unit or "")
    if unit is None:
        return
    if unit.lo is not None and indicator.lo is not None and indicator.lo < unit.lo:
        yield Problem(indicator.id, f"lo is below what {unit.id} allows")
    if unit.hi is not None and indicator.hi is not None and indicator.hi > unit.hi:
        yield Problem(indicator.id, f"hi is above what {unit.id} allows")
    if indicator.kind == "share" and unit.kind == "percent" and indicator.hi != 100:
        yield Problem(indicator.id, "a share ends at 100; a percentage without an end is a rate")


def column_problems(columns: Columns) -> Iterator[Problem]:
    """Headers that are listed whole under two roles."""
    owner: dict[str, str] = {}
    for entry in columns.roles:
        for phrase in entry.exact:
            if owner.setdefault(phrase, entry.role) != entry.role:
                yield Problem(entry.role, f'header "{phrase}" belongs to {owner[phrase]} too')


def kind_problems(kinds: Sequence[TableKind], columns: Columns) -> Iterator[Problem]:
    """Kinds listed twice, roles that no column has."""
    yield from _repeated((kind.kind for kind in kinds), "kind")
    roles = {entry.role for entry in columns.roles}
    for kind in kinds:
        named = {role for group in kind.needs for role in group}.union(kind.forbids, kind.likes)
        yield from (Problem(kind.kind, f"unknown role {role}") for role in sorted(named - roles))


def _repeated(values: Iterable[str], what: str) -> Iterator[Problem]:
    """Values that stand more than once."""
    return (Problem(value, f"{what} used twice") for value in _twice(values))


def _twice(values: Iterable[str]) -> list[str]:
    """The values that occur more than once, each once, in order."""
    seen: set[str] = set()
    found: dict[str, None] = {}
    for value in values:
        if value in seen:
            found[value] = None
        seen.add(value)
    return list(found)
