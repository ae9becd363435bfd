"""Broken files at the command line: one message, one exit code, no more files than asked for, and nobody is called."""

import os
import socket
import subprocess
import sys
import threading
import zlib
from pathlib import Path

import pikepdf
import pytest

from extractor.errors import ExitCode, LimitError
from extractor.isolation import Kind, Limits, Task, Workers
from extractor.pages import read, source
from extractor.pages.blanks import _damages as _blanks
from extractor.pages.inflation import refuse_inflating
from fixtures.hostile import HOSTILE
from fixtures.hostile.active import PORT
from fixtures.hostile.maker import document, shown, sound, stream

ROOT = Path(__file__).parents[2]
CODE = "from extractor.cli import main; main()"


def lkjip(*arguments: str, cwd: Path, code: str = CODE) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def codes(path: Path) -> list[tuple[str, int | None]]:
    return [(note.code, note.page) for note in read(path).diagnostics]


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("zero_pages", ExitCode.NO_PAGES, "at least one page"),
        ("html", ExitCode.NOT_A_PDF, "a web page (HTML)"),
        ("inflating_twice", ExitCode.LIMIT, "inflates to more"),
        ("pipe", ExitCode.USAGE, "a named pipe"),
        ("lost_pages", ExitCode.NO_TEXT, ""),
    ],
)
def test_the_command_line_ends_as_documented(name: str, code: ExitCode, words: str, tmp_path: Path) -> None:
    files, place = tmp_path / "files", tmp_path / "place"
    files.mkdir()
    place.mkdir()
    path = HOSTILE[name](files)
    done = lkjip("audit", str(path), "-o", "out.json", "--lang", "en", "--ocr", "off", cwd=place)
    assert done.returncode == code and words in done.stderr and "Traceback" not in done.stderr
    assert [file.name for file in place.iterdir()] == (["out.json"] if code == ExitCode.NO_TEXT else [])


def test_names_speak_to_no_terminal(tmp_path: Path) -> None:
    path = HOSTILE["newline_in_name"](tmp_path)
    path.write_bytes(b"no PDF")
    done = lkjip("audit", str(path), "-o", "out.json", "--lang", "en", cwd=tmp_path)
    assert done.returncode == ExitCode.NOT_A_PDF
    assert "\x1b" not in done.stderr and len(done.stderr.splitlines()) == 1 and "\\x1b[31m.pdf" in done.stderr


def test_scripts_links_and_attachments_are_left_alone(tmp_path: Path) -> None:
    called = threading.Event()
    with socket.create_server(("127.0.0.1", PORT)) as server:
        server.settimeout(0.2)
        for name in ("scripts_and_links", "attachments", "outside_content"):
            path = HOSTILE[name](tmp_path)
            done = lkjip("audit", str(path), "-o", f"{name}.json", "--ocr", "off", cwd=tmp_path)
            assert done.returncode == 0, done.stderr
        try:
            server.accept()
            called.set()
        except TimeoutError:
            pass
    assert not called.is_set()
    assert not list(tmp_path.parent.rglob("escaped.txt"))
    assert "hostname" not in (tmp_path / "outside_content.json").read_text()


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    path = tmp_path / "sound.pdf"
    path.write_bytes(sound())
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512)); " + CODE
    done = lkjip("audit", str(path), "-o", "out.json", "--lang", "en", "--ocr", "off", cwd=tmp_path, code=code)
    assert done.returncode == ExitCode.CANNOT_WRITE and "File too large" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["sound.pdf"]


def test_want_of_memory_is_a_message_and_an_exit_code(tmp_path: Path) -> None:
    path = HOSTILE["form_tree"](tmp_path)
    code = "import extractor.isolation.guard as g; g.MOST_MB = 300; " + CODE
    done = lkjip("audit", str(path), "-o", "out.json", "--lang", "en", "--ocr", "off", cwd=tmp_path, code=code)
    assert done.returncode == ExitCode.LIMIT
    assert done.stderr.endswith(
        "lkjip: expected a file that needs at most 300 MB of memory; found one that needs more. docs/limits.md lists the "
        "limits; find out where the file comes from.\n"
    )
    assert not (tmp_path / "out.json").exists()


def test_a_file_that_vanishes_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "sound.pdf"
    with Workers(1, Limits(512)) as workers:
        workers.submit(Task("tests.isolation.tasks:pages_of_a_vanished_file", (path,)))
        ((_, outcome),) = list(workers)
    assert outcome.kind is Kind.refused and outcome.error is not None and outcome.error.exit_code == ExitCode.USAGE


