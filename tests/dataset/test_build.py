"""A dataset holds what its reports hold, whatever the order of adding, and is renewed by what changed alone."""

import json
import shutil
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.dataset import database as db
from extractor.dataset import sources
from extractor.dataset.build import Built, build
from extractor.dataset.columns import columns
from extractor.dataset.tables import TABLES
from extractor.dataset.versions import Version, current
from extractor.errors import CannotWriteError, UsageError
from extractor.store import Store, Stored
from schemas import Report


def content(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of a dataset in their order."""
    with db.opened(folder / db.FILE) as database:
        return {spec.name: database.execute(f'SELECT * FROM "{spec.name}"').fetchall() for spec in TABLES}


def parquet(folder: Path) -> dict[str, bytes]:
    """The bytes of all Parquet files."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}


def one_by_one(files: list[Path], work: Path) -> Path:
    """A dataset to which reports were added one after the other."""
    for file in files:
        (work / "in").mkdir(parents=True, exist_ok=True)
        shutil.copy(file, work / "in" / file.name)
        build(work / "in", work / "data")
    return work / "data"


def test_rows_are_those_of_the_reports(audits: Path, tmp_path: Path) -> None:
    build(audits, tmp_path)
    reports = [Report.model_validate_json(path.read_bytes()) for path in sorted(audits.glob("*.json"))]
    with db.opened(tmp_path / db.FILE) as database:
        facts = database.execute("SELECT report, fact, value_exact, printed, page, x0, sha256 FROM facts").fetchall()
        counts = {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in ("findings", "tables")
        }
    want = {
        (
            sources.key_of_report(r),
            f.id,
            None if f.value is None else f"{f.value:f}",
            f.printed,
            f.source.page,
            f.source.bbox[0],
        )
        for r in reports
        for f in r.facts
    }
    assert {row[:6] for row in facts} == want
    assert all(row[6] for row in facts)
    assert counts["findings"] == (sum(len(r.findings) for r in reports),)
    assert counts["tables"] == (sum(len(r.tables) for r in reports),)


def test_any_order_of_adding_gives_the_same_rows_and_bytes(audits: Path, tmp_path: Path) -> None:
    files = sorted(audits.glob("*.json"))
    at_once = tmp_path / "at-once"
    build(audits, at_once)
    for name, order in (("forward", files), ("backward", files[::-1])):
        other = one_by_one(order, tmp_path / name)
        assert content(other) == content(at_once)
        assert parquet(other) == parquet(at_once)
        assert (other / "dataset.json").read_bytes() == (at_once / "dataset.json").read_bytes()


def test_only_what_changed_is_read(audits: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / "in"
    shutil.copytree(audits, work)
    build(work, tmp_path / "data")
    read: list[str] = []
    whole = sources.Source.read
    monkeypatch.setattr(sources.Source, "read", lambda self: read.append(self.name) or whole(self))
    assert build(work, tmp_path / "data").same
    report = json.loads((work / "5.json").read_bytes())
    report["facts"] = report["facts"][:3]
    report["calculations"] = report["findings"] = []
    (work / "5.json").write_text(json.dumps(report), encoding="utf-8")
    (work / "3.json").unlink()
    done = build(work, tmp_path / "data")
    assert read == ["5.json"]
    assert (len(done.added), len(done.kept), len(done.removed)) == (1, 1, 1)
    assert sorted(Counter(row[0] for row in content(tmp_path / "data")["facts"]).values())[0] == 3


def test_a_file_that_is_no_report_is_told(audits: Path, tmp_path: Path) -> None:
    work = tmp_path / "in"
    shutil.copytree(audits, work)
    (work / "other.json").write_text("{}", encoding="utf-8")
    (work / "twice.json").write_bytes((work / "3.json").read_bytes() + b"\n")
    done = build(work, tmp_path / "data")
    assert sorted(name for name, _ in done.refused) == ["other.json", "twice.json"]
    assert len(done.added) == 3


def test_an_interrupted_build_leaves_the_old_dataset(
    audits: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "in"
    work.mkdir()
    shutil.copy(audits / "3.json", work)
    build(work, tmp_path / "data")
    before = content(tmp_path / "data")
    shutil.copy(audits / "5.json", work)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(db, "sort", stopped)
    with pytest.raises(KeyboardInterrupt):
        build(work, tmp_path / "data")
    assert content(tmp_path / "data") == before
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == [
        "codebook.md",
        "dataset.duckdb",
        "dataset.json",
        "parquet",
    ]


def test_files_that_were_lost_are_written_again(audits: Path, tmp_path: Path) -> None:
    build(audits, tmp_path)
    before = parquet(tmp_path)
    shutil.rmtree(tmp_path / "parquet")
    assert build(audits, tmp_path).same
    assert parquet(tmp_path) == before


def test_parquet_is_parted_by_year_and_region(audits: Path, tmp_path: Path) -> None:
    build(audits, tmp_path)
    pattern = tmp_path / "parquet" / "facts" / "*" / "*" / "*.parquet"
    found = duckdb.sql(f"SELECT fiscal_year, region, count(*) FROM read_parquet('{pattern}') GROUP BY ALL").fetchall()
    with db.opened(tmp_path / db.FILE) as database:
        want = database.execute("SELECT fiscal_year, region, count(*) FROM facts GROUP BY ALL").fetchall()
    assert sorted(found) == sorted(want)


def test_every_column_is_described() -> None:
    assert all(column.description.endswith(".") for spec in TABLES for column in columns(spec.model))


VERSIONS = (
    # What names the newest of two: file or title, then pages.
    ("LKJIP 2023.pdf", "LKJIP 2023 revisi.pdf", 1),
    ("LKJIP 2023 draft.pdf", "LKJIP 2023.pdf", 1),
    ("LKJIP revisi 2.pdf", "LKJIP revisi 1.pdf", 0),
    ("LKJIP_v2.pdf", "LKJIP_v10.pdf", 1),
)


@pytest.mark.parametrize(("first", "second", "newest"), VERSIONS)
def test_the_newest_version_counts(first: str, second: str, newest: int) -> None:
    versions = [Version(str(n), "dinas", 2023, "lkjip", file, None, 10) for n, file in enumerate((first, second))]
    for order in (versions, versions[::-1]):
        chosen = current(order)
        assert [chosen[key][0] for key in "01"] == [newest == 0, newest == 1]


def test_quarterly_reports_and_chapters_are_no_versions() -> None:
    quarters = [Version(str(n), "dinas", 2023, "quarterly", f"tw{n}.pdf", None, 9) for n in range(4)]
    chapters = [Version(str(n), "dinas", 2023, "lkjip", f"LKJIP BAB {n}.pdf", None, 9) for n in range(1, 4)]
    assert all(told for told, _ in {**current(quarters), **current(chapters)}.values())


def test_a_file_where_the_dataset_should_be_is_refused(audits: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    with pytest.raises(CannotWriteError, match="a place to write"):
        build(audits, tmp_path / "data")
    assert (tmp_path / "data").read_text() == "mine"


def test_a_folder_without_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        build(tmp_path, tmp_path / "data")


def test_the_verb_tells_what_was_done(audits: Path, tmp_path: Path) -> None:
    first = CliRunner().invoke(app, ["dataset", "build", str(audits), "-o", str(tmp_path / "d"), "--lang", "en"])
    again = CliRunner().invoke(app, ["dataset", "build", str(audits), "-o", str(tmp_path / "d"), "--lang", "en"])
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "3 reports read, 0 kept" in first.stderr
    assert "Nothing changed" in again.stderr
    assert isinstance(build(audits, tmp_path / "d"), Built)


def test_a_store_gives_its_reports(audits: Path, tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store", create=True)
    keys = []
    for path in sorted(audits.glob("*.json")):
        data = path.read_bytes()
        keys.append(store.put(Stored(Report.model_validate_json(data), data, None)).key)
    assert sorted(build(tmp_path / "store", tmp_path / "data").added) == sorted(keys)
    assert content(tmp_path / "data") == content(_built(audits, tmp_path / "plain"))


def _built(reports: Path, target: Path) -> Path:
    build(reports, target)
    return target


def test_another_version_of_the_program_works_out_series_anew_without_reading(
    audits: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(audits, tmp_path)
    before = content(tmp_path)
    monkeypatch.setattr("extractor.dataset.build.dataset_version", lambda: "another")
    monkeypatch.setattr(sources.Source, "read", lambda self: pytest.fail("nothing is to be read"))
    done = build(audits, tmp_path)
    assert not done.same and len(done.kept) == 3 and content(tmp_path) == before
