"""What a report says of its efficiencies against the values that it prints."""

import pytest

from extractor.facts.model import Sentence
from tests.audit.build import BOX, Built, audited, flat, table, verdicts

COLUMNS = ["objective", "budget", "spending", "absorption", "achievement", "efficiency"]
STATED = "Tingkat efisiensi dihitung dengan rumus: Efisiensi = Input Target / Input Aktual."


def told(*texts: str, page: int = 8) -> tuple[Sentence, ...]:
    return tuple(Sentence(f"s{number}", text, page, BOX) for number, text in enumerate(texts, 1))


def ratios(*extra: str, header: str = "Efisiensi", values: tuple[str, str] = ("1,25", "1,20")) -> Built:
    """Two rows with capaian / serapan 1,25 and 1,20 and pagu / realisasi 1,3333 and 1,25."""
    lines = [f"Air bersih | 4.000 | 3.000 | 75 | 93,75 | {values[0]}", f"Jalan | 5.000 | 4.000 | 80 | 96 | {values[1]}"]
    columns = [*COLUMNS[:5], f"efficiency header={header}"]
    return table(columns, [*lines, *extra], kind="efficiency", number="3.9")


@pytest.mark.parametrize(
    ("stated", "values"),
    [
        (STATED, ("1,25", "1,20")),
        ("Efisiensi = (realisasi anggaran : pagu anggaran)", ("1,25", "1,20")),
        ("Nilai efisiensi = persentase capaian kinerja − persentase serapan anggaran", ("1,25", "1,20")),
    ],
)
def test_values_by_another_formula_than_stated(stated: str, values: tuple[str, str]) -> None:
    found = audited(ratios(values=values), sentences=told(stated))
    assert flat(found, "EFF-FORMULA") == [("EFF-FORMULA", "warning", "1,25", None)]


def test_the_other_values_are_told() -> None:
    (finding,) = [item for item in audited(ratios(), sentences=told(STATED)).findings if item.check == "EFF-FORMULA"]
    assert "1,33 dan 1,25" in finding.message.id and "2 dari 2 baris" in finding.message.id
    assert "2 of 2 rows" in finding.message.en and finding.table == "3.9"


@pytest.mark.parametrize(
    "stated",
    [
        "Efisiensi = capaian kinerja / serapan anggaran",
        "Efisiensi = % capaian kinerja : % penyerapan anggaran",
        "Efisiensi = keluaran / masukan lain",
        "Efisiensi anggaran menjadi perhatian.",
    ],
)
def test_the_stated_formula_holds_or_is_not_known(stated: str) -> None:
    assert flat(audited(ratios(), sentences=told(stated)), "EFF-FORMULA") == []


def test_a_formula_far_from_the_table_or_one_that_fits_a_row_is_not_accused() -> None:
    assert flat(audited(ratios(), sentences=told(STATED, page=40)), "EFF-FORMULA") == []
    assert flat(audited(ratios(values=("1,33", "1,20")), sentences=told(STATED)), "EFF-FORMULA") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kedua sasaran menunjukkan adanya inefisiensi anggaran.", "inefisiensi"),
        ("Penggunaan anggaran kedua sasaran tidak efisien.", "tidak efisien"),
        ("Hasil analisis efisiensi menunjukkan nilai negatif.", "negatif"),
    ],
)
def test_a_conclusion_that_no_value_shows(text: str, kind: str) -> None:
    (finding,) = [item for item in audited(ratios(), sentences=told(text)).findings if item.check == "EFF-CLAIM"]
    assert (finding.severity, finding.page) == ("warning", 8)
    assert kind in finding.message.id


@pytest.mark.parametrize(
    "text",
    [
        "Semua sasaran telah efisien.",
        "Jika nilainya kurang dari 1 maka anggaran tidak efisien.",
        "Tidak terjadi inefisiensi pada kedua sasaran.",
        "Upaya agar anggaran tidak efisien dapat dihindari.",
        "Dampak negatif banjir dirasakan warga.",
    ],
)
def test_right_conclusions_rules_and_wishes(text: str) -> None:
    assert flat(audited(ratios(), sentences=told(text)), "EFF-CLAIM") == []


def test_one_value_on_the_claimed_side_is_enough() -> None:
    lines = ["Air bersih | 4.000 | 3.000 | 75 | 93,75 | 1,25", "Jalan | 5.000 | 4.000 | 80 | 60 | 0,75"]
    built = table(COLUMNS, lines, kind="efficiency")
    assert flat(audited(built, sentences=told("Masih ada sasaran yang tidak efisien.")), "EFF-CLAIM") == []


def test_all_efficient_is_claimed_of_inefficient_ones() -> None:
    lines = ["Air bersih | 4.000 | 3.000 | 75 | 60 | 0,80", "Jalan | 5.000 | 4.000 | 80 | 60 | 0,75"]
    built = table(COLUMNS, lines, kind="efficiency")
    assert len(flat(audited(built, sentences=told("Seluruh sasaran telah efisien.")), "EFF-CLAIM")) == 1


@pytest.mark.parametrize(("mean", "right"), [("1,28", "1,23"), ("1,2", None), ("1,23", None), ("1,225", None)])
def test_an_average_in_the_text(mean: str, right: str | None) -> None:
    found = audited(ratios(), sentences=told(f"Rata-rata efisiensi seluruh sasaran adalah {mean}."))
    assert flat(found, "EFF-AVG") == ([("EFF-AVG", "error", mean, right)] if right else [])
    assert len(verdicts(found, "EFF-AVG")) == 1


def test_an_average_row() -> None:
    assert flat(audited(ratios("average: Rata-rata | | | | | 1,23")), "EFF-AVG") == []
    assert flat(audited(ratios("average: Rata-rata | | | 77,5 | 94,88 | 1,22")), "EFF-AVG") == []
    assert flat(audited(ratios("average: Rata-rata | | | | | 1,32")), "EFF-AVG") == [
        ("EFF-AVG", "error", "1,32", "1,23")
    ]


def test_ratios_under_a_heading_in_per_cent() -> None:
    assert flat(audited(ratios(header="Efisiensi_(%)")), "VAL-UNIT") == [("VAL-UNIT", "notice", "1,25", None)]
    assert flat(audited(ratios(header="Efisiensi")), "VAL-UNIT") == []
    assert flat(audited(ratios(header="Efisiensi_(%)", values=("125", "120"))), "VAL-UNIT") == []
