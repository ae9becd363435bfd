"""Captions of tables and figures: against the lists, against each other, against what follows them, and references."""

import re
from collections.abc import Iterator, Sequence

from extractor.audit.candidates import candidates
from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome
from extractor.audit.outline import Mark, captions, covered, covers, figures_named, lacks, plain_number, plain_title
from extractor.audit.phrases import both, phrase
from extractor.audit.registry import rule
from extractor.facts.model import Entry
from extractor.notation.screened import Screened
from extractor.remembered import remembered
from schemas import Criterion, Message, Table

_FORM = Criterion(regulation="PermenPANRB 53/2014", article="Lampiran II")
# A list of tables or figures is compared from so many lines on, and where this share of them was found.
_FEWEST, _FOUND = 3, 0.5
_FIGURES_FOUND = 0.7
# A title that lacks so many words of the other, both ways, says something else.
_LACKING = 3


@rule(
    "DOC-TABLIST",
    title=Message(id="Daftar tabel berbeda dengan judul tabel", en="List of tables differs from the captions"),
    severity="notice",
    criterion=_FORM,
    preview=True,
)
def table_list(context: Context) -> Iterator[Outcome]:
    """The list of tables lacks a table, names one that is not there, or gives it another title.

    What it checks: number and title of each line against the captions.
    Why it matters: a table that is not listed is not found, a listed one that is absent is missed.
    Formula: lines of the list = captions.
    Example: the list ends with Tabel 3.8, the report has a Tabel 3.9.
    When it stays silent: no list, fewer than three lines, or fewer than half of them found; titles in other words; tables
        listed after the last one found, which may stand in another file of the report.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    yield from _compared(context, "tables", context.once(captions), _FOUND)


@rule(
    "DOC-FIGLIST",
    title=Message(id="Daftar gambar berbeda dengan judul gambar", en="List of figures differs from the captions"),
    severity="notice",
    criterion=_FORM,
    preview=True,
)
def figure_list(context: Context) -> Iterator[Outcome]:
    """The list of figures lacks a figure, names one that is not there, or gives it another title.

    What it checks: number and title of each line against the captions of figures that stand in the text.
    Why it matters: a figure that is not listed is not found.
    Formula: lines of the list = captions.
    Example: the list has five figures, the report six.
    When it stays silent: captions that are part of a picture: fewer than seven tenths of the lines found.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    yield from _compared(context, "figures", context.once(figures_named), _FIGURES_FOUND)


def _compared(context: Context, listing: str, marks: Sequence[Mark], found: float) -> Iterator[Outcome]:
    """One notice for a list that differs from its captions."""
    lines = [line for line in context.reading.listings if line.listing == listing and line.number]
    listed = {plain_number(line.number) for line in lines}
    there = {plain_number(mark.number): mark for mark in marks if mark.number}
    if len(lines) < _FEWEST or len(listed & set(there)) < max(_FEWEST, found * len(listed)):
        return
    last = max(index for index, line in enumerate(lines) if plain_number(line.number) in there)
    absent = [line for line in lines[:last] if plain_number(line.number) not in there]
    unlisted = [mark for number, mark in there.items() if number not in listed]
    renamed = [line for line in lines if (mark := there.get(plain_number(line.number))) and _differs(line, mark)]
    if not (absent or unlisted or renamed):
        return
    sentences = [line.line for line in (*absent, *renamed)] or [lines[-1].line]
    message = phrase(
        "DOC-TABLIST.differs" if listing == "tables" else "DOC-FIGLIST.differs",
        absent=_names("absent", [(x.number, x.title) for x in absent]),
        unlisted=_names("unlisted", [(x.number, x.title) for x in unlisted]),
        renamed=_names("renamed", [(x.number, x.title) for x in renamed]),
    )
    yield Outcome(draft=Draft(message, sentences=tuple(sentences), page=sentences[0].page, lead="sentences"))


def _differs(line: Entry, mark: Mark) -> bool:
    return (
        bool(line.title and mark.title)
        and min(len(lacks(line.title, mark.title)), len(lacks(mark.title, line.title))) >= _LACKING
    )


