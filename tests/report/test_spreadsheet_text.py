"""No text runs as a formula in a spreadsheet, and no figure becomes a text for fear of it."""

import pytest

from extractor.report.spreadsheet_text import harmless, runs


@pytest.mark.parametrize(
    "text", ["", "-", "--", "-5,2", "-1.250,75", "+5%", "(2,5)", "-Rp5.000,00", "71,40", "Rp -5", "a=1", "− 5", "2-1"]
)
def test_figures_and_plain_texts_stay(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-1+cmd",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n@x",
        "\ttext",
        "  =1",
        "=5",
        "-1-1",
        "- Perencanaan",
        "-(1)*A1",
        "\uff1d1+1",
    ],
)
def test_whatever_a_spreadsheet_would_run_stands_after_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert not runs(harmless(text))


def test_a_caller_may_treat_figures_as_texts() -> None:
    assert harmless("-1", figures=False) == "'-1"
