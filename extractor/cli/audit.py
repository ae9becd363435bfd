"""`lkjip audit`: a PDF in, an audited JSON out."""

import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.decision_book import DecisionsOption, read_book
from extractor.cli.language import Language, LanguageOption
from extractor.errors import ExitCode, ExtractorError, UsageError
from extractor.forks import beside

if TYPE_CHECKING:
    from extractor.audit import Profile
    from extractor.pipeline import Options
    from schemas import Report

ORDER = {"error": 0, "warning": 1}


class FailOn(StrEnum):
    """From which severity on findings make the exit code 1."""

    error = "error"
    warning = "warning"
    never = "never"


class Ocr(StrEnum):
    """Which engine reads scans and pictures."""

    auto = "auto"
    tesseract = "tesseract"
    rapidocr = "rapidocr"
    off = "off"


JobsOption = Annotated[int, typer.Option("--jobs", min=1, help="How many processes work at once.", metavar="N")]


def audit(  # noqa: PLR0917  one parameter an option
    report: Annotated[
        list[Path] | None,
        typer.Argument(help="The report as PDF; its parts where it is in several files.", metavar="REPORT.pdf..."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", help="Where the JSON goes; - is stdout.", metavar="OUT.json")
    ] = None,
    supporting: Annotated[
        list[Path] | None,
        typer.Option(
            "--with",
            help="A document that the report must agree with (PK, Renstra, LRA, LHE, last year's report); may be given again.",
            metavar="FILE.pdf",
        ),
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option(
            "--manifest", help="CSV with the columns report,file,part,kind instead of files.", metavar="FILE.csv"
        ),
    ] = None,
    cache: Annotated[
        Path | None,
        typer.Option("--cache", help="Folder where readings of documents after --with are kept.", metavar="DIR"),
    ] = None,
    lang: LanguageOption = Language.id,
    pages: Annotated[str | None, typer.Option("--pages", help="Only these pages, as 1-40 or 3,7,10-12.")] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Exit with 1 when there are findings of this severity or worse.")
    ] = FailOn.never,
    profile: Annotated[
        Path | None, typer.Option("--profile", help="TOML file with the agency's own rules.", metavar="FILE.toml")
    ] = None,
    ocr: Annotated[Ocr, typer.Option("--ocr", help="How scans and pictures of tables are read.")] = Ocr.auto,
    decisions: DecisionsOption = None,
    local: Annotated[
        Path | None,
        typer.Option("--catalogue", help="The agency's own list of indicators, laid over ours.", metavar="LOCAL.yaml"),
    ] = None,
    jobs: JobsOption = 1,
) -> None:
    """Audit a report: read it, recalculate every figure, write the JSON and show what does not hold.

    Example: lkjip audit LKJIP_2024.pdf -o audit.json --fail-on error
    """
    files, beside = _files(report or [], supporting or [], manifest)
    target = _target(files[0], output)
    for part in files[1:]:
        _target(part, output)
    if local is not None:
        from extractor.cli.catalogue import show_conflicts

        show_conflicts(local, lang)
    chosen = read_profile(profile) if profile else None
    decided = read_book(decisions) if decisions else None
    with _progress() as progress:
        options: Options = {
            "parts": files[1:],
            "supporting": beside,
            "cache": cache,
            "pages": page_numbers(pages),
            "profile": chosen,
            "ocr": ocr.value,
            "jobs": jobs,
            "progress": progress,
            "decisions": decided,
        }
        done = _run(files[0], options)
    _tell(done, lang, target, jobs)
    code = _exit_code(done, fail_on)
    if code:
        raise typer.Exit(int(code))


def _tell(report: "Report", lang: Language, target: Path | None, jobs: int) -> None:
    """Writes the document and shows its summary, each by a process where there are several."""
    from extractor.cli.summary import show_summary, show_written
    from extractor.report import json_parts

    if target is None:
        sys.stdout.buffer.writelines(json_parts(report))
        sys.stdout.buffer.flush()
        show_summary(report, lang)
        return
    with beside(partial(_written, report, target), jobs) as written:
        try:
            show_summary(report, lang)
        finally:
            written() or _written(report, target)
    show_written(target, lang)


