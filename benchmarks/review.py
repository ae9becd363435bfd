"""How fast the review answers and how much memory it takes, with 200 reports in its store.

    python -m benchmarks.review [--reports 200] [--calls 300] [--keep FOLDER]

The store holds copies of the audits of our own reports under other agencies, years and hashes, some of them judged. A
server of its own process answers over loopback; every address is asked once before it is measured (warm). Printed are the
95th percentiles in milliseconds of the list with its filters, of a report with its page and marks, and of a page's picture,
the median beside them and the CPU time of the server for a call (on a busy machine the difference is waiting), and the
largest memory that server and drawing process together held.
"""

import argparse
import hashlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.memory import peak
from extractor.pipeline import judged, read
from extractor.record.events import FINDING, Change, Record
from extractor.record.subjects import finding_subject
from extractor.report import to_json
from extractor.store import Store, Stored
from schemas import Report

FIXTURES = Path(__file__).parents[1] / "fixtures" / "reports"
PLACES = ("Rimba", "Telaga", "Samudra", "Lembah", "Padang", "Sungai", "Tanjung", "Gunung", "Pantai", "Danau")
TARGETS = {"list": 150.0, "report": 200.0, "picture": 200.0, "memory": 400.0}


def fill(folder: Path, count: int) -> Store:
    """A store with so many reports; the files of the first of each kind are at hand."""
    store = Store.open(folder, create=True)
    originals = []
    for path in sorted(FIXTURES.glob("*.pdf")):
        report = judged(read(path))
        store.remember(path)
        store.put(Stored(report, to_json(report), None))
        originals.append(report)
    for number in range(count - len(originals)):
        report = other(originals[number % len(originals)], number)
        store.put(Stored(report, to_json(report), None))
    judge(Record(store), originals)
    return store


def other(report: Report, number: int) -> Report:
    """The report under another agency, year and hash."""
    place, year = PLACES[number % len(PLACES)], 2015 + number % 10
    agency = f"{(report.document.agency or 'Dinas').rsplit(' Kabupaten ', 1)[0]} Kabupaten {place} {number // 100 + 1}"
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    return report.model_copy(
        update={
            "document": report.document.model_copy(update={"agency": agency, "fiscal_year": year}),
            "source": report.source.model_copy(update={"sha256": digest, "file": f"LKJIP-{place}-{year}-{number}.pdf"}),
        }
    )


def judge(record: Record, reports: list[Report]) -> None:
    """Judges every second finding."""
    for report in reports:
        for key in dict.fromkeys(finding.key for finding in report.findings[::2]):
            if record.standing(finding_subject(key)).version == 0:
                record.decide(Change(FINDING, finding_subject(key), "", {"state": "accepted"}), "Sri", 0)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """A running review with its address and the id of its process."""
    started = "from extractor.cli import main; main()"
    options = ["--no-browser", "--port", "0", "--lang", "en"]
    command = [sys.executable, "-c", started, "review", str(folder), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    address = next(word for word in process.stderr.readline().split() if word.startswith("http"))
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(address).read()
                break
            except OSError:
                time.sleep(0.1)
        yield address.rstrip("/"), process.pid
    finally:
        process.terminate()
        process.wait(20)


@dataclass(frozen=True)
class Times:
    """Milliseconds of calls: their 95th percentile, their median, and what the server computed for one."""

    most: float
    median: float
    computed: float


def measured(pid: int, addresses: list[str], calls: int) -> Times:
    """Calls in a fixed mixed order, after each address was asked once."""
    for address in addresses:
        urllib.request.urlopen(address).read()
    order, seconds, before = random.Random(1), [], computed(pid)
    for _ in range(calls):
        address = order.choice(addresses)
        begun = time.perf_counter()
        urllib.request.urlopen(address).read()
        seconds.append(time.perf_counter() - begun)
    most, median = statistics.quantiles(seconds, n=100)[94], statistics.median(seconds)
    return Times(most * 1000, median * 1000, (computed(pid) - before) / calls * 1000)


def computed(pid: int) -> float:
    """CPU seconds of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """The most megabytes that a process and its children held."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    threads = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    pids = {str(pid), *children, *(child for found in threads for child in found)}
    return sum(peak(one) for one in pids)


def lists(base: str) -> list[str]:
    """Addresses of the list with its filters and pages."""
    filters = [
        "",
        "?page=4",
        "?year=2019",
        "?severity=error",
        "?progress=begun",
        "?progress=new&page=2",
        "?q=dinas+rimba",
    ]
    return [f"{base}/{query}" for query in filters]


def main() -> None:
    """Fills a store, serves it, measures, and says whether the targets are reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--calls", type=int, default=300)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch) / "store"
        store = Store.open(folder) if (folder / "store.json").exists() else fill(folder, asked.reports)
        entries = [entry for entry in store.entries() if (FIXTURES / entry.file).exists()][:3]
        with served(folder) as (base, pid):
            time.sleep(2)
            pages = {entry.key: min(9, entry.pages) for entry in entries}
            found = {
                "list": measured(pid, lists(base), asked.calls),
                "report": measured(
                    pid, [f"{base}/reports/{key}?page={page}" for key, page in pages.items()], asked.calls
                ),
                "picture": measured(pid, [f"{base}/reports/{k}/pages/{p}.png" for k, p in pages.items()], asked.calls),
            }
            held = memory(pid)
    show(found, held, print)


def show(found: dict[str, Times], held: float, tell: Callable[[str], None]) -> None:
    """Each figure beside its target."""
    for name, times in found.items():
        reached = "reached" if times.most <= TARGETS[name] else "missed"
        tell(
            f"{name:8} p95 {times.most:7.1f} ms  median {times.median:7.1f} ms  computed {times.computed:5.1f} ms"
            f"  target {TARGETS[name]:.0f} ms: {reached}"
        )
    tell(
        f"memory   {held:7.1f} MB  target {TARGETS['memory']:.0f} MB: {'reached' if held <= TARGETS['memory'] else 'missed'}"
    )


if __name__ == "__main__":
    main()
