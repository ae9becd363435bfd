"""Averages of achievements: every lawful way to make one, and what none of them gives."""

import pytest

from extractor.facts.model import Sentence
from tests.audit.build import BOX, audited, flat, table, verdicts

COLUMNS = ["objective", "indicator", "target", "realization", "achievement"]
ROWS = [
    "Meningkatnya mutu air | Indeks Air | 50 | 60 | 120",
    "Meningkatnya mutu air | Indeks Sungai | 40 | 36 | 90",
    "Meningkatnya mutu jalan | Indeks Jalan | 80 | 62 | 77,50",
]


@pytest.mark.parametrize(
    ("average", "verdict"),
    [
        ("95,83", "consistent"),
        ("96", "consistent"),
        ("89,17", "consistent"),
        ("91,25", "consistent"),
        ("83,75", "consistent"),
        ("95,82", "consistent_by_rounding"),
        ("97,50", "inconsistent"),
    ],
)
def test_an_average_of_all(average: str, verdict: str) -> None:
    """Plain, rounded, capped at 100, mean of sasaran means, without the first row, within the rounding of its inputs, and none of these."""
    found = audited(table(COLUMNS, [*ROWS, f"average: Rata-rata | | | | {average}"]))
    assert verdicts(found, "AVG-ALL") == [("AVG-ALL", verdict)]


def test_a_wrong_average_shows_the_mean() -> None:
    found = audited(table(COLUMNS, [*ROWS, "average: Rata-rata | | | | 97,50"]))
    assert flat(found, "AVG-ALL") == [("AVG-ALL", "error", "97,50", "95,83")]
    assert "(120 + 90 + 77,50) / 3" in found.findings[0].message.id
    assert found.findings[0].material


def test_a_mean_of_recalculated_achievements_holds() -> None:
    rows = [ROWS[0], "Meningkatnya mutu air | Indeks Sungai | 40 | 36 | 80", ROWS[2]]
    found = audited(table(COLUMNS, [*rows, "average: Rata-rata | | | | 95,83"]))
    assert verdicts(found, "AVG-ALL") == [("AVG-ALL", "consistent")]


def test_averages_per_sasaran() -> None:
    lines = [
        *ROWS[:2],
        "average: Rata-rata sasaran 1 | | | | {}",
        ROWS[2],
        "average: Rata-rata sasaran 2 | | | | 77,50",
    ]
    held = audited(table(COLUMNS, [line.format("105") for line in lines]))
    assert {verdict for _, verdict in verdicts(held, "AVG-SAS", "AVG-ALL")} == {"consistent"}
    wrong = audited(table(COLUMNS, [line.format("108") for line in lines]))
    assert [(code, printed) for code, _, printed, _ in flat(wrong)] in ([("AVG-SAS", "108")], [("AVG-ALL", "108")])


def test_a_row_of_the_sum_above_the_average() -> None:
    lines = [*ROWS, "total: Jumlah | | | | 287,50", "average: Rata-rata | | | | 95,83"]
    assert flat(audited(table(COLUMNS, lines))) == []


def test_figures_that_were_not_read_make_a_mean_not_checkable() -> None:
    lines = [*ROWS, "Meningkatnya mutu pasar | Indeks Pasar | | | 90 / 95 / 97", "average: Rata-rata | | | | 97,50"]
    assert flat(audited(table(COLUMNS, lines)), "AVG-ALL", "AVG-SAS") == []


def test_an_average_over_a_table_in_two_parts() -> None:
    first = table(COLUMNS, ROWS[:2], number="3.1", page=7)
    second = table(COLUMNS, [ROWS[2], "average: Rata-rata | | | | 95,83"], number="3.2", page=8)
    assert flat(audited(first, second), "AVG-ALL", "AVG-SAS") == []


def test_an_average_with_a_formula_of_its_own_is_left_alone() -> None:
    lines = [*ROWS, "average: Rata-rata = (120 + 80) / 2 | | | | 100"]
    assert flat(audited(table(COLUMNS, lines)), "AVG-ALL", "AVG-SAS") == []


def passage(average: str, third: str = "Indeks ketiga 62 dengan capaian kinerja 78%.") -> tuple[Sentence, ...]:
    texts = [
        "a. Indeks pertama 60 sehingga capaian kinerja 120%.",
        "b. Indeks kedua.",
        "Terealisasi 36 sehingga tingkat capaian 90%.",
        f"c. {third}",
        f"Dengan demikian rata-rata capaian sasaran ini adalah {average}.",
    ]
    return tuple(Sentence(f"s{n}", text, 9, BOX, "item") for n, text in enumerate(texts))


def test_an_average_after_a_list_in_the_text() -> None:
    assert flat(audited(sentences=passage("96%")), "AVG-SAS") == []
    assert flat(audited(sentences=passage("99%")), "AVG-SAS") == [("AVG-SAS", "error", "99%", "96")]


def test_a_list_with_an_item_without_achievement_is_left_alone() -> None:
    assert flat(audited(sentences=passage("99%", "Indeks ketiga belum diukur.")), "AVG-SAS") == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Indeks Kepuasan | 80,80 | 80,80 | 80,80 | 84,70 | 85,62", [("AVG-PERIOD", "error", "85,62", "81,78")]),
        ("Indeks Kepuasan | 80,80 | 80,80 | 80,80 | 84,70 | 81,78", []),
        ("Indeks Kepuasan | 80,80 | 80,80 | 80,80 | 84,70 | 82,90", []),
        ("Indeks Kepuasan | 80,80 | | 80,80 | 84,70 | 85,62", []),
        ("Jumlah peserta | 10 | 20 | 30 | 40 | 100", []),
    ],
)
def test_a_year_outside_its_quarters(line: str, found: list[object]) -> None:
    columns = ["indicator", *(f"realization 2031-Q{quarter}" for quarter in (1, 2, 3, 4)), "realization"]
    assert flat(audited(table(columns, [line], kind="quarterly")), "AVG-PERIOD") == found
