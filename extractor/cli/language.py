"""The two languages that a user may read in."""

from enum import StrEnum

from schemas import Message


class Language(StrEnum):
    """Indonesian or English."""

    id = "id"
    en = "en"


def in_language(message: Message, language: Language) -> str:
    """The sentence in the chosen language."""
    return message.en if language is Language.en else message.id
