"""Whatever stands in a report, nothing of it runs or turns the page around."""

import re
from pathlib import Path

import pytest

from extractor.record.events import Record
from extractor.record.subjects import finding_subject
from extractor.report import to_json
from extractor.store import Store, Stored
from schemas import Report
from tests.review.conftest import Browser, browser_of

NASTY = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}\u202e=cmd|calc\x00<!--'


def spoiled(report: Report) -> Report:
    """The report with hostile text wherever a PDF or its name may bring text."""
    message = {"id": NASTY, "en": NASTY}
    return report.model_copy(
        update={
            "source": report.source.model_copy(update={"file": f"{NASTY}.pdf"}),
            "document": report.document.model_copy(update={"agency": NASTY, "title": NASTY}),
            "tables": tuple(
                t.model_copy(
                    update={
                        "caption": NASTY,
                        "number": NASTY,
                        "cells": tuple(c.model_copy(update={"text": NASTY, "raw": NASTY}) for c in t.cells),
                        "columns": tuple(c.model_copy(update={"header": NASTY, "role": NASTY}) for c in t.columns),
                    }
                )
                for t in report.tables
            ),
            "facts": tuple(
                f.model_copy(
                    update={
                        "printed": NASTY,
                        "unit": NASTY,
                        "measure": NASTY,
                        "subject": f.subject.model_copy(update={"name": NASTY}),
                    }
                )
                for f in report.facts
            ),
            "findings": tuple(
                type(f).model_validate(
                    f.model_dump() | {"message": message, "table": NASTY, "section": NASTY, "slip": NASTY, "check": NASTY,
                    "places": [p.model_dump() | {"text": NASTY} for p in f.places]}
                )
                for f in report.findings
            ),
            "calculations": tuple(c.model_copy(update={"formula": NASTY, "verdict": NASTY}) for c in report.calculations),
        }
    )  # fmt: skip


@pytest.fixture
def hostile(tmp_path: Path, sample: Report) -> Store:
    store = Store.open(tmp_path / "store", create=True)
    report = spoiled(sample)
    store.put(Stored(report, to_json(report), None))
    return store


def harmless(page: str) -> None:
    assert (
        re.findall(r"<script(?! src=\"/assets/review\.js\" defer>)|<img(?! src=\"/)|\son\w+=\S*alert\(1\)>(?!&)", page)
        == []
    )
    assert "<script>alert" not in page and "<img src=x" not in page and "\u202e" not in page and "\x00" not in page
    assert "49" not in page.partition("{{7*7}}")[0][-20:] and "<!--" not in page


def test_nothing_of_a_report_is_markup(hostile: Store, sample: Report) -> None:
    key = hostile.entries()[0].key
    for person in browser_of(hostile, key):
        finding = next(f for f in sample.findings if f.places[0].table)
        place = finding.places[0]
        cell = f"{place.table}.{place.row}.{place.column}"
        person.post(f"/reports/{key}/findings/{finding.key}", state="rejected", reason=NASTY, note=NASTY, who=NASTY)
        assert "Orang lain" in person.post(f"/reports/{key}/findings/{finding.key}", 409, state="x", reason=NASTY).text
        paths = ["/", f"/reports/{key}", f"/reports/{key}?finding={finding.key}", f"/reports/{key}?cell={cell}&q=%22%3E%3Cscript%3E",
                 f"/reports/{key}?cell={cell}&edit=1&page={place.page}", "/decisions", "/trends?agency=%3Cscript%3E", "/uploads"]  # fmt: skip
        for path in paths:
            harmless(person.get(path))


def test_a_hostile_agency_stays_text_in_addresses(hostile: Store) -> None:
    for person in browser_of(hostile, hostile.entries()[0].key):
        page = person.get("/")
        assert "&lt;script&gt;alert(1)" in page
        harmless(page)


def test_what_a_person_writes_is_text_too(person: Browser, record: Record, sample: Report) -> None:
    finding = sample.findings[0]
    person.post(f"/reports/{person.key}/findings/{finding.key}", state="accepted", note=NASTY, who=NASTY)
    assert "\u202e" not in record.standing(finding_subject(finding.key)).said("note")
    for path in (f"/reports/{person.key}?finding={finding.key}", "/decisions", "/"):
        harmless(person.get(path))
