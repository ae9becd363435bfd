"""A whole review in a real browser, by keyboard and by mouse; without Chromium these tests say what is missing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.pipeline import judged, read
from extractor.store import Store
from tests.review.revised import revised
from tests.review.test_hostile import spoiled
from tests.web.conftest import SAMPLE
from tests.web.served import Served
from tests.web.test_pictures import kept


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    store = Store.open(tmp_path_factory.mktemp("reviu") / "gudang", create=True)
    store.remember(SAMPLE)
    reading = read(SAMPLE)
    served = Served(store, judged(reading), reading.to_bytes())
    yield served
    served.close()


@pytest.fixture
def window(chromium: Any, served: Served) -> Iterator[Any]:
    """A window at the list of reports; what goes wrong in it is kept, and what it asks elsewhere."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page.wrong, page.asked = [], []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on(
        "console", lambda m: page.wrong.append(m.text) if m.type == "error" and "status of 4" not in m.text else None
    )
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(served.address)
    yield page
    assert page.wrong == []
    assert [url for url in page.asked if not url.startswith((served.address, "blob:"))] == []
    page.context.clear_cookies()
    page.close()


def here(page: Any) -> str:
    """The key of the finding that is open."""
    return str(page.locator(".item.here").get_attribute("id")).removeprefix("temuan-")


def pressed(page: Any, key: str) -> None:
    """Presses a key and waits until the answer stands on the page."""
    with page.expect_response(lambda answer: answer.request.method == "GET" and "/reports/" in answer.url):
        page.keyboard.press(key)
    page.wait_for_selector("#meja:not([aria-busy])")


def test_pictures_for_the_docs(window: Any, served: Served) -> None:
    """First of all, while nothing is decided yet."""
    window.set_viewport_size({"width": 1200, "height": 760})
    kept("review-list.png", window.screenshot())
    finding = next(f for f in served.report.findings if f.check == "CAP-ROW" and f.places[0].table)
    window.goto(f"{served.address}/reports/{served.key}?finding={finding.key}")
    window.wait_for_load_state("networkidle")
    kept("review-desk.png", window.screenshot())
    place = finding.places[0]
    window.goto(
        f"{served.address}/reports/{served.key}?page={place.page}&cell={place.table}.{place.row}.{place.column}&edit=1"
    )
    window.wait_for_load_state("networkidle")
    kept("review-table.png", window.screenshot())


def test_a_whole_review_by_keyboard(window: Any, served: Served) -> None:
    """Open, filter, see the cell, accept, reject with a reason, undo: without a mouse."""
    window.get_by_role("link", name="Dinas Pertanian").focus()
    window.keyboard.press("Enter")
    window.wait_for_selector("#meja")
    first = here(window)
    assert window.locator(".mark.lead").count() == 1
    window.keyboard.press("?")
    assert window.get_by_role("dialog").is_visible()
    window.keyboard.press("Escape")
    pressed(window, "j")
    second = here(window)
    assert second != first and f"finding={second}" in window.url
    pressed(window, "k")
    assert here(window) == first
    pressed(window, "Enter")
    assert window.locator("[data-cell]").is_visible() and window.locator(".mark.cell").count() == 1
    pressed(window, "Escape")
    assert window.locator("[data-cell]").count() == 0
    # The name is asked for once.
    window.keyboard.press("a")
    assert window.evaluate("document.activeElement.name") == "who"
    window.keyboard.type("Sri")
    window.keyboard.press("Escape")
    pressed(window, "a")
    assert served.state(first) == "accepted" and window.locator(".item.here .state.accepted").first.is_visible()
    pressed(window, "j")
    window.keyboard.press("r")
    window.keyboard.type("Target diubah dalam PK perubahan")
    pressed(window, "Enter")
    assert served.state(second) == "rejected"
    window.evaluate("document.activeElement.blur()")
    pressed(window, "u")
    assert served.state(second) == "open"
    window.keyboard.press("/")
    with window.expect_response(lambda answer: "q=Rata-rata" in answer.url):
        window.keyboard.type("Rata-rata")
    window.wait_for_selector("#meja:not([aria-busy])")
    assert window.locator(".item").count() < len(served.report.findings)
    assert window.evaluate("document.activeElement.id") == "cari"


def clicked(page: Any, target: Any) -> None:
    with page.expect_response(lambda answer: answer.request.method == "GET" and "/reports/" in answer.url):
        target.click()
    page.wait_for_selector("#meja:not([aria-busy])")


