"""The kind of an office, told from its name."""

import re
from functools import lru_cache

from schemas.catalogue.load import catalogue
from schemas.catalogue.models import AgencyKind


@lru_cache(maxsize=256)
def agency_kind(name: str) -> str | None:
    """The catalogue id of the kind of an office ("kepegawaian"), None where its name tells none."""
    low = " ".join(name.lower().split())
    return next((kind.id for kind, pattern in _patterns() if pattern.search(low)), None)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[AgencyKind, re.Pattern[str]], ...]:
    """Kinds with one pattern each, in file order."""
    return tuple((kind, re.compile("|".join(kind.patterns))) for kind in catalogue().agencies)
