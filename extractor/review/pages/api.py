"""The same for programs: reports, findings with their states, decisions; and a page that lists all of it."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from extractor.record.events import FINDING, Change, StaleError, Standing
from extractor.record.states import NEXT, MissingReasonError, UnlawfulStepError
from extractor.record.subjects import finding_subject
from extractor.report.clean_text import clean
from extractor.review.listing import Line, listed
from extractor.review.names import suggested
from extractor.review.pages.asked import LONGEST_NAME, LONGEST_TEXT, FindingKey, OurCall, Report, page, review_of, words
from extractor.review.pages.decide import about
from extractor.review.pages.listing import ListQuery
from extractor.review.view import items

router = APIRouter()
Clean = AfterValidator(clean)


class Judgement(BaseModel):
    """A decision about a finding; `seen` is the version that it was made on."""

    model_config = ConfigDict(extra="forbid")

    who: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), Clean]
    state: Annotated[str, Field(max_length=20), Clean]
    seen: int = Field(ge=0, le=1_000_000)
    reason: Annotated[str, Field(max_length=LONGEST_TEXT), Clean] = ""
    note: Annotated[str, Field(max_length=LONGEST_TEXT), Clean] = ""


@router.get("/api/reports", summary="The list of reports")
def reports(request: Request, query: Annotated[ListQuery, Query()]) -> JSONResponse:
    """The same list as the page shows, with the same filters."""
    found = listed(review_of(request).tally, query.wanted())
    told = {"total": found.total, "page": found.page, "pages": found.pages}
    return JSONResponse(told | {"reports": [_line(line) for line in found.lines]})


@router.get("/api/reports/{key}/findings", summary="The findings of a report with their states")
def findings(request: Request, report: Report) -> JSONResponse:
    """Each finding by its key, with what was decided and the version of that."""
    found = items(report, review_of(request).record, words("id"))
    return JSONResponse(
        [
            {
                "key": item.finding.key,
                "check": item.finding.check,
                "severity": item.finding.severity,
                "page": item.finding.page,
                "message": item.finding.message.model_dump(),
                **_told(item.standing),
            }
            for item in found
        ]
    )


@router.put("/api/reports/{key}/findings/{finding}", dependencies=[OurCall], summary="Judges a finding")
def judge(request: Request, report: Report, finding: FindingKey, judgement: Judgement) -> JSONResponse:
    """Records a decision; 409 tells what holds where somebody was faster."""
    known = report.by_key.get(finding)
    if known is None:
        raise HTTPException(404, "finding")
    value = {"state": judgement.state, "reason": judgement.reason.strip(), "note": judgement.note.strip()}
    change = Change(FINDING, finding_subject(finding), report.entry.key, value, about(known))
    try:
        return JSONResponse(_told(review_of(request).record.decide(change, judgement.who, judgement.seen)))
    except StaleError as stale:
        return JSONResponse({"detail": "stale", **_told(stale.standing)}, 409)
    except MissingReasonError:
        return JSONResponse({"detail": "reason"}, 422)
    except UnlawfulStepError as step:
        return JSONResponse({"detail": "step", "state": step.state, "lawful": list(step.lawful)}, 422)


@router.get("/api/indicators", summary="Indicators of the catalogue by words of their names")
def indicators(q: Annotated[str, Query(max_length=200)] = "") -> JSONResponse:
    """Ids with names, to choose from where a name is decided."""
    return JSONResponse([{"id": id_, "name": name} for id_, name in suggested(clean(q))])


@router.get("/docs", response_class=HTMLResponse, summary="What programs can ask")
def docs(request: Request) -> HTMLResponse:
    """The description of /openapi.json as a page that asks nothing from outside."""
    described: dict[str, Any] = request.app.openapi()
    calls = [
        (path, method.upper(), call.get("summary", ""), call.get("description", ""))
        for path, methods in described["paths"].items()
        for method, call in methods.items()
    ]
    return page(request, "docs.html.j2", calls=calls)


def _line(line: Line) -> dict[str, Any]:
    entry = line.entry
    return {
        "key": entry.key, "file": entry.file, "kind": entry.kind, "agency": entry.agency, "year": entry.fiscal_year,
        "pages": entry.pages, "errors": line.count("errors"), "warnings": line.count("warnings"),
        "notices": line.count("notices"),
        "progress": line.progress, "states": dict(line.states),
    }  # fmt: skip


def _told(standing: Standing) -> dict[str, Any]:
    event = standing.event
    return {
        "state": standing.state,
        "reason": standing.said("reason"),
        "note": standing.said("note"),
        "version": standing.version,
        "who": event.who if event else None,
        "at": event.at if event else None,
        "next": list(NEXT[standing.state]),
    }
