"""A batch does what is new or changed and nothing else, and every file ends as a result or as a named failure."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import extractor
from extractor.audit import Profile
from extractor.batch.discover import discover
from extractor.batch.ledger import Ledger
from extractor.batch.owner import Owner, this_process
from extractor.batch.run import Ran, Way, audit_files, reaudit
from extractor.batch.settings import Settings
from extractor.batch.summary import status, summary
from extractor.errors import CannotWriteError
from extractor.isolation import Kind, Outcome
from extractor.report import to_json
from extractor.store import Store
from schemas.decision_files import load_decisions
from tests.batch.inline import Inline

OFF = Settings(ocr="off")
SECOND = Settings(ocr="off", profile=Profile(tolerance=Decimal("0.1")))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "store", create=True)


@pytest.fixture(scope="module")
def done(pieces: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which the small reports are audited; tests copy it."""
    folder = tmp_path_factory.mktemp("done")
    shutil.copytree(pieces, folder / "reports")
    run(Store.open(folder / "store", create=True), folder / "reports")
    return folder


@pytest.fixture
def copied(done: Path, tmp_path: Path) -> Callable[[], tuple[Store, Path]]:
    def copy() -> tuple[Store, Path]:
        folder = Path(shutil.copytree(done, tmp_path / "copy"))
        store = Store.open(folder / "store")
        with store.ledger() as connection:
            connection.execute("DELETE FROM place")
        for path in (folder / "reports").glob("*.pdf"):
            store.remember(path)
        return store, folder / "reports"

    return copy


def run(
    store: Store, folder: Path, settings: Settings = OFF, way: Way | None = None, inline: Inline | None = None
) -> Ran:
    way = replace(way or Way(), executor=inline or Inline())
    return audit_files(store, discover([str(folder)], store.folder), (), settings, way)


def ledger(store: Store) -> Ledger:
    return Ledger(store, this_process())


def outcomes(ran: Ran) -> dict[str, str | None]:
    return {work.planned.name: work.outcome for work in ran.works}


def test_results_are_those_of_an_audit_and_a_second_run_does_nothing(
    done: Path, copied: Callable[[], tuple[Store, Path]]
) -> None:
    store, reports = copied()
    for entry in store.entries():
        assert store.report_bytes(entry.key) == to_json(extractor.audit(reports / entry.file))
    inline = Inline()
    ran = run(store, reports, inline=inline)
    assert (ran.made, ran.complete, len(ran.works), inline.done) == (0, True, 4, [])


def test_only_what_is_new_or_changed_is_made(copied: Callable[[], tuple[Store, Path]]) -> None:
    store, reports = copied()
    changed = next(iter(sorted(reports.glob("*.pdf"))))
    changed.write_bytes(changed.read_bytes() + b"\n%\n")
    inline = Inline()
    assert run(store, reports, inline=inline).made == 1
    assert inline.done.count("make") == 1
    assert len(store.entries()) == 5


def test_a_changed_rule_is_applied_to_the_stored_reading(copied: Callable[[], tuple[Store, Path]]) -> None:
    store, reports = copied()
    shutil.rmtree(reports)
    inline = Inline()
    ran = reaudit(store, SECOND, Way(executor=inline))
    assert (ran.made, ran.complete, outcomes(ran)) == (4, True, dict.fromkeys(outcomes(ran), "done"))
    settings = [entry.settings["profile"]["tolerance"] for entry in store.entries()]
    assert settings == ["0.1"] * 4
    assert reaudit(store, SECOND, Way(executor=inline)).made == 0


def test_what_was_audited_again_is_what_an_audit_says(copied: Callable[[], tuple[Store, Path]]) -> None:
    store, reports = copied()
    reaudit(store, SECOND, Way(executor=Inline()))
    entry = store.entries()[0]
    assert store.report_bytes(entry.key) == to_json(extractor.audit(reports / entry.file, profile=SECOND.profile))


