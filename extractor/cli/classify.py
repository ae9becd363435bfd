"""`lkjip classify`: what kind of document each file is, of whom, about which year, and the lines that say so."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from extractor.cli.language import Language, LanguageOption
from extractor.cli.output import about


def classify(
    files: Annotated[list[Path], typer.Argument(help="PDF files.", metavar="FILE.pdf...")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list on stdout.")] = False,
    lang: LanguageOption = Language.id,
) -> None:
    """Tell what kind of document each file is (LKjIP, PK, Renstra, LRA, LHE, …), with the evidence.

    Example: lkjip classify PK_2024.pdf LRA_2024.pdf --json
    """
    from extractor.companions import describe

    found: list[dict[str, Any]] = []
    for path in files:
        with about(path):
            told = describe(path)
        found.append({"file": path.name, **told.as_json()})
        if not as_json:
            typer.echo(_line(path.name, found[-1], lang))
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))


def _line(file: str, told: dict[str, Any], language: Language) -> str:
    from extractor.audit.rules.supporting import document_name

    names = document_name(told["kind"])
    name = names[1] if language is Language.en else names[0]
    facts = [name, told["agency"], told["region"], str(told["fiscal_year"] or "")]
    head = f"{file}: {'; '.join(dict.fromkeys(part for part in facts if part))}"
    return "\n".join([head, *(f"  {line}" for line in told["evidence"])])
