"""The kind of a unit."""

from functools import lru_cache

from schemas.catalogue import catalogue


def unit_kind_of(unit: str | None) -> str | None:
    """The kind of a unit: percent, score, count, money, ...; None where it is unknown."""
    return None if unit is None else _kinds().get(" ".join(unit.lower().split()))


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """Kind by every spelling of a unit."""
    return {
        spelling.lower(): unit.kind for unit in catalogue().units for spelling in (unit.id, unit.name, *unit.synonyms)
    }
