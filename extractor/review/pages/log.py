"""The record of all decisions: looked through, taken away as a file, taken in from one."""

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from extractor.record.events import StaleError
from extractor.record.subjects import exported, imported
from extractor.review.listing import called
from extractor.review.pages.asked import OurForm, Who, page, remember_who, review_of, say_of
from extractor.review.pages.upload import shown_name
from schemas.decision_files import DecisionError, dump_decisions, load_decisions

router = APIRouter()
PAGE = 50


@router.get("/decisions", response_class=HTMLResponse, summary="The record of decisions")
def log_page(request: Request, number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1) -> HTMLResponse:
    """Every event, the newest first."""
    return _log(request, number)


@router.get("/decisions.yaml", summary="All decisions as a file")
def decisions_file(request: Request) -> Response:
    """The file that `lkjip audit`, `batch` and `report` take with --decisions."""
    text = dump_decisions(exported(review_of(request).record))
    headers = {"content-disposition": 'attachment; filename="decisions.yaml"'}
    return Response(text.encode("utf-8"), media_type="application/yaml", headers=headers)


@router.post("/decisions", dependencies=[OurForm], summary="Takes decisions of a file in")
def take(request: Request, who: Who, file: Annotated[UploadFile, File(description="decisions.yaml")]) -> HTMLResponse:
    """All decisions of the file, or none where one cannot be used."""
    say = say_of(request)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "decisions.yaml"
            path.write_bytes(file.file.read())
            decisions = load_decisions([path]).decisions
        new, known = imported(review_of(request).record, decisions, who)
    except DecisionError as error:
        where = f"{shown_name(file.filename or '')}:{error.line}: {error.problem}"
        return _log(request, 1, 422, say("log.refused", where=where))
    except StaleError:
        return _log(request, 1, 409, say("log.stale"))
    answer = _log(request, 1, told=say("log.taken", new=new, known=known))
    remember_who(answer, who)
    return answer


def _log(request: Request, number: int, status: int = 200, problem: str = "", told: str = "") -> HTMLResponse:
    events = review_of(request).record.events(most=PAGE + 1, skip=(number - 1) * PAGE)
    return page(
        request,
        "log.html.j2",
        status,
        events=events[:PAGE],
        reports=called(review_of(request).tally, {event.report for event in events}),
        more=len(events) > PAGE,
        number=number,
        problem=problem,
        told=told,
    )
