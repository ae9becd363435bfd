"""Text against table when the arithmetic already accuses the table."""

from decimal import Decimal

import pytest

from extractor.audit.right_side import with_right_side
from schemas import Expected, Finding, Message, Printed


def finding(
    name: str, check: str, printed: str, expected: str, *, severity: str = "error", facts: tuple[str, ...] = ("f1",)
) -> Finding:
    value = Decimal(printed.replace(",", "."))
    right = Expected(printed=expected, value=Decimal(expected.replace(",", ".")))
    shown = Printed(printed=printed, value=value)
    return Finding(
        id=name,
        check=check,
        severity=severity,
        message=Message(id="a", en="b"),
        facts=facts,
        reported=shown,
        expected=right,
    )


CAUSE = finding("x1", "CAP-ROW", "79,60", "97,60")


def test_the_text_is_called_right_and_hangs_under_the_accused_table() -> None:
    told = finding("x2", "TV-NUM", "97,60", "79,60", severity="warning", facts=("f9", "f1"))
    _, mended = with_right_side([CAUSE, told])
    assert mended.consequence_of == "x1" and mended.expected is None
    assert mended.message.en.endswith("The text is probably right: 97,60 (see x1).")


@pytest.mark.parametrize(
    "told",
    [
        finding("x2", "TV-NUM", "96,00", "79,60", severity="warning", facts=("f9", "f1")),
        finding("x2", "TV-NUM", "97,60", "79,60", severity="warning", facts=("f9",)),
        finding("x2", "XT-CAP", "97,60", "79,60", severity="warning", facts=("f9", "f1")),
    ],
)
def test_other_findings_stay_as_they_are(told: Finding) -> None:
    assert with_right_side([CAUSE, told]) == [CAUSE, told]
