"""One report in several files: its pages read one after the other and counted through."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractor.errors import UsageError
from extractor.pages.engines import Choice
from extractor.pages.model import Page
from extractor.pages.reading import PdfPages, Progress, read, text_layer_of
from extractor.pages.source import open_pdf
from schemas import Diagnostic, Part, Source

# Words at the top of a part's first pages that are looked at for its chapter, and how many pages are looked at.
TOP, FIRST_PAGES = 40, 2
FRONT, APPENDIX = 0, 99
CHAPTER = re.compile(r"^\W*BAB\s+(?P<number>[IVX]+|\d+)\b", re.IGNORECASE)
OPENING = re.compile(
    r"\b(?:KATA\s+PENGANTAR|IKHTISAR\s+EKSEKUTIF|DAFTAR\s+ISI|LAPORAN\s+(?:AKUNTABILITAS\s+)?KINERJA\s+INSTANSI)\b"
)
LAST = re.compile(r"^\W*LAMPIRAN\b", re.IGNORECASE)
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7}


def read_parts(
    paths: Sequence[Path],
    numbers: Sequence[int] | None = None,
    *,
    ocr: Choice = False,
    jobs: int = 1,
    each: Callable[[Page], Any] | None = None,
    progress: Progress | None = None,
) -> PdfPages:
    """The pages of all files as those of one document; `numbers` count through them.

    Files stand by chapter where every one of them begins with one of its own, else as they are given.

    Raises:
        UsageError: a file is given twice.
        ExtractorError: a file cannot be read.
    """
    if len(paths) == 1:
        return read(paths[0], numbers, ocr=ocr, jobs=jobs, each=each, progress=progress)
    counts = [_count(path) for path in paths]
    read_files = [
        read(path, wanted, ocr=ocr, jobs=jobs, each=each, progress=progress)
        for path, wanted in zip(paths, _shares(numbers, counts), strict=True)
        if wanted is None or wanted
    ]
    hashes = [file.source.sha256 for file in read_files]
    if len(set(hashes)) < len(hashes):
        twice = next(file.source.file for file in read_files if hashes.count(file.source.sha256) > 1)
        raise UsageError(
            "files that differ from one another",
            f"{twice} twice",
            "Name every part of the report once.",
            ("berkas yang berbeda satu sama lain", f"{twice} dua kali", "Sebut setiap bagian laporan satu kali."),
        )
    return joined(read_files if numbers is not None else in_order(read_files))


def _count(path: Path) -> int:
    opened = open_pdf(path)
    try:
        return len(opened.document)
    finally:
        opened.close()


def _shares(numbers: Sequence[int] | None, counts: Sequence[int]) -> list[list[int] | None]:
    """The wanted pages of each file, counted within it; None for all."""
    if numbers is None:
        return [None] * len(counts)
    starts = [sum(counts[:index]) for index in range(len(counts))]
    return [
        [number - start for number in numbers if start < number <= start + count]
        for start, count in zip(starts, counts, strict=True)
    ]


def in_order(files: Sequence[PdfPages]) -> list[PdfPages]:
    """The files by the chapters that they begin with; as given unless every file begins with another one."""
    chapters = [_chapter(file) for file in files]
    if None in chapters or len(set(chapters)) < len(chapters):
        return list(files)
    return [file for _, file in sorted(zip(chapters, files, strict=True), key=lambda item: item[0] or 0)]


def _chapter(file: PdfPages) -> int | None:
    """The chapter at the top of the first pages: 0 for a preface, 99 for an appendix, None where nothing tells."""
    for page in file.pages[:FIRST_PAGES]:
        top = " ".join(word.text for word in sorted(page.words, key=lambda w: (round(w.top), w.x0))[:TOP])
        if found := CHAPTER.match(top):
            number = found["number"].upper()
            return ROMAN.get(number) or (int(number) if number.isdigit() else None)
        if LAST.match(top):
            return APPENDIX
        if OPENING.search(top):
            return FRONT
    return None


def joined(files: Sequence[PdfPages]) -> PdfPages:
    """The files as one document: pages, notes and parts counted through."""
    pages: list[Page] = []
    notes: list[Diagnostic] = []
    parts: list[Part] = []
    start = 0
    for file in files:
        pages += [_shifted(page, start) for page in file.pages]
        notes += [_moved(note, start) for note in file.diagnostics]
        count = file.source.pages
        parts.append(Part(file=file.source.file, sha256=file.source.sha256, pages=(start + 1, start + count)))
        start += count
    source = Source(
        file=", ".join(part.file for part in parts),
        sha256=hashlib.sha256("".join(part.sha256 for part in parts).encode()).hexdigest(),
        pages=start,
        text_layer=text_layer_of(pages),
        producer=files[0].source.producer,
        parts=tuple(parts),
    )
    sketches = tuple(sketch for file in files for sketch in file.sketches)
    return PdfPages(source, tuple(pages), tuple(notes), files[0].ocr, sketches)


def _shifted(page: Page, by: int) -> Page:
    notes = tuple(_moved(note, by) for note in page.diagnostics)
    return replace(page, number=page.number + by, diagnostics=notes)


def _moved(note: Diagnostic, by: int) -> Diagnostic:
    return note if note.page is None else note.model_copy(update={"page": note.page + by})
