"""`lkjip match`: which indicator of the catalogue a name is, and why."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.language import Language, LanguageOption

if TYPE_CHECKING:
    from extractor.matching.explain import Explained

TITLES = {
    Language.id: {
        "read": "Dibaca sebagai",
        "matched": "cocok",
        "proposed": "usulan",
        "new": "baru",
        "id": "Id",
        "candidates": "Calon",
        "none": "tidak ada calon",
    },
    Language.en: {
        "read": "Read as",
        "matched": "matched",
        "proposed": "proposed",
        "new": "new",
        "id": "Id",
        "candidates": "Candidates",
        "none": "no candidate",
    },
}


def match(  # noqa: PLR0917  one parameter an option
    name: Annotated[str, typer.Argument(help="The name of an indicator, as a report prints it.")],
    unit: Annotated[str | None, typer.Option("--unit", help="Its unit, as % or orang.")] = None,
    agency_kind: Annotated[
        str | None, typer.Option("--agency-kind", help="Kind of the office that reports, as kesehatan.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    local: Annotated[
        Path | None,
        typer.Option("--catalogue", help="The agency's own list of indicators, laid over ours.", metavar="LOCAL.yaml"),
    ] = None,
    lang: LanguageOption = Language.id,
) -> None:
    """Match a name to the catalogue: decision, probability, candidates and reasons.

    Example: lkjip match "Nilai SAKIP Dinas Sosial" --unit nilai
    """
    from extractor.matching.explain import explained

    if local is not None:
        from extractor.cli.catalogue import show_conflicts

        show_conflicts(local, lang)
    found = explained(name, unit, agency_kind)
    if as_json:
        typer.echo(json.dumps(found.as_data(), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_lines(found, lang)))


def _lines(found: "Explained", lang: Language) -> list[str]:
    """The answer as text: id, decision, then every candidate with its reasons."""
    titles = TITLES[lang]
    score = "" if found.match.score is None else f" ({found.match.score:.3f})"
    out = [
        f"{titles['id']}: {found.id}  [{titles[found.match.decision]}{score}]",
        f"{titles['read']}: {found.read}",
        f"{titles['candidates']}:",
    ]
    for candidate in found.candidates:
        out.append(f"  {candidate.score:.3f}  {candidate.id}  {candidate.name}")
        out += [f"         {reason}" for reason in candidate.reasons]
    return out if found.candidates else [*out, f"  {titles['none']}"]