def audited(page: Any, served: Served) -> None:
    """Waits until the audit is over and the page shows its result."""
    job = served.review.jobs.of_report(served.key)
    assert served.review.jobs.wait(job.id).state == "done"
    page.wait_for_selector("[data-job]", state="detached")


def test_a_whole_review_by_mouse(window: Any, served: Served, tmp_path: Path) -> None:
    """Filter, judge, correct a cell and a column bound, see the audit again, bring a second version, take a letter away."""
    window.get_by_role("link", name="Dinas Pertanian").click()
    window.wait_for_selector("#meja")
    with window.expect_response(lambda answer: "severity=error" in answer.url):
        window.get_by_label("Tingkat").select_option("error")
    window.wait_for_selector(".item.warning", state="detached")
    finding = next(
        f for f in served.report.findings if f.check == "CAP-ROW" and f.reported and f.reported.printed == "79,60%"
    )
    clicked(window, window.locator(f"#temuan-{finding.key} .pick"))
    # Who decides, told once in the head of the page.
    window.get_by_text("Siapa Anda?").click()
    window.locator("#siapa").fill("Budi")
    window.get_by_role("button", name="Simpan", exact=True).click()
    window.wait_for_selector("#meja")
    clicked(window, window.locator(f"#temuan-{finding.key} .pick"))
    if served.state(finding.key) == "open":
        clicked(window, window.locator(".item.here [data-decide] button[value=accepted]"))
    assert served.state(finding.key) == "accepted"
    # The cell on the page itself.
    place = finding.places[0]
    clicked(window, window.locator(f".print a[href*='cell={place.table}.{place.row}.{place.column}']"))
    assert window.locator("[data-cell]").get_by_text("tidak cocok").first.is_visible()
    window.locator("[data-text]").fill("97,60%")
    clicked(window, window.get_by_role("button", name="Simpan dan audit ulang"))
    audited(window, served)
    assert finding.key not in {f.key for f in served.store.report(served.key).findings}
    assert window.get_by_text("Bacaan diputuskan orang").is_visible()
    # A wall between columns, dragged.
    clicked(window, window.locator("[data-edit]"))
    field = window.locator("[data-bounds]")
    before = field.input_value()
    box = window.locator(".bound .grip").nth(2).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    window.mouse.move(x, y)
    window.mouse.down()
    window.mouse.move(x - 9, y, steps=3)
    window.mouse.up()
    after = field.input_value()
    changed = [i for i, pair in enumerate(zip(before.split(";"), after.split(";"), strict=True)) if pair[0] != pair[1]]
    assert changed == [2]
    clicked(window, window.get_by_role("button", name="Simpan dan audit ulang"))
    audited(window, served)
    table = served.store.report(served.key)
    assert [d for d in table.diagnostics if d.code == "decision-does-not-fit"] == []
    assert len(served.review.record.decided("table")) == len(served.review.record.decided("cell")) == 1
    with window.expect_download() as taken:
        window.get_by_text("Unduh").click()
        window.get_by_role("link", name="Surat dan catatan").click()
    assert taken.value.suggested_filename == "catatan-hasil-reviu.docx"
    # The second version.
    window.get_by_role("link", name="Unggah").click()
    window.locator("#pdf").set_input_files(revised(tmp_path))
    window.get_by_role("button", name="Unggah dan audit").click()
    window.get_by_role("link", name="Buka laporan").click(timeout=90_000)
    window.wait_for_selector("#meja")
    window.get_by_text("Versi lain dari laporan ini").click()
    window.get_by_role("link", name="Bandingkan dengan").click()
    assert window.get_by_role("heading", name="Berubah, tetapi masih salah").is_visible()
    assert window.get_by_text("105,00%").first.is_visible()


def test_of_two_browsers_the_slower_one_is_told(chromium: Any, served: Served) -> None:
    finding = served.report.findings[-1].key
    pages = [chromium.new_context().new_page() for _ in range(2)]
    for page, name in zip(pages, ("Ani", "Beni"), strict=True):
        page.goto(f"{served.address}/reports/{served.key}?finding={finding}")
        page.locator(".item.here [name=who]").first.fill(name)
    clicked(pages[0], pages[0].locator(".item.here button[value=accepted]").first)
    pages[1].locator(".item.here [name=reason]").fill("Alasan Beni")
    pages[1].locator(".item.here button[value=rejected]").click()
    pages[1].wait_for_selector("[data-conflict]")
    assert pages[1].get_by_text("Ani").is_visible() and pages[1].get_by_text("Alasan Beni").is_visible()
    assert served.state(finding) == "accepted"
    for page in pages:
        page.context.close()


