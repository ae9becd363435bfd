"""Findings that a person judged: rejected ones leave the list with their reason, accepted ones are marked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractor.audit.assemble import Audit
from schemas import Finding, Suppressed
from schemas.decisions import FindingDecision


def judged(audit: Audit, decisions: Sequence[FindingDecision]) -> Audit:
    """The audit with what a person decided about its findings.

    A decision is about the key of a finding, which holds its evidence: where a printed figure of it changes, the key is
    another one and the finding is told again.
    """
    by_key = {entry.key: entry for entry in decisions}
    if not any(finding.key in by_key for finding in audit.findings):
        return audit
    rejected = [f for f in audit.findings if f.key in by_key and by_key[f.key].decision == "rejected"]
    gone = {finding.id for finding in rejected}
    kept = [f.model_copy(update=_news(f, by_key, gone)) for f in audit.findings if f.id not in gone]
    reasons = Counter((finding.check, by_key[finding.key].reason) for finding in rejected)
    counted = [
        Suppressed(check=check, count=count, reason=reason)
        for (check, reason), count in sorted(reasons.items(), key=str)
    ]
    return replace(audit, findings=_ranked(kept), suppressed=(*audit.suppressed, *counted))


def _news(finding: Finding, by_key: dict[str, FindingDecision], gone: set[str]) -> dict[str, object]:
    """What the decisions change of a finding that stays."""
    news: dict[str, object] = {}
    if finding.key in by_key:
        news["decision"] = by_key[finding.key].decision
    if finding.consequence_of in gone:
        news["consequence_of"] = None
    return news


def _ranked(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with ranks that leave none out, in the order that they had."""
    order = {id(finding): rank for rank, finding in enumerate(sorted(findings, key=lambda f: f.rank), start=1)}
    return tuple(finding.model_copy(update={"rank": order[id(finding)]}) for finding in findings)
