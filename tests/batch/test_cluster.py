"""A Dask cluster makes the same results; a lost worker costs what it was working on, a document that kills workers is set aside."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.batch import cluster as cluster_room
from extractor.batch import engine, run
from extractor.batch.cluster import cluster
from extractor.batch.discover import discover
from extractor.batch.run import Way, audit_files
from extractor.batch.settings import Settings
from extractor.cli import app
from extractor.errors import ExitCode
from extractor.isolation import Limits
from extractor.store import Store
from tests.batch.inline import Inline
from tests.batch.killers import KILLER, UNLUCKY

pytest.importorskip("distributed", reason="the extra dask is not installed")
SETTINGS = Settings(ocr="off")


def test_every_document_has_its_result_and_the_killer_is_named(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm, store = (Store.open(tmp_path / name, create=True) for name in ("calm", "store"))
    audit_files(calm, discover([str(reports)]), (), SETTINGS, Way(executor=Inline(), group=False))
    killer = Path(shutil.copy(reports / "sosial-2023.pdf", reports / f"{KILLER}.pdf"))
    killer.write_bytes(killer.read_bytes() + b"%")
    monkeypatch.setattr(engine, "MAKE", "tests.batch.killers:make")
    # Workers that are replaced need not be warm for this.
    monkeypatch.setattr(run, "preload", lambda **_: ())
    way = Way(executor=cluster(2, Limits(), None), group=False)
    ran = audit_files(store, discover([str(reports)]), (), SETTINGS, way)
    assert sorted(path.stem for path in reports.glob("*.killed")) == sorted([KILLER, *UNLUCKY])
    told = {work.planned.name: (work.state, work.outcome) for work in ran.works}
    assert told.pop(f"{KILLER}.pdf") == ("failed", "kills-workers")
    assert set(told.values()) == {("done", "done")}
    results = {entry.key: store.report_bytes(entry.key) for entry in store.entries()}
    assert results == {entry.key: calm.report_bytes(entry.key) for entry in calm.entries()}


def test_without_dask_the_message_says_what_to_install(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_room, "find_spec", lambda name: None)
    arguments = ["batch", str(reports), "-o", str(tmp_path / "store"), "--executor", "dask", "--lang", "en"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == ExitCode.MISSING_EXTRA
    assert "lkjip-extractor[dask]" in done.stderr


def test_nobody_at_the_address_is_told(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_room, "PATIENCE", "1s")
    arguments = ["batch", str(reports), "-o", str(tmp_path / "store"), "--executor", "dask", "--lang", "en"]
    done = CliRunner().invoke(app, [*arguments, "--scheduler", "tcp://127.0.0.1:9"])
    assert done.exit_code == ExitCode.USAGE
    assert "tcp://127.0.0.1:9" in done.stderr
