"""The trend of an indicator over the years."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from extractor.report.clean_text import clean
from extractor.review.listing import agencies
from extractor.review.pages.asked import page, review_of
from extractor.review.trend import drawing, indicators, restated, rows

router = APIRouter()


@router.get("/trends", response_class=HTMLResponse, summary="The trend of an indicator")
def trend_page(
    request: Request,
    agency: Annotated[str, Query(max_length=300)] = "",
    indicator: Annotated[str, Query(max_length=500)] = "",
) -> HTMLResponse:
    """Target and realisation of an indicator as the reports of an agency print them."""
    review = review_of(request)
    known = agencies(review.tally)
    agency = agency if agency in known else ""
    points = review.trends.of_agency(agency) if agency else ()
    named = indicators(points)
    wanted = clean(indicator) if indicator in dict(named) else (named[0][0] if named else "")
    mine = tuple(point for point in points if point.id == wanted)
    return page(
        request,
        "trend.html.j2",
        agencies=known,
        agency=agency,
        indicators=named,
        indicator=wanted,
        points=mine,
        rows=rows(mine),
        chart=drawing(mine),
        restated=restated(mine),
    )
