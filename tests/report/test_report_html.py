"""The page shows every finding, asks nothing from outside, and runs nothing that came with the report."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
import yaml

from extractor.report.html import to_html
from extractor.report.html.charts import charts
from extractor.report.html.view import table_name
from extractor.report.originals import Originals
from extractor.report.speech import speech
from schemas import Diagnostic, Message, Report
from tests.report.conftest import ROOT

NOTES = (
    "page-is-scan",
    "page-is-picture",
    "picture-not-read",
    "embedded-ocr",
    "no-text-map",
    "slanted-text",
    "sideways",
    "grid-without-words",
    "table-without-rows",
    "repaired",
    "page-process-died",
    "no-agency",
    "no-fiscal-year",
    "no-region",
    "document-not-compared",
    "decision-does-not-fit",
)
HOSTILE = '<img src=x onerror="alert(1)"></script><script>alert(2)</script>\u202egnp.exe =1+1'


class Page(HTMLParser):
    """Ids, links, tags and the texts of style and script."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.inside: dict[str, str] = {}
        self._open = ""
        self.feed(html.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open = tag
        for name, value in attrs:
            self.attributes.append((name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        if self._open in ("style", "script"):
            self.inside[self._open] = self.inside.get(self._open, "") + data

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


@pytest.fixture(scope="module", params=["id", "en"])
def page(request: pytest.FixtureRequest, at_hand: Originals) -> Page:
    return Page(to_html(at_hand, request.param))


def test_every_finding_is_an_element_of_its_own(page: Page, audited: Report) -> None:
    assert audited.findings
    assert [page.ids.count(f"temuan-{finding.id}") for finding in audited.findings] == [1] * len(audited.findings)


def test_ids_are_unique_and_links_within_the_page_lead_somewhere(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert inside and set(inside) <= set(page.ids)


def test_nothing_is_asked_from_outside(page: Page) -> None:
    assert {link.split(",")[0] for link in page.links if not link.startswith("#")} <= {"data:image/webp;base64"}
    asking = {name for name, _ in page.attributes} & {"src", "srcset", "action", "formaction", "background", "ping"}
    assert not asking
    assert not {"iframe", "object", "embed", "link", "base"} & set(page.tags)
    assert "url(" not in page.inside["style"] and "@import" not in page.inside["style"]


def test_the_policy_lets_only_our_style_and_script_run(page: Page) -> None:
    policy = next(value for name, value in page.attributes if name == "content" and "default-src" in value)
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.inside[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert not [name for name, _ in page.attributes if name == "style" or name.startswith("on")]


def test_the_same_report_gives_the_same_page(at_hand: Originals) -> None:
    assert to_html(at_hand, "id") == to_html(at_hand, "id")


def test_without_the_pdf_the_page_says_so_and_shows_all_the_same(audited: Report) -> None:
    html = to_html(Originals(audited), "id").decode()
    assert "Gambar halaman tidak tersedia" in html and "<image" not in html
    assert all(f'id="temuan-{finding.id}"' in html for finding in audited.findings)


def test_what_could_not_be_read_is_told_once_in_the_language_of_the_page(audited: Report) -> None:
    notes = [Diagnostic(code="picture-not-read", page=page, message="a large picture") for page in (2, 3, 4, 9, 9)]
    notes.append(Diagnostic(code="brand-new", page=5, message="something nobody has words for"))
    unread = [p.model_copy(update={"reader": "none", "reason": "no-ocr"}) for p in audited.coverage.pages[:2]]
    report = audited.model_copy(
        update={
            "diagnostics": tuple(notes),
            "coverage": audited.coverage.model_copy(update={"pages": (*unread, *audited.coverage.pages[2:])}),
        }
    )
    html = to_html(Originals(report), "id").decode()
    lines = re.findall(r"<li><bdi>(.*?)</bdi></li>", html[html.index('id="tidak-terbaca"') :])
    assert len(lines) == 3 and lines[0].endswith("hurufnya: halaman 1–2")
    assert lines[1].startswith("Gambar besar") and lines[1].endswith(": halaman 2–4, 9")
    assert lines[2] == "something nobody has words for: halaman 5"


@pytest.mark.parametrize("code", NOTES)
def test_every_kind_of_note_has_words(code: str) -> None:
    words = yaml.safe_load((ROOT / "extractor" / "report" / "html" / "words.yaml").read_text("utf-8"))["notes"]
    assert set(words[code]) == {"id", "en"}


def test_one_box_of_a_finding_is_the_figure_in_question(at_hand: Originals) -> None:
    html = to_html(at_hand, "id").decode()
    cards = re.split(r"<article ", html)[1:]
    assert [card.count('class="mark lead"') for card in cards if "<use " in card] == [
        1 for card in cards if "<use " in card
    ]


def test_a_table_is_called_by_its_caption_once(audited: Report) -> None:
    say = speech(ROOT / "extractor" / "report" / "html" / "words.yaml", "id")
    table = audited.tables[0]
    named = {
        ("3.2", "Tabel 3.2. Hasil"): "Tabel 3.2. Hasil",
        ("3.2", "Hasil"): "Tabel 3.2 Hasil",
        ("3.2", None): "Tabel 3.2",
        (None, "Hasil"): "Hasil",
        (None, None): "Tabel tanpa nomor dan judul",
    }
    for (number, caption), name in named.items():
        assert table_name(table.model_copy(update={"number": number, "caption": caption}), say) == name


def test_a_programme_that_two_tables_name_differently_has_one_bar(audited: Report) -> None:
    kinds = {table.id: table.kind for table in audited.tables}
    facts = [
        fact
        for fact in audited.facts
        if kinds.get(fact.source.table or "") == "budget_realization" and fact.subject.level == "program"
    ]
    twins = [
        fact.model_copy(
            update={
                "subject": fact.subject.model_copy(update={"name": f"{fact.subject.name} lain", "canonical_id": None}),
                "source": fact.source.model_copy(update={"row": 900 + (fact.source.row or 0)}),
            }
        )
        for fact in facts
    ]
    bars = charts(audited).budget
    assert bars and charts(audited.model_copy(update={"facts": (*audited.facts, *twins)})).budget == bars


def test_text_of_a_report_is_never_markup(at_hand: Originals) -> None:
    html = to_html(Originals(hostile(at_hand.report), at_hand.by_hash), "id").decode()
    parsed = Page(html.encode())
    assert parsed.tags.count("script") == 1 and parsed.tags.count("img") == 0
    assert "&lt;img src=x" in html
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)


def hostile(report: Report) -> Report:
    """The report with markup, a turn of direction and a formula in every text that comes from the PDF."""
    tables = [
        table.model_copy(
            update={
                "caption": HOSTILE,
                "cells": tuple(cell.model_copy(update={"text": HOSTILE}) for cell in table.cells),
            }
        )
        for table in report.tables
    ]
    findings = [
        finding.model_copy(
            update={
                "message": Message(id=HOSTILE, en=HOSTILE),
                "places": tuple(place.model_copy(update={"text": HOSTILE}) for place in finding.places),
            }
        )
        for finding in report.findings
    ]
    facts = [
        fact.model_copy(
            update={
                "printed": HOSTILE,
                "subject": fact.subject.model_copy(update={"name": HOSTILE, "path": (HOSTILE,)}),
            }
        )
        for fact in report.facts
    ]
    return report.model_copy(
        update={
            "tables": tuple(tables),
            "findings": tuple(findings),
            "facts": tuple(facts),
            "source": report.source.model_copy(update={"file": HOSTILE}),
            "document": report.document.model_copy(update={"title": HOSTILE, "agency": HOSTILE}),
        }
    )
