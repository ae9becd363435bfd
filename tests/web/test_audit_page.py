"""The audit page in a real browser: filter, search, links, keyboard, print, and nothing from outside."""

from pathlib import Path
from typing import Any

import pytest

ROOTS = "#temuan > .finding"


def visible(page: Any) -> int:
    return int(page.locator(f"{ROOTS}:visible").count())


def test_nothing_is_asked_from_outside_and_nothing_goes_wrong(opened: Any, audit_page: Path) -> None:
    assert [url for url in opened.asked if not url.startswith("data:")] == [audit_page.as_uri()]
    assert opened.wrong == []


def test_the_filter_shows_one_severity(opened: Any) -> None:
    everything = visible(opened)
    opened.get_by_label("Peringatan (").uncheck()
    opened.get_by_label("Catatan (").uncheck()
    errors = opened.locator(f"{ROOTS}.error").count()
    assert 0 < visible(opened) == errors < everything


def test_the_search_finds_words_of_a_finding(opened: Any) -> None:
    words = opened.locator(ROOTS).first.get_attribute("data-words")
    opened.get_by_label("Cari dalam temuan").fill(words.split()[0].upper())
    assert 1 <= visible(opened) <= 3
    opened.get_by_label("Cari dalam temuan").fill("tidak ada kata ini")
    assert visible(opened) == 0
    assert opened.locator("#jumlah b").inner_text() == "0"


def test_a_link_opens_the_table_at_the_cell_and_leads_back(opened: Any) -> None:
    link = opened.locator(f"{ROOTS} .places a").first
    target = link.get_attribute("href").lstrip("#")
    link.click()
    cell = opened.locator(f"[id='{target}']")
    assert cell.is_visible()
    back = cell.locator("a").first
    finding = back.get_attribute("href").lstrip("#")
    back.click()
    assert opened.locator(f"[id='{finding}']").is_visible()
    assert opened.evaluate("document.activeElement.id") == finding


def test_a_link_to_a_hidden_finding_shows_it(opened: Any) -> None:
    first = opened.locator(ROOTS).first.get_attribute("id")
    opened.get_by_label("Cari dalam temuan").fill("tidak ada kata ini")
    opened.evaluate(f"location.hash = '{first}'")
    opened.wait_for_function("!document.querySelector('#temuan > .finding').hidden")
    assert opened.locator(f"[id='{first}']").is_visible()


def test_the_keyboard_goes_through_the_findings(opened: Any) -> None:
    roots = [item.get_attribute("id") for item in opened.locator(ROOTS).all()]
    opened.keyboard.press("n")
    assert opened.evaluate("document.activeElement.id") == roots[0]
    opened.keyboard.press("n")
    assert opened.evaluate("document.activeElement.id") == roots[1]
    opened.keyboard.press("p")
    assert opened.evaluate("document.activeElement.id") == roots[0]
    opened.keyboard.press("/")
    assert opened.evaluate("document.activeElement.id") == "cari"
    opened.keyboard.type("n p /")
    assert opened.get_by_label("Cari dalam temuan").input_value() == "n p /"
    opened.keyboard.press("Escape")
    assert visible(opened) == len(roots)


def test_printing_opens_what_is_folded_and_leaves_out_the_controls(opened: Any) -> None:
    opened.emulate_media(media="print")
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.locator("#temuan details:not([open])").count() == 0
    assert not opened.locator(".filter").is_visible()
    assert opened.pdf(format="A4")[:4] == b"%PDF"


@pytest.mark.parametrize("width", [768, 1440])
def test_nothing_is_wider_than_the_window(opened: Any, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_readers_of_the_screen_find_no_serious_barrier(chromium: Any, audit_page: Path) -> None:
    """The policy of the page would refuse the checker's own script, so it is lifted for this test only."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="make test-web installs axe")
    page = chromium.new_context(bypass_csp=True).new_page()
    page.goto(audit_page.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    found = axe.Axe().run(page).response["violations"]
    page.context.close()
    assert [(v["id"], v["impact"]) for v in found if v["impact"] in ("serious", "critical")] == []