def test_a_box_is_drawn_by_mouse_and_by_keyboard(window: Any, served: Served) -> None:
    """What is drawn stands in the fields, what is written in them stands on the page, and both are kept as a decision."""
    window.goto(f"{served.address}/reports/{served.key}?page=12")
    clicked(window, window.get_by_role("link", name="Tandai tabel"))
    sheet = window.locator(".print svg").bounding_box()
    scale = sheet["width"] / float(window.locator(".print svg").get_attribute("viewBox").split()[2])
    window.mouse.move(sheet["x"] + 60 * scale, sheet["y"] + 90 * scale)
    window.mouse.down()
    window.mouse.move(sheet["x"] + 300 * scale, sheet["y"] + 200 * scale, steps=4)
    window.mouse.up()
    drawn = [
        float(window.locator(f"[data-box] [name={side}]").input_value()) for side in ("left", "top", "right", "bottom")
    ]
    assert all(abs(is_ - was) < 1.5 for is_, was in zip(drawn, (60, 90, 300, 200), strict=True))
    # The rest by keyboard alone.
    if window.locator("[data-box] [name=who]").count():
        window.locator("[data-box] [name=who]").fill("Budi")
    window.locator("[data-box] [name=what]").first.focus()
    window.keyboard.press("ArrowDown")
    window.keyboard.press("Tab")
    window.keyboard.press("Control+A")
    window.keyboard.type("61.5")
    assert float(window.locator("[data-drawn]").get_attribute("x")) == 61.5
    before = len(served.review.record.decided("table"))
    with window.expect_response(lambda answer: answer.request.method == "GET" and "/reports/" in answer.url):
        window.keyboard.press("Enter")
    window.wait_for_selector("#meja:not([aria-busy])")
    audited(window, served)
    kept = served.review.record.decided("table")[-1]
    assert len(served.review.record.decided("table")) == before + 1
    assert kept.value["without"][0]["bbox"][0] == 61.5 and kept.value["without"][0]["page"] == 12
    clicked(window, window.get_by_role("link", name="Tandai tabel"))
    clicked(window, window.locator(".cell .places button").last)
    assert len(served.review.record.decided("table")) == before


def test_an_indicator_is_chosen_by_words_of_its_name(window: Any, served: Served) -> None:
    fact = next(f for f in served.report.facts if f.subject.kind == "indicator" and f.source.table and f.subject.match)
    place = f"{fact.source.table}.{fact.source.row}.{fact.source.column}"
    window.goto(f"{served.address}/reports/{served.key}?page={fact.source.page}&cell={place}")
    window.get_by_text("Arti nama indikator").first.click()
    field = window.locator("[data-indicator]").first
    with window.expect_response(lambda answer: "/api/indicators" in answer.url):
        field.fill("nilai akip")
    window.wait_for_selector("datalist option[value=nilai-akip]", state="attached")


def addresses(served: Served) -> list[str]:
    place = next(f for f in served.report.findings if f.places[0].table).places[0]
    cell = f"page={place.page}&cell={place.table}.{place.row}.{place.column}"
    desk = f"/reports/{served.key}"
    return [
        "/", desk, f"{desk}?{cell}", f"{desk}?{cell}&edit=1", "/uploads", "/decisions", "/docs", "/nowhere",
        f"/trends?agency={served.report.document.agency}",
        *(f"{desk}/beside/{e.key}" for e in served.store.entries() if e.key != served.key),
    ]  # fmt: skip


def test_a_hostile_report_runs_nothing(chromium: Any, tmp_path: Path) -> None:
    served = Served(Store.open(tmp_path / "store", create=True), spoiled(extractor.audit(SAMPLE)), None)
    page, ran = chromium.new_page(), []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda m: ran.append(m.text) if "Content Security Policy" in m.text else None)
    for path in addresses(served):
        page.goto(f"{served.address}{path}")
    page.goto(f"{served.address}/reports/{served.key}")
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    page.close()
    served.close()
    assert ran == []
