"""`lkjip diff`: what changed between two audits of a report."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.language import Language, LanguageOption, in_language
from extractor.errors import ExitCode

if TYPE_CHECKING:
    from extractor.report.difference import Difference
    from schemas import Finding


@dataclass(frozen=True, slots=True)
class _Words:
    """What the summary says in one language."""

    resolved: str
    changed: str
    new: str
    unchanged: str
    figures: str
    gone: str
    fresh: str
    page: str
    shares: str
    same: str


WORDS = {
    Language.id: _Words(
        "Sudah diperbaiki",
        "Berubah, tetapi masih salah",
        "Temuan baru",
        "Temuan tetap",
        "Angka yang berubah",
        "Angka yang hilang",
        "Angka baru",
        "hal.",
        "Bagian yang sama: {facts} angka, {findings} temuan",
        "Kedua laporan sama.",
    ),
    Language.en: _Words(
        "Resolved",
        "Changed and still wrong",
        "New findings",
        "Unchanged findings",
        "Changed figures",
        "Figures that are gone",
        "New figures",
        "page",
        "Equal: {facts} of the figures, {findings} of the findings",
        "Both reports are the same.",
    ),
}


def diff(
    old: Annotated[Path, typer.Argument(help="The JSON of the earlier audit.", metavar="OLD.json")],
    new: Annotated[Path, typer.Argument(help="The JSON of the later audit.", metavar="NEW.json")],
    as_json: Annotated[bool, typer.Option("--json", help="All of it as JSON on stdout.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when anything differs.")] = False,
    lang: LanguageOption = Language.id,
) -> None:
    """Compare two audits: resolved, changed, new and unchanged findings, and figures that are printed otherwise.

    Example: lkjip diff LKJIP_2024.json LKJIP_2024_revised.json
    """
    from extractor.report.difference import as_data, difference
    from extractor.report.stored import load

    found = difference(load(old), load(new))
    if as_json:
        typer.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_lines(found, lang)))
    if exit_code and not found.same:
        raise typer.Exit(int(ExitCode.FINDINGS))


def _lines(found: "Difference", lang: Language) -> Iterator[str]:
    """The summary: counts, then every finding that is gone, changed or new, then the figures."""
    words = WORDS[lang]
    shares = {name: f"{share * 100:.1f} %" for name, share in found.shares().items()}
    if lang is Language.id:
        shares = {name: share.replace(".", ",") for name, share in shares.items()}
    if found.same:
        yield words.same
    yield words.shares.format(**shares)
    yield f"{words.unchanged}: {len(found.unchanged)}"
    pairs = [(two, one) for one, two in found.changed]
    listed = ((words.resolved, found.resolved), (words.changed, [two for two, _ in pairs]), (words.new, found.added))
    for title, findings in listed:
        yield f"\n{title}: {len(findings)}"
        yield from (_finding(finding, words, lang) for finding in sorted(findings, key=lambda item: item.rank))
    yield f"\n{words.figures}: {len(found.figures)}"
    for one, two in found.figures:
        yield f"  {words.page} {two.source.page}  {two.subject.name}: {one.printed} → {two.printed}"
    yield f"{words.gone}: {len(found.gone)}; {words.fresh}: {len(found.fresh)}"


def _finding(finding: "Finding", words: _Words, lang: Language) -> str:
    place = f"{words.page} {finding.page}  " if finding.page else ""
    return f"  {finding.check}  {place}{in_language(finding.message, lang)}"
