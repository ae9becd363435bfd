"""What docs/scale.md extrapolates follows from what it says was measured."""

import re
from pathlib import Path

import pytest

TEXT = (Path(__file__).parent.parent.parent / "docs" / "scale.md").read_text(encoding="utf-8")
HOURS = re.compile(r"\| ([^|]+) \| ([\d,]+) × ([\d.]+) s / 3600 \| ([\d,]+) \| ([\d,]+) \|")
PAGES = int(re.findall(r"digital reports of (\d+) pages", TEXT)[0])


def whole(text: str) -> int:
    return int(text.replace(",", ""))


def measured(what: str) -> float:
    """The CPU seconds of a line of the measured table."""
    return float(re.findall(rf"\| {what} \| ([\d.]+) \|", TEXT)[0])


@pytest.mark.parametrize("row", HOURS.findall(TEXT), ids=lambda row: row[0])
def test_hours_are_pages_by_seconds(row: tuple[str, str, str, str, str]) -> None:
    _, pages, seconds, hours, shared = row
    assert whole(pages) == 10_000_000
    exact = whole(pages) * float(seconds) / 3600
    assert (whole(hours), whole(shared)) == (round(exact), round(exact / 16))


def test_seconds_a_page_are_those_that_were_measured() -> None:
    seconds = {name: float(value) for name, _, value, _, _ in HOURS.findall(TEXT)}
    assert seconds["digital pages"] == round(measured("first run, 2 jobs") / PAGES, 4)
    assert seconds["judged again by other rules"] == round(measured("reaudit, another profile") / PAGES, 4)
    assert f"{seconds['were all of them scans, tesseract']:g} s of CPU a page with tesseract" in TEXT
    assert f"3 to {seconds['were all of them scans, rapidocr']:g} s with\nrapidocr" in TEXT
