"""`lkjip rules`: every check on one line."""

from typing import Annotated

import typer

from extractor.cli.language import Language, in_language


def rules(
    lang: Annotated[Language, typer.Option("--lang", help="Language of the titles.")] = Language.id,
) -> None:
    """List every check with its severity and one line.

    Example: lkjip rules --lang en
    """
    from extractor.audit.catalogue import all_rules

    for rule in all_rules():
        typer.echo(f"{rule.code:<14} {rule.severity:<8} {in_language(rule.title, lang)}")
