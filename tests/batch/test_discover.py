"""Files are found in folders, by patterns and by name; what is no file is told and never opened."""

import os
from pathlib import Path

import pytest

from extractor.batch.discover import discover
from extractor.batch.planning import printable
from extractor.errors import UsageError


def test_a_folder_gives_its_pdfs_in_order_without_hidden_ones_and_the_store(tmp_path: Path) -> None:
    for name in ("b.PDF", "a.pdf", "in/c.pdf", "store/reports/d.pdf", ".e.pdf", "f.txt", "in/.g/h.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = discover([str(tmp_path)], tmp_path / "store")
    assert [path.relative_to(tmp_path).as_posix() for path in found.files] == ["a.pdf", "b.PDF", "in/c.pdf"]


def test_a_named_file_is_taken_whatever_it_is_called_and_once(tmp_path: Path) -> None:
    (tmp_path / "laporan").touch()
    assert discover([str(tmp_path / "laporan")] * 2).files == (tmp_path / "laporan",)


def test_a_pattern_gives_what_it_fits_and_a_csv_is_a_manifest(tmp_path: Path) -> None:
    for name in ("x1.pdf", "x2.pdf", "y.pdf", "m.csv"):
        (tmp_path / name).touch()
    found = discover([str(tmp_path / "x*.pdf"), str(tmp_path / "m.csv")])
    assert [path.name for path in found.files] == ["x1.pdf", "x2.pdf"]
    assert [path.name for path in found.manifests] == ["m.csv"]


def test_pipes_and_links_in_a_circle_are_told_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "round.pdf").symlink_to("round.pdf")
    (tmp_path / "folder").symlink_to(tmp_path)
    (tmp_path / "odd\nname ü.pdf").touch()
    found = discover([str(tmp_path)])
    assert [path.name for path in found.files] == ["odd\nname ü.pdf"]
    assert {item.path.name: item.why.en for item in found.skipped} == {
        "pipe.pdf": "no regular file",
        "round.pdf": "cannot be opened",
    }


def test_a_path_to_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing at .*missing"):
        discover([str(tmp_path / "missing*.pdf")])


def test_a_name_that_is_no_text_or_speaks_to_a_terminal_is_told_on_one_line() -> None:
    assert printable(os.fsdecode(b"\xff a\n\x1b[31m\xc3\xbc")) == "\\xff a\\n\\x1b[31mü"
