"""Units against the values that they are printed with."""

import pytest

from tests.audit.build import Built, audited, flat, table

COLUMNS = ["indicator", "unit", "target", "realization", "achievement"]


def rows(*lines: str, number: str = "3.1") -> Built:
    built = table(COLUMNS, lines, number=number)
    units = {cell.row: cell.text.lower() for cell in built.table.cells if cell.column == 1}
    built.facts[:] = [
        item.model_copy(
            update={
                "unit": units.get(item.source.row or 0),
                "subject": item.subject.model_copy(update={"canonical_id": "x-" + item.subject.name}),
            }
        )
        for item in built.facts
    ]
    return built


def test_a_part_of_a_person() -> None:
    assert flat(audited(rows("Pegawai terlatih | Orang | 20 | 12,5 | 62,5")), "VAL-UNIT") == [
        ("VAL-UNIT", "notice", "12,5", None)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Pegawai terlatih | Orang | 20 | 12 | 60",
        "Pegawai terlatih | Orang | 20 | 12,0 | 60",
        "Rata-rata peserta | Orang | 20 | 12,5 | 62,5",
        "Indeks Air | Indeks | 20 | 12,5 | 62,5",
    ],
)
def test_whole_counts_and_means(line: str) -> None:
    assert flat(audited(rows(line)), "VAL-UNIT") == []


def test_one_figure_with_two_units() -> None:
    found = audited(
        rows("Nilai Mutu | Indeks | 80 | 78 | 97,5"), rows("Nilai Mutu | Persen | 80 | 78 | 97,5", number="3.2")
    )
    assert [item[:2] for item in flat(found, "VAL-UNIT")] == [("VAL-UNIT", "notice")]


def test_spellings_of_one_unit_rates_and_other_figures_hold() -> None:
    for first, second in (("Persen", "%"), ("per 1.000", "per 100"), ("Indeks", "Indeks")):
        found = audited(
            rows(f"Mutu | {first} | 80 | 78 | 97,5"), rows(f"Mutu | {second} | 80 | 78 | 97,5", number="3.2")
        )
        assert flat(found, "VAL-UNIT") == []
    other = audited(rows("Mutu | Orang | 80 | 78 | 97,5"), rows("Mutu | Persen | 90 | 88 | 97,78", number="3.2"))
    assert flat(other, "VAL-UNIT") == []