def test_decisions_on_the_cells_of_a_report_let_it_be_read_again(
    copied: Callable[[], tuple[Store, Path]], tmp_path: Path
) -> None:
    store, reports = copied()
    entry = store.entries()[0]
    table = store.report(entry.key).tables[0]
    cell = next(cell for cell in table.cells if cell.row >= table.header_rows and cell.text)
    digest = entry.hashes[0]
    place = f"report: {digest}, table: {table.id}, row: {cell.row}, column: {cell.column}"
    decisions = tmp_path / "decisions.yaml"
    decisions.write_text(f"version: 1\ncells:\n  - {{{place}, read: {json.dumps(cell.text)}, text: lain}}\n")
    settings = Settings(ocr="off", decisions=load_decisions([decisions]))
    before = {other.key: store.reading_place(other.key).read_bytes() for other in store.entries()}
    assert reaudit(store, settings, Way(executor=Inline())).made == 4
    after = {other.key: store.reading_place(other.key).read_bytes() for other in store.entries()}
    assert [key for key in before if before[key] != after[key]] == [entry.key]
    (reports / entry.file).unlink()
    old = store.report_bytes(entry.key)
    ran = reaudit(store, OFF, Way(executor=Inline()))
    assert sorted(outcomes(ran).values(), key=str) == ["done"] * 3 + ["source-gone"]
    assert store.report_bytes(entry.key) == old


def test_the_same_content_under_two_names_is_one_result_with_two_places(store: Store, reports: Path) -> None:
    (reports / "in").mkdir()
    first = sorted(reports.glob("*.pdf"))[0]
    for other in sorted(reports.glob("*.pdf"))[1:]:
        other.unlink()
    shutil.copy(first, reports / "in" / "again.pdf")
    shutil.copy(first, reports / "z.pdf")
    ran = run(store, reports)
    assert (ran.made, len(store.entries())) == (1, 1)
    (told,) = summary(ledger(store))["reports"]
    assert [Path(place).name for place in told["files"][0]["places"]] == ["again.pdf", first.name, "z.pdf"]


def test_a_failure_is_named_and_tried_again_only_when_asked(store: Store, tmp_path: Path, reports: Path) -> None:
    (reports / "no.pdf").write_text("<html>")
    (reports / "empty.pdf").touch()
    ran = run(store, reports)
    assert outcomes(ran)["no.pdf"] == "not-a-pdf"
    assert outcomes(ran)["empty.pdf"] == "not-a-pdf"
    assert ran.complete and ran.made == 4
    inline = Inline()
    run(store, reports, inline=inline)
    assert "make" not in inline.done
    run(store, reports, way=Way(again=True), inline=inline)
    assert inline.done.count("make") == 2
    told = summary(ledger(store))
    assert [
        r["message"]["id"].startswith(r["name"]) or "diharapkan" in r["message"]["id"]
        for r in told["reports"]
        if r["message"]
    ]
    assert told["totals"]["failed"] == 2


def test_a_file_that_vanishes_or_changes_is_named(store: Store, reports: Path) -> None:
    class Meddling(Inline):
        """Takes one file away and changes another once all are known."""

        def submit(self, task: object) -> None:
            gone, changed = reports / "sosial-2023.pdf", reports / "perikanan-2023.pdf"
            if gone.exists() and self.done.count("look") == 4:
                gone.unlink()
                changed.write_bytes(changed.read_bytes() + b"%")
            super().submit(task)  # type: ignore[arg-type]

    ran = run(store, reports, inline=Meddling())
    assert outcomes(ran)["sosial-2023.pdf"] == "vanished"
    assert outcomes(ran)["perikanan-2023.pdf"] == "changed"
    assert ran.made == 2
    assert run(store, reports).made == 1


def test_a_file_that_had_to_be_mended_is_told_so(store: Store, reports: Path) -> None:
    for path in sorted(reports.glob("*.pdf"))[1:]:
        path.unlink()
    (path,) = reports.glob("*.pdf")
    data = path.read_bytes()
    path.write_bytes(
        b"%PDF-1.4\n" + data[data.index(b"\n") + 1 :].replace(b"startxref", b"startxxxx").replace(b"/Root", b"/Foot")
    )
    ran = run(store, reports)
    assert list(outcomes(ran).values()) in (["repaired"], ["damaged"])


@pytest.mark.parametrize("kind", [Kind.timeout, Kind.out_of_memory, Kind.crashed])
def test_a_document_over_its_limits_fails_alone(store: Store, reports: Path, kind: Kind) -> None:
    found = discover([str(reports)])
    inline = Inline()
    inline.answers = {planned_key(store, found.files[0]): Outcome(kind, "more than it may")}
    ran = run(store, reports, inline=inline)
    assert sorted(map(str, outcomes(ran).values())) == sorted(["done"] * 3 + [kind.value.replace("_", "-")])


def planned_key(store: Store, path: Path) -> str:
    from extractor.store import key_of

    return key_of([store.remember(path)])


