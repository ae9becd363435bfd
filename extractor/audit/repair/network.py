"""The network of all calculations of a report: figures, the relations between them, and rows that a table may lack."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from extractor.audit.outcome import Outcome
from extractor.audit.repair.amounts import Amounts
from extractor.audit.repair.forms import printed_values, relations_of
from extractor.audit.repair.relation import Linear, Relation, row_of
from extractor.audit.repair.shifted import Shift, shifts
from schemas import Fact

Place = tuple[str | None, str | None]
"""The table or the sentence that a figure stands in."""


@dataclass(frozen=True, slots=True)
class Network:
    """Figures and the relations between them.

    `values` holds the printed ones, and 0 for every row that a table may lack (`absent`); `meant` are figures that cannot be as printed, `shifts` the rows that seem to carry another row's figures,
    `accused` the prints that a rule takes for the odd ones.
    """

    facts: Mapping[str, Fact]
    values: dict[str, Fraction]
    relations: tuple[Relation, ...]
    absent: dict[str, str] = field(default_factory=dict)
    touching: dict[str, tuple[int, ...]] = field(default_factory=dict)
    meant: frozenset[str] = frozenset()
    places: Mapping[Place, Sequence[Fact]] = field(default_factory=dict)
    shifts: tuple[Shift, ...] = ()
    accused: frozenset[str] = frozenset()
    gone: frozenset[int] = frozenset()
    known: dict[int, bool] = field(default_factory=dict)
    amounts: Amounts = field(default_factory=lambda: Amounts({}))

    def keeps(self, index: int) -> bool:
        """Whether the figures keep the relation in a place, worked out once."""
        if index not in self.known:
            self.known[index] = self.relations[index].holds(self.amounts)
        return self.known[index]

    def beside(self, fact: Fact) -> Sequence[Fact]:
        """The figures of the same table or sentence, from which one may have been copied."""
        return self.places.get((fact.source.table, fact.source.sentence), ())

    def of(self, names: Iterable[str]) -> list[Relation]:
        """The relations that touch some figures, each once, in order."""
        return [self.relations[index] for index in sorted({i for name in names for i in self.touching.get(name, ())})]

    def broken(self) -> list[Relation]:
        """The relations that the printed figures do not keep."""
        places = (index for index in range(len(self.relations)) if index not in self.gone)
        return [self.relations[index] for index in places if not self.keeps(index)]

    def changed(self, other: "Network") -> tuple[frozenset[str], frozenset[str]]:
        """The figures with another value than in another network of these figures, and those in other calculations."""
        values = [name for name, value in self.values.items() if value is not other.values[name]]
        places = self.gone ^ other.gone
        if self.relations is not other.relations:
            pairs = zip(self.relations, other.relations, strict=True)
            places |= {index for index, (mine, its) in enumerate(pairs) if mine is not its}
        return frozenset(values), frozenset(name for index in places for name in self.relations[index].facts)

    def instead(self, old: Relation, new: Relation) -> "Network":
        """The network with one relation in place of another between the same figures."""
        return replace(self, relations=tuple(new if item is old else item for item in self.relations), known={})

    def altered(self, values: Mapping[str, Fraction], unknown: frozenset[str], meant: frozenset[str]) -> "Network":
        """The same with some figures at other values, and without the calculations of unknown ones."""
        gone = {index for name in unknown for index in self.touching.get(name, ())}
        touching = dict(self.touching)
        for name in {name for index in gone for name in self.relations[index].facts}:
            touching[name] = tuple(index for index in touching[name] if index not in gone)
        same = dict(self.known)
        for index in {index for name in values for index in self.touching.get(name, ())}:
            same.pop(index, None)
        now = {**self.values, **values}
        amounts = self.amounts.changed(values)
        return replace(
            self, values=now, touching=touching, meant=meant, gone=self.gone | gone, known=same, amounts=amounts
        )


def network(facts: Sequence[Fact], outcomes: Sequence[Outcome]) -> Network:
    """The network of what the rules yielded; a malformed figure stands for the reading by which its sum holds."""
    known = {fact.id: fact for fact in facts}
    values = printed_values(facts)
    meant = _meant(outcomes, values)
    values.update(meant)
    found: list[Relation] = []
    absent: dict[str, str] = {}
    for number, outcome in enumerate(outcomes):
        for relation in relations_of(number, outcome, values):
            found.append(_with_absent(relation, outcome, absent) if isinstance(relation, Linear) else relation)
    values.update({name: Fraction(0) for name in absent})
    unique = _once(found)
    net = joined(known, values, unique, absent, frozenset(meant))
    return replace(net, shifts=shifts(known, values, net.amounts, unique), accused=_accused(outcomes))


def joined(
    facts: Mapping[str, Fact],
    values: dict[str, Fraction],
    relations: Sequence[Relation],
    absent: dict[str, str] | None = None,
    meant: frozenset[str] = frozenset(),
) -> Network:
    """The network with the look-up from figures to relations."""
    touching: dict[str, list[int]] = {}
    for index, relation in enumerate(relations):
        for name in sorted(relation.facts):
            touching.setdefault(name, []).append(index)
    by_place: dict[Place, list[Fact]] = {}
    for fact in facts.values():
        by_place.setdefault((fact.source.table, fact.source.sentence), []).append(fact)
    indexes = {name: tuple(found) for name, found in touching.items()}
    return Network(facts, values, tuple(relations), absent or {}, indexes, meant, by_place, amounts=Amounts(values))


def _once(relations: Sequence[Relation]) -> list[Relation]:
    """Each demand once, however many rules make it."""
    seen: dict[object, Relation] = {}
    for relation in relations:
        if isinstance(relation, Linear):
            key: object = (frozenset(relation.row.terms.items()), relation.row.low, relation.row.high)
        else:
            numbers = (relation.factor, relation.below, relation.above)
            key = (relation.share, relation.upper, relation.lower, *(number.as_integer_ratio() for number in numbers))
        seen.setdefault(key, relation)
    return list(seen.values())


def _accused(outcomes: Sequence[Outcome]) -> frozenset[str]:
    """The prints that a rule takes for the odd ones among prints of one figure: they settle what is else a tie."""
    drafts = [outcome.draft for outcome in outcomes if outcome.result is None and outcome.draft is not None]
    return frozenset(
        draft.facts[0].id for draft in drafts if draft.expected is not None and draft.facts and draft.lead == "facts"
    )


def _meant(outcomes: Sequence[Outcome], values: dict[str, Fraction]) -> dict[str, Fraction]:
    """Values of malformed figures: the reading that makes a calculation hold in which all others are known."""
    found: dict[str, Fraction] = {}
    for outcome in outcomes:
        found.update(_agreed(outcome, values))
        facts = [*outcome.inputs, *((outcome.result,) if outcome.result else ())]
        unknown = [fact for fact in facts if fact.id not in values]
        if len(unknown) == 1 and unknown[0].candidates and outcome.interval is not None:
            fact = unknown[0]
            others = sum((values[item.id] for item in outcome.inputs if item is not fact), Fraction(0))
            total = Fraction(outcome.interval.middle)
            wanted = total if fact is outcome.result else total - others
            if any(Fraction(reading) == wanted for reading in fact.candidates):
                found.setdefault(fact.id, wanted)
    return found


def _agreed(outcome: Outcome, values: dict[str, Fraction]) -> dict[str, Fraction]:
    """Readings of malformed prints that a finding takes for the right value of a line."""
    right = outcome.draft.expected.value if outcome.draft and outcome.draft.expected else None
    if outcome.result is not None or right is None:
        return {}
    return {fact.id: Fraction(right) for fact in outcome.inputs if fact.id not in values and right in fact.candidates}


def _with_absent(relation: Linear, outcome: Outcome, absent: dict[str, str]) -> Linear:
    """The sum with the rows that other tables have and this one lacks as further parts, each there or not."""
    if not outcome.absent:
        return relation
    once = max(abs(part) for part in relation.row.terms.values())
    terms = {name: Fraction(part, once) for name, part in relation.row.terms.items()}
    for row in outcome.absent:
        name = f"row {row.key}"
        absent[name] = row.name
        terms[name] = Fraction(row.amount)
    low, high = (None if end is None else Fraction(end, once) for end in relation.row.ends)
    return Linear(relation.number, row_of(terms, low, high), frozenset(terms))
