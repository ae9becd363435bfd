"""A document that dies, hangs or eats memory has a named outcome, and no other document notices."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor.errors import EncryptedPdfError, ExitCode
from extractor.isolation import Kind, Limits, Outcome, Task, Workers
from extractor.isolation.platform import LINUX

pytestmark = pytest.mark.skipif(not LINUX, reason="only Linux has all the limits")
LIMITS = Limits(memory_mb=300, cpu_seconds=20, wall_seconds=20)


def task(name: str, *arguments: object, **more: object) -> Task:
    return Task(f"tests.isolation.tasks:{name}", arguments, **more)  # type: ignore[arg-type]


def run(*tasks: Task, jobs: int = 2, limits: Limits = LIMITS, **more: object) -> list[Outcome]:
    """Outcomes in the order of the tasks."""
    with Workers(jobs, limits, **more) as workers:  # type: ignore[arg-type]
        for each in tasks:
            workers.submit(each)
        found = {id(done): outcome for done, outcome in workers}
    return [found[id(each)] for each in tasks]


def gone(pid: int) -> bool:
    """Whether a process is no more, or only waits to be buried."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def read_when_there(place: Path) -> str:
    for _ in range(200):
        if place.exists() and (text := place.read_text()):
            return text
        time.sleep(0.05)
    raise AssertionError(f"{place.name} did not come")


def test_bytes_come_back() -> None:
    big, small = run(task("echo", "a", 5_000_000), task("echo", "b"))
    assert (big.kind, big.value, small.value) == (Kind.done, b"a" * 5_000_000, b"b")
    assert big.peak_mb > 5 and big.seconds > 0


def test_an_error_of_ours_keeps_its_parts() -> None:
    (outcome,) = run(task("refuse", "laporan.pdf"))
    assert outcome.kind is Kind.refused and outcome.value is None and outcome.error is not None
    assert outcome.error.exit_code == ExitCode.ENCRYPTED
    error = outcome.error.error()
    assert type(error) is EncryptedPdfError
    assert error.message("id") == "diharapkan PDF; ditemukan terkunci. Buka." and error.file == "laporan.pdf"


@pytest.mark.parametrize("name", ["hungry", "allocate_in_c"])
def test_want_of_memory_is_told_however_it_shows(name: str) -> None:
    hungry, other = run(task(name), task("echo", "b"))
    assert hungry.kind is Kind.out_of_memory and "300 MB" in hungry.detail
    assert other.kind is Kind.done


def test_cpu_time_and_wall_time_end() -> None:
    busy, asleep = run(
        task("busy", limits=Limits(300, cpu_seconds=1)), task("sleep_in_c", 60, limits=Limits(300, wall_seconds=0.5))
    )
    assert (busy.kind, busy.exit_signal) == (Kind.cpu_limit, "SIGXCPU")
    assert (asleep.kind, asleep.exit_signal) == (Kind.timeout, "SIGKILL") and asleep.seconds < 5


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL, signal.SIGTERM])
def test_a_death_touches_no_other(number: signal.Signals) -> None:
    first, dead, last = run(task("sleep", 0.2), task("die", int(number)), task("echo", "b"))
    assert (dead.kind, dead.exit_signal) == (Kind.crashed, number.name)
    assert first.kind is last.kind is Kind.done


def test_a_fault_of_the_program_and_a_silent_end_are_crashes() -> None:
    fault, silent = run(task("fault"), task("quit_silently"))
    assert fault.kind is Kind.crashed and fault.detail.startswith("KeyError: 'nothing here'\nTraceback")
    assert silent.kind is Kind.crashed and "exit code 3" in silent.detail


def test_an_unknown_function_is_a_crash_and_not_a_hang() -> None:
    (outcome,) = run(task("nowhere"))
    assert outcome.kind is Kind.crashed and "nowhere" in outcome.detail


def test_talk_is_kept_to_a_small_buffer(capfd: pytest.CaptureFixture[str]) -> None:
    (outcome,) = run(task("chatter"))
    assert outcome.output.startswith("begin x") and outcome.output.endswith("x end")
    assert "bytes left out" in outcome.output and len(outcome.output) < 10_000
    assert capfd.readouterr() == ("", "")


def test_a_file_that_grows_too_large_is_no_room(tmp_path: Path) -> None:
    (outcome,) = run(task("write_much", str(tmp_path / "big"), limits=Limits(300, file_mb=8)))
    assert outcome.kind is Kind.refused and outcome.error is not None
    assert outcome.error.exit_code == ExitCode.CANNOT_WRITE
    assert (tmp_path / "big").stat().st_size <= 8 << 20


