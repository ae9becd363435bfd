"""What others read: frames, the data package, the workbook, Parquet; cells that a spreadsheet would run are neutralised."""

import json
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

import extractor.dataset
from extractor.cli import app
from extractor.dataset import database as db
from extractor.dataset.build import build
from extractor.dataset.export import Format, export
from extractor.dataset.tables import TABLES
from extractor.errors import CannotWriteError, UsageError
from fixtures import years
from schemas import Report


@pytest.fixture(scope="module")
def hostile(years_audits: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of a report whose names would be run as formulas."""
    folder = tmp_path_factory.mktemp("hostile")
    report = json.loads((years_audits / "pariwisata-2021.json").read_bytes())
    names = ("=SUM(A1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "biasa")
    for fact, name in zip(report["facts"], names, strict=False):
        fact["subject"]["name"] = name
    report["facts"][6] |= {"value": -5.25, "printed": "-5,25", "decimals": 2}
    (folder / "in").mkdir()
    (folder / "in" / "a.json").write_text(json.dumps(report), encoding="utf-8")
    build(folder / "in", folder / "data")
    return folder / "data"


def test_frames_hold_the_rows_that_filters_let_through(years_dataset: Path) -> None:
    with extractor.dataset.open(years_dataset) as dataset:
        facts = dataset.facts(subject_kind="indicator", measure=["target", "realization"], entity=None)
        assert set(facts["measure"]) == {"target", "realization"}
        assert isinstance(facts, pd.DataFrame) and facts["year"].dtype == "Int64"
        assert len(dataset.documents()) == 4 and len(dataset.findings()) > 0
        assert 0 < len(dataset.calculations(rule="CAP-ROW")) < len(dataset.calculations())
        with pytest.raises(UsageError, match="subject_kind"):
            dataset.facts(nonsense=1)


def test_a_series_is_found_by_id_by_any_of_its_names_and_by_words(years_dataset: Path) -> None:
    with extractor.dataset.open(years_dataset) as dataset:
        by_name = dataset.series(years.RENAMED, measure="realization")
        assert list(by_name["printed"]) == years.ROWS[years.ROOMS][2].split(" / ")
        assert dataset.series(years.ROOMS, measure="realization").equals(by_name)
        assert dataset.series_id("kunjungan desa wisata") == dataset.series_id(years.VISITS)
        for wrong in ("persentase", "tidak ada yang bernama begini"):
            with pytest.raises(UsageError):
                dataset.series(wrong)


def test_only_the_newest_version_is_given_unless_asked(years_audits: Path, tmp_path: Path) -> None:
    shutil.copytree(years_audits, tmp_path / "in")
    revised = json.loads((years_audits / "pariwisata-2021.json").read_bytes())
    revised["source"] |= {"file": "pariwisata-2021 revisi.pdf", "sha256": "ab" * 32}
    (tmp_path / "in" / "revised.json").write_text(json.dumps(revised), encoding="utf-8")
    build(tmp_path / "in", tmp_path / "data")
    with extractor.dataset.open(tmp_path / "data") as dataset:
        assert len(dataset.documents()) == 4 and len(dataset.documents(current=any)) == 5
        old = dataset.documents(current=False)
        assert list(old["file"]) == ["pariwisata-2021.pdf"] and "title or file name" in old["version_reason"][0]
        assert set(dataset.panel(year=2021, measure="realization", reason="own-year")["sha256"]) == {"ab" * 32}


def test_the_data_package_is_valid_and_opens_elsewhere(years_dataset: Path, tmp_path: Path) -> None:
    export(years_dataset, tmp_path / "package", Format.csv, "CC-BY-4.0")
    command = [
        sys.executable,
        "-m",
        "frictionless",
        "validate",
        str(tmp_path / "package" / "datapackage.json"),
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    told = json.loads(done.stdout)
    assert told["valid"] and len(told["tasks"]) == len(TABLES)
    frame = pd.read_csv(tmp_path / "package" / "facts.csv")
    # All of it: the connection that modules share is not free before.
    (counted,) = duckdb.execute(f"SELECT count(*), sum(value) FROM '{tmp_path}/package/facts.csv'").fetchall()
    with db.opened(years_dataset / db.FILE) as database:
        want = database.execute("SELECT count(*), sum(value) FROM facts").fetchone()
    assert counted is not None and want is not None
    assert len(frame) == want[0] == counted[0] and counted[1] == pytest.approx(want[1])
    package = json.loads((tmp_path / "package" / "datapackage.json").read_bytes())
    assert package["licenses"] == [{"name": "CC-BY-4.0"}] and len(package["sources"]) == 4
    fields = {field["name"]: field for field in package["resources"][1]["schema"]["fields"]}
    assert fields["x0"]["unit"] == "pt" and fields["value_exact"]["type"] == "number"


def test_the_same_dataset_gives_the_same_files(years_dataset: Path, tmp_path: Path) -> None:
    for name, wanted in (("csv", Format.csv), ("a.xlsx", Format.xlsx), ("parquet", Format.parquet)):
        for turn in ("one", "two"):
            (tmp_path / turn).mkdir(exist_ok=True)
            export(years_dataset, tmp_path / turn / name, wanted)
    one, two = (
        {p.relative_to(tmp_path / t): p.read_bytes() for p in (tmp_path / t).rglob("*") if p.is_file()}
        for t in ("one", "two")
    )
    assert one == two and len(one) > 2 * len(TABLES)


def test_texts_that_a_spreadsheet_would_run_are_neutralised_and_numbers_are_numbers(
    hostile: Path, tmp_path: Path
) -> None:
    export(hostile, tmp_path / "p", Format.csv)
    export(hostile, tmp_path / "a.xlsx", Format.xlsx)
    csv_names = pd.read_csv(tmp_path / "p" / "facts.csv", keep_default_na=False)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["facts"]
    header = [cell.value for cell in next(sheet.iter_rows())]
    rows = [dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    for names in (list(csv_names["name"]), [str(row["name"].value) for row in rows]):
        assert sum(name.lstrip().startswith("'") for name in names) == 5
        assert not any(name.lstrip("\t ")[:1] in "=+-@" for name in names if name)
    assert all(row["name"].data_type != "f" for row in rows)
    negative = next(row for row in rows if row["value"].value == -5.25)
    assert negative["value"].data_type == "n"
    assert -5.25 in set(pd.to_numeric(csv_names["value"]))


def test_exact_values_keep_their_digits(years_audits: Path, years_dataset: Path) -> None:
    reports = [Report.model_validate_json(path.read_bytes()) for path in years_audits.glob("*.json")]
    want = sorted(fact.value for report in reports for fact in report.facts if fact.value is not None)
    with extractor.dataset.open(years_dataset) as dataset:
        assert sorted(Decimal(text) for text in dataset.facts()["value_exact"].dropna()) == want


def test_an_export_does_not_write_over_other_things(years_dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("a", encoding="utf-8")
    for wanted in (Format.csv, Format.parquet):
        with pytest.raises(CannotWriteError):
            export(years_dataset, tmp_path / "mine", wanted)
    assert (tmp_path / "mine" / "letter.txt").exists()


def test_the_workbook_opens_in_libreoffice(years_dataset: Path, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    export(years_dataset, tmp_path / "a.xlsx", Format.xlsx)
    # The last token of LibreOffice's CSV filter is the number of the sheet; the first one tells what is in the others.
    number = [spec.name for spec in TABLES].index("panel") + 2
    options = f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{number}"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", options]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")], check=True, capture_output=True, timeout=120
    )
    made = next(tmp_path.glob("*.csv"))
    with db.opened(years_dataset / db.FILE) as database:
        want = database.execute("SELECT count(*) FROM panel").fetchone()
    assert want is not None and len(pd.read_csv(made)) == want[0]


def run(*arguments: str) -> str:
    """What a verb prints."""
    done = CliRunner().invoke(app, ["dataset", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_verbs_answer(years_dataset: Path, tmp_path: Path) -> None:
    place = str(years_dataset)
    told = run("findings", place, "--lang", "en")
    assert "without an explanation: 3" in told and "44,92" not in told
    found = json.loads(run("findings", place, "--explained", "--json"))
    assert [len(item["places"]) for item in found] == [2] * 6
    assert {item["message"]["id"][:9] for item in found if item["kind"] == "restatement"} == {"Realisasi"}
    run("findings", place, "-o", str(tmp_path / "f.csv"))
    assert len(pd.read_csv(tmp_path / "f.csv")) == 5
    assert "53,27 %" in run("series", place, years.GUIDES) and "% %" not in run("series", place, years.GUIDES)
    assert "2024" in run("compare", place, years.GUIDES)


def test_a_region_has_a_total_only_where_every_office_has_one(years_audits: Path, tmp_path: Path) -> None:
    shutil.copytree(years_audits, tmp_path / "in")
    other = json.loads((years_audits / "pariwisata-2024.json").read_bytes())
    other["source"]["sha256"] = "cd" * 32
    other["document"]["agency"] = "Dinas Arsip Kabupaten Tirta Agung"
    (tmp_path / "in" / "other.json").write_text(json.dumps(other), encoding="utf-8")
    build(tmp_path / "in", tmp_path / "data")
    told = json.loads(run("compare", str(tmp_path / "data"), "total", "--measure", "spending", "--json"))
    totals = {row["year"]: row for row in told if "lacking" in row}
    own = {row["year"]: row["value"] for row in told if row.get("agency", "").startswith("Dinas Pariwisata")}
    assert totals[2024]["value"] == 2 * own[2024] and totals[2024]["lacking"] == []
    assert set(totals) == {2021, 2022, 2023, 2024}
    with duckdb.connect(str(tmp_path / "data" / "dataset.duckdb")) as database:
        cents = "CASE WHEN agency LIKE 'Dinas Arsip%' THEN '0.1' ELSE '0.2' END"
        database.execute(f"UPDATE panel SET value_exact = {cents}, value = {cents}::DOUBLE WHERE year = 2024")
    again = json.loads(run("compare", str(tmp_path / "data"), "total", "--measure", "spending", "--json"))
    (exact,) = (row for row in again if "lacking" in row and row["year"] == 2024)
    assert (exact["value"], exact["value_exact"]) == (0.3, "0.3")
    assert totals[2023]["value"] is None and totals[2023]["lacking"] == ["Dinas Arsip Kabupaten Tirta Agung"]


def test_a_picture_is_the_same_for_the_same_series(years_dataset: Path, tmp_path: Path) -> None:
    for name in ("a.svg", "b.svg", "c.png"):
        run("series", str(years_dataset), years.HALLS, "--plot", str(tmp_path / name))
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    drawn = (tmp_path / "a.svg").read_text("utf-8")
    assert years.HALLS in drawn and "putus: unit" in drawn and "dc:date" not in drawn
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")
    done = CliRunner().invoke(
        app, ["dataset", "series", str(years_dataset), years.HALLS, "--plot", str(tmp_path / "x.gif")]
    )
    assert done.exit_code == 2
