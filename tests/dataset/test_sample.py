"""A sample that a person judges: the same figures for the same seed, pictures where PDFs are, rates with right intervals."""

import shutil
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from scipy.stats import binomtest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.dataset.build import build
from extractor.dataset.database import FILE, opened
from extractor.dataset.rates import Rate, rates
from extractor.dataset.sampling import sample, shared_out
from extractor.dataset.sheet import Judgement
from extractor.errors import ExitCode, UsageError
from extractor.pipeline import run
from extractor.report.writing import to_json

REPORTS = Path(__file__).parents[2] / "fixtures" / "reports"
REPORT = REPORTS / "perpustakaan-2024.pdf"


def invoke(*arguments: object, code: int = 0) -> str:
    """What a verb says."""
    done = CliRunner().invoke(app, ["dataset", *map(str, arguments), "--lang", "en"], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of a PDF that was really read."""
    folder = tmp_path_factory.mktemp("read")
    (folder / "in").mkdir()
    (folder / "in" / "a.json").write_bytes(to_json(run(REPORT)))
    build(folder / "in", folder / "data")
    return folder / "data"


def test_the_same_seed_draws_the_same_figures_from_every_stratum(years_dataset: Path) -> None:
    with opened(years_dataset / FILE) as database:
        one, two, other = (sample(database, 60, ("measure", "method"), seed) for seed in (1, 1, 2))
        assert one == two and one != other and len(one.drawn) == 60
        assert {item.stratum for item in one.drawn} == set(one.sizes)
        largest = max(one.sizes, key=lambda s: one.sizes[s])
        assert Counter(item.stratum for item in one.drawn).most_common(1)[0][0] == largest
        with pytest.raises(UsageError):
            sample(database, 5, ("colour",), 1)


def test_shares_add_up_and_no_stratum_gives_more_than_it_has() -> None:
    sizes = {("a",): 1, ("b",): 2, ("c",): 97}
    for count in (1, 2, 3, 10, 100, 500):
        shares = shared_out(count, sizes)
        assert sum(shares.values()) == min(count, 100)
        assert all(shares[s] <= sizes[s] for s in sizes)
    assert shared_out(10, sizes)[("a",)] == 1


def test_a_judged_sheet_gives_rates_in_the_codebook(read: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    assert "12 figures, 12 with a picture" in invoke(
        "sample", read, "-n", 12, "--by", "measure", "--pdf", REPORTS, "-o", sheet
    )
    book = openpyxl.load_workbook(sheet)
    page = book["sample"]
    assert len(page._images) == 12
    for line in range(2, 12):
        page.cell(line, 12).value = "no" if line == 2 else "yes"
        page.cell(line, 13).value = "ya"
    book.save(sheet)
    assert "all: 1 of 10 wrong, 10.0 %" in invoke("judged", read, sheet)
    text = (read / "codebook.md").read_text("utf-8")
    assert "| **all** |" in text and "| 10 | 1 | 10.0 % |" in text
    build(read.parent / "in", read)
    assert (read / "codebook.md").read_text("utf-8") == text
    # A dataset may be named by its folder or by the database in it, not by a copy that has no folder.
    assert "all: 1 of 10 wrong" in invoke("judged", read / "dataset.duckdb", sheet)
    alone = shutil.copy(read / "dataset.duckdb", tmp_path / "alone.duckdb")
    assert "a database alone" in invoke("judged", alone, sheet, code=ExitCode.USAGE)


def test_rows_without_a_pdf_say_so_and_rows_that_were_read_anew_do_not_count(read: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    assert "4 figures, 0 with a picture" in invoke("sample", read, "-n", 4, "--by", "method", "-o", sheet)
    book = openpyxl.load_workbook(sheet)
    assert "PDF not at hand: perpustakaan-2024.pdf" in str(book["sample"].cell(2, 2).value)
    book["sample"].cell(2, 6).value = "other print"
    for line in range(2, 6):
        book["sample"].cell(line, 12).value = book["sample"].cell(line, 13).value = "ya"
    book.save(sheet)
    shutil.copytree(read, tmp_path / "data")
    told = invoke("judged", tmp_path / "data", sheet)
    assert "all: 0 of 3 wrong" in told and "1 rows do not fit" in told


def test_a_sheet_that_is_none_and_an_answer_that_is_none_are_refused(read: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    invoke("sample", read, "-n", 2, "-o", sheet)
    book = openpyxl.load_workbook(sheet)
    book["sample"].cell(2, 12).value = "perhaps"
    book.save(sheet)
    (tmp_path / "none.xlsx").write_text("no", encoding="utf-8")
    for path in (sheet, tmp_path / "none.xlsx"):
        assert CliRunner().invoke(app, ["dataset", "judged", str(read), str(path)]).exit_code == 2


@pytest.mark.parametrize(("judged", "wrong"), [(50, 0), (50, 3), (200, 200), (7, 1)])
def test_intervals_are_those_of_the_literature(judged: int, wrong: int) -> None:
    found = Rate(judged, wrong)
    for name, own in (("wilson", found.wilson), ("exact", found.exact)):
        told = binomtest(wrong, judged).proportion_ci(method=name)
        assert own == pytest.approx((told.low, told.high), abs=1e-9)


def test_strata_weigh_as_much_as_they_have_figures() -> None:
    said = [
        Judgement("r", str(n), (s,), "1", figure, True, "")
        for n, (s, figure) in enumerate([("a", False), ("a", True), ("b", True)])
    ]
    said.append(Judgement("r", "9", ("b",), "1", None, None, ""))
    found = rates(said, {("a",): 10, ("b",): 90})
    assert (found.whole.judged, found.whole.wrong) == (3, 1)
    assert found.weighted == pytest.approx(0.05)
