"""Fifty offices over five years as one dataset: which rows become one series, which restatements are found, time and memory.

`python -m benchmarks.dataset [FOLDER] [--offices 50] [--rendered]`. The audits are kept in the folder and used again. They are
made from the generator's blocks; with `--rendered` PDFs are rendered and audited as a user's are.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from benchmarks.memory import peak
from extractor.report.writing import to_json
from fixtures.archive import Archive, archive
from fixtures.audited import audited
from fixtures.build import printed

MEASURED = """
import sys, time
from pathlib import Path
from benchmarks.memory import peak
from extractor.dataset.build import build
start = time.perf_counter()
build(Path(sys.argv[1]), Path(sys.argv[2]))
print(time.perf_counter() - start, peak())
"""
QUERY = "SELECT agency, year, value FROM panel WHERE measure = 'realization' AND series = ? ORDER BY ALL"


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--offices", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rendered", action="store_true")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = told.folder or Path(scratch)
        made = archive(told.seed, told.offices)
        _audits(made, folder / "audits", told.rendered)
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, str(folder / "audits"), str(Path(scratch) / "data")],
            capture_output=True,
            text=True,
            check=True,
        )
        seconds, memory = map(float, done.stdout.split())
        print(f"reports {len(made.plans)}, built in {seconds:.1f} s, {memory:.0f} MB")
        _judge(made, Path(scratch) / "data")


def _audits(made: Archive, folder: Path, rendered: bool) -> None:
    """Makes the audits that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for plan in made.plans:
        target = folder / f"{plan.name}.json"
        if target.exists():
            continue
        if rendered:
            import extractor

            printed(plan, folder.parent / f"{plan.name}.pdf")
            target.write_bytes(to_json(extractor.audit(folder.parent / f"{plan.name}.pdf")))
        else:
            target.write_bytes(to_json(audited(plan)))


def _judge(made: Archive, data: Path) -> None:
    """Compares the dataset with the truth."""
    import extractor.dataset

    with extractor.dataset.open(data) as dataset:
        files = {row.file.removesuffix(".pdf"): row.report for row in dataset.documents().itertuples()}
        votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        rows = "SELECT report, name, series FROM facts WHERE subject_kind = 'indicator' AND series IS NOT NULL AND table_id IS NOT NULL"
        for report, name, series in dataset.database.execute(rows).fetchall():
            votes[report, name][series] += 1
        pairs = [
            (item.plan.rsplit("-", 1)[0], item.concept, _first(votes[files[item.plan], item.name]))
            for item in made.named
        ]
        found = {series for _, _, series in pairs if series}
        print(f"indicator rows {len(pairs)}, without a series {sum(not s for *_, s in pairs)}, series {len(found)}")
        _pairwise("all offices", [(concept, series) for _, concept, series in pairs])
        _pairwise("not in the catalogue", [(c, s) for _, c, s in pairs if not s or s.startswith("x-")])
        _pairwise("within one office", [(f"{o} {c}", f"{o} {s}") for o, c, s in pairs])
        _restated(made, dataset.restatements())
        start = time.perf_counter()
        count = len(dataset.database.execute(QUERY, [max(found)]).fetchall())
        panel = len(dataset.panel())
        print(f"panel query {time.perf_counter() - start:.3f} s ({count} and all {panel} cells)")
    print(json.dumps({"peak MB of reading": round(peak())}))


def _first(votes: Counter[str]) -> str:
    return min(votes, key=lambda series: (-votes[series], series)) if votes else ""


def _pairwise(title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Precision and recall over pairs of rows; a row without a series is a series of its own."""
    listed = [(concept, series or f"none {number}") for number, (concept, series) in enumerate(rows)]
    both = _pairs(Counter(listed).values())
    said, true = _pairs(Counter(s for _, s in listed).values()), _pairs(Counter(c for c, _ in listed).values())
    print(
        f"{title:<22} pairs {true:6}  precision {both / said if said else 1:.4f}  recall {both / true if true else 1:.4f}"
    )


def _pairs(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


def _restated(made: Archive, found: "object") -> None:
    """How many of the silent restatements are found, and how many accusations are none."""
    true = Counter((item.agency, item.year) for item in made.restated)
    told = Counter(
        (row.agency, row.year)
        for row in found.itertuples()  # type: ignore[attr-defined]
        if row.measure == "realization" and row.severity == "warning"
    )
    hits = sum((true & told).values())
    print(
        f"restatements planted {sum(true.values())}, found {hits}, accused without reason {sum((told - true).values())}"
    )


if __name__ == "__main__":
    main()
