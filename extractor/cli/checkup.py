"""What an installation has and what it lacks, as plain data."""

import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from extractor.isolation.platform import missing_limits

MEGABYTE = 1 << 20
PYTHON = (3, 11)
# Packages with the least version, by what needs them; a test holds them against the project's own list.
CORE = {
    "camelot-py": "2.0",
    "duckdb": "1.2",
    "jinja2": "3.1",
    "markupsafe": "3.0",
    "matplotlib": "3.9",
    "numpy": "2.0",
    "opencv-python-headless": "4.10",
    "openpyxl": "3.1",
    "pandas": "2.2",
    "pdfminer.six": "20250506",
    "pdfplumber": "0.11.10",
    "pikepdf": "9.0",
    "pillow": "11.0",
    "pyarrow": "18.0",
    "pydantic": "2.10",
    "pypdfium2": "5.0",
    "python-docx": "1.1",
    "pyyaml": "6.0",
    "rapidfuzz": "3.10",
    "rich": "13.0",
    "scipy": "1.14",
    "typer": "0.15",
    "xlsxwriter": "3.2",
}
EXTRAS = {
    "ocr": {"onnxruntime": "1.20", "rapidocr": "3.9"},
    "web": {"fastapi": "0.115", "python-multipart": "0.0.18", "uvicorn": "0.34"},
    "dask": {"dask": "2025.1", "distributed": "2025.1"},
}
TESSERACT = "apt-get install tesseract-ocr tesseract-ocr-ind tesseract-ocr-eng"
# Programs that only the project's own tests use.
FOR_TESTS = {"chromium": ("chromium", "chromium-browser"), "libreoffice": ("soffice", "libreoffice")}
# Below these a long report, or its intermediate files, may not fit.
LEAST_MEMORY_MB, LEAST_ROOM_MB = 2048, 500


class Need(StrEnum):
    """How much a thing is needed."""

    core = "core"
    optional = "optional"
    tests = "tests"
    told = "told"
    """Nothing that may be missing, only told."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was looked at: whether it is as it should be, what was found, and how to get it."""

    name: str
    need: Need
    good: bool
    found: str
    advice: str = ""


def checkup() -> list[Item]:
    """Everything that was looked at, the core first."""
    return [*_core(), *_engines(), *_extras(), *_programs(), *_machine()]


def complete(items: list[Item]) -> bool:
    """Whether everything is there that an audit of a digital report needs."""
    return all(item.good for item in items if item.need is Need.core)


def _core() -> Iterator[Item]:
    version = ".".join(map(str, PYTHON))
    yield Item("python", Need.core, sys.version_info >= PYTHON, platform.python_version(), f"Python >= {version}")
    for name, least in CORE.items():
        yield _package(name, least, Need.core, f"pip install '{name}>={least}'")
    yield _pdfium()
    yield _temporary()


def _package(name: str, least: str, need: Need, advice: str) -> Item:
    """An installed package, at least of a version."""
    try:
        found = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Item(name, need, False, "", advice)
    return Item(name, need, numbers(found) >= numbers(least), found, advice)


def numbers(version: str) -> tuple[int, ...]:
    """The leading numbers of a version: 2.10.0rc1 is 2, 10, 0."""
    out = []
    for part in version.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits:
            break
        out.append(int(digits))
        if digits != part:
            break
    return tuple(out)


def _pdfium() -> Item:
    """Whether pdfium opens a page and finds its words."""
    advice = "pip install --force-reinstall pypdfium2"
    try:
        import pypdfium2

        with pypdfium2.PdfDocument.new() as document:
            size = document.new_page(200, 100).get_size()
        version = str(pypdfium2.PDFIUM_INFO)
    except Exception as error:
        return Item("pdfium", Need.core, False, f"{type(error).__name__}: {error}", advice)
    return Item("pdfium", Need.core, tuple(map(round, size)) == (200, 100), version, advice)


def _temporary() -> Item:
    """Whether files can be written to the place for temporary ones, and how much room there is."""
    advice = "TMPDIR=/…"
    try:
        place = tempfile.gettempdir()
        with tempfile.TemporaryFile() as file:
            file.write(b"x" * 4096)
            file.flush()
        room = shutil.disk_usage(place).free // MEGABYTE
    except OSError as error:
        return Item("temporary-files", Need.core, False, error.strerror or str(error), advice)
    return Item("temporary-files", Need.core, room >= LEAST_ROOM_MB, f"{place}, {room} MB", advice)


def _engines() -> Iterator[Item]:
    """Tesseract with its languages."""
    if shutil.which("tesseract") is None:
        yield Item("tesseract", Need.optional, False, "", TESSERACT)
        return
    from extractor.pages.ocr.tesseract import languages, release

    there = languages()
    wanted = ("ind", "eng")
    found = f"{release()}, {' '.join(name for name in wanted if name in there)}".rstrip(", ")
    yield Item("tesseract", Need.optional, set(wanted) <= there, found, TESSERACT)


def _extras() -> Iterator[Item]:
    """The packages of the extras."""
    for extra, packages in EXTRAS.items():
        parts = [_package(name, least, Need.optional, "") for name, least in packages.items()]
        found = ", ".join(f"{part.name} {part.found}" for part in parts if part.found)
        yield Item(
            extra, Need.optional, all(part.good for part in parts), found, f"pip install 'lkjip-extractor[{extra}]'"
        )


def _programs() -> Iterator[Item]:
    """Programs that only tests use."""
    for name, commands in FOR_TESTS.items():
        found = next((place for command in commands if (place := shutil.which(command))), "")
        package = "libreoffice-calc-nogui" if name == "libreoffice" else name
        yield Item(name, Need.tests, bool(found), found, f"apt-get install {package}")


def _machine() -> Iterator[Item]:
    """What the machine offers."""
    lacking = missing_limits()
    yield Item("limits", Need.told, not lacking, ", ".join(lacking))
    yield Item("cores", Need.told, True, str(os.cpu_count() or 1))
    memory = _memory()
    yield Item(
        "memory", Need.told, memory is None or memory >= LEAST_MEMORY_MB, "" if memory is None else f"{memory} MB"
    )
    yield Item("fonts", Need.told, True, "")


def _memory() -> int | None:
    """Megabytes of memory; None where the platform does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MEGABYTE
    except (AttributeError, ValueError, OSError):
        return None
