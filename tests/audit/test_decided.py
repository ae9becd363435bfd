"""A person's decisions about findings: rejected ones are counted with their reason, accepted ones are marked."""

from pathlib import Path

import pytest

from extractor.audit import Audit
from extractor.audit.decided import judged
from extractor.pipeline import run
from schemas import Finding, Message, Report, Suppressed
from schemas.decisions import Decisions, FindingDecision

SAMPLE = Path(__file__).parents[2] / "fixtures" / "reports" / "pertanian-2024.pdf"


def finding(number: int, rank: int, above: str | None = None) -> Finding:
    """A finding x00N with the key kN."""
    return Finding(
        id=f"x00{number}",
        check="CAP-ROW",
        severity="error",
        message=Message(id="a", en="a"),
        rank=rank,
        key=f"k{number}",
        consequence_of=above,
    )


AUDIT = Audit((), (), (finding(1, 2), finding(2, 1, "x001"), finding(3, 3)), (Suppressed(check="UNIT", count=4),))
REJECTED = FindingDecision(key="k1", decision="rejected", reason="changed in the revised agreement")


def test_a_rejected_finding_is_counted_with_its_reason() -> None:
    after = judged(AUDIT, [REJECTED])
    assert [(f.id, f.rank, f.consequence_of) for f in after.findings] == [("x002", 1, None), ("x003", 2, None)]
    told = Suppressed(check="CAP-ROW", count=1, reason="changed in the revised agreement")
    assert after.suppressed == (Suppressed(check="UNIT", count=4), told)


def test_an_accepted_finding_keeps_its_mark_and_all_else() -> None:
    after = judged(AUDIT, [FindingDecision(key="k2", decision="accepted")])
    assert [f.decision for f in after.findings] == [None, "accepted", None]
    assert [f.model_copy(update={"decision": None}) for f in after.findings] == list(AUDIT.findings)
    assert after.suppressed == AUDIT.suppressed


def test_a_finding_with_other_evidence_is_told_again() -> None:
    assert judged(AUDIT, [REJECTED.model_copy(update={"key": "k9"})]) is AUDIT


@pytest.fixture(scope="module")
def report() -> Report:
    """The sample without decisions."""
    return run(SAMPLE)


def test_decisions_reach_the_audit_of_a_report(report: Report) -> None:
    first, second = report.findings[0].key, report.findings[1].key
    decided = Decisions(
        findings=(
            FindingDecision(key=first, decision="rejected", reason="seen"),
            FindingDecision(key=second, decision="accepted"),
        )
    )
    after = run(SAMPLE, decisions=decided)
    assert first not in {f.key for f in after.findings}
    assert {f.key: f.decision for f in after.findings}[second] == "accepted"
    assert [(s.check, s.reason) for s in after.suppressed] == [(report.findings[0].check, "seen")]
    assert len(after.findings) == len(report.findings) - sum(f.key == first for f in report.findings)
    assert (after.facts, after.calculations) == (report.facts, report.calculations)
    assert sorted(f.rank for f in after.findings) == list(range(1, len(after.findings) + 1))
