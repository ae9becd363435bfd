"""CPU and memory of a whole audit beside pdfplumber's words and tables on the same files, in the same run.

    python -m benchmarks.cost FOLDER [--runs 3] [--only NAME ...]

Every measurement is a process of its own, so that imports count; the two take turns (warm, paired), and medians are
printed. CPU seconds are user and system time of the process and its children, memory is its largest resident size.
"""

import argparse
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """CPU seconds and megabytes of one run."""

    cpu: float
    memory: float


def ours(path: Path) -> None:
    """The whole audit to JSON bytes, OCR off."""
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


def measure(work: Callable[[Path], None], path: Path) -> Cost:
    """The cost of a piece of work in a process of its own."""
    child = os.fork()
    if child == 0:
        try:
            work(path)
        except BaseException as error:
            print(f"{path.name}: {error!r}", file=sys.stderr)
            os._exit(1)
        os._exit(0)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{path.name}: {work.__name__} failed")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def stages(path: Path) -> dict[str, float]:
    """CPU seconds of reading (pages, tables, facts), matching and audit."""
    from dataclasses import replace

    from extractor.audit import audit
    from extractor.facts import read as read_facts
    from extractor.matching import match
    from extractor.pages import read as read_pages
    from extractor.tables import find

    marks = [time.process_time()]
    pages = read_pages(path)
    reading = read_facts(pages.pages, find(pages.pages))
    marks.append(time.process_time())
    reading = replace(reading, facts=match(reading.facts))
    marks.append(time.process_time())
    audit(reading)
    marks.append(time.process_time())
    return dict(zip(("reading", "matching", "audit"), (b - a for a, b in pairwise(marks)), strict=True))


def main() -> None:
    """Prints a markdown table, one row a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[], help="beginnings of file names")
    options = parser.parse_args()
    paths = sorted(
        p for p in options.folder.glob("*.pdf") if not options.only or p.name.startswith(tuple(options.only))
    )
    if not paths:
        raise SystemExit(f"no PDF in {options.folder}")
    print("| file | audit CPU s | pdfplumber CPU s | ratio | audit MB | reading / matching / audit s |")
    print("|---|---|---|---|---|---|")
    for path in paths:
        measure(ours, path)
        pairs = [(measure(ours, path), measure(pdfplumber_words_and_tables, path)) for _ in range(options.runs)]
        cpu, other = (statistics.median(pair[i].cpu for pair in pairs) for i in (0, 1))
        ratio = statistics.median(a.cpu / b.cpu for a, b in pairs)
        memory = statistics.median(a.memory for a, _ in pairs)
        parts = " / ".join(f"{seconds:.2f}" for seconds in stages(path).values())
        print(f"| {path.name} | {cpu:.2f} | {other:.2f} | {ratio:.2f} | {memory:.0f} | {parts} |", flush=True)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
