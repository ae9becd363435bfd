"""What would make indicators, scales and units contradict themselves or each other."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from schemas.catalogue.models import Indicator, Scale, ScaleClass, Unit
from schemas.catalogue.problem import Problem, repeated, twice

KINDS = frozenset({"share", "rate", "index", "score", "count", "opinion", "duration"})
AGGREGATIONS = frozenset({"sum", "last", "mean"})
USAGES = frozenset({"index", "achievement", "ordinal"})
UNIT_KINDS = frozenset({"percent", "score", "count", "money", "length", "area", "time", "rate", "ordinal"})
KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Kinds of units that values of a kind of indicator may have; a kind that is not listed may have any.
FITTING = {
    "share": frozenset({"percent"}),
    "count": UNIT_KINDS - {"percent", "money", "time", "rate", "score", "ordinal"} | {"time"},
    "duration": frozenset({"time"}),
    "opinion": frozenset({"ordinal"}),
}
COUNTING = re.compile(r"(?:jumlah|banyaknya|luas|panjang)\b", re.IGNORECASE)
SHARING = re.compile(r"(?:persentase|prosentase|proporsi|cakupan)\b", re.IGNORECASE)


def scale_problems(scales: Sequence[Scale]) -> Iterator[Problem]:
    """Ids and labels used twice, classes that overlap, leave gaps or stand in the wrong order, years that end too soon."""
    yield from repeated((scale.id for scale in scales), "id")
    for scale in scales:
        labels = [label.lower() for item in scale.classes for label in (item.label, *item.synonyms)]
        yield from (Problem(scale.id, f"label used twice: {label}") for label in twice(labels))
        if scale.usage not in USAGES:
            yield Problem(scale.id, f"unknown usage {scale.usage}", scale.usage)
        if scale.valid_from is not None and scale.valid_to is not None and scale.valid_to < scale.valid_from:
            yield Problem(scale.id, "valid_to lies before valid_from", "valid_to")
        for better, worse in zip(scale.classes, scale.classes[1:], strict=False):
            yield from _neighbours(scale, better, worse)
        for item in scale.classes:
            if item.lo is not None and item.hi is not None and item.hi < item.lo:
                yield Problem(scale.id, f"class {item.label} ends below its beginning", item.label)


def _neighbours(scale: Scale, better: ScaleClass, worse: ScaleClass) -> Iterator[Problem]:
    """Whether two neighbouring classes overlap or leave more than one printed step between them."""
    if better.lo is None or worse.hi is None:
        return
    if worse.hi > better.lo or (better.lo == worse.hi and better.lo_incl and worse.hi_incl):
        yield Problem(scale.id, f"classes overlap: {better.label} and {worse.label}", worse.label)
    elif better.lo == worse.hi and not better.lo_incl and not worse.hi_incl:
        yield Problem(scale.id, f"gap between {better.label} and {worse.label}: {better.lo} is in neither", worse.label)
    elif better.lo - worse.hi > Decimal(1).scaleb(-min(_decimals(better.lo), _decimals(worse.hi))):
        yield Problem(scale.id, f"gap between {better.label} and {worse.label}: {worse.hi} to {better.lo}", worse.label)


def _decimals(value: Decimal) -> int:
    """Decimals of a bound as it is written."""
    return max(0, -int(value.as_tuple().exponent))


def unit_problems(units: Sequence[Unit]) -> Iterator[Problem]:
    """Spellings that stand for two units, unknown kinds, bounds in the wrong order."""
    spellings = [
        name.lower() for unit in units for name in dict.fromkeys((unit.id.lower(), *map(str.lower, unit.synonyms)))
    ]
    owners = {
        spelling: [u.id for u in units if spelling in (u.id.lower(), *map(str.lower, u.synonyms))]
        for spelling in twice(spellings)
    }
    for spelling, ids in owners.items():
        yield Problem(ids[-1], f'"{spelling}" stands for two units', spelling, again=True)
    for unit in units:
        if unit.kind not in UNIT_KINDS:
            yield Problem(unit.id, f"unknown kind {unit.kind}", unit.kind)
        if unit.lo is not None and unit.hi is not None and unit.lo > unit.hi:
            yield Problem(unit.id, "lo is above hi", "lo")


def indicator_problems(
    indicators: Sequence[Indicator],
    scales: Sequence[Scale],
    units: Sequence[Unit],
    agencies: frozenset[str] | None = None,
) -> Iterator[Problem]:
    """Ids and names used twice, references that lead nowhere, values that contradict each other."""
    yield from repeated((indicator.id for indicator in indicators), "id")
    owner: dict[str, str] = {}
    for indicator in indicators:
        for name in dict.fromkeys((indicator.name, *indicator.synonyms)):
            if owner.setdefault(name.lower(), indicator.id) != indicator.id:
                yield Problem(indicator.id, f'name "{name.lower()}" belongs to {owner[name.lower()]} too', name)
    known_scales, known_units = {scale.id: scale for scale in scales}, {unit.id: unit for unit in units}
    for indicator in indicators:
        yield from _words(indicator)
        yield from _references(indicator, known_scales, known_units, agencies)
        yield from _bounds(indicator, known_scales.get(indicator.scale or ""), known_units.get(indicator.unit or ""))


def _words(indicator: Indicator) -> Iterator[Problem]:
    """Values that are no word of their list, names that say another kind, names told twice."""
    if not KEBAB.fullmatch(indicator.id):
        yield Problem(indicator.id, "an id has small letters, figures and single hyphens", indicator.id)
    if indicator.polarity not in ("up", "down", None):
        yield Problem(indicator.id, f"polarity is up or down, not {indicator.polarity}", indicator.polarity)
    if indicator.kind not in KINDS:
        yield Problem(indicator.id, f"unknown kind {indicator.kind}", indicator.kind)
    if indicator.aggregation not in AGGREGATIONS:
        yield Problem(indicator.id, f"unknown aggregation {indicator.aggregation}", indicator.aggregation)
    if not indicator.source.strip():
        yield Problem(indicator.id, "no source", "source")
    yield from (
        Problem(indicator.id, f'"{name}" is told twice', name)
        for name in twice(n.lower() for n in (indicator.name, *indicator.synonyms))
    )
    wrong = COUNTING if indicator.kind == "share" else SHARING if indicator.kind == "count" else None
    for name in indicator.synonyms if wrong else ():
        if wrong is not None and wrong.match(name) and not wrong.match(indicator.name):
            yield Problem(indicator.id, f'"{name}" cannot name a {indicator.kind}', name)


def _references(
    indicator: Indicator, scales: dict[str, Scale], units: dict[str, Unit], agencies: frozenset[str] | None
) -> Iterator[Problem]:
    """Scales, units and kinds of offices that do not exist."""
    if indicator.scale is not None and indicator.scale not in scales:
        yield Problem(indicator.id, f"unknown scale {indicator.scale}", indicator.scale)
    if indicator.unit is not None and indicator.unit not in units:
        yield Problem(indicator.id, f"unknown unit {indicator.unit}", indicator.unit)
    for agency in indicator.agencies if agencies is not None else ():
        if agencies is not None and agency not in agencies:
            yield Problem(indicator.id, f"unknown kind of office {agency}", agency)


def _bounds(indicator: Indicator, scale: Scale | None, unit: Unit | None) -> Iterator[Problem]:
    """Bounds in the wrong order or against unit and kind; a unit that values of the kind cannot have."""
    low, high = indicator.lo, indicator.hi
    if low is not None and high is not None and low >= high:
        yield Problem(indicator.id, "lo is not below hi", "lo")
    tops = [item.lo for item in scale.classes if item.lo is not None] if scale else []
    if tops and high is not None and max(tops) > high:
        yield Problem(indicator.id, f"the scale {indicator.scale} goes beyond hi", "hi")
    if unit is None:
        return
    if unit.lo is not None and low is not None and low < unit.lo:
        yield Problem(indicator.id, f"lo is below what {unit.id} allows", "lo")
    if unit.hi is not None and high is not None and high > unit.hi:
        yield Problem(indicator.id, f"hi is above what {unit.id} allows", "hi")
    if indicator.kind == "share" and unit.kind == "percent" and high != 100:
        yield Problem(indicator.id, "a share ends at 100; a percentage without an end is a rate", "hi")
    fitting = FITTING.get(indicator.kind)
    if fitting is not None and unit.kind not in fitting:
        yield Problem(indicator.id, f"values of a {indicator.kind} have no unit {unit.id}", unit.id)
