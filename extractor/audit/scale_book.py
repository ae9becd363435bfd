"""The scales that a report may be graded by: legends that it prints, and those of the catalogue for known indices."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.audit.legend import Interval, Legend, legends
from extractor.facts.model import Reading, once
from extractor.facts.names import squash
from schemas import Fact
from schemas.catalogue import catalogue
from schemas.catalogue.models import Scale as CatalogueScale

_WORD = re.compile(r"[a-z0-9]+")
# Shorter names are too common to tell an index.
SHORTEST = 7


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of the catalogue with every way to write its labels."""

    id: str
    name: str
    legend: Legend
    spellings: dict[str, str]
    first_year: int | None = None
    last_year: int | None = None

    def in_force(self, year: int) -> bool:
        """Whether results of a year are graded by this edition of the scale."""
        return (self.first_year or year) <= year <= (self.last_year or year)

    def reaches(self, value: Decimal) -> bool:
        """Whether a value lies between the scale's lowest and highest bound: else another scale is meant."""
        bounds = [bound for _, item in self.legend.classes for bound in (item.low, item.high) if bound is not None]
        low = min(bounds) if all(item.low is not None for _, item in self.legend.classes) else Decimal(0)
        return low <= value <= max(bounds)

    def known(self, label: str) -> str | None:
        """The scale's own label for a printed one, None where the scale has no such class."""
        return self.spellings.get(plain_label(label))


def plain_label(label: str) -> str:
    """A label in lower case without marks: "(BB)", "Sangat Baik", "Level 3" alike."""
    return " ".join(_WORD.findall(label.lower()))


def scale_of(source: CatalogueScale) -> Scale:
    """A catalogue scale as a legend with its spellings; labels in lower case where they are words."""
    classes = []
    spellings: dict[str, str] = {}
    for item in source.classes:
        label = item.label if len(item.label) <= 3 else item.label.lower()
        classes.append((label, Interval(item.lo, item.lo_incl, item.hi, item.hi_incl)))
        for spelling in (item.label, *item.synonyms):
            spellings.setdefault(plain_label(spelling), label)
    where = f"skala {source.name}" + (f" ({source.regulation})" if source.regulation else "")
    legend = Legend(tuple(classes), where, 0)
    return Scale(source.id, source.name, legend, spellings, source.valid_from, source.valid_to)


@lru_cache(maxsize=1)
def catalogue_scales() -> tuple[tuple[Scale, ...], tuple[Legend, ...]]:
    """Index scales of the catalogue, and its scales of achievements."""
    scales = catalogue().scales
    usual = tuple(scale_of(source).legend for source in scales if source.usage == "achievement")
    return tuple(scale_of(source) for source in scales if source.usage == "index"), usual


def alike(first: Interval, second: Interval) -> bool:
    """Both bounds are the same, or differ by the last digit only (88,30 and 88,31)."""
    pairs = ((first.low, second.low), (first.high, second.high))
    return all(
        (a is None and b is None) or (a is not None and b is not None and abs(a - b) <= Decimal("0.01"))
        for a, b in pairs
    )


class ScaleBook:
    """Which scale grades a value."""

    def __init__(
        self, printed: Iterable[Legend], indices: Iterable[Scale], usual: Sequence[Legend], facts: Iterable[Fact]
    ) -> None:
        self.indices = {scale.id: scale for scale in indices}
        self.printed = tuple(legend for legend in printed if not self.grades_index(legend))
        self.usual = tuple(usual)
        self._names: dict[str, str] = {}
        # The scale of the index that a text names last, by the letters of texts that were asked before.
        self._last: dict[str, str | None] = {}
        for indicator in catalogue().indicators:
            if indicator.scale in self.indices:
                for name in (indicator.name, *indicator.synonyms):
                    self._add(name, indicator.scale)
        for scale in self.indices.values():
            self._add(scale.name, scale.id)
        for name, identifier in dict.fromkeys((fact.subject.name, fact.subject.canonical_id or "") for fact in facts):
            known = catalogue().indicator_by_id.get(identifier)
            if known is not None and known.scale in self.indices:
                self._add(name, known.scale)

    def _add(self, name: str, scale: str | None) -> None:
        key = squash(name)
        if scale is not None and len(key) >= SHORTEST:
            self._names.setdefault(key, scale)

    def grades_index(self, legend: Legend) -> bool:
        """The legend repeats most classes of an index: it grades that index, no achievement."""
        for scale in self.indices.values():
            same = [
                interval
                for _, interval in legend.classes
                if any(alike(interval, other) for _, other in scale.legend.classes)
            ]
            if 4 * len(same) >= 3 * len(legend.classes):
                return True
        return any("memuaskan" in label for label, _ in legend.classes)

    def for_labels(self, labels: Sequence[str]) -> Legend | None:
        """The scale of achievements whose classes hold all labels: a printed one, else the usual one.

        Without a printed legend only tinggi and rendah are sure: baik and kurang have other bounds in every office.
        """
        wanted = set(labels)
        sure = any(label.endswith(("tinggi", "rendah")) for label in wanted)
        candidates = self.printed or (self.usual if sure else ())
        return next((legend for legend in candidates if wanted <= {label for label, _ in legend.classes}), None)

    def of_subject(self, name: str, canonical_id: str | None, year: int | None = None) -> Scale | None:
        """The scale of an index, by its canonical id or else its name, in the edition of a year."""
        known = catalogue().indicator_by_id.get(canonical_id or "")
        if known is not None:
            return self._edition(self.indices.get(known.scale or ""), year)
        return self.of_text(name, year)

    def of_text(self, text: str, year: int | None = None) -> Scale | None:
        """The scale of the index that a text names last, in the edition of a year."""
        flat = squash(text)
        if flat not in self._last:
            named = ((flat.rfind(key) + len(key), len(key), key) for key in self._names if key in flat)
            best = max(named, default=None)
            self._last[flat] = self._names[best[2]] if best else None
        return self._edition(self.indices.get(self._last[flat] or ""), year)

    def _edition(self, scale: Scale | None, year: int | None) -> Scale | None:
        """The edition of a scale that was in force in a year; None where no known edition was."""
        if scale is None or year is None or scale.in_force(year):
            return scale
        return next((one for one in self.indices.values() if one.name == scale.name and one.in_force(year)), None)


@once
def printed_legends(reading: Reading) -> list[Legend]:
    """The scales that a report prints."""
    return legends(reading.tables, reading.sentences)


@once
def scale_book(reading: Reading) -> ScaleBook:
    """The scales of one report."""
    indices, usual = catalogue_scales()
    return ScaleBook(printed_legends(reading), indices, usual, reading.facts)
