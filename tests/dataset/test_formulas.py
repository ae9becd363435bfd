"""A series breaks where its achievement is worked out otherwise, or where the report says that the indicator is."""

import shutil
from pathlib import Path

import pytest

from extractor.dataset import database as db
from extractor.dataset.breaks import breaks
from extractor.dataset.build import build
from extractor.dataset.formulas import other_formula, printed_formulas
from extractor.report.writing import to_json
from fixtures import years
from schemas import Cell, Column, Report, Table
from tests.dataset.saying import statement

WEBSITES = "Jumlah OPD yang memiliki website / Jumlah OPD x 100%"


def told(*achievements: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    """The breaks of a series with a target, result and achievement in each of the years from 2021 on."""
    said = [
        statement(printed, fiscal_year=year, year=year, measure=measure)
        for year, figures in enumerate(achievements, start=2021)
        for measure, printed in zip(("target", "realization", "achievement"), figures, strict=True)
    ]
    found, _ = breaks(said, {})
    return [(row.kind, row.before, row.after) for row in found]


@pytest.mark.parametrize(
    ("first", "second", "want"),
    [
        (("80", "84", "105,00"), ("80", "76", "105,26"), ("polarity", "realisasi / target", "target / realisasi")),
        (
            ("80", "76", "105,26"),
            ("80", "76", "105,00"),
            ("formula", "target / realisasi", "(2 × target − realisasi) / target"),
        ),
        (
            ("80", "84", "105,00"),
            ("80", "88", "100,00"),
            ("formula", "realisasi / target", "realisasi / target, dibatasi 100"),
        ),
    ],
)
def test_another_formula_is_told_by_the_figures(
    first: tuple[str, str, str], second: tuple[str, str, str], want: tuple[str, str, str]
) -> None:
    assert told(first, second) == [want]
    assert [(kind, after, before) for kind, before, after in told(second, first)] == [want]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Below the limit nothing tells whether there is one.
        (("80", "72", "90,00"), ("80", "88", "100,00")),
        # Both formulas give what is printed.
        (("80", "80", "100,00"), ("80", "76", "105,00")),
        # A wrong achievement tells no formula.
        (("80", "84", "150,00"), ("80", "76", "105,26")),
        (("80", "84", "105,00"), ("80", "88", "110,00")),
    ],
)
def test_nothing_is_told_where_the_formula_may_be_the_same(
    first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    assert told(first, second) == []


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (WEBSITES, "(Jumlah OPD yang memiliki website dibagi jumlah OPD) dikali 100", True),
        (WEBSITES, "Jumlah OPD yg memilki website –dibagi– Jumlah OPD x 100", True),
        (WEBSITES, "Jumlah OPD yang memiliki website aktif / Jumlah OPD x 100%", False),
        ("Jumlah kematian ibu / kelahiran hidup x 100.000", "Jumlah kematian ibu / kelahiran hidup x 100000", True),
        ("Jumlah kematian ibu / kelahiran hidup x 100.000", "Jumlah kematian ibu / kelahiran hidup x 1.000", False),
        (WEBSITES, "Hasil penilaian Inspektorat Daerah", False),
    ],
)
def test_other_things_or_factors_are_another_formula(first: str, second: str, same: bool) -> None:
    found = [printed_formulas([("r", "Website", text, 3)])["r", "website"] for text in (first, second)]
    assert (other_formula(*found) is None) is same


def test_a_few_words_are_no_formula() -> None:
    assert printed_formulas([("r", "Website", "Dari target 43", 3)]) == {}


def with_formula(file: Path, formula: str) -> None:
    """Adds a table of indicators to an audit."""
    report = Report.model_validate_json(file.read_bytes())
    texts = (("Indikator", "Formulasi"), (years.CRAFTS, formula))
    cells = tuple(
        Cell(
            row=row,
            column=column,
            text=text,
            page=7,
            bbox=(column * 100.0, row * 10.0, column * 100.0 + 90, row * 10.0 + 9),
        )
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    )
    roles = (Column(role="indicator"), Column(role="formula"))
    table = Table(id="t99", kind="iku", pages=(7, 7), header_rows=1, columns=roles, cells=cells, method="ruled")
    file.write_bytes(to_json(report.model_copy(update={"tables": (*report.tables, table)})))


def test_another_definition_is_told_with_its_pages(years_audits: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(years_audits, tmp_path / "audits"))
    before, after = (
        "Jumlah perajin yang dibina / jumlah perajin x 100",
        "Jumlah perajin terlatih / jumlah perajin x 100",
    )
    for year, formula in zip(range(years.FIRST, years.LAST + 1), (before, before, after, after), strict=True):
        with_formula(folder / f"pariwisata-{year}.json", formula)
    build(folder, tmp_path / "data")
    query = "SELECT year, before, after, earlier_page, page, message_en FROM breaks WHERE kind = 'definition'"
    with db.opened(tmp_path / "data" / db.FILE) as database:
        (row,) = database.execute(query).fetchall()
    assert row[:5] == (2023, before, after, 7, 7)
    assert years.CRAFTS in row[5]
