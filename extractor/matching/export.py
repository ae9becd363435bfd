"""The names of an audit as a file of decisions: what was decided, and what is proposed for deciding."""

from collections.abc import Iterable

from schemas import Fact, Match
from schemas.decision_files import dump_decisions
from schemas.decisions import Decisions, NameDecision


def exported(facts: Iterable[Fact], proposed: bool = False) -> str:
    """The text of a file of decisions; proposals stand in comments, so that only a person makes them decisions."""
    decided: dict[str, set[str]] = {}
    open_: dict[str, Match] = {}
    for fact in facts:
        subject = fact.subject
        if subject.kind != "indicator" or subject.match is None or subject.canonical_id is None:
            continue
        if subject.match.decision == "decided":
            decided.setdefault(subject.canonical_id, set()).add(subject.name)
        elif subject.match.decision == "proposed":
            open_[subject.name] = subject.match
    entries = [
        NameDecision(decision="same", names=tuple(sorted(names)), id=id_) for id_, names in sorted(decided.items())
    ]
    text = dump_decisions(Decisions(names=tuple(entries)))
    if not proposed or not open_:
        return text
    return text + ("" if entries else "names:\n") + "".join(_comment(name, open_[name]) for name in sorted(open_))


def _comment(name: str, found: Match) -> str:
    """A proposal with its reasons, as comments."""
    ids = ", ".join(f"{candidate.id} {candidate.score:.2f}" for candidate in found.candidates)
    entry = NameDecision(decision="same", names=(name,), id=found.candidates[0].id)
    body = dump_decisions(Decisions(names=(entry,))).splitlines()[2:]
    return "".join(f"# {line}\n" for line in (f"{ids}: {'; '.join(found.reasons)}", *body))
