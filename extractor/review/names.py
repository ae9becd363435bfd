"""Which indicator a printed name is, as the program matched it and as a person decides it."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.record.events import Record, Standing
from extractor.record.subjects import name_subject
from extractor.review.opened import Opened
from schemas import Fact
from schemas.catalogue import catalogue
from schemas.decisions import NameDecision

SAME, DIFFERENT = "same", "different"
# Ids that the program makes up for names that the catalogue does not have.
PROVISIONAL = "x-"
# So many indicators are offered at once.
SUGGESTED = 20


@dataclass(frozen=True, slots=True)
class Named:
    """A name as printed with what it was matched to, the other candidates, and what was decided."""

    name: str
    id: str
    title: str
    decision: str
    score: str
    reasons: tuple[str, ...]
    candidates: tuple[tuple[str, str], ...]
    standing: Standing


def names_of(facts: Sequence[Fact], opened: Opened, record: Record) -> tuple[Named, ...]:
    """The names of the indicators that some figures are about, each once."""
    found: dict[str, Fact] = {}
    for fact in facts:
        if fact.subject.kind == "indicator" and fact.subject.match is not None:
            found.setdefault(fact.subject.name, fact)
    return tuple(_named(fact, opened, record) for fact in found.values())


def decision_on(opened: Opened, name: str, id_: str, decision: str) -> NameDecision:
    """The decision that a name is, or is not, an indicator, for the reports of its agency.

    Raises:
        ValueError: there is no such indicator, or the decision says nothing.
    """
    # A local list of indicators has ids of its own, which the report tells.
    told = {fact.subject.canonical_id for fact in opened.report.facts}
    if not id_.startswith(PROVISIONAL) and id_ not in told and id_ not in catalogue().indicator_by_id:
        raise ValueError(id_)
    agency = opened.report.document.agency
    return NameDecision.model_validate({"decision": decision, "names": (name,), "id": id_, "agency": agency})


def suggested(words: str, most: int = SUGGESTED) -> tuple[tuple[str, str], ...]:
    """Indicators of the catalogue whose id or name has all of some words, with their names; the shortest first."""
    wanted = words.lower().split()
    if not wanted:
        return ()
    found = [
        (entry.id, entry.name)
        for entry in catalogue().indicators
        if all(word in f"{entry.id} {entry.name}".lower() for word in wanted)
    ]
    return tuple(sorted(found, key=lambda pair: (len(pair[1]), pair))[:most])


def subject_of(opened: Opened, name: str) -> str:
    """The subject of decisions about a name."""
    agency = opened.report.document.agency
    return name_subject(NameDecision(decision=SAME, names=(name,), id="x", agency=agency))


def _named(fact: Fact, opened: Opened, record: Record) -> Named:
    subject, match = fact.subject, fact.subject.match
    assert match is not None
    id_ = subject.canonical_id or ""
    ids = dict.fromkeys((id_, *(candidate.id for candidate in match.candidates)))
    return Named(
        name=subject.name,
        id=id_,
        title=_title(id_),
        decision=match.decision,
        score="" if match.score is None else f"{match.score * 100:.0f}%",
        reasons=match.reasons,
        candidates=tuple((candidate, _title(candidate)) for candidate in ids if candidate),
        standing=record.standing(subject_of(opened, subject.name)),
    )


def _title(id_: str) -> str:
    """The usual name of an indicator of the catalogue, empty for others."""
    known = catalogue().indicator_by_id.get(id_)
    return known.name if known else ""
