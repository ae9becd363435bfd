"""Every hostile file of `fixtures/hostile` through an audit in the isolated worker.

    python -m benchmarks.hostile [NAME ...] [--memory 512] [--seconds 60] [--jobs 2] [--json]

A line a file: outcome, exit code of `lkjip audit`, seconds, peak memory, and what is told; then the memory of the process that
started them. With --json one object for programs.
"""

import argparse
import json
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.memory import peak
from extractor.isolation import Kind, Limits, Outcome, Task, Workers
from extractor.warm import PRELOAD
from fixtures.hostile import HOSTILE


@dataclass(frozen=True)
class Line:
    """What became of a file."""

    name: str
    kind: str
    exit_code: int | None
    seconds: float
    peak_mb: float
    told: str
    output: str


def audited(path: Path) -> bytes:
    """Exit code of `lkjip audit` in the first line, then codes and words of the diagnostics, a line each."""
    from extractor.cli.audit import FailOn, _exit_code
    from extractor.pipeline import run

    report = run(path, ocr=False)
    lines = [str(int(_exit_code(report, FailOn.never)))]
    lines += [f"{note.code} {note.page or '-'} {note.message}" for note in report.diagnostics]
    return "\n".join(lines).encode()


def line_of(name: str, outcome: Outcome) -> Line:
    """What is kept of an outcome."""
    told, code = outcome.detail, outcome.error.exit_code if outcome.error else None
    if outcome.kind is Kind.done and outcome.value is not None:
        first, _, told = outcome.value.decode().partition("\n")
        code = int(first)
    return Line(name, outcome.kind, code, outcome.seconds, outcome.peak_mb, told, outcome.output)


def run(names: list[str], limits: Limits, jobs: int) -> list[Line]:
    """What became of each of the files, in the order of their names."""
    lines = {}
    with tempfile.TemporaryDirectory() as folder, Workers(jobs, limits, preload=PRELOAD) as workers:
        for name in names:
            place = Path(folder) / name
            place.mkdir()
            workers.submit(Task("benchmarks.hostile:audited", (HOSTILE[name](place),), key=name))
        for task, outcome in workers:
            lines[task.key] = line_of(task.key, outcome)
    return [lines[name] for name in names]


def main() -> None:
    """Prints what became of every file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--memory", type=int, default=512)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    limits = Limits(asked.memory, cpu_seconds=asked.seconds, wall_seconds=asked.seconds)
    lines = run(asked.names or list(HOSTILE), limits, asked.jobs)
    memory = peak()
    if asked.json:
        print(json.dumps({"parent_mb": memory, "lines": [asdict(line) for line in lines]}))
        return
    for line in lines:
        told = " / ".join(line.told.splitlines())[:160]
        print(
            f"{line.name:27} {line.kind:14} {line.exit_code!s:5} {line.seconds:6.1f} s {line.peak_mb:5.0f} MB  {told}"
        )
    print(f"memory of the parent: {memory:.0f} MB")


if __name__ == "__main__":
    main()