def test_shards_share_the_work_and_leave_nothing_out(store: Store, reports: Path) -> None:
    made = [run(store, reports, way=Way(shard=(index, 2))).made for index in (1, 2)]
    assert sum(made) == 4
    assert run(store, reports).made == 0


def test_shares_made_apart_become_one_store(store: Store, reports: Path, tmp_path: Path) -> None:
    shares = [Store.open(tmp_path / f"share{index}", create=True) for index in (1, 2)]
    for index, share in enumerate(shares, start=1):
        run(share, reports, way=Way(shard=(index, 2)))
    found = discover([str(share.folder) for share in shares])
    assert (len(found.stores), found.files) == (2, ())
    ran = audit_files(store, found, (), OFF, Way(executor=Inline()))
    assert (len(ran.works), ran.made, len(store.entries())) == (4, 0, 4)
    inline = Inline()
    assert run(store, reports, inline=inline).made == 0
    assert "make" not in inline.done
    kept = {entry.key: store.reading_place(entry.key).read_bytes() for share in shares for entry in share.entries()}
    assert kept == {e.key: share.reading_place(e.key).read_bytes() for share in shares for e in share.entries()}


def test_work_of_another_process_is_left_to_it_until_it_is_gone_or_late(store: Store, reports: Path) -> None:
    other = Owner("elsewhere", 1, "1")
    run(store, reports)
    keys = [entry.key for entry in store.entries()]
    mine, theirs = ledger(store), Ledger(store, other)
    mine.reopen(keys)
    assert theirs.claim(keys[0]) == "ours"
    assert mine.claim(keys[0]) == "others"
    with store.ledger() as connection:
        connection.execute("UPDATE claim SET expires = 0")
    assert mine.claim(keys[0]) == "ours"
    dead = Owner(this_process().host, 2**22 + 1, "1")
    assert Ledger(store, dead).claim(keys[1]) == "ours"
    assert mine.claim(keys[1]) == "ours"
    attempts = ledger(store).attempts()
    assert [row["outcome"] for row in attempts[keys[1]]] == ["done", "interrupted", None]


def test_a_result_that_could_not_be_noted_is_noted_and_not_made_again(copied: Callable[[], tuple[Store, Path]]) -> None:
    store, reports = copied()
    before = states(store)
    with store.ledger() as connection:
        connection.execute("UPDATE work SET state = 'waiting', outcome = NULL WHERE name LIKE 's%'")
    inline = Inline()
    run(store, reports, inline=inline)
    assert inline.done == []
    assert states(store) == before


def states(store: Store) -> list[object]:
    return [
        {name: value for name, value in report.items() if name not in {"attempts", "claimed"}}
        for report in status(ledger(store))["reports"]
    ]


def test_a_result_that_was_lost_is_made_again(copied: Callable[[], tuple[Store, Path]]) -> None:
    store, reports = copied()
    key = store.entries()[0].key
    data = store.report_bytes(key)
    store.document(key).unlink()
    assert run(store, reports).made == 1
    assert store.report_bytes(key) == data


def test_half_written_files_of_a_killed_process_are_taken_away(copied: Callable[[], tuple[Store, Path]]) -> None:
    store, reports = copied()
    key = store.entries()[0].key
    store.document(key).unlink()
    half = store.document(key).with_name(f".{key}.json.0123abcd.part")
    half.write_text("{")
    run(store, reports)
    assert not half.exists()


def test_a_full_disk_stops_the_batch_and_keeps_what_is_done(
    store: Store, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Store.keep

    def keep(self: Store, *arguments: object) -> None:
        if len(self.entries()) == 2:
            raise CannotWriteError("room", "No space left on device", "Make room.")
        kept(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "keep", keep)
    with pytest.raises(CannotWriteError):
        run(store, reports)
    assert len(store.entries()) == 2
    assert ledger(store).claimed() == {}
    monkeypatch.undo()
    assert run(store, reports).made == 2


def test_a_stop_keeps_what_is_done_and_gives_the_rest_back(store: Store, reports: Path) -> None:
    way = Way()

    class Stopping(Inline):
        """Wishes for an end after the second result."""

        def next(self, seconds: float | None = None) -> list[object]:  # type: ignore[override]
            if self.done.count("make") == 2:
                way.stop.set()
            return super().next(seconds)  # type: ignore[return-value]

    ran = run(store, reports, way=way, inline=Stopping())
    assert not ran.complete
    assert ledger(store).claimed() == {}
    assert run(store, reports).made == 4 - ran.made
