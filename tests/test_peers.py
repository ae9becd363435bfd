"""A reader that hangs, dies or is missing is a row that says so."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import peers
from benchmarks.peers import Document, Row, documents, measure, wait
from benchmarks.readers import page_by_page
from benchmarks.table_score import Answer, Figures, TrueTable


def child(code: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code], start_new_session=True)


def test_a_child_that_hangs_is_ended() -> None:
    hanging = child("import time; time.sleep(60)")
    assert wait(hanging, 0.2)[0] is None
    assert hanging.poll() is not None


def test_a_child_that_dies_tells_its_signal() -> None:
    assert wait(child("import os; os.kill(os.getpid(), 6)"), 20)[0] == -6


def test_a_reader_of_a_file_that_is_no_pdf_fails_and_has_read_nothing(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_text("no pdf")
    row = measure("ours", Document(path, (1,), (TrueTable((1, 1), [["a"]], []),)), 60, ocr=False)
    assert row.figures == Figures(tables=1, cells=1)
    assert row.problem


def test_pages_that_fail_do_not_take_the_others_with_them() -> None:
    def read(_: Path, numbers: object) -> list[Answer]:
        if numbers == [2]:
            raise IndexError
        return [Answer((1, 1), [["a"]])]

    answers, problem = page_by_page(read, Path("x.pdf"), [1, 2, 3])
    assert len(answers) == 2
    assert problem == "1 of 3 pages failed (IndexError)"


def test_only_documents_with_a_truth_are_read_and_only_their_annotated_pages(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.pdf").touch()
    (tmp_path / "b.json").write_text(json.dumps({"pages": 9, "annotated_pages": [[2, 3], [7, 7]], "tables": []}))
    assert [(d.path.stem, d.pages) for d in documents(tmp_path, tmp_path, [])] == [("b", (2, 3, 7))]
    assert documents(tmp_path, tmp_path, ["a"]) == []


def test_a_total_keeps_the_problems_and_the_largest_memory() -> None:
    total = Row(Figures(1, 1, 10, 10, 10, 10.0), 4, 2.0, 60.0) + Row(Figures(1, 0, 10), 0, problem="out of time (5 s)")
    assert total.line("x") == "| x | 1/2 | 50.0 | 66.7 | 0.500 | 60 | out of time (5 s) |"


def test_unknown_readers_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "argv", ["peers", str(tmp_path), str(tmp_path), "--peers", "nobody"])
    with pytest.raises(SystemExit, match="nobody"):
        peers.main()
