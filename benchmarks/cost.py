"""CPU and memory of a whole audit beside pdfplumber's words and tables on the same files, in the same run.

    python -m benchmarks.cost FOLDER [--runs 3] [--only NAME ...]

Every measurement is a fresh interpreter, so that starting and importing count; the two take turns after a run of each
that is not counted (warm: bytecode is compiled, files are in the cache), and medians are printed. CPU seconds are user and
system time of the process and its children, memory is its largest resident size. The stages are measured in a process of
their own, imports apart: reading (pages, tables, facts), matching in per cent of the whole audit, audit in per cent of
reading. OCR is off. Folders are searched with their subfolders.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.memory import peak

HEADINGS = (
    "file",
    "pages",
    "audit CPU s",
    "pdfplumber CPU s",
    "ratio",
    "audit MB",
    "pdfplumber MB",
    "pages + tables + facts s",
    "matching s",
    "matching %",
    "audit s",
    "audit %",
)


@dataclass(frozen=True)
class Cost:
    """CPU seconds and megabytes of one run, and what it printed."""

    cpu: float
    memory: float
    printed: str


def ours(path: Path) -> None:
    """The whole audit to JSON bytes."""
    from extractor.pipeline import run
    from extractor.report import to_json

    to_json(run(path))


def pdfplumber_words_and_tables(path: Path) -> None:
    """pdfplumber's words and tables of every page, pages closed."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_words()
            page.extract_tables()
            page.close()


def stages(path: Path) -> None:
    """Prints pages and CPU seconds of reading (pages, tables, facts), matching and audit, imports apart."""
    from dataclasses import replace

    from extractor.audit import audit, rules  # noqa: F401  the rules are imported before the clock starts
    from extractor.collector import seldom_collecting
    from extractor.facts import read as read_facts
    from extractor.matching import match
    from extractor.pages import read as read_pages
    from extractor.tables import find, sketch

    marks = [time.process_time()]
    with seldom_collecting():
        pages = read_pages(path, each=sketch)
        reading = read_facts(pages.pages, find(pages.pages, pages.sketches))
        marks.append(time.process_time())
        reading = replace(reading, facts=match(reading.facts))
        marks.append(time.process_time())
        audit(reading)
        marks.append(time.process_time())
    print(json.dumps([len(pages.pages), *(after - before for before, after in pairwise(marks))]))


WORK: dict[str, Callable[[Path], None]] = {work.__name__: work for work in (ours, pdfplumber_words_and_tables, stages)}


def warm_environment(cache: str) -> dict[str, str]:
    """The environment for measured processes, which keep their bytecode in a folder of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": cache}


def measure(work: Callable[[Path], None], path: Path, cache: str) -> Cost:
    """The cost of a piece of work in an interpreter of its own."""
    command = [sys.executable, "-m", "benchmarks.cost", str(path), "--work", work.__name__]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=warm_environment(cache)) as process:
        printed = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{path.name}: {work.__name__} failed")
    *told, memory = printed.splitlines()
    return Cost(usage.ru_utime + usage.ru_stime, float(memory), "\n".join(told))


def row(path: Path, runs: int, cache: str) -> Iterator[str]:
    """The cells of a file."""
    for work in (ours, pdfplumber_words_and_tables):
        measure(work, path, cache)
    pairs = [(measure(ours, path, cache), measure(pdfplumber_words_and_tables, path, cache)) for _ in range(runs)]
    told = [json.loads(measure(stages, path, cache).printed) for _ in range(runs)]
    pages, reading, matching, audit = (statistics.median(values) for values in zip(*told, strict=True))
    whole = statistics.median(pair[0].cpu for pair in pairs)
    yield path.name
    yield f"{pages:.0f}"
    yield f"{whole:.2f}"
    yield f"{statistics.median(pair[1].cpu for pair in pairs):.2f}"
    yield f"{statistics.median(a.cpu / b.cpu for a, b in pairs):.2f}"
    yield from (f"{statistics.median(pair[side].memory for pair in pairs):.0f}" for side in (0, 1))
    yield from (f"{reading:.2f}", f"{matching:.2f}", f"{100 * matching / whole:.0f}")
    yield from (f"{audit:.2f}", f"{100 * audit / reading:.0f}" if reading else "-")


def main() -> None:
    """Prints a markdown table, one row a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[], help="beginnings of file names")
    parser.add_argument("--work", choices=WORK, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        WORK[options.work](options.folder)
        print(peak())
        return
    paths = sorted(
        path for path in options.folder.rglob("*.pdf") if not options.only or path.name.startswith(tuple(options.only))
    )
    if not paths:
        raise SystemExit(f"no PDF in {options.folder}")
    print(f"| {' | '.join(HEADINGS)} |\n{'|---' * len(HEADINGS)}|")
    with tempfile.TemporaryDirectory() as cache:
        for path in paths:
            print(f"| {' | '.join(row(path, options.runs, cache))} |", flush=True)


if __name__ == "__main__":
    main()
