"""The sentences of the dataset in both languages; they are data, in messages.yaml."""

from functools import cache
from pathlib import Path

from extractor.audit.phrases import Filling, filled
from schemas import Message
from schemas.yaml_files import load

FILE = Path(__file__).with_name("messages.yaml")
MEASURES = {
    "target": ("Target", "target"),
    "realization": ("Realisasi", "realisation"),
    "achievement": ("Capaian", "achievement"),
    "budget": ("Anggaran", "budget"),
    "spending": ("Realisasi anggaran", "spending"),
}


@cache
def _messages() -> dict[str, Message]:
    return {key: Message(**texts) for key, texts in load(FILE.read_text(encoding="utf-8")).items()}


def sentence(key: str, **gaps: Filling) -> Message:
    """The sentence of a key with its gaps filled.

    Raises:
        KeyError: there is no such sentence, or a gap is left open.
    """
    return filled(_messages()[key], gaps)
