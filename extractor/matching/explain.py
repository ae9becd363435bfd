"""What matching says of one name, with everything that speaks for and against each candidate."""

from dataclasses import dataclass
from typing import Any

from extractor.matching.decide import decided_by, scored_all
from extractor.matching.identity import own_id
from extractor.matching.normalise import read_name
from extractor.matching.reasons import reasons
from extractor.matching.units import unit_kind_of
from extractor.matching.view import Side
from schemas import Match
from schemas.catalogue import catalogue, polarity_of


@dataclass(frozen=True, slots=True)
class Explained:
    """The id of a name, the form it was read in, the match, and the candidates."""

    id: str
    read: str
    match: Match
    candidates: tuple["Choice", ...]

    def as_data(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "canonical_id": self.id,
            "read": self.read,
            "match": self.match.model_dump(mode="json", exclude={"candidates"}),
            "candidates": [
                {"id": c.id, "name": c.name, "score": round(c.score, 3), "reasons": list(c.reasons)}
                for c in self.candidates
            ],
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator that a name may mean."""

    id: str
    name: str
    score: float
    reasons: tuple[str, ...]


def explained(name: str, unit: str | None = None, agency_kind: str | None = None) -> Explained:
    """The match of one name outside of any report."""
    kind = unit_kind_of(unit)
    agencies = (agency_kind,) if agency_kind else ()
    side = Side(read_name(name), kind, agencies, polarity=polarity_of(name, None))
    found = scored_all([side])[0]
    match = decided_by(side, found)
    known = catalogue().indicator_by_id
    choices = tuple(Choice(item.id, known[item.id].name, item.comparison.score, reasons(side, item)) for item in found)
    return Explained(own_id(name, kind, match), side.name.text, match, choices)
