"""Pages read by several processes: in order, the same as by one, and none lost in silence when a process dies."""

import io
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest

import extractor
from extractor.errors import DamagedPdfError
from extractor.pages import Edge, Page, Word
from extractor.pages.packing import packed, unpacked
from extractor.pages.processes import read_in_processes
from extractor.pages.weight import heaviest_first
from extractor.report import to_json
from extractor.report.table_files import TableFormat, encoded, read_tables

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / (ROOT / "fixtures" / "SAMPLE").read_text(encoding="utf-8").strip()
ENDLESS = 600


@dataclass(frozen=True)
class Fake:
    """Opens a document whose pages are read by `act`."""

    act: Callable[[int], None]

    def __call__(self) -> Callable[[int], tuple[Page, int]]:
        def work(number: int) -> tuple[Page, int]:
            self.act(number)
            return Page(number, 100, 100), number * number

        return work


def slow_first(number: int) -> None:
    time.sleep(0.05 if number == 1 else 0)


def killed_on_five(number: int) -> None:
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)


def broken_on_three(number: int) -> None:
    if number == 3:
        raise DamagedPdfError("a page", "none", "Try again.")


def forever(_: int) -> None:
    time.sleep(ENDLESS)


def test_results_come_in_the_order_of_the_pages_whichever_is_done_first() -> None:
    numbers = [1, 2, 3, 7, 5, 12]
    found = list(read_in_processes(Fake(slow_first), numbers, 3, one_by_one=numbers[::-1]))
    assert [(page.number, sketch) for page, sketch in found] == [(number, number * number) for number in numbers]


@pytest.mark.parametrize("one_by_one", [range(40, 0, -1), ()])
def test_a_page_whose_process_is_killed_is_told_and_the_others_are_read(one_by_one: Sequence[int]) -> None:
    read = read_in_processes(Fake(killed_on_five), range(1, 41), 2, one_by_one=one_by_one)
    found = {page.number: page for page, _ in read}
    assert list(found) == list(range(1, 41))
    assert (found[5].reader, found[5].reason) == ("none", "crash")
    assert [note.code for note in found[5].diagnostics] == ["page-process-died"]
    assert "SIGKILL" in found[5].diagnostics[0].message
    assert all(page.reader == "digital" and not page.diagnostics for page in found.values() if page.number != 5)


def after_the_first_of_five(number: int) -> None:
    if number % 5 == 1:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_a_process_was_given_ahead_is_read_when_it_dies() -> None:
    found = [page for page, _ in read_in_processes(Fake(after_the_first_of_five), range(1, 31), 2)]
    assert [page.number for page in found] == list(range(1, 31))
    assert [page.number for page in found if page.reader == "digital"] == [1, 6, 11, 16, 21, 26]


def test_an_error_in_a_process_is_raised_where_the_pages_are_asked_for() -> None:
    with pytest.raises(DamagedPdfError) as caught:
        list(read_in_processes(Fake(broken_on_three), range(1, 9), 2))
    assert caught.value.advice == "Try again."
    assert not multiprocessing.active_children()


def test_processes_end_when_nobody_wants_the_rest() -> None:
    pages = read_in_processes(Fake(slow_first), range(1, 100), 2, one_by_one=range(1, 100))
    next(pages)
    pages.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


# A shell that starts tests in the background has them ignore interrupts, so that the usual handler is put back.
CODE = """
import signal, sys
from tests.pages.test_processes import Fake, forever
from extractor.pages.processes import read_in_processes
signal.signal(signal.SIGINT, signal.default_int_handler)
print("ready", flush=True)
try:
    list(read_in_processes(Fake(forever), range(1, 9), 2))
except KeyboardInterrupt:
    sys.exit(130)
"""


@contextmanager
def _reading() -> Iterator[subprocess.Popen[str]]:
    """A process that reads with two others, all three of them running."""
    with subprocess.Popen(
        [sys.executable, "-c", CODE], cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        while len(_group(process.pid)) < 3 and process.poll() is None:
            time.sleep(0.01)
        yield process


def test_an_interrupt_ends_all_processes() -> None:
    with _reading() as process:
        try:
            assert _interrupted(process) == 130
        finally:
            process.kill()
        assert not [other for other in _group(process.pid) if other != process.pid]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is told that its parent was killed")
def test_a_kill_of_the_process_that_started_them_ends_all_processes() -> None:
    with _reading() as process:
        process.kill()
    left = ENDLESS
    while left and _group(process.pid):
        time.sleep(0.01)
        left -= 1
    assert not _group(process.pid)


def _interrupted(process: subprocess.Popen[str]) -> int:
    """The exit code after an interrupt; Python swallows one that comes while it forks, then a person presses again."""
    for _ in range(3):
        process.send_signal(signal.SIGINT)
        try:
            return process.wait(10)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("no interrupt ended the process")


def _group(leader: int) -> list[int]:
    """The living processes of a process group."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, _, group = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(group) == leader and state != "Z":
            found.append(int(entry.name))
    return found


def test_a_page_travels_whole() -> None:
    word = Word("7,5", 1.5, 2, 3, 4, 9, True, False, 0.5, "7.5", ("7,6",))
    page = Page(
        3, 100, 200, "ii", (word, replace(word, text="x")), pictures=((1, 2, 3, 4),), edges=(Edge(1, 2, 3, 2, True),)
    )
    assert unpacked(packed(page)) == page


def test_pages_with_the_largest_pictures_go_first_and_others_stay_in_order() -> None:
    with pikepdf.new() as pdf:
        for side in (2, 0, 9, 2, 30):
            picture = pikepdf.Stream(pdf, bytes(side * side), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
            held = pikepdf.Dictionary(Im=pdf.make_indirect(picture)) if side else pikepdf.Dictionary()
            pdf.add_blank_page().obj.Resources = pikepdf.Dictionary(XObject=held)
        data = io.BytesIO()
        pdf.save(data, compress_streams=False)
    assert heaviest_first(data.getvalue(), [1, 2, 3, 4, 5]) == [5, 3, 1, 4, 2]
    assert heaviest_first(data.getvalue(), [4, 3]) == [3, 4]
    assert heaviest_first(b"no PDF", [2, 1]) == [2, 1]


def test_an_audit_is_the_same_for_any_number_of_jobs() -> None:
    alone = extractor.audit(SAMPLE)
    assert to_json(extractor.audit(SAMPLE, jobs=3)) == to_json(alone)
    assert to_json(extractor.audit(SAMPLE, jobs=2, pages=[2, 8])) == to_json(extractor.audit(SAMPLE, pages=[2, 8]))


def test_an_option_that_is_not_there_is_refused() -> None:
    with pytest.raises(TypeError, match="no option job"):
        extractor.audit(SAMPLE, job=2)  # type: ignore[call-arg]


def test_tables_are_the_same_for_any_number_of_jobs() -> None:
    one, two = (encoded(read_tables(SAMPLE, jobs=jobs)[0], TableFormat.json) for jobs in (1, 2))
    assert one == two
