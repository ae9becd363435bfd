"""Which OCR engine reads, which second one judges, and what to say where there is none."""

import shutil
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from extractor.errors import MissingExtraError


class Engine(StrEnum):
    """What recognises characters in pictures; `off` recognises nothing."""

    off = "off"
    tesseract = "tesseract"
    rapidocr = "rapidocr"


AUTO = "auto"
Choice = bool | str
"""auto (or True), off (or False), or the name of an engine."""

HINTS = {
    Engine.tesseract: "apt-get install tesseract-ocr tesseract-ocr-ind tesseract-ocr-eng",
    Engine.rapidocr: "pip install 'lkjip-extractor[ocr]'",
}
HINT = f"install an engine with: {' or '.join(HINTS.values())}"
WANTED = {
    Engine.tesseract: ("tesseract with the languages ind and eng", "tesseract dengan bahasa ind dan eng"),
    Engine.rapidocr: ("the packages rapidocr and onnxruntime", "paket rapidocr dan onnxruntime"),
}


@dataclass(frozen=True, slots=True)
class Engines:
    """The engine that reads, and the one that reads doubtful cells a second time (`off`: none does)."""

    reader: Engine = Engine.off
    judge: Engine = Engine.off

    def __bool__(self) -> bool:
        """Whether anything reads pictures."""
        return self.reader is not Engine.off

    def described(self) -> str:
        """Names and versions of the engines, which is what it takes to repeat the reading."""
        return " + ".join(_described(e) for e in (self.reader, self.judge) if e is not Engine.off) or "off"


def engines(choice: Choice) -> Engines:
    """The engines for a choice; auto takes tesseract, else rapidocr, else none.

    Raises:
        MissingExtraError: an engine is asked for by name and is not there.
    """
    name = choice if isinstance(choice, str) else (AUTO if choice else Engine.off.value)
    if name == AUTO:
        reader = next((e for e in (Engine.tesseract, Engine.rapidocr) if ready(e)), Engine.off)
    else:
        reader = Engine(name)
        if reader is not Engine.off and not ready(reader):
            raise _missing(reader)
    judged = reader is Engine.tesseract and ready(Engine.rapidocr)
    return Engines(reader, Engine.rapidocr if judged else Engine.off)


def ready(engine: Engine) -> bool:
    """Whether an engine is installed with all it needs."""
    if engine is Engine.tesseract:
        return shutil.which("tesseract") is not None and _tesseract_languages()
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def _tesseract_languages() -> bool:
    """Whether tesseract has its Indonesian and English data."""
    from extractor.pages.ocr.tesseract import languages

    return {"ind", "eng"} <= languages()


def _missing(engine: Engine) -> MissingExtraError:
    """The error for an engine that is asked for and not there."""
    english, indonesian = WANTED[engine]
    return MissingExtraError(
        english,
        "none on this machine",
        f"Install it with: {HINTS[engine]} (or choose --ocr off).",
        (indonesian, "tidak terpasang", f"Pasang dengan: {HINTS[engine]} (atau pilih --ocr off)."),
    )


@cache
def _described(engine: Engine) -> str:
    """Name and version of an engine."""
    if engine is Engine.tesseract:
        from extractor.pages.ocr.tesseract import release

        return f"tesseract {release()} ind+eng"
    try:
        return f"rapidocr {version('rapidocr')}"
    except PackageNotFoundError:
        return "rapidocr"


NONE = Engines()
