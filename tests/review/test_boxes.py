"""A table that was not seen and one that is none are boxes that a person draws; they are decisions like all others."""

import re

import pytest

from extractor.record.events import CELL, TABLE, Record
from extractor.record.subjects import exported
from extractor.review.box_form import boxes_of
from extractor.review.opened import Opened
from schemas import Report, Table
from tests.review.conftest import Browser
from tests.review.test_correct import report_of

# The agreement of the sample, on its page.
PAGE, BOX = 6, ("54", "200", "560", "460")


def box_of(table: Table) -> dict[str, str]:
    """The form of a box around a table."""
    cells = table.cells
    sides = (min(c.bbox[0] for c in cells) - 2, min(c.bbox[1] for c in cells) - 2, max(c.bbox[2] for c in cells) + 2, max(c.bbox[3] for c in cells) + 2)  # fmt: skip
    return dict(zip(("left", "top", "right", "bottom"), (f"{side:.1f}" for side in sides), strict=True))


@pytest.fixture
def table(sample: Report) -> Table:
    """The first table of the sample that stands alone on one page."""
    return next(t for t in sample.tables if t.kind == "scale")


def audited(person: Browser) -> Report:
    assert person.finished().state == "done"
    return report_of(person)


def test_a_table_that_is_none_leaves_the_reading_and_comes_back(person: Browser, record: Record, table: Table) -> None:
    fields = {"cell": f"{table.id}.1.1", "without": "1", "reason": "diagram"}
    person.post(f"/reports/{person.key}/tables", **fields)
    after = audited(person)
    assert table.id not in {t.id for t in after.tables} and [d for d in after.diagnostics if "fit" in d.code] == []
    (decision,) = exported(record).tables
    assert decision.without[0].page == table.pages[0] and decision.place.table is None and decision.reason == "diagram"
    page = person.get(f"/reports/{person.key}?page={table.pages[0]}&box=1")
    assert "Bukan tabel" in page and "diagram" in page and "Sri" in page
    person.post(f"/reports/{person.key}/undo", subject=record.decided(TABLE)[0].subject, seen=1)
    assert table.id in {t.id for t in audited(person).tables} and exported(record).tables == ()


def test_a_table_that_was_not_seen_is_drawn_and_corrected(person: Browser, record: Record, sample: Report) -> None:
    page = 12
    assert all(page not in t.pages for t in sample.tables)
    box = {"left": "60", "top": "70", "right": "540", "bottom": "260"}
    fields = {"page": str(page), "what": "table", **box, "bounds": "300", "kind": "other"}
    person.post(f"/reports/{person.key}/boxes", **fields)
    after = audited(person)
    drawn = next(t for t in after.tables if t.id.startswith("n"))
    assert drawn.pages == (page, page) and drawn.kind == "other" and len(drawn.columns) == 2
    # Its columns are corrected where they were drawn, and its cells by their place.
    form = person.get(f"/reports/{person.key}?page={page}&cell={drawn.id}.0.0&edit=1")
    assert re.search(r'name="bounds" value="([^"]*)"', form)[1] == "300"  # type: ignore[index]
    told = {"cell": f"{drawn.id}.0.0", "seen": "1"}
    person.post(f"/reports/{person.key}/tables", **told, bounds="305", kind="scores", header_rows="1")
    after = audited(person)
    assert [(len(t.columns), t.kind, t.header_rows) for t in after.tables if t.id == drawn.id] == [(2, "scores", 1)]
    (decision,) = exported(record).tables
    assert decision.bounds == (305.0,) and len(decision.regions) == 1
    person.post(f"/reports/{person.key}/cells", cell=f"{drawn.id}.0.0", text="Uraian")
    after = audited(person)
    assert (
        next(c.text for t in after.tables if t.id == drawn.id for c in t.cells if (c.row, c.column) == (0, 0))
        == "Uraian"
    )
    kept = exported(record).cells[0]
    assert kept.table is None and kept.page == page and record.decided(CELL)[0].version == 1
    assert len(boxes_of(Opened(person.client.app.state.review.store.entry(person.key), after), record)) == 1  # type: ignore[attr-defined]


def test_where_a_table_stands_is_corrected_too(person: Browser, record: Record, table: Table) -> None:
    half = (table.cells[0].bbox[1] + max(c.bbox[3] for c in table.cells)) / 2
    box = box_of(table)
    regions = f"{table.pages[0]} {box['left']} {box['top']} {box['right']} {half:.1f}"
    person.post(f"/reports/{person.key}/tables", cell=f"{table.id}.1.1", regions=regions)
    after = next(t for t in audited(person).tables if t.id == table.id)
    assert len({c.row for c in after.cells}) < len({c.row for c in table.cells})
    assert len(exported(record).tables[0].regions) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("left", "x"), ("right", "1"), ("bottom", "-3"), ("top", "nan"), ("what", "sepeda"), ("kind", "sepeda"), ("bounds", "a"),
     ("header_rows", "-1")],
)  # fmt: skip
def test_a_box_that_cannot_be_understood_is_refused(person: Browser, record: Record, field: str, value: str) -> None:
    fields = {
        "page": "6",
        "what": "table",
        **dict(zip(("left", "top", "right", "bottom"), BOX, strict=True)),
        field: value,
    }
    assert "tidak dapat dipahami" in person.post(f"/reports/{person.key}/boxes", 422, **fields).text
    person.post(f"/reports/{person.key}/tables", 422, cell="t1.0.0", regions="6 1 2 3")
    assert record.events() == []
