"""Repairs on findings: what each wrong figure should be, and which findings follow from which."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from extractor.audit.repair.forms import decimal_of
from extractor.audit.repair.localise import Solution
from extractor.audit.repair.network import Network
from extractor.audit.repair.weights import likely_slip
from schemas import Change, Finding, Repair

_SEVERITIES = ("error", "warning", "notice")


@dataclass(frozen=True, slots=True)
class Mended:
    """A solution with the calculations that it makes hold again."""

    solution: Solution
    values: dict[str, Decimal]
    calculations: frozenset[int]

    @property
    def complete(self) -> bool:
        """Whether every figure of the solution has a value, and each mends something: no figure is bent to fit another."""
        known = len(self.values) == len(self.solution.values)
        wanted = len(self.solution.values) + len(self.solution.rows)
        return known and (self.solution.shifted or len(self.calculations) >= wanted)

    def sure(self, name: str) -> bool:
        """Whether every set that is as good gives a figure the same value; not where the search was left off before."""
        return self.solution.proven and all(
            other.values.get(name) == self.solution.values[name] for other in self.solution.alternatives
        )


def mended(net: Network, solved: Iterable[Solution]) -> list[Mended]:
    """The solutions with exact values that were checked in every calculation that they touch."""
    found = []
    broken = {relation.number for relation in net.broken()}
    for solution in solved:
        numbers = {relation.number for relation in net.of(solution.names)} & broken
        values = {
            name: right for name, value in solution.values.items() if (right := _decimal(net, name, value)) is not None
        }
        if numbers:
            found.append(Mended(solution, values, frozenset(numbers)))
    return found


def _decimal(net: Network, name: str, value: Fraction | None) -> Decimal | None:
    fact = net.facts[name]
    if value is None:
        return None
    exact = decimal_of(value, max(fact.decimals, 0))
    return exact if exact is not None else decimal_of(value, max(fact.decimals, 0) + 2)


def attached(
    findings: Sequence[Finding], numbers: Mapping[int, str], net: Network, found: Sequence[Mended]
) -> list[Finding]:
    """The findings with their repairs; `numbers` gives the finding of a calculation by its place among all outcomes."""
    known = {finding.id: finding for finding in findings}
    by_fact = {name: item for item in found if item.complete for name in item.values}
    for finding in findings:
        if finding.repair is not None:
            known[finding.id] = _judged(finding, by_fact)
    for item in found:
        if item.complete:
            ids = [numbers[number] for number in sorted(item.calculations) if number in numbers]
            _hang(known, [known[identity] for identity in ids], item, net)
    return [known[finding.id] for finding in findings]


def _judged(finding: Finding, by_fact: Mapping[str, Mended]) -> Finding:
    """The finding with its rule's own repair, unique only where the network as a whole leaves no other."""
    repair = finding.repair
    assert repair is not None
    sure = bool(repair.changes or repair.missing_rows)
    others: list[tuple[Change, ...]] = []
    for change in repair.changes:
        item = by_fact.get(change.fact)
        agreed = item is not None and item.values.get(change.fact) == change.value
        sure = sure and item is not None and agreed and item.sure(change.fact)
        if item is not None and not agreed:
            others.append((Change(fact=change.fact, value=item.values[change.fact]),))
    if not repair.changes:
        sure = False
    return finding.model_copy(
        update={"repair": repair.model_copy(update={"unique": sure, "alternatives": tuple(others)})}
    )


def _hang(known: dict[str, Finding], told: Sequence[Finding], item: Mended, net: Network) -> None:
    """Give each wrong figure's own finding the repair, and hang the other findings of the knot under it."""
    if not told:
        return
    ordered = sorted(
        told, key=lambda finding: (_SEVERITIES.index(finding.severity), finding.consequence_of is not None, finding.id)
    )
    roots: dict[str, str] = {}
    for finding in ordered:
        lead = finding.facts[0] if finding.facts else ""
        if lead in item.values and lead not in roots and finding.consequence_of is None:
            roots[lead] = finding.id
    first = next(iter(roots.values()), ordered[0].id)
    for finding in ordered:
        current = known[finding.id]
        if finding.id in roots.values() or finding.id == first:
            known[finding.id] = _repaired(current, item, net)
        elif current.consequence_of is None:
            cause = next((roots[name] for name in finding.facts if name in roots), first)
            if not _above(known, cause, finding.id):
                known[finding.id] = _repaired(current, item, net).model_copy(update={"consequence_of": cause})


def _above(known: Mapping[str, Finding], start: str, wanted: str) -> bool:
    """Whether a finding is among the causes of another."""
    current: str | None = start
    seen: set[str] = set()
    while current is not None and current not in seen:
        if current == wanted:
            return True
        seen.add(current)
        current = known[current].consequence_of if current in known else None
    return False


def _repaired(finding: Finding, item: Mended, net: Network) -> Finding:
    """The finding with the changes to its own figures, where its rule knew none."""
    names = [name for name in item.values if name in finding.facts] or list(item.values)
    # A row is missing in one table; findings on others have it in their evidence only.
    tables = {place.table for place in finding.places[:1]}
    lacking = [row for row in item.solution.rows if row.split()[1] in tables]
    rows = tuple(dict.fromkeys(net.absent[row] for row in lacking))
    repair = Repair(
        changes=tuple(Change(fact=name, value=item.values[name]) for name in names),
        missing_rows=rows,
        satisfies=len(item.calculations),
        unique=all(item.sure(name) for name in names),
        alternatives=tuple(told for other in item.solution.alternatives if (told := _changes(net, other))),
    )
    update: dict[str, object] = {"slip": finding.slip or _slip(item, net, names, bool(rows))}
    old = finding.repair
    if old is None or not (old.changes or old.missing_rows) or repair.unique:
        update["repair"] = _joined(old, repair)
    return finding.model_copy(update=update)


def _joined(old: Repair | None, new: Repair) -> Repair:
    """The new repair, with the changes of the old one to other figures."""
    if old is None:
        return new
    named = {change.fact for change in new.changes}
    kept = tuple(change for change in old.changes if change.fact not in named)
    sure = new.unique and (old.unique or not kept)
    return new.model_copy(
        update={
            "changes": (*new.changes, *kept),
            "missing_rows": tuple(dict.fromkeys((*old.missing_rows, *new.missing_rows))),
            "unique": sure,
            "satisfies": max(old.satisfies, new.satisfies),
        }
    )


def _changes(net: Network, solution: Solution) -> tuple[Change, ...]:
    """The changes of another set; none where it has figures without a value."""
    values = {name: _decimal(net, name, value) for name, value in solution.values.items()}
    if None in values.values():
        return ()
    return tuple(Change(fact=name, value=value) for name, value in values.items() if value is not None)


def _slip(item: Mended, net: Network, names: Sequence[str], lacks_row: bool) -> str | None:
    """The slip of the pen behind a repair, the same for all its figures."""
    if item.solution.shifted:
        return "copied-row"
    if lacks_row:
        return "missing-row"
    slips = Counter(likely_slip(net, name, Fraction(item.values[name])) for name in names)
    return next(iter(slips)) if len(slips) == 1 else None
