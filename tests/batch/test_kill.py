"""A batch that is killed without warning and started again ends as one that nobody disturbed; two at once share the work."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from benchmarks.batch_kill import CODE, Trial, contents, disturbed, state


def status(store: Path) -> list[str]:
    return [sys.executable, "-c", CODE, "batch", "-o", str(store), "--status", "--json"]


def test_killed_at_random_moments_and_resumed_the_results_are_the_same_bytes(pieces: Path, tmp_path: Path) -> None:
    trial = disturbed(Trial([pieces]), kills=3, seed=7, folder=tmp_path)
    assert trial.kills == 3
    assert trial.differences == []


def test_two_processes_at_once_share_a_store_and_make_nothing_twice(pieces: Path, tmp_path: Path) -> None:
    trial, alone, store = Trial([pieces], jobs=1), tmp_path / "alone", tmp_path / "shared"
    trial.finish(alone)
    both = [subprocess.Popen(trial.command(store), stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(120) for process in both] == [0, 0]
    assert contents(store) == contents(alone)
    assert state(store) == state(alone)
    told = json.loads(subprocess.run(status(store), capture_output=True, check=True).stdout)
    assert [len(report["attempts"]) for report in told["reports"]] == [1] * 4


def test_an_interrupt_keeps_what_is_done_gives_the_rest_back_and_says_so(pieces: Path, tmp_path: Path) -> None:
    trial, store = Trial([pieces], jobs=1), tmp_path / "store"
    process = subprocess.Popen(trial.command(store), stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    # The work begins when it is told how much there is of it.
    next(line for line in process.stderr if line.startswith("4 laporan"))
    process.send_signal(signal.SIGINT)
    said = process.stderr.read()
    assert (process.wait(60), "Dihentikan" in said) == (130, True)
    told = json.loads(subprocess.run(status(store), capture_output=True, check=True).stdout)
    assert [report["claimed"] for report in told["reports"]] == [None] * 4
    assert told["totals"]["waiting"] > 0
    assert trial.finish(store) > 0
    assert json.loads(subprocess.run(status(store), capture_output=True, check=True).stdout)["totals"]["done"] == 4
