"""Efficiencies by the variant that their column follows."""

import pytest

from extractor.facts.model import Sentence
from tests.audit.build import BOX, Built, audited, flat, table, verdicts

COLUMNS = ["indicator", "achievement", "absorption", "efficiency"]


def efficiencies(*values: str) -> Built:
    rows = [("Indeks Air", "104", "80"), ("Indeks Jalan", "96", "75,5"), ("Indeks Pasar", "100", "90")]
    lines = [
        f"{name} | {reached} | {spent} | {value}" for (name, reached, spent), value in zip(rows, values, strict=False)
    ]
    return table(COLUMNS, lines, kind="efficiency")


@pytest.mark.parametrize(
    "values",
    [
        ("1,30", "1,27", "1,11"),
        ("24", "20,5", "10"),
        ("0,77", "0,79", "0,90"),
        ("20", "24,5", "10"),
        ("130", "127,15", "111,11"),
    ],
)
def test_each_variant_holds(values: tuple[str, ...]) -> None:
    found = audited(efficiencies(*values))
    assert {verdict for _, verdict in verdicts(found, "EFF-VALUE")} <= {"consistent", "consistent_by_rounding"}


def test_a_row_off_the_variant_of_its_column() -> None:
    assert flat(audited(efficiencies("1,30", "1,27", "1,21")), "EFF-VALUE") == [("EFF-VALUE", "error", "1,21", "1,11")]


def test_a_cut_efficiency_is_a_notice() -> None:
    rows = ["Indeks Air | 104,00 | 80,00 | 1,300", "Indeks Jalan | 95,66 | 89,12 | 1,073"]
    assert flat(audited(table(COLUMNS, rows, kind="efficiency"))) == []
    cut = ["Indeks Air | 104,00 | 80,00 | 1,300", "Indeks Jalan | 95,66 | 89,10 | 1,073"]
    assert flat(audited(table(COLUMNS, cut, kind="efficiency"))) == [("NUM-TRUNC", "notice", "1,073", "1,074")]


def test_without_a_variant_nothing_is_accused() -> None:
    assert flat(audited(efficiencies("55", "66", "77"))) == []
    assert {verdict for _, verdict in verdicts(audited(efficiencies("55", "66", "77")), "EFF-VALUE")} == {
        "not_checkable"
    }


def test_a_ratio_in_brackets_that_was_cut() -> None:
    cut = Sentence("s1", "Serapan anggaran tercatat 78,69% (0,78) dari pagu.", 9, BOX)
    assert flat(audited(sentences=(cut,)), "NUM-TRUNC") == [("NUM-TRUNC", "notice", "0,78", "0,79")]
    rounded = Sentence("s1", "Serapan anggaran tercatat 78,69% (0,79) dari pagu.", 9, BOX)
    assert flat(audited(sentences=(rounded,)), "NUM-TRUNC") == []
