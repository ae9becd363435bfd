"""Findings by cause: what follows from another finding hangs under it, what to open first stands on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas import Finding

SEVERITIES = ("error", "warning", "notice")


@dataclass(frozen=True, slots=True)
class Cause:
    """A finding with those that follow from it, directly or through others."""

    finding: Finding
    follows: tuple[Finding, ...] = ()


def by_cause(findings: Sequence[Finding]) -> tuple[Cause, ...]:
    """Every finding exactly once, roots by rank, what follows from them by rank below.

    A circle, or a cause that is not on the list, makes a finding a root.
    """
    known = {finding.id: finding for finding in findings}
    under: dict[str, list[Finding]] = {}
    for finding in findings:
        root = _root(finding, known)
        if root != finding.id:
            under.setdefault(root, []).append(finding)
    roots = [finding for finding in findings if _root(finding, known) == finding.id]
    return tuple(Cause(root, tuple(sorted(under.get(root.id, ()), key=_order))) for root in sorted(roots, key=_order))


def _root(finding: Finding, known: dict[str, Finding]) -> str:
    """The id of the finding that explains all."""
    seen = [finding.id]
    while (above := known[seen[-1]].consequence_of) in known:
        assert above is not None
        if above in seen:
            return min(seen[seen.index(above) :])
        seen.append(above)
    return seen[-1]


def _order(finding: Finding) -> tuple[int, str]:
    return (finding.rank or len(SEVERITIES) * 10**6, finding.id)
