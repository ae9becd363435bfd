"""`lkjip batch`: many reports into a store; run it again and only what is new or changed is done."""

import re
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.audit import FailOn, Ocr
from extractor.cli.batch_options import (
    Effort,
    FailOnOption,
    JobsOption,
    JsonOption,
    LocalOption,
    MemoryOption,
    OcrOption,
    ProfileOption,
    RetryOption,
    TimeoutOption,
    chosen_settings,
    way_of,
)
from extractor.cli.batch_result import Asked, finish, show_status
from extractor.cli.decision_book import DecisionsOption
from extractor.cli.language import Language, LanguageOption
from extractor.errors import UsageError

SHARD = re.compile(r"(\d+)/(\d+)")


class ExecutorName(StrEnum):
    """What does the work: processes of this machine, or a Dask cluster."""

    local = "local"
    dask = "dask"


def batch(  # noqa: PLR0917  one parameter an option
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="PDF files, folders, patterns, or manifests (.csv).", metavar="PATH..."),
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The store, a folder.", metavar="STORE")] = None,
    jobs: JobsOption = 1,
    timeout: TimeoutOption = 1800.0,
    memory: MemoryOption = 2048,
    shard: Annotated[
        str | None, typer.Option("--shard", help="Only the share I of N, for as many runs.", metavar="I/N")
    ] = None,
    executor: Annotated[ExecutorName, typer.Option("--executor", help="What does the work.")] = ExecutorName.local,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", help="Address of a Dask scheduler; an own one without it.", metavar="ADDRESS"),
    ] = None,
    retry: RetryOption = False,
    fail_on: FailOnOption = FailOn.never,
    ocr: OcrOption = Ocr.auto,
    profile: ProfileOption = None,
    decisions: DecisionsOption = None,
    local: LocalOption = None,
    single: Annotated[bool, typer.Option("--no-group", help="Every file is a report of its own.")] = False,
    expect: Annotated[
        Path | None,
        typer.Option("--expect", help="CSV with the columns agency, year: what should be there.", metavar="FILE.csv"),
    ] = None,
    status: Annotated[bool, typer.Option("--status", help="Only tell how things stand in the store.")] = False,
    as_json: JsonOption = False,
    lang: LanguageOption = Language.id,
) -> None:
    """Audit many reports into a store; run it again, and only what is new or changed is done.

    Example: lkjip batch reports -o store --jobs 4 --expect agencies.csv
    """
    from extractor.batch.discover import discover
    from extractor.batch.expected import read_expected
    from extractor.batch.manifest import read_manifest
    from extractor.batch.run import audit_files
    from extractor.store import Store

    if output is None:
        raise UsageError(
            "a place for the results",
            "none",
            "Name a folder with -o STORE.",
            ("tempat untuk hasil", "tidak ada", "Sebutkan sebuah map dengan -o GUDANG."),
        )
    if status:
        show_status(Store.open(output), as_json, lang)
        return
    if not paths:
        raise UsageError(
            "files, folders, patterns or manifests",
            "none",
            "Name what is to be audited, or ask with --status.",
            (
                "berkas, map, pola, atau manifes",
                "tidak ada",
                "Sebutkan apa yang diaudit, atau tanyakan dengan --status.",
            ),
        )
    share = _share(shard) if shard is not None else None
    expected = read_expected(expect) if expect is not None else ()
    settings = chosen_settings(ocr, profile, decisions, local, lang)
    found = discover(paths, output)
    listed = [report for manifest in found.manifests for report in read_manifest(manifest)]
    store = Store.open(output, create=True)
    with way_of(Effort(jobs, timeout, memory, retry, executor is ExecutorName.dask, scheduler), lang) as way:
        ran = audit_files(store, found, listed, settings, replace(way, shard=share, group=not single))
    finish(store, ran, Asked(lang, as_json, fail_on, expected))


def _share(text: str) -> tuple[int, int]:
    """The share and how many there are, of "2/5".

    Raises:
        UsageError: the text is no such thing, or there is no such share.
    """
    found = SHARD.fullmatch(text)
    share = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= share[0] <= share[1]:
        raise UsageError(
            "a share such as 2/5, the second of five",
            repr(text),
            "Count from 1.",
            ("bagian seperti 2/5, yang kedua dari lima", repr(text), "Hitung mulai dari 1."),
        )
    return share
