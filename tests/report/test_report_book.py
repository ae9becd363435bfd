"""The workbook: live formulas that give what the audit calculated, and texts that stay texts."""

import io
import re
from decimal import Decimal

import openpyxl
import pytest

from extractor.report.book import to_workbook
from extractor.report.book.formulas import spreadsheet_formula
from extractor.report.book.sheets import column_name
from extractor.report.originals import Originals
from schemas import Calculation, Fact, FactSource, Report, Subject
from tests.report.test_report_html import hostile

CELL = re.compile(r"([A-Za-z]+)!\$([A-Z])\$(\d+)")


def fact(identifier: str, printed: str, value: str) -> Fact:
    return Fact(
        id=identifier,
        subject=Subject(kind="indicator", name="Indeks"),
        measure="target",
        printed=printed,
        value=Decimal(value),
        source=FactSource(page=1, bbox=(0, 0, 1, 1)),
    )


def formula(text: str, *facts: Fact, result: str | None = "r") -> str | None:
    calculation = Calculation(
        id="c", check="X", formula=text, inputs=tuple(f.id for f in facts), result=result, verdict="consistent"
    )
    return spreadsheet_formula(calculation, {f.id: f for f in facts}, {f.id: f.id.upper() for f in facts})


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("81,62 / 80 × 100", {"a": ("81,62", "81.62"), "b": ("80", "80")}, "=A/B*100"),
        (
            "(2 × 5,00 − 5,20) / 5,00 × 100",
            {"a": ("5,00", "5"), "b": ("5,20", "5.2"), "c": ("5,00", "5")},
            "=(2*A-B)/C*100",
        ),
        (
            "7.781.600,- / 7.500.000,- × 100",
            {"a": ("7.781.600,-", "7781600"), "b": ("7.500.000,-", "7500000")},
            "=A/B*100",
        ),
        ("1 + 11", {"a": ("1 orang", "1"), "b": ("11 orang", "11")}, "=A+B"),
        ("53.5 / 50 × 100", {"a": ("53.5%", "53.5"), "b": ("50%", "50")}, "=A/B*100"),
        ("(1 + … + 3) / 3", {"a": ("1", "1"), "b": ("2", "2"), "c": ("3", "3")}, "=SUM(A,B,C)/3"),
        ("nilai ≤ 30", {"a": ("30", "30")}, None),
        ("1 + … + 3", {"a": ("1", "1"), "b": ("3", "3")}, "=SUM(A,B)"),
        ("4 + 5", {"a": ("4", "4"), "b": ("5", "5"), "c": ("6", "6")}, None),
    ],
)
def test_a_calculation_becomes_a_formula(text: str, values: dict[str, tuple[str, str]], expected: str | None) -> None:
    facts = [fact(name, printed, value) for name, (printed, value) in values.items()]
    assert formula(text, *facts) == expected


def test_figures_that_should_agree_become_their_spread() -> None:
    facts = [fact("a", "95%", "95"), fact("b", "96%", "96")]
    assert formula("95% = 96%", *facts, result=None) == "=MAX(A,B)-MIN(A,B)"


def test_a_figure_without_value_gives_no_formula() -> None:
    broken = fact("a", "221.442.00", "1").model_copy(update={"value": None})
    assert formula("221.442.00 / 80 × 100", broken, fact("b", "80", "80")) is None


def test_live_formulas_give_what_the_audit_calculated(audited: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(audited, "id")))
    sheet, figures = book["Hitung ulang"], book["Angka"]
    known = {c.id: c for c in audited.calculations}
    checked = 0
    for row in sheet.iter_rows(min_row=2):
        calculation, live = known[row[0].value], row[6].value
        if live is None or calculation.low is None or calculation.high is None:
            continue
        value = _value(live, figures)
        assert float(calculation.low) - 1e-6 <= value <= float(calculation.high) + 1e-6, calculation.formula
        checked += 1
    assert checked > 60


def _value(live: str, figures: object) -> float:
    """What a formula of sums, differences, products and quotients gives."""
    text = CELL.sub(lambda m: repr(float(figures[f"{m[2]}{m[3]}"].value)), live.lstrip("="))  # type: ignore[index]
    text = text.replace("SUM(", "_sum(").replace("MAX(", "max(").replace("MIN(", "min(")
    return float(eval(text, {"__builtins__": {}}, {"_sum": lambda *v: sum(v), "max": max, "min": min}))


def test_every_finding_figure_and_table_is_there_and_linked(audited: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(audited, "en")))
    assert {row[0].value for row in book["Findings"].iter_rows(min_row=2)} == {f.id for f in audited.findings}
    assert book["Figures"].max_row == len(audited.facts) + 1
    assert len(book.sheetnames) == 4 + len(audited.tables)
    links = [cell.hyperlink.location for row in book["Findings"].iter_rows(min_row=2) for cell in row if cell.hyperlink]
    assert links and all(link.split("!")[0].strip("'") in book.sheetnames for link in links)
    assert all(book[name].freeze_panes for name in ("Findings", "Recalculated", "Figures"))


def test_texts_of_a_report_never_run_as_formulas(at_hand: Originals) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(hostile(at_hand.report), "id")))
    ours = {
        (book["Temuan"].title, "M"),
        ("Hitung ulang", "G"),
        ("Hitung ulang", "H"),
        ("Hitung ulang", "I"),
        ("Hitung ulang", "K"),
    }
    running = {
        (sheet.title, cell.column_letter)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert running <= ours


def test_the_same_report_gives_the_same_workbook(audited: Report) -> None:
    assert to_workbook(audited, "id") == to_workbook(audited, "id")


def test_columns_have_the_names_of_a_spreadsheet() -> None:
    assert [column_name(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
