"""How far the confidence of a cell can be trusted: per band of confidence, how many cells were right.

    python -m benchmarks.confidence OUT.json TRUTH.json [OUT.json TRUTH.json ...] [--wrong]
    python -m benchmarks.confidence --own [--ocr tesseract] [--wrong]

OUT.json is what `lkjip audit` or `lkjip tables` wrote, TRUTH.json the truth of the same file. Tables, rows and columns are
set side by side as in `benchmarks.table_score`; a cell counts once, however many places it covers, and only in tables
that were recognised in a picture. `--own` scans reports of `fixtures` in several manners and reads them. `--wrong` lists
the cells that were read wrong.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.table_score import Answer, aligned, assign, plain, plain_grid, true_tables
from fixtures.scan import REPORTS, Manner, scanned, truth_of

BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
HEAD = "| confidence | cells | right | share % |\n|---|---|---|---|"


@dataclass(frozen=True)
class Judged:
    """A cell as read, what is true in its place, and how sure the reading says it is."""

    page: int
    read: str
    true: str
    raw: str | None
    confidence: float

    @property
    def right(self) -> bool:
        """Whether the cell was read exactly."""
        return plain(self.read) == plain(self.true)


def judged(report: dict[str, Any], truth: dict[str, Any]) -> Iterator[Judged]:
    """Every cell of a recognised table that stands where a true one stands."""
    tables = [table for table in report["tables"] if table["method"] == "ocr"]
    truths, grids = true_tables(truth), [_places(table) for table in tables]
    answers = [
        Answer(tuple(t["pages"]), plain_grid([[c["text"] if c else "" for c in row] for row in grid]))
        for t, grid in zip(tables, grids, strict=True)
    ]
    for index, answer, grid in zip(assign(truths, answers), answers, grids, strict=True):
        if index is None or not answer.grid:
            continue
        seen: set[tuple[int, int]] = set()
        true = truths[index].grid
        for (r, i), (s, j) in aligned(true, answer.grid):
            cell = grid[s][j] if j < len(grid[s]) else None
            if cell and (cell["row"], cell["column"]) not in seen:
                seen.add((cell["row"], cell["column"]))
                yield Judged(cell["page"], cell["text"], true[r][i], cell["raw"], cell["confidence"])


def _places(table: dict[str, Any]) -> list[list[dict[str, Any] | None]]:
    """The cells of a table in every place that they cover."""
    at = {
        (cell["row"] + i, cell["column"] + j): cell
        for cell in table["cells"]
        for i in range(cell["row_span"])
        for j in range(cell["column_span"])
    }
    height, width = (max((place[axis] for place in at), default=-1) + 1 for axis in (0, 1))
    return [[at.get((r, c)) for c in range(width)] for r in range(height)]


def bands(cells: Sequence[Judged]) -> str:
    """Rows of a markdown table: cells and how many of them were right, per band."""
    rows = [HEAD]
    for low, high in zip(BANDS, (*BANDS[1:], 2.0), strict=True):
        inside = [cell for cell in cells if low <= cell.confidence < high]
        rows.append(_row(f"{low:.2f} – {high:.2f}" if high <= 1 else "1.00", inside))
    rows.append(_row("0.95 and more", [cell for cell in cells if cell.confidence >= 0.95]))
    rows.append(_row("all", cells))
    return "\n".join(rows)


def _row(name: str, cells: Sequence[Judged]) -> str:
    """One row of the table."""
    right = sum(cell.right for cell in cells)
    share = f"{100 * right / len(cells):.1f}" if cells else "–"
    return f"| {name} | {len(cells)} | {right} | {share} |"


# Pages with tables of our own reports, made by three programs with three families of type.
OWN = {"pertanian-2024": (8, 9), "sosial-2023": (8, 9), "perhubungan-2022": (9, 10), "kepegawaian-2024": (8, 14)}
MANNERS = {
    "300 dpi, clean": Manner(dpi=300),
    "200 dpi, slanted, noisy": Manner(dpi=200, angle=0.7, noise=6, specks=300, quality=60),
    "150 dpi, slanted, noisy": Manner(dpi=150, angle=-1.1, noise=6, specks=200, quality=50),
    "200 dpi, black and white": Manner(dpi=200, angle=0.3, specks=200, bilevel=True),
    "200 dpi, blurred": Manner(dpi=200, angle=-0.4, noise=4, blur=1.2, quality=40),
}


def own(manner: Manner, ocr: str) -> Iterator[Judged]:
    """The cells of our own reports, scanned in a manner."""
    from extractor.report.table_files import TableFormat, encoded, read_tables

    for name, pages in OWN.items():
        report = REPORTS / f"{name}.pdf"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"{name}.pdf")
            path.write_bytes(scanned(report, pages, manner))
            read, _ = read_tables(path, ocr=ocr)
        yield from judged(json.loads(encoded(read, TableFormat.json)), truth_of(report, pages))


def main() -> None:
    """Prints the bands of every pair of files, or manner of scanning, and of all together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", metavar="OUT.json TRUTH.json")
    parser.add_argument("--own", action="store_true", help="scan and read our own reports")
    parser.add_argument("--ocr", default="auto", help="what reads them")
    parser.add_argument("--wrong", action="store_true", help="list the cells that were read wrong")
    options = parser.parse_args()
    if len(options.files) % 2 or options.own == bool(options.files):
        parser.error("files come in pairs: what was read, what is true; or --own")
    every: list[Judged] = []
    for name, cells in _own_groups(options.ocr) if options.own else _groups(options.files):
        every += cells
        print(f"## {name}\n\n{bands(cells)}\n", flush=True)
        for cell in sorted((c for c in cells if not c.right and options.wrong), key=lambda c: c.page):
            print(f"p{cell.page} {cell.confidence:.2f} read {cell.read!r} raw {cell.raw!r} true {cell.true!r}")
    print(f"## All\n\n{bands(every)}")


def _groups(files: Sequence[Path]) -> Iterator[tuple[str, list[Judged]]]:
    """The cells of each pair of files."""
    for out, truth in zip(files[::2], files[1::2], strict=True):
        read, true = (json.loads(path.read_text(encoding="utf-8")) for path in (out, truth))
        yield truth.stem, list(judged(read, true))


def _own_groups(ocr: str) -> Iterator[tuple[str, list[Judged]]]:
    """The cells of our own reports in each manner."""
    for name, manner in MANNERS.items():
        yield name, list(own(manner, ocr))


if __name__ == "__main__":
    main()
