"""`lkjip rules`: every check on one line."""

import typer

from extractor.cli.language import Language, LanguageOption, in_language


def rules(
    lang: LanguageOption = Language.id,
) -> None:
    """List every check with its severity and one line.

    Example: lkjip rules --lang en
    """
    from extractor.audit.catalogue import all_rules

    for rule in all_rules():
        typer.echo(f"{rule.code:<14} {rule.severity:<8} {in_language(rule.title, lang)}")
