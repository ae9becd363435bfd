"""How many pages an hour a batch makes, what isolation costs, and how little a second run and a reaudit do.

    python -m benchmarks.throughput FOLDER [--jobs 2] [--runs 3] [--pairs-only]

The digital reports of the folder (those with text on more than half of their pages) are audited into new stores with one
job and with several, in turns, after a run that is not counted (bytecode, files in the cache). Every run is a process of its
own; CPU seconds are those of the whole batch with all its processes. Others may use the machine at the same time: their CPU
seconds during each run are printed, and a pair of runs in which they had more than a twentieth of it is disturbed. How much
faster several jobs are is the median of the pairs that are not, and of all where all are. Then the same store again,
unchanged; `lkjip reaudit`, unchanged and with another profile. The overhead of isolation is measured with tasks that do nothing, after the server is warm; that of
the batch is the time of one job that no process of a document accounts for. Memory is the largest resident size of the
batch's own process, asked every fifth of a second.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cost import warm_environment
from benchmarks.memory import peak

CODE = "from extractor.cli import main; main()"
EMPTY_TASKS = 100
# The share of the machine from which on others disturb a run.
DISTURBING = 0.05
HOURS, TEN_MILLION = 3600, 10_000_000


@dataclass(frozen=True)
class Run:
    """Wall and CPU seconds and megabytes of one command, and the CPU seconds of all others meanwhile."""

    wall: float
    cpu: float
    memory: float
    others: float

    @property
    def quiet(self) -> bool:
        """Whether the run had the machine to itself."""
        return self.others <= DISTURBING * self.wall * (os.cpu_count() or 1)

    def cells(self) -> str:
        """The figures as cells of a table."""
        return f"{self.wall:.2f} | {self.cpu:.2f} | {self.memory:.0f} | {self.others:.1f}"


def command(arguments: Sequence[str], folder: Path) -> Run:
    """One run of the command line."""
    before, began = busy(), time.perf_counter()
    environment = warm_environment(str(folder / "bytecode"))
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    memory = 0.0
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        memory = max(memory, peak(process.pid))
        time.sleep(0.02 if time.perf_counter() - began < 1 else 0.2)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)}: ended with {process.returncode}")
    wall, cpu = time.perf_counter() - began, usage.ru_utime + usage.ru_stime
    return Run(wall, cpu, memory, max(0.0, busy() - before - cpu))


def busy() -> float:
    """CPU seconds that the whole machine has used since it started; 0 where it does not tell."""
    try:
        _, user, nice, system, _, _, *rest = Path("/proc/stat").read_text().splitlines()[0].split()
    except OSError:
        return 0.0
    # Of the rest, what a guest used stands in user and nice already.
    return sum(map(int, (user, nice, system, *rest[:3]))) / os.sysconf("SC_CLK_TCK")


def digital(paths: Sequence[Path]) -> list[tuple[Path, int]]:
    """The reports with text on more than half of their pages, and how many pages they have."""
    import pypdfium2 as pdfium

    found = []
    for path in paths:
        document = pdfium.PdfDocument(path)
        with_text = sum(page.get_textpage().count_chars() > 20 for page in document)
        if with_text * 2 > len(document):
            found.append((path, len(document)))
    return found


def empty() -> bytes:
    """Does nothing."""
    return b""


def isolation() -> float:
    """Seconds that a task which does nothing takes, when the server is warm."""
    from extractor.batch.executor import preload
    from extractor.isolation import Limits, Task, Workers

    with Workers(1, Limits(), preload=preload(documents=EMPTY_TASKS, pictures=False, matching=True)) as workers:
        workers.submit(Task("benchmarks.throughput:empty"))
        list(workers)
        began = time.perf_counter()
        for _ in range(EMPTY_TASKS):
            workers.submit(Task("benchmarks.throughput:empty"))
        list(workers)
        return (time.perf_counter() - began) / EMPTY_TASKS


def in_documents(store: Path) -> float:
    """Seconds that the processes of documents took, by the ledger."""
    code = [sys.executable, "-c", CODE, "batch", "-o", str(store), "--status", "--json"]
    told = json.loads(subprocess.run(code, capture_output=True, check=True).stdout)
    return sum(attempt["seconds"] for report in told["reports"] for attempt in report["attempts"])


def measured(files: Sequence[Path], options: argparse.Namespace, folder: Path) -> dict[int, list[Run]]:
    """The runs with one job and with several, in turns."""
    runs: dict[int, list[Run]] = {1: [], options.jobs: []}
    for turn in range(options.runs + 1):
        for jobs, kept in runs.items():
            store = folder / f"store-{jobs}-{turn}"
            run = command(batch(files, store, jobs), folder)
            if turn:
                kept.append(run)
                print(f"| batch, {jobs} jobs, run {turn} | {run.cells()} |", flush=True)
    return runs


def batch(files: Sequence[Path], store: Path, jobs: int) -> list[str]:
    """The arguments of a batch."""
    return ["batch", *map(str, files), "-o", str(store), "--ocr", "off", "--jobs", str(jobs)]


def quiet(runs: Mapping[int, Sequence[Run]], jobs: int) -> list[tuple[Run, Run]]:
    """The pairs of runs with one job and with several in which nobody disturbed; all where every pair was."""
    pairs = list(zip(runs[1], runs[jobs], strict=True))
    return [pair for pair in pairs if all(run.quiet for run in pair)] or pairs


def again(files: Sequence[Path], store: Path, options: argparse.Namespace, folder: Path) -> dict[str, Run]:
    """The same once more: unchanged, audited again unchanged, audited again by other rules."""
    profile = folder / "profile.toml"
    profile.write_text('ignore = ["NUM"]\n')
    reaudit = ["reaudit", str(store), "--ocr", "off", "--jobs", str(options.jobs)]
    runs = {
        "batch again, nothing changed": command(batch(files, store, options.jobs), folder),
        "reaudit, nothing changed": command(reaudit, folder),
        "reaudit, another profile": command([*reaudit, "--profile", str(profile)], folder),
    }
    for name, run in runs.items():
        print(f"| {name} | {run.cells()} |", flush=True)
    return runs


def main() -> None:
    """Prints a markdown table and the arithmetic behind ten million pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pairs-only", action="store_true", help="nothing but the first runs")
    options = parser.parse_args()
    found = digital(sorted(options.folder.rglob("*.pdf")))
    files, pages = [path for path, _ in found], sum(count for _, count in found)
    print(f"{len(files)} digital reports, {pages} pages, {os.cpu_count()} cores")
    print("| what | wall s | CPU s | MB | CPU s of others |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = measured(files, options, folder)
        pairs = quiet(runs, options.jobs)
        several = statistics.median(pair[1].wall for pair in pairs)
        times = statistics.median(one.wall / more.wall for one, more in pairs)
        print(
            f"jobs {options.jobs} against 1: {times:.2f} times as fast, median of {len(pairs)} of {options.runs} pairs"
        )
        if options.pairs_only:
            return
        store = folder / f"store-{options.jobs}-{options.runs}"
        later = again(files, store, options, folder)
        spent = in_documents(folder / f"store-1-{options.runs}")
    for label, run in later.items():
        print(f"{label}: {100 * run.wall / several:.1f} % of the first run's wall time")
    print(f"a task that does nothing: {1000 * isolation():.0f} ms")
    around = (runs[1][-1].wall - spent) / len(files)
    print(f"outside the processes of documents (start, looks, ledger, store): {1000 * around:.0f} ms a document")
    cpu = statistics.median(run.cpu for run in runs[options.jobs]) / pages
    print(f"CPU a page: {1000 * cpu:.0f} ms; pages an hour: {pages / several * HOURS:.0f} with {options.jobs} jobs")
    print(f"ten million pages: {TEN_MILLION} x {cpu:.4f} s = {TEN_MILLION * cpu / HOURS:.0f} hours of one core")


if __name__ == "__main__":
    main()
