"""Kills a whole batch without warning at random moments, goes on each time, and compares with a batch that nobody disturbed.

    python -m benchmarks.batch_kill [PATH ...] [--kills 20] [--seed 1] [--jobs 2]

Every third moment is one of the time that an undisturbed run takes to begin; the others come a random moment after some more
documents are there, so that kills hit the work whatever the load of the machine is. A store that is done before all kills came is compared
and a new one is begun. Compared are the bytes of every document, reading, summary and workbook, and what
`lkjip batch --status --json` says without times and tries. The exit code is 1 when anything differs.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parent.parent / "fixtures"
CODE = "from extractor.cli import main; main()"
# What differs from run to run by its nature.
PASSING = {"attempts", "claimed"}
OUTPUTS = ("reports", "readings")
FILES = ("summary.json", "rekap.xlsx")


@dataclass
class Trial:
    """A batch over some paths: `differences` says what an undisturbed run has otherwise."""

    paths: Sequence[Path]
    jobs: int = 2
    kills: int = 0
    rounds: int = 0
    differences: list[str] = field(default_factory=list)

    def command(self, store: Path) -> list[str]:
        """The batch into a store."""
        arguments = ["batch", *map(str, self.paths), "-o", str(store), "--jobs", str(self.jobs), "--ocr", "off"]
        return [sys.executable, "-c", CODE, *arguments]

    def finish(self, store: Path) -> float:
        """Lets the batch end; the seconds that it took."""
        began = time.monotonic()
        done = subprocess.run(self.command(store), capture_output=True, check=False)
        if done.returncode not in (0, 13):
            raise SystemExit(f"the batch ended with {done.returncode}: {done.stderr.decode()}")
        return time.monotonic() - began

    def kill(self, store: Path, more: int, seconds: float) -> bool:
        """Kills the batch with all its processes so many seconds after so many more documents; whether it was still at work."""
        wanted = documents(store) + more
        process = subprocess.Popen(
            self.command(store), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        while process.poll() is None and documents(store) < wanted:
            time.sleep(0.01)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return True
        return False

    def compare(self, calm: Path, store: Path) -> None:
        """Notes where two stores differ."""
        self.rounds += 1
        first, second = contents(calm), contents(store)
        self.differences += [f"{name}: bytes" for name in sorted(first) if first[name] != second.get(name)]
        self.differences += [f"{name}: too much" for name in sorted(set(second) - set(first))]
        if state(calm) != state(store):
            self.differences.append("the state of the ledger")
        self.differences += [f"{path.name}: left behind" for path in store.rglob("*.part")]


def documents(store: Path) -> int:
    """How many documents a store holds."""
    return len(list(store.glob("reports/*/*.json")))


def contents(store: Path) -> dict[str, bytes]:
    """The bytes of every result by its name."""
    paths = [
        path for name in OUTPUTS for path in (store / name).rglob("*") if path.is_file() and path.suffix != ".part"
    ]
    return {str(path.relative_to(store)): path.read_bytes() for path in [*paths, *(store / name for name in FILES)]}


def state(store: Path) -> Any:
    """What the ledger says, without times and tries."""
    arguments = [sys.executable, "-c", CODE, "batch", "-o", str(store), "--status", "--json"]
    told = json.loads(subprocess.run(arguments, capture_output=True, check=True).stdout)
    for report in told["reports"]:
        for name in PASSING:
            del report[name]
    return told


def disturbed(trial: Trial, kills: int, seed: int, folder: Path) -> Trial:
    """The trial after so many kills at moments that the seed chooses."""
    chance = random.Random(seed)
    calm = folder / "calm"
    whole = trial.finish(calm)
    store = folder / "disturbed-1"
    while trial.kills < kills:
        more, seconds = (0, chance.uniform(0, whole / 2))
        if trial.kills % 3:
            more, seconds = chance.randint(1, 2), chance.uniform(0, 0.5)
        if trial.kill(store, more, seconds):
            trial.kills += 1
            print(f"killed {seconds:.2f} s after {more} more documents, {documents(store)} are there", flush=True)
        else:
            trial.compare(calm, store)
            store = folder / f"disturbed-{trial.rounds + 1}"
    trial.finish(store)
    trial.compare(calm, store)
    return trial


def main() -> None:
    """Prints every kill and what differs in the end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="*", default=[FIXTURES / "dossier", FIXTURES / "reports"])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        trial = disturbed(Trial(options.paths, options.jobs), options.kills, options.seed, Path(name))
    print(f"{trial.kills} kills in {trial.rounds} stores; differences: {trial.differences or 'none'}")
    sys.exit(bool(trial.differences))


if __name__ == "__main__":
    main()
