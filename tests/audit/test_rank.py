"""What an inspector opens first, and whether it changes a result."""

from decimal import Decimal

import pytest

from extractor.audit.material import class_of_achievement, is_material
from extractor.audit.outcome import Draft, expected_value
from extractor.audit.rank import ranked
from schemas import Expected, Finding, Message, Printed
from tests.audit.build import fact

SAID = Message(id="a", en="b")


def finding(name: str, severity: str = "error", off: int = 0, **more: object) -> Finding:
    shown = {
        "reported": Printed(printed="x", value=Decimal(100 + off)),
        "expected": Expected(printed="y", value=Decimal(100)),
    }
    return Finding.model_validate(
        {"id": name, "check": "CAP-ROW", "severity": severity, "message": SAID, **shown, **more}
    )


def order(*findings: Finding) -> str:
    facts = {"rupiah": fact("500.000.000", "budget"), "percent": fact("97,5", "achievement")}
    return "".join(item.id for item in sorted(ranked(findings, facts), key=lambda item: item.rank))


def test_severity_then_cause_then_reading_then_result() -> None:
    found = [
        finding("f", "notice"),
        finding("e", "warning", material=True),
        finding("d", consequence_of="a", material=True),
        finding("c", reading="doubtful", material=True),
        finding("b", off=90),
        finding("a", material=True),
    ]
    assert order(*found) == "abcdef"


def test_rupiah_by_amount_before_other_figures_by_share() -> None:
    found = [
        finding("c", off=50),
        finding("b", off=5, facts=("rupiah",)),
        finding("a", off=9, facts=("rupiah",)),
        finding("d", off=20, facts=("percent",)),
    ]
    assert order(*found) == "abcd"


def test_findings_stay_in_the_order_of_the_report_and_equals_rank_by_it() -> None:
    found = ranked([finding("a"), finding("b")], {})
    assert [(item.id, item.rank) for item in found] == [("a", 1), ("b", 2)]


@pytest.mark.parametrize(
    ("measure", "printed", "right", "severity", "material"),
    [
        ("achievement", "101", "99", "error", True),
        ("achievement", "91", "95", "error", False),
        ("achievement", "90", "90,5", "error", True),
        ("efficiency", "1,02", "0,98", "warning", True),
        ("efficiency", "1,02", "1,04", "warning", False),
        ("efficiency", "102", "98", "warning", False),
        ("achievement", "101", "99", "notice", False),
    ],
)
def test_another_class_or_conclusion_is_material(
    measure: str, printed: str, right: str, severity: str, material: bool
) -> None:
    value = Decimal(right.replace(",", "."))
    draft = Draft(SAID, reported=fact(printed, measure), expected=expected_value(value, 2))
    assert is_material("CAP-ROW", severity, draft) is material


def test_a_total_with_another_right_value_is_material_and_an_unknown_one_is_not() -> None:
    total = fact("500", "budget")
    total = total.model_copy(update={"subject": total.subject.model_copy(update={"level": "total"})})
    assert is_material("BUD-SUM", "error", Draft(SAID, reported=total, expected=expected_value(Decimal(400))))
    assert not is_material("BUD-SUM", "error", Draft(SAID, reported=total))
    assert is_material("CAT-VALUE", "error", Draft(SAID)) and not is_material("CAT-LABEL", "error", Draft(SAID))


def test_bounds_belong_to_the_class_below() -> None:
    assert [class_of_achievement(Decimal(text)) for text in ("50", "50.01", "90", "90.01", "100", "100.01")] == [
        0,
        1,
        3,
        4,
        4,
        5,
    ]
