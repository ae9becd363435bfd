"""Who reports on which year: a vote over cover, captions, headings and running text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.facts.offices import reporting_office
from extractor.facts.prose import Paragraph
from schemas import Diagnostic, Document, Table
from schemas.catalogue import agency_kind

YEAR = re.compile(r"\b(20[0-4]\d)\b")
REPORT_YEAR = re.compile(
    r"(?:tahun(?:\s+anggaran)?|t\.?a\.?)\s*(20[0-4]\d)(?!\s*[-–/]\s*20)(?!\s+tentang)", re.IGNORECASE
)
LAW = re.compile(
    r"\b(?:undang|peraturan|keputusan|perpres|permen|perda|perbup|perwal|kepmen|nomor|no\.)", re.IGNORECASE
)
# A page number that stands in the line of a title.
PAGE_NUMBER = re.compile(r"\s+(?:[ivx]{1,5}|\d{1,3})$")
TITLE = re.compile(r"laporan (?:akuntabilitas )?kinerja|lkj|lak[i]?p|lkip", re.IGNORECASE)
KINDS = (
    (
        "lra",
        re.compile(
            r"laporan realisasi anggaran|penjabaran (?:laporan )?(?:pertanggungjawaban|realisasi|lra|apbd)",
            re.IGNORECASE,
        ),
    ),
    ("quarterly", re.compile(r"\btriwulan\b.*\b(?:I|II|III|IV)\b", re.IGNORECASE)),
    ("renja", re.compile(r"rencana kerja\b|\brenja\b", re.IGNORECASE)),
)
COVER_WEIGHT, TITLE_WEIGHT, CAPTION_WEIGHT, HEADING_WEIGHT = 6, 12, 3, 3
FIRST_PAGES = 3


def identify(paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> Document:
    """Kind, title, agency, region and fiscal year of the report."""
    agency, region = reporting_office(paragraphs, tables)
    first = " ".join(p.text for p in paragraphs if p.page <= FIRST_PAGES) + " ".join(
        c.text for t in tables if t.pages[0] <= 1 for c in t.cells if c.row < t.header_rows
    )
    return Document(
        kind=_kind(first, paragraphs),
        title=_title(paragraphs),
        agency=agency,
        agency_kind=agency_kind(agency) if agency else None,
        region=region,
        fiscal_year=_year(paragraphs, tables),
    )


def unknown(document: Document, readable: bool) -> Iterator[Diagnostic]:
    """One note for each part of the identity that the document does not tell, with the reason."""
    for code, value, what in (
        ("no-agency", document.agency, "the office that reports"),
        ("no-region", document.region, "the region of the office"),
        ("no-fiscal-year", document.fiscal_year, "the year that is reported on"),
    ):
        if value is None:
            yield Diagnostic(code=code, message=f"no page names {what}" if readable else f"{what}: no page has text")


def _kind(first: str, paragraphs: Sequence[Paragraph]) -> str:
    """Kind of document by the words of its first pages, an LKjIP where a performance report is named anywhere."""
    if TITLE.search(first):
        return "lkjip"
    for kind, pattern in KINDS:
        if pattern.search(first):
            return kind
    return "lkjip" if any(TITLE.search(p.text) for p in paragraphs) else "other"


def _title(paragraphs: Sequence[Paragraph]) -> str | None:
    """The title on the first pages: the largest print that names a report."""
    named = [p for p in paragraphs if p.page <= FIRST_PAGES and TITLE.match(p.text) and len(p.text) < 200]
    return PAGE_NUMBER.sub("", max(named, key=lambda p: (p.size, -p.page)).text) if named else None


def _year(paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> int | None:
    """The year that most of the report speaks about; years of laws and plan spans do not vote."""
    votes: Counter[int] = Counter()
    for paragraph in paragraphs:
        weight = _weight(paragraph)
        for match in REPORT_YEAR.finditer(paragraph.text):
            if not LAW.search(paragraph.text[max(0, match.start() - 60) : match.start()]):
                votes[int(match[1])] += weight
    for table in tables:
        for match in YEAR.finditer(table.caption or ""):
            if not re.match(r"\s*[-–]\s*20", (table.caption or "")[match.end() :]):
                votes[int(match[1])] += CAPTION_WEIGHT
        header = " ".join(c.text for c in table.cells if c.row < table.header_rows)
        votes.update(int(m[1]) for m in REPORT_YEAR.finditer(header))
    return min(votes, key=lambda y: (-votes[y], -y)) if votes else None


def _weight(paragraph: Paragraph) -> int:
    """How much a paragraph's year counts."""
    if TITLE.search(paragraph.text) and paragraph.page <= FIRST_PAGES:
        return TITLE_WEIGHT
    if paragraph.page == 1:
        return COVER_WEIGHT
    return HEADING_WEIGHT if paragraph.kind == "heading" else 1
