"""The pictures of the docs: taken again by `make pictures`, and held to what the program shows now."""

import os
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from extractor.cli import app
from tests.web.conftest import ROOT, SAMPLE

FOLDER = ROOT / "docs" / "pictures"
TAKE = os.environ.get("LKJIP_TAKE_PICTURES") == "1"


def kept(name: str, data: bytes) -> None:
    """Keeps a picture when they are taken; else it must be there already."""
    if TAKE:
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / name).write_bytes(data)
    assert (FOLDER / name).read_bytes()[:4] == b"\x89PNG"


def test_the_audit_page_as_the_inspector_sees_it(opened: Any) -> None:
    opened.set_viewport_size({"width": 1000, "height": 1050})
    kept("audit-page.png", opened.screenshot())


def test_a_page_with_its_facts_as_the_researcher_sees_it(tmp_path: Path) -> None:
    target = tmp_path / "facts.png"
    done = CliRunner().invoke(app, ["show", str(SAMPLE), "--page", "8", "--stage", "facts", "-o", str(target)])
    assert done.exit_code == 0
    kept("facts.png", target.read_bytes())
