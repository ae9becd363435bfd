"""`lkjip rules`: every check on one line."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.language import Language, LanguageOption, in_language

if TYPE_CHECKING:
    from extractor.audit import Rule

_PREVIEW = {Language.id: "pratinjau", Language.en: "preview"}


def rules(
    as_json: Annotated[bool, typer.Option("--json", help="Print everything about every check, for programs.")] = False,
    lang: LanguageOption = Language.id,
) -> None:
    """List every check with its severity and one line.

    Example: lkjip rules --lang en
    """
    from extractor.audit.catalogue import all_rules

    if as_json:
        typer.echo(json.dumps([_record(rule) for rule in all_rules()], ensure_ascii=False, indent=1))
        return
    for rule in all_rules():
        mark = f" ({_PREVIEW[lang]})" if rule.preview else ""
        typer.echo(f"{rule.code:<14} {rule.severity:<8} {in_language(rule.title, lang)}{mark}")


def _record(rule: "Rule") -> dict[str, Any]:
    """A check as data; the text of its sections is English."""
    return {
        "code": rule.code,
        "severity": rule.severity,
        "preview": rule.preview,
        "title": rule.title.model_dump(),
        "effect": rule.effect.model_dump() if rule.effect else None,
        "criterion": rule.criterion.model_dump() if rule.criterion else None,
        "sections": {heading: text for heading, text in rule.sections.items() if heading and text},
    }
