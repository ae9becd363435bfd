"""Readers of tables, each behind the same door; run as a process of its own by `benchmarks.peers`.

    python -m benchmarks.readers NAME FILE.pdf OUT.json PAGES [--ocr]

PAGES is a list of numbers with commas. OUT gets the tables and the CPU seconds of the reading, imports not counted.
"""

import argparse
import json
import resource
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.table_score import Answer

Read = Callable[[Path, Sequence[int]], list[Answer]]


def ours(ocr: bool) -> Read:
    from extractor.pages import read as read_pages
    from extractor.tables import find

    def read(path: Path, numbers: Sequence[int]) -> list[Answer]:
        answers = []
        for table in find(read_pages(path, numbers, ocr=ocr).pages).tables:
            texts = {
                (cell.row + i, cell.column + j): cell.text
                for cell in table.cells
                for i in range(cell.row_span)
                for j in range(cell.column_span)
            }
            height, width = (max((place[axis] for place in texts), default=-1) + 1 for axis in (0, 1))
            answers.append(Answer(table.pages, [[texts.get((r, c), "") for c in range(width)] for r in range(height)]))
        return answers

    return read


def pdfplumber(_: bool) -> Read:
    import pdfplumber as library

    def read(path: Path, numbers: Sequence[int]) -> list[Answer]:
        answers = []
        with library.open(path, pages=list(numbers)) as document:
            for page in document.pages:
                at = (page.page_number, page.page_number)
                answers += [Answer(at, [[t or "" for t in row] for row in grid]) for grid in page.extract_tables()]
                page.close()
        return answers

    return read


def pdfplumber_copied(_: bool) -> Read:
    """As above, with the text of a merged cell in every place that its box covers."""
    import pdfplumber as library
    from pdfplumber.table import Table

    def filled(table: Table) -> list[list[str]]:
        texts = {
            box: text
            for row, line in zip(table.rows, table.extract(), strict=True)
            for box, text in zip(row.cells, line, strict=True)
        }
        lefts, tops = (sorted({box[axis] for box in table.cells}) for axis in (0, 1))
        cover = {
            (top, left): texts.get(box) or ""
            for box in table.cells
            for top in tops
            if box[1] <= top < box[3]
            for left in lefts
            if box[0] <= left < box[2]
        }
        return [[cover.get((top, left), "") for left in lefts] for top in tops]

    def read(path: Path, numbers: Sequence[int]) -> list[Answer]:
        answers = []
        with library.open(path, pages=list(numbers)) as document:
            for page in document.pages:
                answers += [Answer((page.page_number, page.page_number), filled(t)) for t in page.find_tables()]
                page.close()
        return answers

    return read


def _camelot(**options: object) -> Read:
    import camelot as library
    import camelot.image_processing  # loaded late by camelot itself

    def read(path: Path, numbers: Sequence[int]) -> list[Answer]:
        tables = library.read_pdf(path, pages=",".join(map(str, numbers)), suppress_stdout=True, **options)
        return [Answer((table.page, table.page), table.df.astype(str).values.tolist()) for table in tables]

    return read


def camelot_vector(_: bool) -> Read:
    return _camelot(flavor="lattice", engine="vector")


def camelot_vector_copied(_: bool) -> Read:
    """As above, with the text of a merged cell copied to all its places."""
    return _camelot(flavor="lattice", engine="vector", copy_text=["h", "v"])


def camelot_auto(_: bool) -> Read:
    return _camelot(flavor="auto")


def camelot_auto_copied(_: bool) -> Read:
    return _camelot(flavor="auto", copy_text=["h", "v"])


def img2table(_: bool) -> Read:
    from img2table.document import PDF

    def read(path: Path, numbers: Sequence[int]) -> list[Answer]:
        found = PDF(str(path), pages=[n - 1 for n in numbers]).extract_tables()
        return [
            Answer((index + 1, index + 1), [[cell.value or "" for cell in row] for row in table.content.values()])
            for index, tables in sorted(found.items())
            for table in tables
        ]

    return read


def docling(_: bool) -> Read:
    from docling.document_converter import DocumentConverter

    def read(path: Path, numbers: Sequence[int]) -> list[Answer]:
        document = DocumentConverter().convert(path, page_range=(min(numbers), max(numbers))).document
        return [
            Answer((at.page_no, at.page_no), [[cell.text for cell in row] for row in table.data.grid])
            for table in document.tables
            for at in table.prov[:1]
            if at.page_no in numbers
        ]

    return read


READERS: dict[str, Callable[[bool], Read]] = {
    "ours": ours,
    "pdfplumber": pdfplumber,
    "pdfplumber-copied": pdfplumber_copied,
    "camelot-vector": camelot_vector,
    "camelot-vector-copied": camelot_vector_copied,
    "camelot-auto": camelot_auto,
    "camelot-auto-copied": camelot_auto_copied,
    "img2table": img2table,
    "docling": docling,
}


def cpu_seconds() -> float:
    """User and system seconds of this process and its ended children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def page_by_page(read: Read, path: Path, numbers: Sequence[int]) -> tuple[list[Answer], str]:
    """Tables of the pages that the reader can read, and what happened on the others."""
    answers: list[Answer] = []
    lost: list[str] = []
    for number in numbers:
        try:
            answers += read(path, [number])
        except Exception as error:
            lost.append(type(error).__name__)
    return answers, f"{len(lost)} of {len(numbers)} pages failed ({', '.join(sorted(set(lost)))})" if lost else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=READERS)
    parser.add_argument("path", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("pages")
    parser.add_argument("--ocr", action="store_true")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    numbers = [int(number) for number in options.pages.split(",")]
    try:
        read = READERS[options.name](options.ocr)
    except ImportError as error:
        options.out.write_text(json.dumps({"problem": "not installed"}), encoding="utf-8")
        sys.exit(f"{options.name}: {error}")
    before = cpu_seconds()
    problem = ""
    try:
        answers = read(options.path, numbers)
    except Exception:
        answers, problem = page_by_page(read, options.path, numbers)
    tables = [[answer.pages, answer.grid] for answer in answers]
    result = {"cpu": cpu_seconds() - before, "tables": tables, "problem": problem}
    options.out.write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
