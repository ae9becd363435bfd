"""Two versions of a report side by side: what was corrected, changed and still wrong, new, unchanged."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from extractor.record.events import FINDING, Change, Record, Standing
from extractor.record.states import CORRECTED, NEXT
from extractor.record.subjects import finding_subject
from extractor.report.difference import Difference, difference
from extractor.review.listing import same_report
from extractor.review.opened import Opened
from extractor.review.pages.asked import Key, OurForm, Report, Who, back, page, review_of
from extractor.review.pages.decide import about
from schemas import Finding

router = APIRouter()


@router.get("/reports/{key}/beside/{other}", response_class=HTMLResponse, summary="Two versions side by side")
def beside(request: Request, report: Report, other: Key) -> HTMLResponse:
    """The report is the newer version, the other one the older."""
    review, old = review_of(request), _other(request, report, other)
    found = difference(old.report, report.report)
    old_keys = [finding.key for finding in old.report.findings]
    new_keys = [finding.key for finding in report.report.findings]
    standings = review.record.standings(map(finding_subject, (*old_keys, *new_keys)))
    return page(
        request,
        "beside.html.j2",
        old=old,
        new=report,
        found=found,
        standing={key: standings[finding_subject(key)] for key in (*old_keys, *new_keys)},
        moved=moved,
        markable=len(_markable(found, review.record)),
    )


@router.post("/reports/{key}/beside/{other}", dependencies=[OurForm], summary="Marks what was corrected")
def mark(request: Request, report: Report, other: Key, who: Who) -> Response:
    """Every accepted finding of the old version that the new one does not have any more becomes corrected."""
    record, old = review_of(request).record, _other(request, report, other)
    changes = []
    for finding, standing in _markable(difference(old.report, report.report), record):
        value = {**(standing.value or {}), "state": CORRECTED}
        change = Change(FINDING, standing.subject, old.entry.key, value, about(finding))
        changes.append((change, who, standing.version))
    record.decide_all(changes)
    return back(f"/reports/{report.entry.key}/beside/{other}", who)


def moved(old: Finding, new: Finding) -> list[tuple[str, str]]:
    """The figures of the evidence that are printed otherwise in the new version, each old with its new one."""
    pairs = zip(old.places, new.places, strict=False) if len(old.places) == len(new.places) else ()
    return [(one.text, two.text) for one, two in pairs if one.text != two.text]


def _markable(found: Difference, record: Record) -> list[tuple[Finding, Standing]]:
    """The resolved findings that may become corrected, each key once."""
    resolved = {finding.key: finding for finding in found.resolved}
    standings = record.standings(map(finding_subject, resolved))
    pairs = [(finding, standings[finding_subject(key)]) for key, finding in resolved.items()]
    return [(finding, standing) for finding, standing in pairs if CORRECTED in NEXT[standing.state]]


def _other(request: Request, report: Opened, other: str) -> Opened:
    """The other version.

    Raises:
        HTTPException: it is no version of the same report.
    """
    review = review_of(request)
    if other not in {entry.key for entry in same_report(review.tally, report.entry)}:
        raise HTTPException(404, "version")
    return review.desk.open(other)
