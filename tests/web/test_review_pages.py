"""Every page of the review, in each condition, at two widths: no barrier for readers of the screen, nothing wider than the window."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.responses import HTMLResponse

from extractor.pipeline import judged, read
from extractor.report import to_json
from extractor.review.pages.asked import FOLDER, templates
from extractor.store import Store, Stored
from tests.review.revised import revised
from tests.review.routes import every_route
from tests.web.conftest import SAMPLE
from tests.web.served import Served
from tests.web.walk import Place, decide, stands

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="make test-web installs axe")
TOKEN, WIDTHS, LANGUAGES = "rahasia-sekali", (768, 1440), ("id", "en")
# Parts of pages, which no page is.
PARTS = {"base.html.j2", "parts.html.j2", "cell.html.j2"}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    store = Store.open(tmp_path / "gudang", create=True)
    store.remember(SAMPLE)
    reading = read(SAMPLE)
    report = judged(reading)
    second = judged(read(revised(tmp_path)))
    source = report.source.model_copy(update={"sha256": "0" * 64, "file": "hilang.pdf"})
    gone = report.model_copy(update={"source": source})
    keys = [store.put(Stored(other, to_json(other), None)).key for other in (second, gone)]
    served = Served(store, report, reading.to_bytes())
    guarded = Served(Store.open(tmp_path / "kosong", create=True), report, None, token=TOKEN)
    with guarded.store.ledger() as connection:
        connection.execute("DELETE FROM report")
    decide(served)
    yield Place(served, keys[0], keys[1], guarded, TOKEN)
    served.close()
    guarded.close()


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The templates that were made into pages."""
    seen, known = set[str](), templates().get_template
    monkeypatch.setattr(templates(), "get_template", lambda name, *rest: (seen.add(name), known(name, *rest))[1])
    return seen


@pytest.mark.parametrize(("width", "language"), list(zip(WIDTHS, LANGUAGES, strict=True)))
def test_every_page_can_be_read_at_every_width(
    chromium: Any, place: Place, rendered: set[str], width: int, language: str
) -> None:
    """The policy of the pages would refuse the checker's own script, so it is lifted for this test only."""
    context = chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 900})
    page, barriers, wide, walked = context.new_page(), [], [], set[str]()
    for served in (place.served, place.guarded):
        context.add_cookies([{"name": "lkjip_language", "value": language, "url": served.address}])
    page.on("request", lambda request: walked.add(urlsplit(request.url).path))
    for name, opened in stands(place):
        opened(page)
        assert page.locator("html").get_attribute("lang") == language, name
        page.evaluate(
            "document.querySelectorAll('details:not(.menu, .whoami)').forEach((part) => { part.open = true; })"
        )
        barriers += [(name, *told) for told in serious(page)]
        wide += [name] if page.evaluate("document.documentElement.scrollWidth") > width else []
    context.close()
    assert barriers == [] and wide == []
    pages = [route for route in every_route(place.served.app) if getattr(route, "response_class", None) is HTMLResponse]
    assert len(pages) > 8
    assert [r.path for r in pages if not any(r.path_regex.fullmatch(path) for path in walked)] == []
    assert {path.name for path in (FOLDER / "templates").glob("*.j2")} - PARTS - rendered == set()


def serious(page: Any) -> Iterator[tuple[str, str]]:
    """What readers of the screen cannot get by, with the element where it is."""
    for violation in axe.Axe().run(page).response["violations"]:
        if violation["impact"] in ("serious", "critical"):
            yield violation["id"], violation["nodes"][0]["html"][:200]
