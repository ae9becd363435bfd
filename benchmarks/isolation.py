"""What a process of its own costs a document: seconds of the same work with and without it.

    python -m benchmarks.isolation FILE.pdf ... [--runs 3] [--memory 1024]

All files are audited one after the other in one fresh warm process, then in workers, one at a time, in turns; the difference of
the least wall and CPU seconds, over the number of files, is the overhead a document. The start of the server is told apart,
as it is paid once a batch.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from extractor.isolation import Kind, Limits, Task, Workers
from extractor.warm import PRELOAD, warm_up


def audited(path: Path) -> bytes:
    """The JSON of an audit."""
    from extractor.pipeline import run
    from extractor.report.writing import to_json

    return to_json(run(path, ocr=False))


def nothing() -> bytes:
    """Work that takes no time."""
    return b""


def one_process(files: list[str]) -> None:
    """Audits all files in this process and prints wall and CPU seconds."""
    warm_up()
    wall, cpu = time.perf_counter(), time.process_time()
    for file in files:
        audited(Path(file))
    print(time.perf_counter() - wall, time.process_time() - cpu)


def together(files: list[Path]) -> tuple[float, float]:
    """Wall and CPU seconds of all files in one fresh process."""
    code = "import sys; from benchmarks.isolation import one_process; one_process(sys.argv[1:])"
    done = subprocess.run([sys.executable, "-c", code, *map(str, files)], capture_output=True, text=True, check=True)
    wall, cpu = map(float, done.stdout.split())
    return wall, cpu


def apart(workers: Workers, files: list[Path]) -> tuple[float, float]:
    """Wall and CPU seconds of all files, each in a process of its own; says which are not done."""
    began, cpu = time.perf_counter(), 0.0
    for file in files:
        workers.submit(Task("benchmarks.isolation:audited", (file,), key=file.name))
    for task, outcome in workers:
        cpu += outcome.cpu_seconds
        if outcome.kind is not Kind.done:
            print(f"{task.key}: {outcome.kind} {outcome.detail.splitlines()[0]}")
    return time.perf_counter() - began, cpu


def main() -> None:
    """Prints the overhead a document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--memory", type=int, default=1024)
    asked = parser.parse_args()
    began = time.perf_counter()
    with Workers(1, Limits(asked.memory), preload=PRELOAD) as workers:
        workers.submit(Task("benchmarks.isolation:nothing"))
        list(workers)
        print(f"first task done {time.perf_counter() - began:.2f} s after the start of the server")
        empty = []
        for _ in range(20):
            began = time.perf_counter()
            workers.submit(Task("benchmarks.isolation:nothing"))
            list(workers)
            empty.append(time.perf_counter() - began)
        print(f"a task without work takes {min(empty):.4f} s")
        runs = [(together(asked.files), apart(workers, asked.files)) for _ in range(asked.runs)]
    print("           | one process | apart | overhead a document (s) | load", f"{os.getloadavg()[0]:.1f}")
    for index, name in enumerate(("wall", "CPU")):
        one, own = (min(run[side][index] for run in runs) for side in (0, 1))
        print(f"{name:10} | {one:11.2f} | {own:5.2f} | {(own - one) / len(asked.files):+.3f}")


if __name__ == "__main__":
    main()
