"""What changed between two audits: findings that are gone, still there, changed or new, and figures that are printed otherwise."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from extractor.audit.keys import label, plain
from schemas import Fact, Finding, Report

T = TypeVar("T")
Pairs = list[tuple[T, T]]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions of a report held side by side. A changed finding accuses the same figure, which is still wrong.

    `figures` are facts that say the same and print another value; `equal` counts those that print the same.
    """

    old: Report
    new: Report
    resolved: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Finding], ...]
    added: tuple[Finding, ...]
    unchanged: tuple[tuple[Finding, Finding], ...]
    figures: tuple[tuple[Fact, Fact], ...]
    gone: tuple[Fact, ...]
    fresh: tuple[Fact, ...]
    equal: int

    @property
    def same(self) -> bool:
        """Whether neither findings nor figures differ."""
        return not (self.resolved or self.changed or self.added or self.figures or self.gone or self.fresh)

    def shares(self) -> dict[str, Decimal]:
        """Which share of the facts and of the findings is equal in both, of the longer list; 1 where both are empty."""
        return {
            "facts": _share(self.equal, max(len(self.old.facts), len(self.new.facts))),
            "findings": _share(len(self.unchanged), max(len(self.old.findings), len(self.new.findings))),
        }


def difference(old: Report, new: Report) -> Difference:
    """The difference of two audits; what it lists stands in the order of the reports."""
    equal, figures, gone, fresh = _figures(old, new)
    unchanged, left, right = _paired(old.findings, new.findings, lambda finding: finding.key)
    changed, resolved, added = _paired(left, right, lambda finding: finding.place_key)
    return Difference(
        old=old,
        new=new,
        resolved=tuple(resolved),
        changed=tuple(changed),
        added=tuple(added),
        unchanged=tuple(unchanged),
        figures=tuple(figures),
        gone=tuple(gone),
        fresh=tuple(fresh),
        equal=len(equal),
    )


def _figures(old: Report, new: Report) -> tuple[Pairs[Fact], Pairs[Fact], list[Fact], list[Fact]]:
    """Facts that are equal in both, those with another value, those only in the old and only in the new one."""
    says = {
        id(fact): _says(tables, fact)
        for report, tables in ((old, _labels(old)), (new, _labels(new)))
        for fact in report.facts
    }
    equal, left, right = _paired(old.facts, new.facts, lambda fact: (says[id(fact)], plain(fact.printed)))
    figures, gone, fresh = _paired(left, right, lambda fact: says[id(fact)])
    return equal, figures, gone, fresh


def _labels(report: Report) -> dict[str, str]:
    return {table.id: label(table) for table in report.tables}


def _says(tables: dict[str, str], fact: Fact) -> Hashable:
    """What a figure says and in which table or sentence, without page and reading."""
    subject = fact.subject
    who = (subject.kind, subject.canonical_id or plain(subject.name), tuple(map(plain, subject.path)), subject.code)
    axes = (fact.period, fact.entity, fact.basis, fact.phase, tuple(sorted(fact.member.items())), fact.cumulative)
    return who, fact.measure, axes, fact.unit, tables.get(fact.source.table or "", "text")


def _paired(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Items with the same key two by two in their order, and what is left over on both sides."""
    waiting: dict[Hashable, list[T]] = defaultdict(list)
    for item in new:
        waiting[key(item)].append(item)
    pairs: list[tuple[T, T]] = []
    left: list[T] = []
    for item in old:
        others = waiting[key(item)]
        if others:
            pairs.append((item, others.pop(0)))
        else:
            left.append(item)
    rest = {id(item) for others in waiting.values() for item in others}
    return pairs, left, [item for item in new if id(item) in rest]


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(part) / whole).quantize(Decimal("0.0001")) if whole else Decimal(1)


def as_data(found: Difference) -> dict[str, Any]:
    """The difference as plain data for JSON; ids are those of the two reports."""
    return {
        "old": {"file": found.old.source.file, "sha256": found.old.source.sha256},
        "new": {"file": found.new.source.file, "sha256": found.new.source.sha256},
        "same": found.same,
        "shares": {name: float(share) for name, share in found.shares().items()},
        "counts": {
            "resolved": len(found.resolved),
            "changed": len(found.changed),
            "new": len(found.added),
            "unchanged": len(found.unchanged),
            "figures_equal": found.equal,
            "figures_changed": len(found.figures),
            "figures_gone": len(found.gone),
            "figures_new": len(found.fresh),
        },
        "findings": {
            "resolved": [_told(finding) for finding in found.resolved],
            "changed": [{"old": _told(one), "new": _told(two)} for one, two in found.changed],
            "new": [_told(finding) for finding in found.added],
            "unchanged": [{"old": one.id, "new": two.id} for one, two in found.unchanged],
        },
        "figures": {
            "changed": [{"old": _shown(one), "new": _shown(two)} for one, two in found.figures],
            "gone": [_shown(fact) for fact in found.gone],
            "new": [_shown(fact) for fact in found.fresh],
        },
    }


def _told(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "check": finding.check,
        "severity": finding.severity,
        "page": finding.page,
        "table": finding.table,
        "reported": finding.reported.printed if finding.reported else None,
        "expected": finding.expected.printed if finding.expected else None,
        "message": finding.message.model_dump(),
    }


def _shown(fact: Fact) -> dict[str, Any]:
    return {
        "fact": fact.id,
        "subject": fact.subject.name,
        "measure": fact.measure,
        "period": fact.period,
        "page": fact.source.page,
        "printed": fact.printed,
    }
