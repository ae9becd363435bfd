"""The list of reports, and who is looking at it."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

from extractor.report.clean_text import clean
from extractor.review.listing import PROGRESS, SEVERITIES, Wanted, listed
from extractor.review.pages.asked import Fields, OurForm, back, page, remember_who, review_of

router = APIRouter()
Short = Annotated[str, Field(default="", max_length=200)]


class ListQuery(BaseModel):
    """The filters of the list as they stand in an address; empty ones filter nothing."""

    q: Short
    agency: Short
    year: Short
    severity: Short
    progress: Short
    page: int = Field(default=1, ge=1, le=100_000)

    def wanted(self) -> Wanted:
        """What is asked for; what is no filter is left out."""
        number = int(self.year) if self.year.isascii() and self.year.isdecimal() and len(self.year) == 4 else None
        severity = self.severity if self.severity in SEVERITIES else ""
        progress = self.progress if self.progress in PROGRESS else ""
        return Wanted(clean(self.q).strip(), clean(self.agency), number, severity, progress, self.page)


@router.get("/", response_class=HTMLResponse, summary="The list of reports")
def list_page(request: Request, query: Annotated[ListQuery, Query()]) -> HTMLResponse:
    """Reports with their counts and how far their review is."""
    wanted = query.wanted()
    filters = {
        "q": wanted.words, "agency": wanted.agency, "year": str(wanted.year or ""), "severity": wanted.severity,
        "progress": wanted.progress,
    }  # fmt: skip
    kept = urlencode({name: value for name, value in filters.items() if value})
    return page(
        request,
        "list.html.j2",
        found=listed(review_of(request).tally, wanted),
        filters=filters,
        kept=f"{kept}&" if kept else "",
        severities=SEVERITIES,
        steps=PROGRESS,
    )


class WhoFields(Fields):
    """The form of the name, with the page to go back to."""

    where: str = Field(default="/", max_length=1000)


@router.post("/who", dependencies=[OurForm], summary="Says who decides")
def say_who(fields: Annotated[WhoFields, Form()]) -> RedirectResponse:
    """Remembers the name that stands beside decisions; it is what the person says it is."""
    where = fields.where
    answer = back(where if where.startswith("/") and not where.startswith(("//", "/\\")) else "/")
    remember_who(answer, clean(fields.who).strip())
    return answer
