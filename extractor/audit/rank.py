"""What an inspector opens first: sure causes that change a result, then what is off by most."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from schemas import Fact, Finding

SEVERITIES = ("error", "warning", "notice")
_MONEY = frozenset({"budget", "spending"})
_RUPIAH = "Rp"

Weight = tuple[int, bool, bool, bool, Decimal, Decimal, int]


def ranked(findings: Sequence[Finding], facts: Mapping[str, Fact]) -> tuple[Finding, ...]:
    """The findings with their rank, 1 for the one to open first; they stay in the order of the report.

    Errors come before warnings and notices; then causes before what follows from them, surely read figures before
    doubtful ones, what changes a class, a total or a conclusion before what does not; last, rupiah by their amount and
    other figures by the share that they are off.
    """
    weights = [_weight(finding, facts, index) for index, finding in enumerate(findings)]
    ranks = {weight[-1]: rank for rank, weight in enumerate(sorted(weights), start=1)}
    return tuple(finding.model_copy(update={"rank": ranks[index]}) for index, finding in enumerate(findings))


def _weight(finding: Finding, facts: Mapping[str, Fact], index: int) -> Weight:
    severity = SEVERITIES.index(finding.severity) if finding.severity in SEVERITIES else len(SEVERITIES)
    return (
        severity,
        finding.consequence_of is not None,
        finding.reading != "sure",
        not finding.material,
        -_money(finding, facts),
        -_distance(finding),
        index,
    )


def _gap(finding: Finding) -> Decimal | None:
    """How far the printed figure is from the expected one; null where either has no value."""
    if finding.reported is None or finding.expected is None:
        return None
    if finding.reported.value is None or finding.expected.value is None:
        return None
    return abs(finding.reported.value - finding.expected.value)


def _money(finding: Finding, facts: Mapping[str, Fact]) -> Decimal:
    """The rupiah that the printed figure is off; 0 where it is no amount."""
    gap, fact = _gap(finding), facts.get(finding.facts[0]) if finding.facts else None
    amount = fact is not None and (fact.measure in _MONEY or fact.unit == _RUPIAH)
    return gap if gap is not None and amount else Decimal(0)


def _distance(finding: Finding) -> Decimal:
    """How far the printed figure is off, as a share of the expected one, at most 1."""
    gap = _gap(finding)
    if gap is None or finding.expected is None or finding.expected.value is None:
        return Decimal(0)
    return min(Decimal(1), gap / max(abs(finding.expected.value), Decimal(1)))
