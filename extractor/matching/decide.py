"""Two thresholds, three outcomes: a name is matched to the catalogue, proposed, or new."""

from collections.abc import Sequence

from extractor.matching.candidates import Scored, candidates
from extractor.matching.normalise import Name
from schemas import Candidate, Match
from schemas.catalogue import catalogue

# Above the upper threshold a canonical id, between them a proposal for a person, below nothing. Set on the name bench
# (tests/matching/names.csv): no wrong pair scores above the upper one, no right pair of the STRONG tier below it.
MATCHED, PROPOSED = 0.92, 0.75
# The second candidate must be this much worse, else a person decides.
MARGIN = 0.02
# Names that are the same but for spaces.
SAME_NAME = 0.99
# A percentage where the catalogue counts things, or the reverse: little against the same name, much against a similar one.
UNIT_PENALTY, UNIT_PENALTY_SAME = 0.2, 0.05


def decide(name: Name, unit_kind: str | None = None) -> Match:
    """The match of a name; `unit_kind` (percent, count, ...) of its figures speaks against indicators in another unit."""
    found = [(_score(item, unit_kind), item) for item in candidates(name)]
    found.sort(key=lambda pair: (-pair[0], pair[1].id))
    listed = tuple(Candidate(id=item.id, score=round(score, 3)) for score, item in found[:3])
    if not found or found[0][0] < PROPOSED:
        why = _forbidden([item for _, item in found[:1]])
        return Match(decision="new", score=round(found[0][0], 3) if found else None, reasons=why, candidates=listed)
    score, best = found[0]
    close = [item.id for other, item in found[1:] if score - other < MARGIN and score < 1]
    decision = "matched" if score >= MATCHED and not close else "proposed"
    return Match(
        decision=decision, score=round(score, 3), reasons=_reasons(name, best, score, close), candidates=listed
    )


def _score(item: Scored, unit_kind: str | None) -> float:
    """Likeness, lowered where words or unit speak against it."""
    comparison = item.comparison
    score = min(comparison.score, PROPOSED - 0.01) if comparison.forbidden else comparison.score
    indicator = catalogue().indicator_by_id[item.id]
    if not _other_unit(unit_kind_of(indicator.unit), unit_kind):
        return score
    return score - (UNIT_PENALTY_SAME if score >= SAME_NAME else UNIT_PENALTY)


def _other_unit(known: str | None, printed: str | None) -> bool:
    """Whether one is a percentage and the other a number of things."""
    return {known, printed} == {"percent", "count"}


def unit_kind_of(unit: str | None) -> str | None:
    """The kind of a unit: percent, score, count, money, ...; None where it is unknown."""
    if unit is None:
        return None
    return _kinds().get(unit.lower())


def _kinds() -> dict[str, str]:
    """Kind by every spelling of a unit."""
    if not _KINDS:
        for unit in catalogue().units:
            _KINDS.update((spelling.lower(), unit.kind) for spelling in (unit.id, unit.name, *unit.synonyms))
    return _KINDS


_KINDS: dict[str, str] = {}


def _forbidden(items: Sequence[Scored]) -> tuple[str, ...]:
    """Why the best candidate is not it."""
    return tuple(f"not {item.id}: {item.comparison.forbidden}" for item in items if item.comparison.forbidden)


def _reasons(name: Name, best: Scored, score: float, close: Sequence[str]) -> tuple[str, ...]:
    """What was compared, in words."""
    out = [f'"{name.text}" read as "{best.name}"' if name.text != best.name else f'same name: "{best.name}"']
    comparison = best.comparison
    if comparison.only_left or comparison.only_right:
        out.append("words of one only: " + ", ".join(sorted({*comparison.only_left, *comparison.only_right})))
    if score < comparison.score:
        out.append("unit or population speaks against it")
    out += [f"as close: {other}" for other in close]
    return tuple(out)
