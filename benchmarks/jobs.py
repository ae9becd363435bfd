"""How much faster an audit gets with more page processes, and whether its memory grows with the pages.

    python -m benchmarks.jobs FILE_OR_FOLDER ... [--jobs 2] [--runs 3] [--ocr off] [--pages 300]

The digital PDFs that are named are put together to one file of `--pages` pages, which is audited with one job and with
several, in turns; with `--ocr` other than off each file is audited as it is. Wall seconds are the least of all runs, as
others may use the machine at the same time; the load is printed beside them. Memory is the largest resident size of the
audit's own process, also for a third of the pages. The outputs must be the same bytes.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cost import warm_environment

# An audit by the command line, which tells at its end the most memory that it held.
CODE = """
from benchmarks.memory import peak
from extractor.cli import main
try:
    main()
finally:
    print(peak())
"""
HEADINGS = ("file", "pages", "jobs", "wall s", "CPU s", "MB", "times faster", "same bytes", "load")


@dataclass(frozen=True)
class Run:
    """Wall and CPU seconds and megabytes of one audit."""

    wall: float
    cpu: float
    memory: float


def audit(path: Path, jobs: int, ocr: str, folder: Path) -> Run:
    """One audit by the command line."""
    target = folder / f"{path.stem}.{jobs}.json"
    arguments = ["audit", str(path), "-o", str(target), "--ocr", ocr, "--jobs", str(jobs)]
    started = time.perf_counter()
    environment = warm_environment(str(folder / "bytecode"))
    with subprocess.Popen(
        [sys.executable, "-c", CODE, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
        printed = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 7):
        raise SystemExit(f"{path.name}: the audit with {jobs} jobs ended with {process.returncode}")
    return Run(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, float(printed.split()[-1]))


def joined(paths: Sequence[Path], pages: int, target: Path) -> Path:
    """The files one after the other, again and again, until there are so many pages."""
    import pikepdf

    with pikepdf.Pdf.new() as whole:
        while len(whole.pages) < pages:
            for path in paths:
                with pikepdf.open(path) as part:
                    whole.pages.extend(list(part.pages)[: pages - len(whole.pages)])
        whole.save(target)
    return target


def rows(path: Path, pages: int | str, options: argparse.Namespace, folder: Path) -> None:
    """Prints the rows of one file: one job, then several."""
    counts = (1, options.jobs)
    for jobs in counts:
        audit(path, jobs, options.ocr, folder) if options.ocr == "off" else None
    measured = [[audit(path, jobs, options.ocr, folder) for jobs in counts] for _ in range(options.runs)]
    outputs = [(folder / f"{path.stem}.{jobs}.json").read_bytes() for jobs in counts]
    one = min(pair[0].wall for pair in measured)
    for index, jobs in enumerate(counts):
        best = min((pair[index] for pair in measured), key=lambda run: run.wall)
        cells = (path.name, pages, jobs, f"{best.wall:.2f}", f"{best.cpu:.2f}", f"{best.memory:.0f}")
        load = f"{os.getloadavg()[0]:.1f}"
        print(
            f"| {' | '.join(map(str, cells))} | {one / best.wall:.2f} | {outputs[index] == outputs[0]} | {load} |",
            flush=True,
        )


def main() -> None:
    """Prints a markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", type=Path, nargs="+")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--ocr", default="off")
    options = parser.parse_args()
    paths = [path for place in options.places for path in (sorted(place.rglob("*.pdf")) if place.is_dir() else [place])]
    print(f"| {' | '.join(HEADINGS)} |\n{'|---' * len(HEADINGS)}|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.ocr != "off":
            for path in paths:
                rows(path, "all", options, folder)
            return
        for pages in (options.pages // 3, options.pages):
            rows(joined(paths, pages, folder / f"joined-{pages}.pdf"), pages, options, folder)


if __name__ == "__main__":
    main()
