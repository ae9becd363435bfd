"""Correcting what was read: a cell, a table, the meaning of a name. The result is never edited: the report is audited again."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import Response
from pydantic import Field, ValidationError

from extractor.record.events import CELL, NAME, TABLE, Change, StaleError
from extractor.record.subjects import table_subject, value_of
from extractor.report.clean_text import clean
from extractor.review import table_form
from extractor.review.box_form import box_decision, no_table
from extractor.review.look import CELL as PLACE
from extractor.review.names import DIFFERENT, SAME, decision_on, subject_of
from extractor.review.opened import Opened
from extractor.review.pages.asked import LONGEST_TEXT, Fields, OurForm, Report, Who, back, review_of, say_of
from extractor.review.pages.decide import audit_again, conflict, look_of
from extractor.review.pages.desk import cell_decision, desk, form_of, subject_of_cell
from extractor.review.view import Chosen, chosen
from schemas.decisions import TableDecision

router = APIRouter()


class CellFields(Fields):
    """The form of a cell."""

    cell: str = Field(max_length=40)
    text: str = Field(default="", max_length=LONGEST_TEXT)
    reason: str = Field(default="", max_length=LONGEST_TEXT)


class TableFields(Fields):
    """The form of a table; `roles` are those of its columns, one after the other."""

    cell: str = Field(max_length=40)
    bounds: str = Field(default="", max_length=LONGEST_TEXT)
    header_rows: str = Field(default="", max_length=5)
    kind: str = Field(default="", max_length=60)
    join: str = Field(default="", max_length=20)
    split: str = Field(default="", max_length=200)
    split_pages: str = Field(default="", max_length=200)
    roles: list[str] = Field(default=[], max_length=60)
    regions: str = Field(default="", max_length=LONGEST_TEXT)
    without: str = Field(default="", max_length=1)
    reason: str = Field(default="", max_length=LONGEST_TEXT)

    def said(self) -> dict[str, str]:
        """The fields as the form of a table understands them."""
        told = self.model_dump(exclude={"csrf", "who", "look", "seen", "cell", "roles", "without"})
        return told | {"reason": clean(self.reason)} | {f"role-{n}": role for n, role in enumerate(self.roles)}


class BoxFields(Fields):
    """The form of a box on a page."""

    page: int = Field(ge=1, le=100_000)
    what: str = Field(default="", max_length=10)
    left: str = Field(default="", max_length=10)
    top: str = Field(default="", max_length=10)
    right: str = Field(default="", max_length=10)
    bottom: str = Field(default="", max_length=10)
    bounds: str = Field(default="", max_length=LONGEST_TEXT)
    header_rows: str = Field(default="", max_length=5)
    kind: str = Field(default="", max_length=60)
    reason: str = Field(default="", max_length=LONGEST_TEXT)

    def said(self) -> dict[str, str]:
        """The fields as the form of a box understands them."""
        return self.model_dump(exclude={"csrf", "who", "look", "seen", "page"}) | {"reason": clean(self.reason)}


class NameFields(Fields):
    """The form of a name."""

    name: str = Field(max_length=1000)
    id: str = Field(max_length=200)
    decision: str = Field(max_length=20)


def chosen_cell(report: Opened, cell: str) -> Chosen:
    """The cell that a form names.

    Raises:
        HTTPException: the report has none such.
    """
    place = PLACE.fullmatch(cell)
    found = chosen(report, (place["table"], int(place["row"]), int(place["column"]))) if place else None
    if found is None:
        raise HTTPException(404, "cell")
    return found


@router.post("/reports/{key}/cells", dependencies=[OurForm], summary="Says what a cell says")
def correct_cell(request: Request, report: Report, who: Who, fields: Annotated[CellFields, Form()]) -> Response:
    """Keeps what a person read in a cell, and has the report audited again with it."""
    found, wanted = chosen_cell(report, fields.cell), " ".join(clean(fields.text).split())
    if wanted == found.cell.text:
        return desk(request, report, look_of(fields), 422, say_of(request)("problem.same"))
    reason = clean(fields.reason).strip() or None
    decision = cell_decision(report, found, read=found.read, text=wanted, reason=reason)
    told = {"page": found.cell.page, "table": found.table.number, "read": found.read}
    change = Change(CELL, subject_of_cell(report, found), report.entry.key, value_of(decision), told)
    return _kept(request, report, change, who, fields)


@router.post("/reports/{key}/tables", dependencies=[OurForm], summary="Says how a table is built")
def correct_table(request: Request, report: Report, who: Who, fields: Annotated[TableFields, Form()]) -> Response:
    """Keeps what a person says of columns, rows, kind and neighbours of a table, and has the report audited again."""
    found, say, look = chosen_cell(report, fields.cell), say_of(request), look_of(fields)
    if fields.without:
        return _kept_box(request, report, no_table(report, found.table, clean(fields.reason)), who, fields)
    shown = form_of(review_of(request), report, found.table)
    try:
        decision = table_form.decision_of(report, shown, fields.said())
    except table_form.FormError as error:
        return desk(request, report, look, 422, say("problem.field", field=say(f"field.{error.field}")))
    except ValidationError:
        return desk(request, report, look, 422, say("problem.table"))
    if decision is None and shown.standing.value is None:
        return desk(request, report, look, 422, say("problem.nothing"))
    value = value_of(decision) if decision else None
    told = {"page": found.table.pages[0], "table": found.table.number, "id": found.table.id}
    subject = table_subject(shown.drawn or table_form.empty(report, found.table))
    return _kept(request, report, Change(TABLE, subject, report.entry.key, value, told), who, fields)


@router.post("/reports/{key}/boxes", dependencies=[OurForm], summary="Says where a table stands, or that none does")
def draw_box(request: Request, report: Report, who: Who, fields: Annotated[BoxFields, Form()]) -> Response:
    """Keeps a box on a page, and has the report audited again."""
    try:
        decision = box_decision(report, min(fields.page, report.report.source.pages), fields.said())
    except table_form.FormError as error:
        say = say_of(request)
        return desk(request, report, look_of(fields), 422, say("problem.field", field=say(f"field.{error.field}")))
    return _kept_box(request, report, decision, who, fields)


def _kept_box(request: Request, report: Opened, decision: TableDecision, who: str, fields: Fields) -> Response:
    """Keeps a decision about boxes; the same ones, drawn once more, are a further decision about them."""
    subject, told = table_subject(decision), {"page": (*decision.regions, *decision.without)[0].page}
    seen = fields.model_copy(update={"seen": review_of(request).record.standing(subject).version})
    return _kept(request, report, Change(TABLE, subject, report.entry.key, value_of(decision), told), who, seen)


@router.post("/reports/{key}/names", dependencies=[OurForm], summary="Says which indicator a name is")
def decide_name(request: Request, report: Report, who: Who, fields: Annotated[NameFields, Form()]) -> Response:
    """Keeps that a name is, or is not, an indicator, for all reports of the agency, and has this one audited again."""
    wanted = clean(fields.id).strip()
    if not any(fact.subject.name == fields.name for fact in report.report.facts):
        raise HTTPException(404, "name")
    if fields.decision not in (SAME, DIFFERENT):
        raise HTTPException(422, "decision")
    try:
        decided = decision_on(report, fields.name, wanted, fields.decision)
    except ValueError:
        return desk(request, report, look_of(fields), 422, say_of(request)("problem.indicator", id=wanted))
    change = Change(NAME, subject_of(report, fields.name), report.entry.key, value_of(decided), {"name": fields.name})
    return _kept(request, report, change, who, fields)


@router.post("/reports/{key}/again", dependencies=[OurForm], summary="Audits a report again")
def again(request: Request, report: Report) -> Response:
    """Audits the report again with all that was decided."""
    return audit_again(request, report)


def _kept(request: Request, report: Opened, change: Change, who: str, fields: Fields) -> Response:
    """Records a correction, starts the audit, and leads back."""
    look = look_of(fields)
    try:
        review_of(request).record.decide(change, who, fields.seen)
    except StaleError as stale:
        return conflict(request, report, look, stale.standing, change)
    audit_again(request, report)
    return back(look.at(report.entry.key, edit=False, box=False), who)