def test_a_file_that_changes_while_it_is_read_is_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "sound.pdf"
    path.write_bytes(sound())
    before = read(path)
    changed = read(path, progress=lambda done, total: path.write_bytes(b"gone"))
    assert changed == before


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("truncated", [("repaired", None)]),
        ("tail_missing", [("repaired", None)]),
        ("broken_stream", [("content-damaged", 1)]),
        ("outside_content", [("content-damaged", 1)]),
        ("deep_page_tree", [("page-not-opened", 1)]),
    ],
)
def test_what_was_lost_is_told_with_its_page(name: str, told: list[tuple[str, int | None]], tmp_path: Path) -> None:
    assert codes(HOSTILE[name](tmp_path)) == told


def test_a_mended_file_keeps_its_pages_in_order(tmp_path: Path) -> None:
    pages = read(HOSTILE["tail_missing"](tmp_path)).pages
    assert [page.words[0].text for page in pages] == ["LAPORAN", "Halaman"]
    (first,) = read(HOSTILE["truncated"](tmp_path)).pages
    assert first.words[0].text == "LAPORAN"


def test_a_blank_page_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "blank.pdf"
    path.write_bytes(document([stream(b""), stream(b"q Q"), stream(shown())]))
    document_read = read(path)
    assert document_read.diagnostics == () and [page.reason for page in document_read.pages] == ["blank", "blank", None]


def test_what_pdfium_opens_and_pikepdf_does_not_is_read_all_the_same(tmp_path: Path) -> None:
    """Cut down from a mutation: the catalogue's list of pages is a page, and pikepdf fails over its count."""
    path = tmp_path / "uncounted.pdf"
    rest = b"\n6 0 obj<</Resources<<>>>>\n1 0 obj<</Type/Catalog/Pages 2 0 R>>\n2 0 obj<<///Kids[4 6 0 R]>>0 8"
    path.write_bytes(b"%PDF-1.7" + rest)
    with pytest.raises(RuntimeError):
        pikepdf.open(path)
    assert _blanks(path.read_bytes(), [1]) == {}


def test_want_of_memory_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(data: bytes) -> bytes:
        raise MemoryError

    monkeypatch.setattr(source, "mended", full)
    with pytest.raises(MemoryError):
        read(HOSTILE["tail_missing"](tmp_path))


def test_boxes_that_are_none_are_those_a_viewer_takes(tmp_path: Path) -> None:
    pages = read(HOSTILE["nan_boxes"](tmp_path)).pages
    letter, a4 = (612.0, 792.0), (595.0, 842.0)
    assert [(p.width, p.height) for p in pages] == [letter, letter, a4, letter, letter, letter, a4, a4]
    assert {page.words[0].text for page in pages} == {"LAPORAN"}


def deflated(data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


@pytest.mark.parametrize(
    ("packed", "entries"),
    [
        # The second layer is no deflate, but the first is unpacked before that is seen.
        (deflated(bytes(2_000_000), 1), b"/Filter [/FlateDecode /FlateDecode]"),
        (deflated(bytes(2_000_000), 3), b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"),
        (deflated(bytes(2_000_000), 1), b"/Filter /Fl#61te#44ecode"),
        (deflated(bytes(2_000_000), 2), b"/Filter 9 0 R"),
    ],
)
def test_every_layer_counts_however_its_filter_is_named(packed: bytes, entries: bytes) -> None:
    with pytest.raises(LimitError):
        refuse_inflating(document([stream(packed, entries)]), "a.pdf", most=1_000_000)
    refuse_inflating(document([stream(packed, entries)]), "a.pdf", most=2_000_000)


def test_only_what_inflates_beyond_the_limit_is_refused() -> None:
    def file(size: int, entries: bytes = b"/Filter /FlateDecode") -> bytes:
        return document([stream(zlib.compress(bytes(size), 9), entries)])

    refuse_inflating(file(1_000_000), "a.pdf", most=1_000_000)
    with pytest.raises(LimitError):
        refuse_inflating(file(1_000_001), "a.pdf", most=1_000_000)
    refuse_inflating(file(9_000_000, b"/Subtype /Image /Filter /FlateDecode"), "a.pdf", most=1_000_000)
    refuse_inflating(document([stream(b"no deflate" * 9000, b"/Filter /FlateDecode")]), "a.pdf", most=1000)