def _names(kind: str, items: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """What a message says of some lines that are absent, unlisted or renamed; empty where there are none."""
    told = ", ".join(f"{number} “{title}”" for number, title in items)
    return both("DOC-TABLIST.part", label=both(f"DOC-TABLIST.{kind}"), told=told) if items else ("", "")


@rule(
    "DOC-CAPDUP",
    title=Message(id="Judul atau nomor tabel dipakai dua kali", en="A caption or its number is used twice"),
    severity="notice",
    criterion=_FORM,
)
def twice(context: Context) -> Iterator[Outcome]:
    """Two tables have one title, or two titles one number.

    What it checks: captions of all tables against each other.
    Why it matters: a reference to the table is ambiguous; one of the titles was often left from a copied table.
    Formula: number and title, each used once.
    Example: Tabel 3.5 and Tabel 3.6 are both called "Evaluasi Indikator Kinerja".
    When it stays silent: a table that goes on over pages under a repeated caption; captions without a title.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    marks = [mark for mark in context.once(captions) if mark.title]
    seen: list[Mark] = []
    for mark in marks:
        words = _whole(mark.title)
        for other in seen:
            number = plain_number(mark.number) == plain_number(other.number)
            if number != (words == _whole(other.title)) and (number is False or _LATER.search(mark.title) is None):
                if number and covered(mark.title, other.title) > 0.5:
                    continue
                yield _pair("number" if number else "title", other, mark)
                break
        seen.append(mark)


_GAPS = re.compile(r"\W+")
_LATER = re.compile(r"\b(?:lanjutan|sambungan)\b", re.IGNORECASE)


@remembered(4096)
def _whole(title: str) -> str:
    return _GAPS.sub("", title.lower())


def _pair(case: str, first: Mark, second: Mark) -> Outcome:
    message = phrase(
        f"DOC-CAPDUP.{case}",
        first=first.number,
        second=second.number,
        title=first.title,
        other=second.title,
        page=first.page,
        other_page=second.page,
    )
    return Outcome(draft=_at(message, (second, first)))


def _at(message: Message, marks: Sequence[Mark], **more: str) -> Draft:
    """A draft whose places are captions: their sentences, else the first cells of their tables."""
    sentences = tuple(mark.sentence for mark in marks if mark.sentence)
    return Draft(
        message,
        sentences=sentences,
        cells=tuple((mark.table, 0, 0) for mark in marks if mark.table),
        table=marks[0].table,
        page=marks[0].page,
        lead="sentences",
        severity=more.get("severity"),
    )


@rule(
    "DOC-NOBODY",
    title=Message(id="Isi tabel tidak dapat dibaca sebagai teks", en="A table cannot be read as text"),
    severity="notice",
    criterion=_FORM,
)
def without_rows(context: Context) -> Iterator[Outcome]:
    """A caption of a table is followed by no rows that can be read: a picture, or nothing.

    What it checks: captions on pages where no table with that number was found.
    Why it matters: its figures cannot be compared with the other tables.
    Formula: each caption has rows.
    Example: "Tabel 2.4 Perjanjian Kinerja" above a scanned page.
    When it stays silent: the page has no text at all; the table stands under the caption without a number.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    pages = {item.page for item in context.reading.diagnostics if item.code == "table-without-rows"}
    for mark in context.once(captions):
        if mark.table is None and mark.page in pages and mark.sentence:
            message = phrase("DOC-NOBODY.picture", number=mark.number, title=mark.title, page=mark.page)
            yield Outcome(draft=_at(message, (mark,)))


# What a heading of the plan tells a table to be about; each with the words that its columns or cells would use.
_ABOUT = {
    word: re.compile(rf"\b{word}\b", re.IGNORECASE)
    for word in ("visi", "misi", "tujuan", "sasaran", "strategi", "kebijakan")
}
_BY_TYPE = re.compile(r"^(?:[\d.\s]*)(?:belanja|pendapatan|surplus|pembiayaan)\b", re.IGNORECASE)
_BY_PROGRAM = re.compile(r"\b(?:program|sub\s*kegiatan|kegiatan)\b", re.IGNORECASE)
_TYPE_NAMED = re.compile(r"\b(?:belanja|jenis|kelompok|objek)\b", re.IGNORECASE)


@rule(
    "DOC-CAPTION",
    title=Message(id="Judul tabel tidak sesuai isinya", en="A caption does not fit its table"),
    severity="notice",
    criterion=_FORM,
)
def content(context: Context) -> Iterator[Outcome]:
    """A caption announces other things than its table holds.

    What it checks: tables of expenditure by type called "program dan kegiatan"; tables of the plan whose caption names
        vision and mission while their columns are other parts of the plan.
    Why it matters: a reader who looks for the announced figures takes the wrong ones.
    Formula: the things that the caption names occur in headings or rows.
    Example: "Realisasi Program dan Kegiatan" above rows of Belanja Pegawai and Belanja Barang.
    When it stays silent: one of the named things occurs; the caption names none of these things.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    tables = context.tables
    for mark in context.once(captions):
        table = tables.get(mark.table or "")
        if table is None or not mark.title:
            continue
        told = _of_plan(mark, table) or _of_expenditure(context, mark, table)
        if told:
            yield Outcome(draft=_at(told, (mark,)))


def _of_plan(mark: Mark, table: Table) -> Message | None:
    """A caption on parts of the plan of which the table has none, while its columns are other parts."""
    if table.kind not in ("text", "other"):
        return None
    named = [word for word, form in _ABOUT.items() if form.search(mark.title)]
    if len(named) < 2:
        return None
    headers = " ".join(cell.text for cell in table.cells if cell.row < table.header_rows)
    held = [word for word, form in _ABOUT.items() if form.search(headers)]
    body = " ".join(cell.text for cell in table.cells)
    absent = [word for word in named if not _ABOUT[word].search(body)]
    if not held or absent != named:
        return None
    return phrase(
        "DOC-CAPTION.plan", number=mark.number, title=mark.title, named=", ".join(named), held=", ".join(held)
    )


def _of_expenditure(context: Context, mark: Mark, table: Table) -> Message | None:
    """A caption on programmes above rows of expenditure by type only."""
    if table.kind != "expenditure_by_type" or not _BY_PROGRAM.search(mark.title) or _TYPE_NAMED.search(mark.title):
        return None
    names = [row.name for row in context.rows(table.id) if row.kind in ("data", "group", "total") and row.name]
    by_type = [name for name in names if _BY_TYPE.match(name)]
    if len(names) < _FEWEST or 2 * len(by_type) <= len(names) or any(_BY_PROGRAM.match(name) for name in names):
        return None
    return phrase("DOC-CAPTION.expenditure", number=mark.number, title=mark.title, example=by_type[0])


_REFERENCE = Screened(
    re.compile(
        r"\btabel\s+(?P<number>(?:[IVX]+|\d+)(?:\s?[.\-–]\s?\d+)+)(?!\d|\.\d)(?:\s+(?:tentang|mengenai|perihal)\s+"
        r"(?P<title>[^,;:]{10,200}))?",
        re.IGNORECASE,
    ),
    "tabel",
)
# A reference means another table where its words are mostly lacking here and nearly all there.
_HERE, _THERE = 0.5, 0.8


@rule(
    "DOC-XREF",
    title=Message(id="Rujukan ke tabel yang salah", en="Reference to the wrong table"),
    severity="error",
    effect=Message(
        id="Pembaca diarahkan ke angka yang tidak dimaksud.", en="The reader is sent to figures that are not meant."
    ),
    criterion=_FORM,
)
def references(context: Context) -> Iterator[Outcome]:
    """A sentence refers to a table that is about something else, or that the report does not have.

    What it checks: "Tabel 3.9 tentang …" against the captions; numbers of tables that no caption and no list has.
    Why it matters: the reader compares with the wrong figures, or looks for a table in vain.
    Formula: the words after "tentang" are those of the caption with that number.
    Example: "tabel 3.2 tentang efisiensi anggaran" where Tabel 3.2 is the comparison with last year and Tabel 3.8 the
        efficiency.
    When it stays silent: no other caption fits better; tables of chapters of which the file has no caption; captions
        without a title. A number that does not exist is a notice: its caption may be part of a picture.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    marks = {plain_number(mark.number): mark for mark in reversed(context.once(captions))}
    listed = {plain_number(line.number) for line in context.reading.listings if line.listing == "tables"}
    chapters = {number.partition(".")[0] for number in marks if "." in number}
    for sentence in candidates(context.reading, _REFERENCE):
        if sentence.kind not in ("sentence", "item") or sentence.place == "front":
            continue
        for match in _REFERENCE.finditer(sentence.text):
            number = plain_number(match["number"])
            mark = marks.get(number)
            if mark is None and number not in listed and number.partition(".")[0] in chapters and len(marks) >= _FEWEST:
                message = phrase("DOC-XREF.absent", number=match["number"], page=sentence.page)
                yield Outcome(draft=Draft(message, severity="notice", sentences=(sentence,), lead="sentences"))
            elif mark and match["title"] and (right := _meant(match["title"], mark, tuple(marks.values()))):
                message = phrase(
                    "DOC-XREF.other",
                    number=match["number"],
                    page=sentence.page,
                    title=mark.title,
                    right=right.number,
                    words=plain_title(match["title"]),
                )
                yield Outcome(
                    draft=Draft(message, sentences=(sentence,), printed=f"Tabel {match['number']}", lead="sentences")
                )


def _meant(words: str, mark: Mark, marks: Sequence[Mark]) -> Mark | None:
    """The one table that the words of a reference describe, where the named one is about something else."""
    if not mark.title or covers(mark.title, words, _HERE):
        return None
    fitting = [other for other in marks if other is not mark and covers(other.title, words, _THERE)]
    return fitting[0] if len(fitting) == 1 else None
