"""Levels of rows whose names are those of the national nomenclature of programmes and activities."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from extractor.facts.levels import bare
from extractor.facts.line import Line
from extractor.facts.row_kinds import plain
from schemas.catalogue import catalogue

# So many rows on each of two levels must bear names of the present nomenclature: before 2021 the same names stood one
# level higher.
LEAST = 2


def levels_of_names(rows: Sequence[Line]) -> dict[int, str]:
    """The levels of rows with a name of the nomenclature, by row; empty where the table does not follow it."""
    known = _levels()
    found = {line.index: level for line in rows if (level := known.get(plain(bare(line.name))))}
    counts = Counter(found.values())
    return found if min(counts["activity"], counts["sub_activity"]) >= LEAST else {}


@lru_cache(maxsize=1)
def _levels() -> dict[str, str]:
    """Level of each coded name of the nomenclature, by its letters and digits."""
    lines = [line for line in catalogue().nomenclature if line.code]
    return {plain(name): line.level for line in lines for name in (line.name, *line.synonyms)}
