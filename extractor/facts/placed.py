"""Which figures stand in which table."""

from collections import defaultdict

from extractor.facts.model import Reading, once
from schemas import Fact


@once
def facts_by_table(reading: Reading) -> dict[str, list[Fact]]:
    """The figures of each table by its id, in reading order."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if fact.source.table is not None:
            found[fact.source.table].append(fact)
    return dict(found)
