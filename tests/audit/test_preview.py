"""A check that is no arithmetic and was never seen to be right on a real report accuses nobody."""

import json

import pytest

from benchmarks.checks import Counts, counted
from docs.build import COUNTS
from extractor.audit import Profile, Rule
from extractor.audit.catalogue import all_rules
from tests.audit.build import audited
from tests.audit.test_budget_plain import CODED, lines

COUNTED = json.loads(COUNTS.read_text(encoding="utf-8"))["checks"]
# Warnings that recalculate a row although they yield no calculation: which cap it keeps, what it divides by.
RECALCULATE = {"CAP-CAPPED", "CAP-ZERO"}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_check_is_a_preview_until_it_was_right_or_recalculates(rule: Rule) -> None:
    count = COUNTED.get(rule.code, {"right": 0, "applied": 0})
    arithmetic = rule.severity == "error" or count["applied"] > 0 or rule.code in RECALCULATE
    assert rule.preview == (not arithmetic and count["right"] == 0), "set or drop preview, or renew docs/checks.json"


def test_findings_of_a_preview_are_notices_unless_a_profile_raises_them() -> None:
    texts = [f"{text} | 1.000.000 | 900.000" for text in (*CODED, "5.03.02.2.01.02 | Perawatan Depo")]
    built = lines(*texts)
    (found,) = [f for f in audited(built).findings if f.check == "BUD-CODE"]
    assert found.severity == "notice"
    raised = audited(built, profile=Profile(severities={"BUD-CODE": "warning"})).findings
    assert [f.severity for f in raised if f.check == "BUD-CODE"] == ["warning"]


def test_findings_are_counted_against_a_truth() -> None:
    def finding(check: str, page: int, value: float) -> dict[str, object]:
        shown = {"printed": str(value).replace(".", ","), "value": value}
        return {
            "check": check,
            "page": page,
            "table": None,
            "places": [],
            "facts": [],
            "repair": None,
            "reported": shown,
            "message": {"id": "a", "en": "b"},
        }

    report = {
        "calculations": [{"check": "CAP-ROW", "verdict": v} for v in ("consistent", "inconsistent", "not_checkable")],
        "findings": [
            finding("CAP-ROW", 3, 99.5),
            finding("RENSTRA-PROG", 4, 88.5),
            finding("CAP-ROW", 4, 77.5),
            finding("CAP-ROW", 40, 1),
        ],
        "facts": [],
        "tables": [],
    }
    item = {"checks": ["CAP-ROW"], "tables": [], "subject_words": []}
    truth = {
        "findings": [item | {"pages": [3], "reported": [{"printed": "99,5", "value": 99.5, "decimals": 1}]}],
        "doubtful": [item | {"pages": [4], "reported": [{"printed": "88,5", "value": 88.5, "decimals": 1}]}],
        "annotated_pages": [[1, 9]],
    }
    counts: dict[str, Counts] = {}
    counted(report, truth, counts)
    assert counts == {"CAP-ROW": Counts(2, 3, 1, 0, 1), "RENSTRA-PROG": Counts(0, 1, 0, 1, 0)}
