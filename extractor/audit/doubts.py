"""Fairness to the reading: what a plausible misreading of one doubtful figure explains is told to be checked, not accused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from extractor.audit.misread import Misreading, is_doubtful, misreadings
from extractor.audit.outcome import NOT_CHECKABLE, Outcome
from extractor.audit.phrases import phrase
from extractor.audit.registry import RULES
from extractor.audit.repair import Network
from extractor.audit.repair.amounts import Amounts
from extractor.audit.repair.forms import relations_of
from extractor.audit.repair.relation import Ratio, Relation
from extractor.facts.model import Reading
from extractor.notation import ulp
from schemas import Diagnostic, Fact

CODE = "reading-to-check"
_MILD = "notice"
# So many digits are hardly the same by chance.
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that may have been misread, the other reading, and the places of the outcomes that it explains."""

    fact: Fact
    other: Misreading
    numbers: frozenset[int]

    def diagnostic(self) -> Diagnostic:
        """What a person should look at: the page with both readings."""
        told = phrase(
            "reading.to-check",
            page=self.fact.source.page,
            printed=self.fact.printed,
            other=self.other.text,
            count=len(self.numbers),
        )
        place = self.fact.source
        return Diagnostic(code=CODE, page=place.page, message=told.en, bbox=place.bbox, told=told)


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A doubtful figure with what was found about it: the outcomes that stand on it, by their places."""

    fact: Fact
    others: tuple[Misreading, ...]
    told: tuple[tuple[int, Outcome], ...]


def doubts(net: Network, outcomes: Sequence[Outcome], reading: Reading) -> tuple[Doubt, ...]:
    """The figures whose misreading explains all that does not hold about them, recorded readings before confusions."""
    suspects = sorted(_suspects(outcomes, reading), key=lambda item: (item.fact.confidence, item.fact.id))
    amounts, found = net.amounts, dict[str, Doubt]()
    for recorded in (True, False):
        for suspect in suspects:
            if suspect.fact.id in found:
                continue
            for other in (item for item in suspect.others if item.recorded == recorded):
                after = amounts.changed({suspect.fact.id: Fraction(other.value)})
                numbers = _explained(net, suspect, other, after)
                if numbers:
                    found[suspect.fact.id] = Doubt(suspect.fact, other, numbers)
                    amounts = after
                    break
    return tuple(found.values())


def cleared(outcome: Outcome) -> Outcome:
    """The outcome of a figure whose reading is to be checked first: no finding, and nothing that could be recalculated."""
    if not outcome.verdict:
        return Outcome()
    return Outcome(
        outcome.formula,
        outcome.inputs,
        outcome.result,
        outcome.interval,
        NOT_CHECKABLE,
        reason=CODE,
        check=outcome.check or (outcome.draft.check if outcome.draft else None),
    )


def read_otherwise(net: Network, found: Sequence[Doubt]) -> Network:
    """The network with the other readings in place of the doubtful ones."""
    values = {doubt.fact.id: Fraction(doubt.other.value) for doubt in found}
    return net.altered({**net.values, **values}, frozenset(), net.meant) if values else net


def _suspects(outcomes: Sequence[Outcome], reading: Reading) -> Iterator[_Suspect]:
    """The doubtful figures that findings stand on and that may be read otherwise.

    One that was surely read elsewhere was read right here too.
    """
    told: dict[str, list[tuple[int, Outcome]]] = {}
    facts: dict[str, Fact] = {}
    for number, outcome in enumerate(outcomes):
        for fact in _stands_on(outcome) if outcome.draft else ():
            if is_doubtful(fact):
                facts[fact.id] = fact
                told.setdefault(fact.id, []).append((number, outcome))
    if not facts:
        return
    elsewhere = {_print(fact) for fact in reading.facts if not is_doubtful(fact)}
    for name, fact in facts.items():
        if _print(fact) in elsewhere and _digits(fact) >= _TELLING:
            continue
        others = misreadings(fact, fact.id in reading.recognised)
        if others:
            yield _Suspect(fact, others, tuple(told[name]))


def _print(fact: Fact) -> tuple[str, Decimal | None, int]:
    return (fact.measure, fact.value, fact.decimals)


def _digits(fact: Fact) -> int:
    return 0 if fact.value is None else len(str(int(abs(fact.value).scaleb(max(fact.decimals, 0)))))


def _stands_on(outcome: Outcome) -> tuple[Fact, ...]:
    """The figures whose value a finding is about, each once."""
    draft = outcome.draft
    assert draft is not None
    accused = (*((draft.reported,) if draft.reported else ()), *draft.because)
    facts = (*accused, *outcome.inputs, *((outcome.result,) if outcome.result else ()))
    return tuple({fact.id: fact for fact in facts}.values())


def _explained(net: Network, suspect: _Suspect, other: Misreading, after: Amounts) -> frozenset[int] | None:
    """The places of the outcomes that the other reading explains; null where something about the figure would not hold."""
    name = suspect.fact.id
    if name not in net.values:
        return None
    trial = _Trial(suspect.fact, other, net.values, after)
    if not all(_holds(relation, after) for relation in net.of((name,))):
        return None
    # A figure that was cut instead of rounded is a habit of authors, and likelier than a digit that was misread.
    told = [item for item in suspect.told if other.recorded or not _is_mild(item[1])]
    fits = [(number, trial.fits(number, outcome)) for number, outcome in told]
    if any(fit is False for _, fit in fits):
        return None
    return frozenset(number for number, fit in fits if fit)


@dataclass(frozen=True, slots=True)
class _Trial:
    """A figure read otherwise, and the values of all figures before and after."""

    fact: Fact
    other: Misreading
    before: Mapping[str, Fraction]
    after: Amounts

    def fits(self, number: int, outcome: Outcome) -> bool | None:
        """Whether a finding would not be made of the other reading; null where that cannot be told."""
        relations = [item for item in relations_of(number, outcome, self.before) if self.fact.id in item.facts]
        if relations:
            return all(_holds(relation, self.after) for relation in relations)
        draft, interval = outcome.draft, outcome.interval
        assert draft is not None
        if outcome.result is not None and outcome.result.id == self.fact.id and interval is not None:
            half = ulp(max(self.fact.decimals, 0)) / 2
            return interval.low - half <= self.other.value <= interval.high + half
        if draft.reported is not None and draft.reported.id == self.fact.id and draft.expected is not None:
            return draft.expected.value == self.other.value
        if any(item.id == self.fact.id for item in draft.because):
            return True
        return False if outcome.verdict and not _is_mild(outcome) else None


def _is_mild(outcome: Outcome) -> bool:
    """Whether an outcome is a notice, by its own word or by that of its rule."""
    draft = outcome.draft
    assert draft is not None
    rule = RULES.get(draft.check or outcome.check or "")
    return (draft.severity or (rule.severity if rule else "")) == _MILD


def _holds(relation: Relation, amounts: Amounts) -> bool:
    """Whether figures keep a relation, by any formula that the report may have used."""
    forms = (relation, *relation.other_forms()) if isinstance(relation, Ratio) else (relation,)
    return any(form.holds(amounts) for form in forms)
