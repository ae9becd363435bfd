"""Budget lines one by one, marks of change, bounds and weak targets."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.audit.build import Built, audited, flat, sentence, table

MONEY = ["code", "name", "budget", "spending"]


def levelled(built: Built, levels: Sequence[str], codes: bool = False) -> Built:
    """The rows of a table with levels, and with the text of their first cell as code."""
    texts = {cell.row: cell.text for cell in built.table.cells if cell.column == 0}
    rows = [built.rows[0]]
    for row, level in zip(built.rows[1:], levels, strict=True):
        rows.append(replace(row, level=level, code=texts.get(row.index) if codes else None))
    return replace(built, rows=tuple(rows))


def lines(*texts: str) -> Built:
    built = table(MONEY, texts, kind="budget_realization", number="3.5")
    return levelled(built, ["sub_activity"] * len(texts), codes=True)


def test_spending_without_a_budget() -> None:
    found = audited(lines("1 | Penyediaan Air | 0 | 7.500.000", "2 | Penyediaan Jalan | 8.000.000 | 7.000.000"))
    assert ("BUD-ZERO", "warning", "7.500.000", None) in flat(found)


@pytest.mark.parametrize("amounts", ["0 | 0", "- | 7.500.000", "8.000.000 | -", "8.000.000 | 1"])
def test_nothing_of_nothing_and_dashes(amounts: str) -> None:
    assert flat(audited(lines(f"1 | Penyediaan Air | {amounts}")), "BUD-ZERO") == []


def test_nothing_spent_is_told_where_the_text_does_not_explain_it() -> None:
    built = lines("1 | Penyediaan Air Minum | 8.000.000 | 0")
    assert [item[:2] for item in flat(audited(built), "BUD-ZERO")] == [("BUD-ZERO", "notice")]
    why = sentence("Penyediaan Air Minum tidak dilaksanakan karena gagal lelang.")
    assert flat(audited(built, why), "BUD-ZERO") == []


def quarter(built: Built) -> Built:
    facts = [item.model_copy(update={"period": "2031-Q1"}) for item in built.facts]
    return replace(built, facts=facts)


def test_nothing_spent_in_a_quarter_is_early() -> None:
    assert flat(audited(quarter(lines("1 | Penyediaan Air Minum | 8.000.000 | 0"))), "BUD-ZERO") == []


CODED = ["5.03.02.2.01 | Arsip", "5.03.02.2.01.01 | Penyusutan", "5.03.02.2.01.02 | Alih Media"]


@pytest.mark.parametrize(
    ("last", "count"),
    [("5.03.02.2.01.03", 0), ("5.03.02.2.02.03", 1), ("5.03.02.2.01.02", 1)],
)
def test_codes_below_one_parent(last: str, count: int) -> None:
    texts = [f"{text} | 1.000.000 | 900.000" for text in (*CODED, f"{last} | Perawatan Depo")]
    assert len(flat(audited(lines(*texts)), "BUD-CODE")) == count


def test_two_siblings_must_show_what_the_code_should_be() -> None:
    texts = [f"{text} | 1.000.000 | 900.000" for text in (*CODED[:2], "5.03.02.2.02.03 | Perawatan Depo")]
    assert flat(audited(lines(*texts)), "BUD-CODE") == []


def phases(total: str, caption: str = "Realisasi Anggaran") -> list[Built]:
    first = table(
        ["name", "budget phase=initial", "budget phase=revised"],
        ["total: Jumlah | 26.000.000 | 27.000.000"],
        number="3.8",
    )
    second = table(["name", "budget", "spending"], [f"total: Jumlah | {total} | 25.000.000"], number="3.9")
    return [first, replace(second, table=second.table.model_copy(update={"caption": caption}))]


@pytest.mark.parametrize(
    ("total", "caption", "count"),
    [
        ("26.000.000", "Realisasi Anggaran", 1),
        ("27.000.000", "Realisasi Anggaran", 0),
        ("26.000.000", "Anggaran Murni dan Realisasi", 0),
        ("26.500.000", "Realisasi Anggaran", 0),
    ],
)
def test_the_phase_of_the_total(total: str, caption: str, count: int) -> None:
    assert len(flat(audited(*phases(total, caption)), "BUD-PHASE")) == count


YEARS = ["trend", "indicator", "realization 2030", "realization 2031"]
RISING = ["▲ | Indeks Air | 70 | 75", "▼ | Indeks Jalan | 80 | 78"]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("▼ | Indeks Pasar | 65,18 | 71,51", 1),
        ("naik | Indeks Pasar | 65,18 | 71,51", 0),
        ("menurun | Indeks Pasar | 65,18 | 71,51", 1),
        ("▼ | Indeks Pasar | 71,51 | 71,51", 0),
        ("▼ | Indeks Pasar |  | 71,51", 0),
        ("▼ | Angka kemiskinan | 5 | 6", 0),
    ],
)
def test_marks_of_change(line: str, count: int) -> None:
    assert len(flat(audited(table(YEARS, [*RISING, line], kind="previous_years")), "YOY-ARROW")) == count


def test_marks_that_mean_something_else_are_not_accused() -> None:
    lines_ = ["▼ | Indeks Air | 70 | 75", "▲ | Indeks Jalan | 80 | 78", "▲ | Indeks Pasar | 60 | 61"]
    assert flat(audited(table(YEARS, lines_, kind="previous_years")), "YOY-ARROW") == []


def test_fewer_than_no_persons() -> None:
    columns = ["name", "count"]
    assert len(flat(audited(table(columns, ["Guru | -3"], kind="staff")), "VAL-RANGE")) == 1
    assert flat(audited(table(columns, ["Guru | 0"], kind="staff")), "VAL-RANGE") == []
    assert flat(audited(table(columns, ["Guru | (3)"], kind="staff")), "VAL-RANGE") == []


TARGETS = ["indicator", "target", "realization 2030"]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Indeks Air | 78 | 80,92", 1),
        ("Indeks Air | 81 | 80,92", 0),
        ("Angka kemiskinan | 5 | 6", 0),
        ("Jumlah temuan | 5 | 6", 0),
        ("Indeks Air | 20 | 80,92", 0),
        ("Indeks Air | 78% | 80,92", 0),
    ],
)
def test_targets_below_last_year(line: str, count: int) -> None:
    assert len(flat(audited(table(TARGETS, [line], kind="previous_years")), "TARGET-WEAK")) == count


@pytest.mark.parametrize(
    ("values", "count"),
    [
        (("80", "80", "80", "80", "80"), 1),
        (("80", "80", "80", "80", "81"), 0),
        (("100", "100", "100", "100", "100"), 0),
        (("≤ 5", "≤ 5", "≤ 5", "≤ 5", "≤ 5"), 0),
        (("80", "80", "80", "80"), 0),
    ],
)
def test_flat_targets(values: tuple[str, ...], count: int) -> None:
    columns = ["indicator", *(f"target {2031 + year} renstra" for year in range(len(values)))]
    built = table(columns, ["Indeks Air | " + " | ".join(values)], kind="renstra_targets")
    assert len(flat(audited(built), "TARGET-WEAK")) == count
