"""The two languages that a user may read in."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from schemas import Message


class Language(StrEnum):
    """Indonesian or English."""

    id = "id"
    en = "en"


def _remember(context: typer.Context, chosen: Language) -> Language:
    """Keeps the choice where an error message finds it."""
    if isinstance(context.obj, dict):
        context.obj["language"] = chosen
    return chosen


# Eager, so that the choice is known when another option is wrong.
LanguageOption = Annotated[
    Language, typer.Option("--lang", callback=_remember, is_eager=True, help="Language of titles and messages.")
]


def spoken(context: Any) -> Language:
    """The language that was chosen, Indonesian where none was."""
    return Language(context.obj.get("language", Language.id))


def in_language(message: Message, language: Language) -> str:
    """The sentence in the chosen language."""
    return message.en if language is Language.en else message.id
