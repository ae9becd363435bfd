"""Where text and table differ and the table's figure is already accused: the text is the right side.

A finding then says so and hangs under the one that accuses the table, instead of expecting the wrong figure.
"""

from collections.abc import Sequence
from decimal import Decimal

from extractor.audit.phrases import phrase
from schemas import Finding

COMPARED = "TV-NUM"
# Half a unit of the second decimal: the text may round what the arithmetic gives.
NEAR = Decimal("0.005")


def with_right_side(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, those on the text mended where another finding shows that the text is right."""
    causes = [f for f in findings if f.severity == "error" and f.check != COMPARED and f.expected is not None]
    return [_mended(f, causes) if f.check == COMPARED else f for f in findings]


def _mended(finding: Finding, causes: Sequence[Finding]) -> Finding:
    """The finding under the one that explains it, or as it was."""
    cause = next((c for c in causes if _explains(c, finding)), None)
    if cause is None or cause.expected is None:
        return finding
    message = phrase(
        "TV-NUM.text_right",
        message=(finding.message.id, finding.message.en),
        printed=cause.expected.printed,
        finding=cause.id,
    )
    return finding.model_copy(update={"message": message, "expected": None, "consequence_of": cause.id})


def _explains(cause: Finding, finding: Finding) -> bool:
    """Whether a cause accuses the table figure of a finding and expects what the text prints."""
    told, printed = finding.reported, cause.reported
    if told is None or printed is None or cause.expected is None or not set(cause.facts) & set(finding.facts):
        return False
    right, value = cause.expected.value, told.value
    accused = finding.expected is not None and finding.expected.printed.strip(" %") == printed.printed.strip(" %")
    return accused and right is not None and value is not None and abs(right - value) <= NEAR
