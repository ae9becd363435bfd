"""`lkjip explain CODE`: all that there is to know about a check."""

from typing import Annotated

import typer

from extractor.cli.language import Language, in_language
from extractor.errors import UsageError


def explain(
    code: Annotated[str, typer.Argument(help="Code of a check, such as CAP-ROW.")],
    lang: Annotated[Language, typer.Option("--lang", help="Language of title and effect.")] = Language.id,
) -> None:
    """Explain a check: what it looks at, why it matters, formula, example, when it stays silent, source.

    Example: lkjip explain CAP-ROW
    """
    from extractor.audit.catalogue import all_rules

    known = {rule.code: rule for rule in all_rules()}
    rule = known.get(code.upper())
    if rule is None:
        raise UsageError("the code of a check", repr(code), f"Known codes: {', '.join(known)}.")
    typer.echo(f"{rule.code} ({rule.severity}): {in_language(rule.title, lang)}")
    if rule.effect:
        typer.echo(in_language(rule.effect, lang))
    for heading, text in rule.sections.items():
        if heading and text:
            typer.echo(f"\n{heading}\n  {text}")
    if rule.criterion:
        note = "" if rule.criterion.verified else " (wording not verified against the regulation)"
        typer.echo(f"\nCriterion\n  {rule.criterion.regulation} {rule.criterion.article or ''}{note}".rstrip())
