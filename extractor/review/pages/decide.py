"""Judging findings: accept, reject with a reason, note, the steps that follow, and taking a decision back."""

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import Field

from extractor.record.events import FINDING, KINDS, Change, NothingToUndoError, StaleError, Standing
from extractor.record.states import ACCEPTED, SENT, MissingReasonError, UnlawfulStepError
from extractor.record.subjects import finding_subject
from extractor.report.clean_text import clean
from extractor.review.look import Look
from extractor.review.opened import Opened
from extractor.review.pages.asked import (
    LONGEST_TEXT,
    Fields,
    FindingKey,
    OurForm,
    Report,
    Who,
    back,
    page,
    review_of,
    say_of,
)
from extractor.review.pages.desk import desk
from schemas import Finding

router = APIRouter()


class Judgement(Fields):
    """The form of a finding."""

    state: str = Field(max_length=20)
    reason: str = Field(default="", max_length=LONGEST_TEXT)
    note: str = Field(default="", max_length=LONGEST_TEXT)


class Undoing(Fields):
    """The form that takes a decision back."""

    subject: str = Field(max_length=200)


def look_of(fields: Fields) -> Look:
    """The look that a form was sent from."""
    return Look.of(dict(parse_qsl(fields.look, errors="replace")))


@router.post("/reports/{key}/findings/{finding}", dependencies=[OurForm], summary="Judges a finding")
def judge(
    request: Request, report: Report, finding: FindingKey, who: Who, fields: Annotated[Judgement, Form()]
) -> Response:
    """Records a decision on the version that was seen; where somebody was faster, his decision is shown."""
    known = report.by_key.get(finding)
    if known is None:
        raise HTTPException(404, "finding")
    look, say = look_of(fields), say_of(request)
    value = {"state": clean(fields.state), "reason": clean(fields.reason).strip(), "note": clean(fields.note).strip()}
    change = Change(FINDING, finding_subject(finding), report.entry.key, value, about(known))
    try:
        review_of(request).record.decide(change, who, fields.seen)
    except StaleError as stale:
        return conflict(request, report, look, stale.standing, change)
    except MissingReasonError:
        return desk(request, report, look, 422, say("problem.reason"))
    except UnlawfulStepError as step:
        told = say("problem.step", state=_state(request, step.state), wanted=_state(request, step.wanted))
        return desk(request, report, look, 422, told)
    return back(look.at(report.entry.key), who)


class Sending(Fields):
    """The form that marks all accepted findings as sent; `note` tells with what."""

    note: str = Field(default="", max_length=LONGEST_TEXT)


@router.post("/reports/{key}/sent", dependencies=[OurForm], summary="Marks all accepted findings as sent")
def send(request: Request, report: Report, who: Who, fields: Annotated[Sending, Form()]) -> Response:
    """Every finding of the report that is accepted becomes sent, all or none; the letter holds the same ones."""
    record, note = review_of(request).record, clean(fields.note).strip()
    standings = record.standings(map(finding_subject, report.by_key))
    changes = []
    for key, finding in report.by_key.items():
        standing = standings[finding_subject(key)]
        if standing.state == ACCEPTED:
            value = {**(standing.value or {}), "state": SENT} | ({"note": note} if note else {})
            changes.append(
                (Change(FINDING, standing.subject, report.entry.key, value, about(finding)), who, standing.version)
            )
    try:
        record.decide_all(changes)
    except StaleError as stale:
        return conflict(request, report, look_of(fields), stale.standing)
    return back(look_of(fields).at(report.entry.key), who)


@router.post("/reports/{key}/undo", dependencies=[OurForm], summary="Takes the last decision about something back")
def undo(request: Request, report: Report, who: Who, fields: Annotated[Undoing, Form()]) -> Response:
    """What held before holds again; the record keeps both. What was read differently is audited again."""
    if fields.subject.partition(":")[0] not in KINDS:
        raise HTTPException(404, "subject")
    subject, look = clean(fields.subject), look_of(fields)
    try:
        standing = review_of(request).record.undo(subject, report.entry.key, who, fields.seen)
    except StaleError as stale:
        return conflict(request, report, look, stale.standing)
    except NothingToUndoError:
        return desk(request, report, look, 422, say_of(request)("problem.undo"))
    if standing.event is not None and standing.event.kind != FINDING:
        audit_again(request, report)
    return back(look.at(report.entry.key), who)


def conflict(
    request: Request, report: Opened, look: Look, standing: Standing, mine: Change | None = None
) -> HTMLResponse:
    """Somebody was faster: what he decided, and what was about to be decided here, so that nothing is lost."""
    return page(
        request,
        "conflict.html.j2",
        409,
        where=look.at(report.entry.key),
        standing=standing,
        kind=standing.subject.partition(":")[0],
        mine=mine.value if mine else None,
    )


def audit_again(request: Request, report: Opened) -> RedirectResponse:
    """Has the report audited again with what was decided, and leads to its desk."""
    document = report.report.document
    name = " ".join(str(part) for part in (document.agency or report.entry.file, document.fiscal_year or "") if part)
    review_of(request).jobs.again(report.entry.key, name)
    return back(f"/reports/{report.entry.key}")


def about(finding: Finding) -> dict[str, object]:
    """What tells a finding later, when the report may not have it any more."""
    message = finding.message
    return {"check": finding.check, "page": finding.page, "table": finding.table, "id": message.id, "en": message.en}


def _state(request: Request, state: str) -> str:
    return say_of(request).known(f"states.{state}", clean(state))
