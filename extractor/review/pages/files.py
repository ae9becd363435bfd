"""What is taken away: page, workbook, form, JSON, and the letter with the findings that were accepted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.responses import Response

from extractor.record.events import FINDING
from extractor.record.judged import accepted_only, as_judged
from extractor.report import to_json
from extractor.review.opened import Opened
from extractor.review.pages.asked import Report, language_of, review_of
from extractor.review.printed import html_page

router = APIRouter()
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Made:
    """A kind of file: its name, its type, and what makes it of a report in a language."""

    name: str
    type: str
    make: Callable[[Opened, str], bytes]


def _workbook(opened: Opened, language: str) -> bytes:
    from extractor.report.book import to_workbook

    return to_workbook(opened.report, language)


def _form(opened: Opened, language: str) -> bytes:
    from extractor.report.forms import review_form

    return review_form(opened.report)


def _letter(opened: Opened, language: str) -> bytes:
    from extractor.report.forms import review_letter

    return review_letter(opened.report)


FILES = {
    "html": Made("audit.html", "text/html; charset=utf-8", html_page),
    "xlsx": Made("buku-kerja.xlsx", SHEET, _workbook),
    "form": Made("formulir-reviu.docx", WORD, _form),
    "json": Made("audit.json", "application/json", lambda opened, language: to_json(opened.report)),
    "letter": Made("catatan-hasil-reviu.docx", WORD, _letter),
}


@router.get("/reports/{key}/files/{kind}", summary="A report as a file")
def download(
    request: Request, report: Report, kind: Annotated[str, Path(pattern="^(html|xlsx|form|json|letter)$")]
) -> Response:
    """The report without the findings that were rejected; the letter only with those that were accepted."""
    made, record = FILES[kind], review_of(request).record
    decided = {standing.subject: standing for standing in record.decided(FINDING)}
    judged = accepted_only(report.report, decided) if kind == "letter" else as_judged(report.report, decided)
    data = made.make(Opened(report.entry, judged, report.by_hash), language_of(request))
    if not data:
        raise HTTPException(500, "file")
    headers = {
        "content-disposition": f'attachment; filename="{made.name}"',
        # What is opened from here has a policy of its own; the page in the file brings one along.
        "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    }
    return Response(data, media_type=made.type, headers=headers)
