"""Two thresholds, three outcomes: a name is matched to the catalogue, proposed, or new."""

from collections.abc import Sequence

from extractor.matching.candidates import Scored, candidates
from extractor.matching.entries import Entries, known_entries
from extractor.matching.reasons import reasons
from extractor.matching.view import Side
from extractor.matching.weights import weights
from schemas import Candidate, Match

# The second candidate must be this much worse, else a person decides.
MARGIN = 0.02
LISTED = 3


def decide(side: Side, entries: Entries | None = None) -> Match:
    """The match of one name."""
    return decide_all([side], entries)[0]


def decide_all(sides: Sequence[Side], entries: Entries | None = None) -> list[Match]:
    """The matches of names, in their order."""
    return [decided_by(side, found) for side, found in zip(sides, scored_all(sides, entries), strict=True)]


def scored_all(sides: Sequence[Side], entries: Entries | None = None) -> list[tuple[Scored, ...]]:
    """The candidates of names with all that speaks for and against them, in the order of the names."""
    return candidates(sides, entries or known_entries()) if sides else []


def decided_by(side: Side, found: Sequence[Scored]) -> Match:
    """The decision between the candidates of a name."""
    listed = tuple(Candidate(id=item.id, score=round(item.comparison.score, 3)) for item in found[:LISTED])
    if not found:
        return Match(decision="new", reasons=("no entry of the catalogue shares its words",))
    best, score = found[0], found[0].comparison.score
    close = [item.id for item in found[1:] if score - item.comparison.score < MARGIN]
    if score < weights().proposed:
        decision = "new"
    else:
        decision = "matched" if score >= weights().matched and not close else "proposed"
    why = reasons(side, best, close, new=decision == "new")
    return Match(decision=decision, score=round(score, 3), reasons=why, candidates=listed)
