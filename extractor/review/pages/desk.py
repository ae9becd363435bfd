"""A report on the desk: its pages with marks, its findings, the cell that was chosen."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.responses import HTMLResponse, Response

from extractor.corrections import MISFIT
from extractor.record.events import FINDING
from extractor.record.judged import as_judged
from extractor.record.states import ACCEPTED, STATES
from extractor.record.subjects import cell_subject, for_reading
from extractor.report.html.view import coverage_words, verdict
from extractor.review import table_form
from extractor.review.box_form import DRAWN, boxes_of, drawn_as
from extractor.review.drawing import Drawn
from extractor.review.listing import same_report
from extractor.review.look import SEVERITIES, Look
from extractor.review.names import names_of
from extractor.review.opened import Opened
from extractor.review.pages.asked import Report, page, review_of, say_of
from extractor.review.place import Review
from extractor.review.table_form import TableForm
from extractor.review.view import (
    Chosen,
    Item,
    chosen,
    gone,
    items,
    marks,
    other_pages,
    page_of,
    rows_on,
    tables_on,
)
from schemas import Table
from schemas.decision_files import decisions_hash
from schemas.decisions import CellDecision

router = APIRouter()


@router.get("/reports/{key}", response_class=HTMLResponse, summary="A report with its pages and findings")
def desk_page(request: Request, report: Report) -> HTMLResponse:
    """The page picture and the findings side by side, as far as the filters let them through."""
    return desk(request, report, Look.of(request.query_params))


@router.get("/reports/{key}/pages/{number}.png", summary="The picture of a page")
def picture(request: Request, report: Report, number: Annotated[int, Path(ge=1, le=100_000)]) -> Response:
    """A page of the report as PNG; asked again, the browser hears that nothing changed."""
    found = drawn(review_of(request), report, number)
    if found is None:
        raise HTTPException(404, "picture")
    tag = f'"{hashlib.sha256(found.data).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "private, max-age=3600"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(found.data, media_type="image/png", headers=headers)


def drawn(review: Review, opened: Opened, number: int) -> Drawn | None:
    """The picture of a page; None where its file is not at hand or cannot be drawn."""
    place = opened.file_of(number)
    return review.drawings.page(place.path, opened.digest_of(place.path), place.page) if place else None


def desk(request: Request, opened: Opened, look: Look, status: int = 200, problem: str = "") -> HTMLResponse:
    """The desk as somebody looks at it; `problem` is what went wrong with what he asked for."""
    review, say = review_of(request), say_of(request)
    all_items = items(opened, review.record, say)
    shown = tuple(item for item in all_items if item.fits(look))
    item = next((i for i in all_items if i.finding.key == look.finding), None) or (shown[0] if shown else None)
    cell = chosen(opened, look.cell)
    number = page_of(opened, look, item, cell)
    look = look.but(finding=item.finding.key if item else "")
    return page(
        request,
        "desk.html.j2",
        status,
        opened=opened,
        report=opened.report,
        look=look,
        problem=problem,
        items=shown,
        item=item,
        counts=_counts(all_items),
        decided=sum(item.standing.state != "open" for item in all_items),
        total=len(all_items),
        gone=gone(opened, review.record, say.language),
        number=number,
        drawn=drawn(review, opened, number),
        marks=marks(opened, look, number, item, cell),
        other_pages=other_pages(item, number),
        tables=[(table, rows_on(opened, table, number)) for table in tables_on(opened, number)],
        severities=SEVERITIES,
        states=STATES,
        verdict=verdict(as_judged(opened.report, {i.standing.subject: i.standing for i in all_items}), say),
        sendable=sum(i.standing.state == ACCEPTED for i in all_items),
        coverage=coverage_words(opened.report, say),
        others=same_report(review.tally, opened.entry),
        stale=_stale(review, opened),
        job=review.jobs.of_report(opened.entry.key),
        misfits=[note for note in opened.report.diagnostics if note.code == MISFIT],
        events=review.record.events(opened.entry.key, most=30),
        finding_kind=FINDING,
        boxes=boxes_of(opened, review.record) if look.box else (),
        **_about_cell(review, opened, look, cell),
    )


def _about_cell(review: Review, opened: Opened, look: Look, cell: Chosen | None) -> dict[str, object]:
    """What the cell and table that were chosen need beside themselves."""
    if cell is None:
        return {"cell": None, "cell_standing": None, "form": None, "names": (), "kinds": table_form.kinds()}
    standing = review.record.standing(subject_of_cell(opened, cell))
    form = form_of(review, opened, cell.table) if look.edit else None
    names = names_of(cell.facts, opened, review.record)
    return {
        "cell": cell,
        "cell_standing": standing,
        "form": form,
        "names": names,
        "kinds": table_form.kinds(),
        "roles": table_form.roles(),
        "joins": table_form.JOINS,
    }


def form_of(review: Review, opened: Opened, table: Table) -> TableForm:
    """The form of a table, whether it was read or drawn."""
    return table_form.form_of(opened, review.record, table, drawn_as(opened, review.record, table))


def cell_decision(opened: Opened, cell: Chosen, **said: str | None) -> CellDecision:
    """A decision about a cell, told by its table; by its place where the table was drawn, for its id may change."""
    report = opened.report.source.sha256
    if cell.table.id.startswith(DRAWN):
        return CellDecision.model_validate({"report": report, "page": cell.cell.page, "bbox": cell.cell.bbox, **said})
    table, row, column = cell.place
    return CellDecision.model_validate({"report": report, "table": table, "row": row, "column": column, **said})


def subject_of_cell(opened: Opened, cell: Chosen) -> str:
    """The subject of decisions about a cell."""
    return cell_subject(cell_decision(opened, cell, text=cell.cell.text))


def _counts(all_items: tuple[Item, ...]) -> dict[str, int]:
    """Findings by severity and by state."""
    found: dict[str, int] = {}
    for item in all_items:
        for name in (item.finding.severity, item.standing.state):
            found[name] = found.get(name, 0) + 1
    return found


def _stale(review: Review, opened: Opened) -> bool:
    """Whether something was decided that the audit has not followed yet."""
    wanted = decisions_hash(for_reading(review.record, opened.report))
    return wanted != str(opened.report.generator.settings.get("decisions", ""))
