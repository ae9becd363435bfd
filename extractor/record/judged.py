"""A report as a person judged it: without what he rejected, or with nothing but what he accepted."""

from collections.abc import Mapping

from extractor.audit.assemble import Audit
from extractor.audit.decided import judged
from extractor.record.events import Standing
from extractor.record.states import OUTSTANDING
from extractor.record.subjects import as_decisions, finding_subject
from schemas import Report


def as_judged(report: Report, decided: Mapping[str, Standing]) -> Report:
    """The report as a run with these decisions writes it."""
    audit = Audit(report.facts, report.calculations, report.findings, report.suppressed)
    after = judged(audit, as_decisions(decided.values()).findings)
    return report.model_copy(update={"findings": after.findings, "suppressed": after.suppressed})


def accepted_only(report: Report, decided: Mapping[str, Standing]) -> Report:
    """The report with the findings that somebody accepted and that are not corrected yet, and nothing else to tell its office."""
    states = {subject: standing.state for subject, standing in decided.items()}
    kept = tuple(f for f in report.findings if states.get(finding_subject(f.key)) in OUTSTANDING)
    ids = {finding.id for finding in kept}
    freed = tuple(
        f if f.consequence_of in ids else f.model_copy(update={"consequence_of": None}) for f in kept
    )  # fmt: skip
    return report.model_copy(update={"findings": freed})