def _written(report: "Report", target: Path) -> bool:
    from extractor.report import json_parts, write_atomically

    write_atomically(json_parts(report), target)
    return True


def _files(report: list[Path], supporting: list[Path], manifest: Path | None) -> tuple[list[Path], list[Path]]:
    """The report's files and the documents beside it, from the command line or from a manifest.

    Raises:
        UsageError: there is no report, or there are files and a manifest.
    """
    from extractor.batch.manifest import one_report

    if bool(report) == (manifest is not None):
        raise UsageError(
            "the files of a report or --manifest FILE.csv",
            "both" if report else "neither",
            "Give one of them.",
            (
                "berkas laporan atau --manifest FILE.csv",
                "keduanya" if report else "tidak satu pun",
                "Berikan salah satu.",
            ),
        )
    if manifest is None:
        return report, supporting
    listed = one_report(manifest)
    return list(listed.files), [*listed.supporting, *supporting]


def _target(report: Path, output: str | None) -> Path | None:
    """Where the JSON goes, None for stdout; wrong places are refused before the work starts.

    Raises:
        UsageError: there is no report, or the place is the report itself.
        CannotWriteError: the folder is not there or may not be written to.
    """
    from extractor.report import refuse_unwritable

    if not report.is_file():
        from extractor.pages.file_kinds import refuse_no_file

        refuse_no_file(report)
    if output == "-":
        return None
    target = Path(output or f"{report.stem}.json")
    if target.exists() and target.samefile(report):
        raise UsageError(
            "an output beside the input",
            f"{target} is the report itself",
            "Choose another name with -o.",
            ("keluaran di samping masukan", f"{target} adalah laporan itu sendiri", "Pilih nama lain dengan -o."),
        )
    refuse_unwritable(target)
    return target


def _run(report: Path, options: "Options") -> "Report":
    """The audited report; an error names its file."""
    from extractor.pipeline import run

    try:
        return run(report, **options)
    except ExtractorError as error:
        error.file = report.name
        raise


def page_numbers(text: str | None) -> list[int] | None:
    """Page numbers of "1-40" or "3,7,10-12"; None for all.

    Raises:
        UsageError: the text is no such list.
    """
    if text is None:
        return None
    numbers: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdigit() or (dash and not last.isdigit()) or int(first) < 1:
            raise UsageError(
                "pages such as 1-40 or 3,7,10-12",
                repr(text),
                "Count pages of the file from 1.",
                ("halaman seperti 1-40 atau 3,7,10-12", repr(text), "Hitung halaman berkas mulai dari 1."),
            )
        numbers += range(int(first), int(last if dash else first) + 1)
    return sorted(set(numbers))


def read_profile(path: Path) -> "Profile":
    """The profile of a file.

    Raises:
        UsageError: the file cannot be read or used.
    """
    from pydantic import ValidationError

    from extractor.audit import load_profile

    try:
        return load_profile(path)
    except OSError as error:
        raise _wrong_profile(path, error.strerror or type(error).__name__) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong_profile(path, str(error)) from None
    except ValidationError as error:
        first = error.errors()[0]
        raise _wrong_profile(path, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def _wrong_profile(path: Path, problem: str) -> UsageError:
    """The error for a profile that cannot be used."""
    return UsageError(
        "a profile in TOML",
        f"{path}: {problem}",
        "docs/profile.md lists the keys.",
        ("profil dalam TOML", f"{path}: {problem}", "docs/profile.md memuat kuncinya."),
    )


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar over pages on a terminal, none elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("pages")
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _exit_code(report: "Report", fail_on: FailOn) -> ExitCode:
    """7 where no page could be read, 1 where findings reach the chosen severity, 10 where a document was not compared, else 0."""
    if all(page.reader == "none" for page in report.coverage.pages):
        return ExitCode.NO_TEXT
    worst = min((ORDER.get(f.severity, 2) for f in report.findings), default=2)
    if fail_on is not FailOn.never and worst <= ORDER[fail_on.value]:
        return ExitCode.FINDINGS
    return ExitCode.DONE if all(document.used for document in report.documents) else ExitCode.NOT_COMPARED
