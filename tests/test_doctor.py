"""The doctor says what is there, what is missing and how to get it."""

import json
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app, checkup
from extractor.cli.checkup import CORE, EXTRAS, numbers
from extractor.cli.language import Language
from extractor.errors import ExitCode

PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def split(requirements: list[str]) -> dict[str, str]:
    return dict(requirement.split(">=") for requirement in requirements)  # type: ignore[misc]


def test_it_knows_every_package_of_the_project() -> None:
    assert split(PROJECT["dependencies"]) == CORE
    assert {name: split(packages) for name, packages in PROJECT["optional-dependencies"].items()} == EXTRAS


@pytest.mark.parametrize("language", list(Language))
def test_a_complete_core_ends_well(language: Language) -> None:
    done = CliRunner().invoke(app, ["doctor", "--lang", language])
    assert done.exit_code == 0, done.stdout
    for word in ("python", "pdfium", "tesseract", "dask", "chromium", *CORE):
        assert f"  {word} " in done.stdout


def test_programs_get_json() -> None:
    told = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)
    assert told["complete"] is True
    known = {item["name"]: item for item in told["items"]}
    assert known["pdfium"]["good"] and known["pypdfium2"]["found"][0].isdigit()
    assert {"limits", "cores", "memory", "temporary-files", "ocr", "web", "libreoffice"} <= known.keys()


def test_what_is_missing_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(checkup.CORE, "no-such-package", "1.0")
    monkeypatch.setitem(checkup.CORE, "pydantic", "99.0")
    done = CliRunner().invoke(app, ["doctor", "--lang", "en"])
    assert done.exit_code == ExitCode.MISSING_EXTRA
    assert "MISSING -> pip install 'no-such-package>=1.0'" in done.stdout
    assert "TOO OLD OR INCOMPLETE" in done.stdout and "-> pip install 'pydantic>=99.0'" in done.stdout
    assert "The core is not complete" in done.stdout


def test_what_is_optional_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup.shutil, "which", lambda name: None)
    monkeypatch.setitem(checkup.EXTRAS, "ocr", {"no-such-package": "1.0"})
    monkeypatch.setattr(checkup, "missing_limits", lambda: ("memory",))
    done = CliRunner().invoke(app, ["doctor", "--lang", "en"])
    assert done.exit_code == 0
    assert "apt-get install tesseract-ocr" in done.stdout and "pages that are scans are not read" in done.stdout
    assert "missing: memory; a document is held to its time only" in done.stdout


def test_a_place_that_cannot_be_written_to_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(checkup.tempfile, "TemporaryFile", full)
    done = CliRunner().invoke(app, ["doctor", "--lang", "en"])
    assert done.exit_code == ExitCode.MISSING_EXTRA and "No space left on device" in done.stdout


@pytest.mark.parametrize(
    ("version", "parts"), [("2.10", (2, 10)), ("2.10.0rc1", (2, 10, 0)), ("5.15.2", (5, 15, 2)), ("1.2+local", (1, 2))]
)
def test_versions_are_compared_by_their_numbers(version: str, parts: tuple[int, ...]) -> None:
    assert numbers(version) == parts
