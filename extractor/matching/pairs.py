"""Whether two printed names are one thing: directly, or because both are the same entry of the catalogue."""

from dataclasses import dataclass

from extractor.matching.compare import Comparison, compare
from extractor.matching.decide import scored_all
from extractor.matching.entries import Entries
from extractor.matching.view import Side
from extractor.matching.weights import weights


@dataclass(frozen=True, slots=True)
class Pair:
    """Probability that two names are one thing, the entry that both are (or None), and the direct comparison."""

    score: float
    entry: str | None
    direct: Comparison


def same_thing(left: Side, right: Side, entries: Entries | None = None) -> Pair:
    """The probability that two names are one thing.

    Two names that are surely different entries are not; two that are one entry are, as surely as both are it.
    """
    direct = compare(left, right)
    found = [candidates[0] if candidates else None for candidates in scored_all([left, right], entries)]
    if found[0] is None or found[1] is None:
        return Pair(direct.score, None, direct)
    both = found[0].comparison.score * found[1].comparison.score
    if found[0].id == found[1].id:
        entry = found[0].id if both >= weights().proposed else None
        return Pair(max(direct.score, both), entry, direct)
    return Pair(min(direct.score, 1 - both), None, direct)