def test_a_result_larger_than_a_file_may_be_is_no_room() -> None:
    (outcome,) = run(task("echo", "a", 4 << 20, limits=Limits(300, file_mb=1)))
    assert outcome.kind is Kind.refused and outcome.error is not None and outcome.value is None
    assert outcome.error.exit_code == ExitCode.CANNOT_WRITE


def test_a_process_has_nothing_of_the_server() -> None:
    (outcome,) = run(task("surroundings"))
    core, own, rest = (outcome.value or b"").decode().split(" ", 2)
    assert (core, own) == ("0", "True") and rest.startswith("[0, 1, 2] b''")
    assert not Path(rest.split()[-1]).exists()


@pytest.mark.parametrize("name", ["sleep_with_child", "leave_child"])
def test_what_a_document_started_ends_with_it(name: str, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    run(task(name, str(note), limits=Limits(300, wall_seconds=2)))
    assert gone(int(note.read_text()))


def test_memory_is_counted_on_top_of_what_is_loaded() -> None:
    warm = ("pandas", "tests.isolation.tasks:load")
    loaded, done, hungry = run(task("loaded"), task("echo", "a", 50_000_000), task("hungry"), preload=warm)
    assert loaded.value == b"warm" and done.kind is Kind.done and hungry.kind is Kind.out_of_memory


def test_stopping_ends_what_runs_and_takes_back_what_waits() -> None:
    with Workers(1, LIMITS) as workers:
        workers.submit(task("sleep", 60, key="a"))
        workers.submit(task("echo", "b", key="b"))
        while not workers.pids:
            workers.next(0.1)
        workers.stop()
        kinds = {done.key: outcome.kind for done, outcome in workers}
    assert kinds == {"a": Kind.stopped, "b": Kind.stopped}


def test_leaving_early_ends_every_process(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with Workers(1, LIMITS, folder=tmp_path) as workers:
        workers.submit(task("sleep", 60, str(note)))
        pid = int(read_when_there(note))
    assert gone(pid) and list(tmp_path.iterdir()) == [note]


def test_a_server_that_dies_is_replaced() -> None:
    outcomes = run(task("kill_server"), task("echo", "b"), task("echo", "c"), jobs=1)
    assert [outcome.kind for outcome in outcomes] == [Kind.crashed, Kind.done, Kind.done]
    assert "died twice" in outcomes[0].detail


def test_a_server_that_cannot_start_says_why() -> None:
    (outcome,) = run(task("echo", "b"), preload=("nowhere.at_all",))
    assert outcome.kind is Kind.crashed and "nowhere" in outcome.output


PARENT = """
import sys
from extractor.isolation import Limits, Task, Workers
with Workers(1, Limits(300), folder=sys.argv[2]) as workers:
    workers.submit(Task("tests.isolation.tasks:sleep", (60, sys.argv[1])))
    list(workers)
"""


def test_processes_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    note, folder = tmp_path / "pid", tmp_path / "folder"
    folder.mkdir()
    root = Path(__file__).parents[2]
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(note), str(folder)], env={**os.environ, "PYTHONPATH": str(root)}
    )
    pid = int(read_when_there(note))
    parent.kill()
    parent.wait()
    assert gone(pid)
    for _ in range(100):
        if not list(folder.iterdir()):
            break
        time.sleep(0.05)
    assert list(folder.iterdir()) == []


def test_a_parent_that_is_killed_before_the_server_is_ready_leaves_nothing(tmp_path: Path) -> None:
    note, folder = tmp_path / "pid", tmp_path / "folder"
    folder.mkdir()
    root = Path(__file__).parents[2]
    code = PARENT.replace("folder=sys.argv[2]", "folder=sys.argv[2], preload=('tests.isolation.tasks:wait_a_little',)")
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(note), str(folder)], env={**os.environ, "PYTHONPATH": str(root)}
    )
    for _ in range(200):
        if list(folder.glob("*/1")):
            break
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    for _ in range(200):
        if not list(folder.iterdir()):
            break
        time.sleep(0.05)
    assert list(folder.iterdir()) == []


def test_without_fork_time_is_still_held_to() -> None:
    done, refused, late = run(
        task("echo", "b"),
        task("refuse", "a.pdf"),
        task("sleep_in_c", 60, limits=Limits(wall_seconds=1.5)),
        forked=False,
    )
    assert (done.value, refused.kind, late.kind) == (b"b", Kind.refused, Kind.timeout)
