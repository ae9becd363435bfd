"""Findings of a report in several files name the file and its own page beside the page that counts through."""

from collections.abc import Sequence

from schemas import Finding, Part, Place


def with_files(findings: Sequence[Finding], parts: Sequence[Part]) -> tuple[Finding, ...]:
    """The findings, each place in the report with its file and the page of that file; as they are without parts."""
    if not parts:
        return tuple(findings)
    return tuple(
        finding.model_copy(update={"places": tuple(_named(place, parts) for place in finding.places)})
        for finding in findings
    )


def _named(place: Place, parts: Sequence[Part]) -> Place:
    part = next((item for item in parts if item.pages[0] <= place.page <= item.pages[1]), None)
    if place.document is not None or part is None:
        return place
    return place.model_copy(update={"file": part.file, "file_page": place.page - part.pages[0] + 1})
