"""Tables of this project beside those of other libraries: the same files, pages and scorer.

    python -m benchmarks.peers FOLDER TRUTHS [--only NAME ...] [--peers ours,pdfplumber] [--ocr] [--write docs/peers.md]

Every PDF of FOLDER with a truth of the same stem in TRUTHS is read, on the annotated pages where the truth names them.
Each reader is a process of its own with a time limit; one that hangs, dies or is not installed is a row that says so,
and counts as having read nothing. `benchmarks.table_score` says what the figures are.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.readers import READERS
from benchmarks.table_score import Answer, Figures, TrueTable, score, true_tables

DEFAULT = "ours,pdfplumber,pdfplumber-copied,camelot-vector,camelot-vector-copied,camelot-auto,camelot-auto-copied,img2table,docling"
HEAD = "| reader | tables | cells right % | content F1 % | CPU s/page | MB | |\n|---|---|---|---|---|---|---|"


@dataclass(frozen=True)
class Document:
    """A file, the pages to read and what is true on them."""

    path: Path
    pages: tuple[int, ...]
    tables: tuple[TrueTable, ...]


@dataclass(frozen=True)
class Row:
    """What one reader did with one document, or with all; `pages` are those that the CPU seconds were spent on."""

    figures: Figures
    pages: int
    cpu: float | None = None
    memory: float | None = None
    problem: str = ""

    def __add__(self, other: "Row") -> "Row":
        cpu = None if self.cpu is None and other.cpu is None else (self.cpu or 0.0) + (other.cpu or 0.0)
        memory = max((m for m in (self.memory, other.memory) if m is not None), default=None)
        problems = dict.fromkeys(p for p in (*self.problem.split("; "), *other.problem.split("; ")) if p)
        return Row(self.figures + other.figures, self.pages + other.pages, cpu, memory, "; ".join(problems))

    def line(self, name: str) -> str:
        """The row in markdown."""
        if self.cpu is None:
            return f"| {name} | – | – | – | – | – | {self.problem} |"
        got = self.figures
        return (
            f"| {name} | {got.found}/{got.tables} | {100 * got.accuracy:.1f} | {100 * got.f1:.1f} "
            f"| {self.cpu / self.pages:.3f} | {self.memory or 0:.0f} | {self.problem} |"
        )


def documents(folder: Path, truths: Path, only: Sequence[str]) -> list[Document]:
    """The PDFs that have a truth, by name."""
    found = []
    for path in sorted(folder.glob("*.pdf")):
        known = truths / f"{path.stem}.json"
        if known.exists() and (not only or path.name.startswith(tuple(only))):
            truth = json.loads(known.read_text(encoding="utf-8"))
            ranges = truth.get("annotated_pages") or [[1, truth["pages"]]]
            pages = tuple(sorted({n for first, last in ranges for n in range(first, last + 1)}))
            found.append(Document(path, pages, tuple(true_tables(truth))))
    return found


def wait(child: subprocess.Popen[bytes], limit: float) -> tuple[int | None, float]:
    """Exit code (None: out of time, and ended) and largest memory in MB of a child in a session of its own."""
    end = time.monotonic() + limit
    while True:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            child.returncode = os.waitstatus_to_exitcode(status)
            return child.returncode, usage.ru_maxrss / 1024
        if time.monotonic() > end:
            os.killpg(child.pid, signal.SIGKILL)
            _, _, usage = os.wait4(child.pid, 0)
            child.returncode = -signal.SIGKILL
            return None, usage.ru_maxrss / 1024
        time.sleep(0.05)


def measure(name: str, document: Document, limit: float, ocr: bool) -> Row:
    """One reader on one document."""
    with tempfile.TemporaryDirectory() as folder:
        out, errors = Path(folder) / "out.json", Path(folder) / "errors"
        pages = ",".join(map(str, document.pages))
        command = [sys.executable, "-m", "benchmarks.readers", name, str(document.path), str(out), pages]
        with errors.open("wb") as log:
            child = subprocess.Popen(
                command + ["--ocr"] * ocr, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True
            )
            code, memory = wait(child, limit)
        told = errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        result = json.loads(out.read_text(encoding="utf-8")) if out.exists() and code is not None else {}
    nothing = score(document.tables, [])
    if code == 0:
        answers = [Answer(tuple(at), grid) for at, grid in result["tables"]]
        return Row(score(document.tables, answers), len(document.pages), result["cpu"], memory, result["problem"])
    if code is None:
        problem = f"out of time ({limit:.0f} s)"
    elif code < 0:
        problem = f"died of signal {-code}"
    else:
        problem = result.get("problem") or f"failed: {told[-1].split(':')[0] if told else code}"
    return Row(nothing, 0, problem=problem)


def page_of(blocks: Sequence[str], found: Sequence[Document], ocr: bool) -> str:
    """The page for the documentation."""
    cells = sum(score(document.tables, []).cells for document in found)
    tables, pages = (sum(len(getattr(d, what)) for d in found) for what in ("tables", "pages"))
    return "\n\n".join((
        "# Tables beside other libraries",
        f"Made by `python -m benchmarks.peers` on {len(found)} files: {pages} pages with {tables} tables, {cells} cells "
        f"with text. OCR of this project {'on' if ocr else 'off'}; the other readers have none.",
        "*Cells right*: share of the true cells with exactly the true text, rows and columns aligned. *Content F1*: the same "
        "with partial credit, and with what is read too much. The text of a merged cell is true in every place that it "
        "covers; other readers are scored on what they give, page by page: as they come, and as *copied*, where camelot is "
        "told to copy it (`copy_text`) and the boxes of pdfplumber's cells are used to do so. Pieces of one table are joined before they are scored. *CPU* is that of the reading, without imports; *MB* "
        "is the largest resident size, the largest of all files in the total. Where a reader fails on a file, it is asked page by page; what it still cannot read counts as not read.",
        *blocks,
    )) + "\n"  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("truths", type=Path)
    parser.add_argument("--only", nargs="*", default=[], help="beginnings of file names")
    parser.add_argument("--peers", default=DEFAULT, help=f"names with commas, of {', '.join(READERS)}")
    parser.add_argument("--limit", type=float, default=600.0, help="seconds for one reader and file")
    parser.add_argument("--ocr", action="store_true", help="this project's OCR of pages without text")
    parser.add_argument("--write", type=Path, help="a markdown page to write")
    options = parser.parse_args()
    names = options.peers.split(",")
    if unknown := [name for name in names if name not in READERS]:
        raise SystemExit(f"no reader called {', '.join(unknown)}")
    found = documents(options.folder, options.truths, options.only)
    if not found:
        raise SystemExit(f"no PDF with a truth in {options.folder}")
    blocks, totals = [], dict.fromkeys(names, Row(Figures(), 0))
    for document in found:
        print(f"## {document.path.stem}\n\n{HEAD}", flush=True)
        lines = []
        for name in names:
            row = measure(name, document, options.limit, options.ocr)
            totals[name] += row
            lines.append(row.line(name))
            print(lines[-1], flush=True)
        blocks.append(f"## {document.path.stem}\n\n{HEAD}\n" + "\n".join(lines))
        print()
    total = "\n".join([f"## All\n\n{HEAD}", *(row.line(name) for name, row in totals.items())])
    print(total)
    if options.write:
        options.write.write_text(page_of([total, *blocks], found, options.ocr), encoding="utf-8")


if __name__ == "__main__":
    main()
