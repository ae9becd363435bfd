"""Printed legends: their ranges, and which labels a value may carry."""

from decimal import Decimal

import pytest

from extractor.audit.legend import find_label, legends, parse_interval
from extractor.facts.model import Sentence
from schemas import Cell, Table


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("≥ 91", "91", None),
        ("76 ≤ 90", "76", "90"),
        ("≤ 50", None, "50"),
        ("> 80 - < 100 %", "80", "100"),
        ("60 s/d 79,99 %", "60", "79.99"),
        ("90,01–100", "90.01", "100"),
    ],
)
def test_interval(text: str, low: str | None, high: str | None) -> None:
    interval = parse_interval(text)
    assert interval is not None
    assert (interval.low, interval.high) == (low and Decimal(low), high and Decimal(high))


def test_open_bounds_are_not_included() -> None:
    interval = parse_interval("> 80 - < 100 %")
    assert interval is not None
    assert not interval.low_included
    assert not interval.high_included
    assert not interval.meets(Decimal(100), Decimal(100))


def test_label_needs_one_meaning() -> None:
    assert find_label("Sangat Tinggi (ST)") == "sangat tinggi"
    assert find_label("baik atau kurang") is None


def table(*rows: tuple[str, str]) -> Table:
    cells = tuple(
        Cell(row=row, column=column, text=text, page=5, bbox=(0, 0, 1, 1))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Table(id="t1", number="3.1", pages=(5, 5), cells=cells)


def test_table_legend_with_gaps_accepts_both_neighbours() -> None:
    (legend,) = legends([table(("91 ≤ 100", "Sangat Tinggi"), ("76 ≤ 90", "Tinggi"), ("66 ≤ 75", "Sedang"))], [])
    assert legend.where == "Tabel 3.1"
    assert legend.allowed(Decimal("95.2"), Decimal("95.2")) == {"sangat tinggi"}
    assert legend.allowed(Decimal("90.4"), Decimal("90.4")) == {"sangat tinggi", "tinggi"}
    assert legend.allowed(Decimal(120), Decimal(120)) == {"sangat tinggi"}
    assert legend.allowed(Decimal("90.5"), Decimal("91.5")) == {"sangat tinggi", "tinggi"}


def test_text_legend_over_lines() -> None:
    lines = ["≥ 80% = Sangat Baik (SB)", "60 s/d 79,99 % = Baik (B)", "< 59,99 % = Kurang (K)"]
    spoken = [Sentence(id=str(i), text=text, page=6, bbox=(0, 0, 1, 1)) for i, text in enumerate(lines)]
    (legend,) = legends([], spoken)
    assert legend.allowed(Decimal("26.7"), Decimal("26.7")) == {"kurang"}


def test_two_classes_or_overlapping_ones_are_no_legend() -> None:
    assert not legends([table(("91 ≤ 100", "Tinggi"), ("76 ≤ 90", "Sedang"))], [])
    assert not legends([table(("50 ≤ 100", "Tinggi"), ("40 ≤ 90", "Sedang"), ("0 ≤ 20", "Rendah"))], [])
