"""Our own reports hold what they are for: every check has its slip, traps stay clean, truth and PDF say the same."""

import json
from decimal import Decimal
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from fixtures import build
from fixtures.plans import Plan, all_plans
from fixtures.press import Change, Slip
from fixtures.slips import cut_not_rounded, decimal_dot, digit_swap, dropped_zero, off_by, other_words, printed_as

FOLDER = Path(__file__).parent.parent / "fixtures" / "reports"
PLANS = {plan.name: plan for plan in all_plans()}
TRUTHS = {name: json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in PLANS}
CHECKS = """
CAP-ROW CAP-NEG CAP-CAPPED CAP-ZERO AVG-SAS AVG-ALL RENSTRA-PROG EFF-VALUE COMP-SUM SUM-ROW SUM-COL DIFF-ROW BUD-PCT BUD-SUM BUD-TOTAL
BUD-JENIS BUD-OVER XT-BUD XT-IND XT-CAP XT-TARGET TV-NUM CAT-VALUE NUM-MALFORMED NUM-LOCALE NUM-TRUNC NUM-WORDS
"""


def test_every_check_of_arithmetic_has_a_slip_and_two_reports_have_none() -> None:
    first = {item["checks"][0] for truth in TRUTHS.values() for item in truth["findings"]}
    assert first >= set(CHECKS.split())
    assert sum(truth["fully_clean"] for truth in TRUTHS.values()) == 2
    assert all(8 <= truth["pages"] <= 18 for truth in TRUTHS.values())


def test_the_readme_lists_every_slip() -> None:
    text = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    rows = [
        f"| {p.name} | {s.key.replace('|', ' / ')} | {s.why} | {s.checks[0]} |" for p in PLANS.values() for s in p.slips
    ]
    assert [row for row in rows if row not in text] == []


def test_reports_and_truths_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 5_000_000


@pytest.mark.parametrize("name", sorted(PLANS))
def test_what_the_truth_says_is_printed_on_its_page(name: str) -> None:
    pages = [
        "".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(FOLDER / f"{name}.pdf")
    ]
    lost = [
        f["printed"]
        for f in TRUTHS[name]["facts"]
        if "".join(f["printed"].split()) not in pages[f["page"] - 1] + "".join(pages[f["page"] : f["page"] + 1])
    ]
    assert lost == []


@pytest.mark.parametrize("name", sorted(PLANS))
def test_what_is_planted_is_in_the_truth_and_what_is_right_is_not_printed_there(name: str) -> None:
    truth = {item["id"]: item for item in TRUTHS[name]["findings"] if not item["consequence_of"]}
    assert len(truth) == len(PLANS[name].slips)
    assert all(item["expected"] not in [r["printed"] for r in item["reported"]] for item in truth.values())


@pytest.mark.parametrize("plan", [p for p in PLANS.values() if p.style.renderer == "canvas"], ids=lambda p: p.name)
def test_the_generator_makes_the_truth_that_is_kept(plan: Plan, tmp_path: Path) -> None:
    build.build(plan, tmp_path)
    assert json.loads((tmp_path / f"{plan.name}.json").read_text(encoding="utf-8")) == TRUTHS[plan.name]


def test_a_slip_that_nothing_prints_is_refused() -> None:
    plan = PLANS["perikanan-2023"]
    lost = Plan(plan.name, plan.office, plan.style, (Slip("no such key", digit_swap, ("SUM-ROW",), ""),))
    with pytest.raises(ValueError, match="nothing prints"):
        build.written(lost)


def test_a_slip_that_changes_nothing_is_refused() -> None:
    plan = PLANS["perikanan-2023"]
    same = build.written(plan)[1].printed["akip|jumlah|nilai"]
    with pytest.raises(ValueError, match="changes nothing"):
        build.written(
            Plan(plan.name, plan.office, plan.style, (Slip("akip|jumlah|nilai", printed_as(same), ("COMP-SUM",), ""),))
        )


@pytest.mark.parametrize(
    ("change", "right", "wrong"),
    [
        (digit_swap, "97,60", "79,60"),
        (digit_swap, "8.725", "8.275"),
        (off_by("-1,00"), "83,45", "82,45"),
        (off_by("90000"), "Rp 1.250.000", "Rp 1.340.000"),
        (off_by("4"), "46", "50"),
        (off_by("4,20"), "99,10%", "103,30%"),
        (cut_not_rounded(Decimal("93.627")), "93,63", "93,62"),
        (decimal_dot, "93,63", "93.63"),
        (dropped_zero, "Rp 221.442.000,-", "Rp 221.442.00,-"),
        (other_words, "3 (tiga)", "3 (empat)"),
    ],
)
def test_slips_of_the_pen(change: Change, right: str, wrong: str) -> None:
    assert change(right, {}) == wrong
