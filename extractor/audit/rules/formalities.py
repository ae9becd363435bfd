"""Dates, signatures, links and the attached agreement."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome
from extractor.audit.phrases import phrase
from extractor.audit.registry import rule
from extractor.audit.structure import is_whole
from extractor.facts.model import Reading, Sentence
from extractor.notation.months import MONTHS
from extractor.notation.screened import Screened
from schemas import Criterion, Message

_DATE = re.compile(
    rf"^(?!tanggal|nomor|pada\b|sumber)(?P<place>[A-Z][\w.' ]{{2,25}}),\s*(?:(?P<day>\d{{1,2}})\s+)?(?P<month>{'|'.join(MONTHS)})\s+(?P<year>(?:19|20)\d{{2}})\b",
    re.IGNORECASE,
)
_NIP = Screened(re.compile(r"\bNIP\.?\s*:?\s*(?P<digits>\d[\d ]{10,24}\d)(?!\d)"), "nip")
_NIP_DIGITS, _BORN, _APPOINTED, _GENDER = 18, 8, 14, "12"
# A report of an office is due two months after the end of its year.
_DUE_MONTH = 2


@rule(
    "DOC-SIGN",
    title=Message(id="Tanggal atau tanda tangan janggal", en="Date or signature is odd"),
    severity="notice",
    criterion=Criterion(regulation="Perpres 29/2014"),
    preview=True,
)
def signatures(context: Context) -> Iterator[Outcome]:
    """The report is dated before its year ended or after it was due, with two dates, or signed with an odd number.

    What it checks: place and date above the signatures of preface and closing; the digits of the NIP there.
    Why it matters: results of a year cannot be reported before it ends; the head of the region waits for the report.
    Formula: 31 December of the year < date ≤ end of February of the next; NIP = birth date, month of appointment, 1 or 2,
        number: 18 digits.
    Example: "Hulu, 20 Desember 2031" under the report of 2031.
    When it stays silent: dates in the appendix, dates without a month, no year of the report. A date is never more than a
        notice: revised reports carry later dates.
    Source: Perpres 29/2014 (time of submission; wording not compared).
    """
    year = context.year
    if year is None or context.reading.document.kind != "lkjip":
        return
    signed = [s for s in context.reading.sentences if s.place in ("front", "body") and s.kind in ("sentence", "item")]
    dated = [(s, match) for s in signed if len(s.text) < 160 and (match := _DATE.match(s.text))]
    for sentence, match in dated:
        month, named = MONTHS[match["month"].lower()], int(match["year"])
        case = (
            "early" if named == year else "late" if (named, month) > (year + 1, _DUE_MONTH) and named < year + 3 else ""
        )
        if case:
            yield _told(f"DOC-SIGN.{case}", sentence, date=match[0], year=year, page=sentence.page)
    written = {(match["day"], match["month"].lower(), match["year"]) for _, match in dated if match["day"]}
    if len(written) > 1:
        yield _told(
            "DOC-SIGN.two", *(s for s, _ in dated), dates="; ".join(f"{m[0]} (hal. {s.page})" for s, m in dated)
        )
    for sentence in signed:
        for nip in _NIP.finditer(sentence.text):
            if not _valid("".join(nip["digits"].split())):
                yield _told("DOC-SIGN.number", sentence, number=nip["digits"], page=sentence.page)


def _valid(digits: str) -> bool:
    """Whether the digits make a civil servant's number: birth date, month of appointment, gender, running number."""
    if len(digits) != _NIP_DIGITS or digits[_APPOINTED] not in _GENDER:
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:_BORN]))
    except ValueError:
        return False
    return 1 <= int(digits[12:_APPOINTED]) <= 21


def _told(key: str, *sentences: Sentence, **gaps: str | int) -> Outcome:
    return Outcome(draft=Draft(phrase(key, **gaps), sentences=tuple(sentences), lead="sentences"))


