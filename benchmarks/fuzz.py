"""Mutated PDFs through an audit in the isolated worker: how they end, and whether anything escapes.

    python -m benchmarks.fuzz [--count 2000] [--seed 1] [--jobs 2] [--keep FOLDER] [--first N]

An escape is a crash of this process, a hang (more than two seconds beyond the time), a file outside of the place for results, a
traceback of ours (an exception that nobody expected), or talk on the terminal. A process that is killed, or that a library in C
brings down, is held and only counted. Files that escape are kept with --keep. Exit 1 where anything escaped.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.memory import peak
from benchmarks.mutations import mutant, seeds
from extractor.isolation import Kind, Limits, Outcome, Task, Workers
from extractor.warm import PRELOAD

REPORTS = Path(__file__).parent.parent / "fixtures" / "reports"
LIMITS = Limits(memory_mb=512, cpu_seconds=30, wall_seconds=60)
# One file in so many is read with OCR too.
OCR_EVERY = 100
PATIENCE = 2.0


def audited(path: Path, target: Path, ocr: bool) -> bytes:
    """Writes the JSON of an audit as the command line does, and reads it back."""
    from extractor.pipeline import run
    from extractor.report.writing import to_json, write_atomically

    write_atomically(to_json(run(path, ocr=ocr)), target)
    json.loads(target.read_bytes(), parse_constant=_no_number)
    return b""


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no JSON")


@dataclass
class Tally:
    """How the files ended, and what escaped."""

    kinds: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    escapes: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, name: str, outcome: Outcome, limits: Limits) -> bool:
        """Counts an outcome; whether it escaped."""
        self.kinds[outcome.kind] += 1
        if outcome.error:
            self.codes[outcome.error.name] += 1
        self.slowest = max(self.slowest, outcome.seconds)
        reasons = [reason for reason in _reasons(outcome, limits) if reason]
        self.escapes += [f"{name}: {reason}" for reason in reasons]
        return bool(reasons)


def _reasons(outcome: Outcome, limits: Limits) -> list[str]:
    """Why an outcome is an escape; nothing where it is none."""
    internal = outcome.kind is Kind.crashed and outcome.exit_signal is None
    return [
        f"a fault of the program: {outcome.detail}" if internal else "",
        f"a hang of {outcome.seconds:.0f} s" if outcome.seconds > limits.wall_seconds + PATIENCE else "",
        f"talk: {outcome.output}" if "Traceback" in outcome.output else "",
    ]


def run(numbers: range, seed: int, jobs: int, keep: Path | None) -> Tally:
    """Audits the mutated files with the given numbers."""
    files, tally = seeds(REPORTS), Tally()
    with (
        tempfile.TemporaryDirectory() as folder,
        Workers(jobs, LIMITS, preload=(*PRELOAD, "benchmarks.fuzz")) as workers,
    ):
        inputs, results = Path(folder, "inputs"), Path(folder, "results")
        inputs.mkdir()
        results.mkdir()
        left = iter(numbers)
        under_way = 0
        while True:
            while workers.free and (number := next(left, None)) is not None:
                name, data = mutant(files, seed, number)
                path = inputs / f"{number}-{name}.pdf"
                path.write_bytes(data)
                target = results / f"{number}.json"
                arguments = (path, target, number % OCR_EVERY == 0)
                workers.submit(Task("benchmarks.fuzz:audited", arguments, key=path.name))
                under_way += 1
            if not under_way:
                break
            for task, outcome in workers.next(1.0):
                under_way -= 1
                _finish(task, outcome, tally, keep)
        outside = [path.name for path in Path(folder).iterdir() if path not in {inputs, results}]
        tally.escapes += [f"{name}: written outside of the results" for name in outside]
    return tally


def _finish(task: Task, outcome: Outcome, tally: Tally, keep: Path | None) -> None:
    """Counts an outcome, keeps a file that escaped, and takes both files away."""
    path, target, _ = task.arguments
    if tally.add(task.key, outcome, LIMITS) and keep:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / path.name).write_bytes(path.read_bytes())
    if outcome.kind is not Kind.done and target.exists():
        tally.escapes.append(f"{task.key}: a result although it ended as {outcome.kind}")
    tally.escapes += [f"{task.key}: left {left.name}" for left in target.parent.glob(f".{target.name}.*")]
    path.unlink()
    target.unlink(missing_ok=True)


def main() -> None:
    """Prints counts and escapes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    parser.add_argument(
        "--first", type=int, default=0, help="the number of the first file; with --count 1 only that one"
    )
    asked = parser.parse_args()
    began = time.monotonic()
    numbers = range(asked.first, asked.first + asked.count)
    tally = run(numbers, asked.seed, asked.jobs, asked.keep)
    print(f"{len(numbers)} mutated files of seed {asked.seed} in {time.monotonic() - began:.0f} s")
    for kind, count in sorted(tally.kinds.items()):
        print(f"  {kind:14} {count}")
    for code, count in sorted(tally.codes.items()):
        print(f"    refused as {code:18} {count}")
    memory = peak()
    print(f"slowest {tally.slowest:.1f} s; memory of this process {memory:.0f} MB")
    print(f"ESCAPES: {len(tally.escapes)}")
    for escape in tally.escapes:
        print(f"- {escape}")
    sys.exit(1 if tally.escapes else 0)


if __name__ == "__main__":
    main()
