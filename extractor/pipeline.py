"""A report's whole way: pages, tables, facts, identity of subjects, audit, document. No stage reaches back.

What follows the pages is loaded while these are read, which other processes may do.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from extractor.collector import seldom_collecting
from extractor.forks import beside
from extractor.pages import Choice, PdfPages, Progress
from extractor.pages.parts import read_parts
from extractor.remembered import forget
from extractor.tables import find, sketch
from schemas import Report
from schemas.decision_files import Book, decisions_hash, unplaced
from schemas.decisions import Decisions

if TYPE_CHECKING:
    from extractor.audit import Profile
    from extractor.readings import ReadReport

# What follows the pages, each module loaded, or function of a module called, after so many more pages.
LATER = (
    "extractor.corrections",
    "extractor.audit.profile",
    "extractor.companions",
    "extractor.matching.entries:known_entries",
    "extractor.audit.rules",
    "extractor.report.build",
)
LOADED_EVERY = 8


class Options(TypedDict, total=False):
    """How a report is read and audited.

    `parts` are further files of the same report, `supporting` documents that it is held against, whose readings are
    kept in the folder `cache`.
    `jobs` processes read pages and run rules at once, which changes nothing but the time.
    """

    parts: Sequence[Path]
    supporting: Sequence[Path]
    cache: Path | None
    pages: Sequence[int] | None
    profile: "Profile | None"
    ocr: Choice
    jobs: int
    progress: Progress | None
    decisions: Decisions | Book | None


def run(path: Path, **options: Unpack[Options]) -> Report:
    """The audited report of a PDF, held against supporting documents where there are any.

    Raises:
        ExtractorError: the file cannot be read.
        TypeError: there is no such option.
    """
    with seldom_collecting():
        # The reading has no name here, so that it goes as soon as it is not needed.
        return judged(read(path, **options), options.get("profile"), options.get("decisions"), options.get("jobs", 1))


def read(path: Path, **options: Unpack[Options]) -> "ReadReport":
    """What a report says, before anything is judged; the profile and decisions about names and findings change nothing.

    Raises:
        ExtractorError: the file cannot be read.
        TypeError: there is no such option.
    """
    if unknown := options.keys() - Options.__optional_keys__:
        raise TypeError(f"an audit has no option {', '.join(sorted(unknown))}")
    with seldom_collecting():
        return _understood(_pages([path, *options.get("parts", ())], options), options)


def _pages(files: Sequence[Path], options: Options) -> PdfPages:
    """Words, rulings and pictures of every page."""
    return read_parts(
        files,
        options.get("pages"),
        ocr=options.get("ocr", False),
        jobs=options.get("jobs", 1),
        each=sketch,
        progress=_loading(options.get("progress")),
    )


def _loading(progress: Progress | None) -> Progress:
    """Hears that pages are done, and loads something of what follows them now and then."""
    later = iter(LATER)

    def hear(done: int, total: int) -> None:
        if done % LOADED_EVERY == 0 and (name := next(later, None)):
            module, _, function = name.partition(":")
            loaded = import_module(module)
            if function:
                getattr(loaded, function)()
        if progress:
            progress(done, total)

    return hear


def _understood(document: PdfPages, options: Options) -> "ReadReport":
    """What the pages of a report say."""
    from extractor.companions import read_companions
    from extractor.corrections import corrected
    from extractor.facts import reading_of, text_of
    from extractor.readings import ReadReport, about_reading, hashes_of, outlined
    from extractor.shelf import Shelf

    book = _book(options.get("decisions"))
    # Tables as a person sees them, joined over pages.
    jobs = options.get("jobs", 1)
    found = find(document.pages, document.sketches, jobs=jobs)
    # What a person decided about tables and cells.
    found = corrected(found, document, book.placed)
    # The text beside the tables; then words and rulings have been read and go.
    text = text_of(document.pages, found)
    document, found = outlined(document), found.without_lines()
    # What every printed figure says: tables first, then sentences.
    reading = reading_of(text, found, jobs)
    # The documents that the report must agree with, read the same way.
    shelf = Shelf(options.get("cache"), options.get("ocr", False))
    companions = read_companions(options.get("supporting", ()), document.source, reading.document, shelf)
    reading = replace(reading, supporting=companions.used, diagnostics=(*reading.diagnostics, *companions.diagnostics))
    decided = decisions_hash(about_reading(book.decisions, hashes_of(document.source)))
    if jobs == 1:
        # Processes that share the audit would each work it out again.
        forget()
    return ReadReport(document, reading, companions.documents, decided)


def judged(
    report: "ReadReport", profile: "Profile | None" = None, decisions: Decisions | Book | None = None, jobs: int = 1
) -> Report:
    """The audited report of a reading, which may come from a store."""
    from extractor.audit import Profile
    from extractor.audit import audit as audited_by
    from extractor.companions import identified
    from extractor.report.build import Made, build
    from extractor.report.coverage import coverage

    profile, chosen = profile or Profile(), _book(decisions).decisions
    document, documents = report.document, report.documents
    # What became of every number, which no finding changes, is counted beside the audit.
    with seldom_collecting(), beside(partial(coverage, document.pages, report.reading), jobs) as counted:
        # Which indicator or budget line every figure is about.
        reading = identified(report.reading, chosen)
        if jobs == 1:
            forget()
        del report  # its figures, which have no identity yet
        # Everything recalculated, and what does not hold.
        audited = audited_by(reading, profile, chosen.findings, jobs)
        forget()
        return build(document, reading, audited, Made(profile, chosen, documents), counted())


def _book(decisions: Decisions | Book | None) -> Book:
    """Decisions with their places in files; none is an empty book."""
    if isinstance(decisions, Book):
        return decisions
    return unplaced(decisions or Decisions())