_AGREEMENT = re.compile(r"\bperjanjian\s+kinerja\b|\bpenetapan\s+kinerja\b", re.IGNORECASE)


@rule(
    "DOC-PK",
    title=Message(id="Perjanjian Kinerja tidak dilampirkan", en="The performance agreement is not attached"),
    severity="notice",
    criterion=Criterion(regulation="PermenPANRB 53/2014", article="Lampiran II"),
    preview=True,
)
def agreement(context: Context) -> Iterator[Outcome]:
    """The report neither shows nor attaches the performance agreement of its year.

    What it checks: tables, captions, headings and the appendix of a whole report for the Perjanjian Kinerja.
    Why it matters: results are measured against the agreement; without it no target can be confirmed.
    Formula: at least one table, caption, heading or line of the appendix of this name.
    Example: chapters I to IV and an appendix with awards only.
    When it stays silent: files with a chapter only; pages that could not be read, where it may stand; a link to it.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    reading = context.reading
    if not is_whole(context) or any(item.code in ("page-is-scan", "picture-not-read") for item in reading.diagnostics):
        return
    if not _has_agreement(reading):
        last = max((sentence.page for sentence in reading.sentences), default=1)
        yield Outcome(draft=Draft(phrase("DOC-PK.absent", year=context.year or ""), page=last))


def _has_agreement(reading: Reading) -> bool:
    """Whether a table, a heading, a line of the appendix or a cell with a link is the performance agreement."""
    if any(table.kind == "performance_agreement" for table in reading.tables):
        return True
    named = (item.text for item in reading.sentences if item.kind in ("heading", "caption") or item.place == "appendix")
    cells = (cell.text for table in reading.tables for cell in table.cells)
    return any(_AGREEMENT.search(text) for text in chain(named, cells))


_LINK = Screened(
    re.compile(r"https?://[^\s|]+|\b(?:bit\.ly|s\.id|drive\.google\.com)/[^\s|]+", re.IGNORECASE),
    "http",
    "bit.ly",
    "s.id",
    "drive.google",
)


@rule(
    "DOC-LINK",
    title=Message(id="Tautan yang sama untuk dokumen berbeda", en="One link for different documents"),
    severity="notice",
)
def links(context: Context) -> Iterator[Outcome]:
    """A list of documents gives one link for two different ones.

    What it checks: links in tables, with the text of their row.
    Why it matters: one of the documents cannot be opened.
    Formula: different documents, different links.
    Example: two decrees in the list of attachments with one and the same short link.
    When it stays silent: rows with the same text; a folder that all rows share.
    Source: none; one address leads to one document.
    """
    for table in context.reading.tables:
        rows: dict[str, list[int]] = defaultdict(list)
        for cell in table.cells:
            for match in _LINK.finditer(cell.text) if "/" in cell.text else ():
                rows[match[0].rstrip(".,;")].append(cell.row)
        for link, where in rows.items():
            told = {row: _row_text(context, table.id, row) for row in dict.fromkeys(where)}
            if len(set(told.values())) > 1 and len(rows) > 1:
                yield _same_link(context, table.id, link, told)


def _row_text(context: Context, table: str, row: int) -> str:
    """The words of a row without number and links."""
    width = len(context.tables[table].columns)
    texts = [context.cell_text(table, row, column) for column in range(width)]
    return " ".join(_LINK.pattern.sub("", text) for text in texts if not re.fullmatch(r"\d{0,3}\.?", text)).strip()


def _same_link(context: Context, table: str, link: str, told: dict[int, str]) -> Outcome:
    rows: Sequence[int] = tuple(told)
    cells = tuple(
        (table, row, column)
        for row in rows
        for column in range(len(context.tables[table].columns))
        if link in context.cell_text(table, row, column)
    )
    documents = "; ".join(text[:90] for text in dict.fromkeys(told.values()))
    return Outcome(draft=Draft(phrase("DOC-LINK.same", link=link, documents=documents), cells=cells, printed=link))
