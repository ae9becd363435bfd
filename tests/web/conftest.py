"""A real browser for the pages that a person opens; without Chromium these tests say what is missing."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.report.html import to_html
from extractor.report.originals import originals

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / (ROOT / "fixtures" / "SAMPLE").read_text(encoding="utf-8").strip()
FLAGS = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def audit_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HTML of the sample's audit."""
    report = extractor.audit(SAMPLE)
    path = tmp_path_factory.mktemp("page") / "audit.html"
    path.write_bytes(to_html(originals(report, [SAMPLE]), "id"))
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed; make test-web installs it")
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; make test-web installs it")
    with sync.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any, audit_page: Path) -> Iterator[Any]:
    """The page in a window of its own; what it asks for and what goes wrong in it is kept."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.asked, page.wrong = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda message: page.wrong.append(message.text) if message.type == "error" else None)
    page.goto(audit_page.as_uri())
    yield page
    page.close()
