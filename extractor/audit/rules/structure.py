"""The parts that a report must have: absent, promised in vain, or present but empty."""

import re
from collections.abc import Iterator, Sequence

from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome
from extractor.audit.outline import Mark, captions, covers, headings
from extractor.audit.phrases import both, phrase
from extractor.audit.registry import rule
from extractor.audit.statements import statements
from extractor.audit.structure import PARTS, Part, chapter_pages, chapters, is_whole, page_of, unended
from extractor.audit.wording import joined
from extractor.facts.model import Row, Sentence
from schemas import Column, Criterion, Message, Table

_FORM = Criterion(regulation="PermenPANRB 53/2014", article="Lampiran II")


@rule(
    "DOC-SECTION",
    title=Message(id="Bagian wajib tidak ditemukan", en="A mandatory part was not found"),
    severity="notice",
    effect=Message(
        id="Laporan belum memenuhi bentuk yang diwajibkan, sehingga nilai pelaporannya turun.",
        en="The report does not have the required form, which lowers its mark.",
    ),
    criterion=_FORM,
    preview=True,
)
def mandatory(context: Context) -> Iterator[Outcome]:
    """A part that every performance report must have is not there.

    What it checks: executive summary, strategic issues, performance agreement, comparisons with target, last year and
        Renstra, causes, efficiency, programmes, budget, closing: by headings, captions, kinds of tables and words of the text.
    Why it matters: evaluators mark the report by these parts.
    Formula: each part has a heading, a caption, a table of its kind, or a sentence in its chapter that speaks about it.
    Example: chapter III compares target and result of the year, but nothing with the targets of the Renstra.
    When it stays silent: the chapter is not in the file, or the file ends within it; a summary where the file begins with chapter I; a part that a
        single sentence of its chapter speaks about, unless it tells it for none of three or more indicators. Never more
        than a notice: a part may stand in a picture or under words that are not known here.
    Source: PermenPANRB 53/2014, Lampiran II (told from memory; wording not compared).
    """
    if context.reading.document.kind != "lkjip":
        return
    held, whole = _finished(context), is_whole(context)
    for part in PARTS:
        if part.chapter == "0":
            expected = whole and any(sentence.place == "front" for sentence in context.reading.sentences)
        else:
            expected = part.chapter in held
        if expected and page_of(context, part) is None:
            yield _absent(context, part)
        elif expected and (told := _unfilled(context, part)):
            yield told


def _finished(context: Context) -> frozenset[str]:
    """The chapters that a file holds, without the one that may go on in another file."""
    held = chapters(context.reading)
    return held - {max(held)} if held and unended(context.reading) else held


def _absent(context: Context, part: Part) -> Outcome:
    pages = chapter_pages(context, part.chapter)
    roman = ("", "I", "II", "III", "IV")[int(part.chapter)]
    message = phrase(
        "DOC-SECTION.absent",
        part=part.name,
        chapter=both("DOC-SECTION.chapter", number=roman) if roman else both("DOC-SECTION.front"),
    )
    return Outcome(draft=Draft(message, page=pages[0] if pages else 1))


# The cells of the evaluation matrix that answer for a part.
_CELLS = {"previous": "previous_years", "renstra": "renstra", "causes": "causes"}
_STATEMENTS = 3


def _unfilled(context: Context, part: Part) -> Outcome | None:
    """The notice that a part is spoken of, but for none of the indicators that the report answers for."""
    known = statements(context.reading)
    cell = _CELLS.get(part.id)
    if cell is None or len(known) < _STATEMENTS or any(getattr(item, cell) is not None for item in known):
        return None
    pages = chapter_pages(context, part.chapter)
    message = phrase("DOC-SECTION.unfilled", part=part.name, count=len(known))
    return Outcome(draft=Draft(message, page=pages[0] if pages else 1))


_BOX = re.compile(r"^bab\s+(?:[IVX]+|\d)\s+(?:berisi|memuat)\s*:?$", re.IGNORECASE)
_LISTED = re.compile(r"(?:^|\s)\d{1,2}\.\s+(?=[A-Z])")
_PERCENTAGE = re.compile(r"\d[\d.,]*\s*%")
_PROMISED, _FULFILLED = 2, 0.6


@rule(
    "DOC-PROMISE",
    title=Message(id="Bagian yang dijanjikan tidak ada", en="An announced part is absent"),
    severity="notice",
    criterion=_FORM,
)
def promised(context: Context) -> Iterator[Outcome]:
    """The opening of a chapter lists parts that the chapter does not have.

    What it checks: lists under "Bab … berisi:" against headings, captions and short lines of the chapter.
    Why it matters: the reader looks for them in vain; they were dropped, or left from last year.
    Formula: each listed part is a heading of the chapter.
    Example: "5. Penghargaan" in the list of chapter III, no such heading.
    When it stays silent: a list without numbers, one of which nothing is found; a part named by a caption or a short line.
    Source: none; what is announced must follow.
    """
    sentences = context.reading.sentences
    for index, sentence in enumerate(sentences):
        if not _BOX.match(sentence.text.strip()):
            continue
        chapter = re.sub(r"\D", "", sentence.text) or {"I": "1", "II": "2", "III": "3", "IV": "4"}.get(
            sentence.text.split()[1].upper(), ""
        )
        listed = _listed([item for item in sentences[index + 1 : index + 16] if item.page == sentence.page])
        told = _titles(context, chapter, {item.id for item in sentences[index : index + 16]})
        absent = [name for name in listed if not any(covers(title, name, _FULFILLED) for title in told)]
        if len(listed) >= _PROMISED and absent and 2 * len(absent) <= len(listed):
            message = phrase(
                "DOC-PROMISE.absent",
                page=sentence.page,
                chapter=chapter,
                absent=(joined(absent), joined(absent, "and")),
            )
            yield Outcome(draft=Draft(message, sentences=(sentence,), lead="sentences"))


def _listed(sentences: Sequence[Sentence]) -> list[str]:
    """The numbered lines of a box, from 1 on as far as the numbers go on."""
    text = " ¦ ".join(item.text for item in sentences)
    out: list[str] = []
    starts = list(_LISTED.finditer(text))
    for place, match in enumerate(starts):
        if int(re.sub(r"\D", "", match[0])) != len(out) + 1:
            break
        end = starts[place + 1].start() if place + 1 < len(starts) else match.end() + 60
        out.append(" ".join(text[match.end() : end].partition("¦")[0].split()[:6]))
    return out


def _titles(context: Context, chapter: str, box: set[str]) -> list[str]:
    """Headings, captions and short lines of a chapter, those of the box itself left out."""
    pages = chapter_pages(context, chapter) if chapter else range(0)
    marks: list[Mark] = [*context.once(headings), *context.once(captions)]
    titles = [mark.title for mark in marks if mark.page in pages]
    titles += [item.title for item in context.reading.sections if item.page in pages]
    short = [
        sentence.text
        for sentence in context.reading.sentences
        if sentence.page in pages and len(sentence.text) <= 70 and sentence.id not in box
    ]
    return titles + [text for text in short if not _PERCENTAGE.search(text)]


_COMPARED = ("previous_years", "renstra_progress", "national_standard", "peers")
_FEWEST = 3


@rule(
    "DOC-EMPTYCMP",
    title=Message(id="Perbandingan wajib tidak terisi", en="A mandatory comparison is left blank"),
    severity="notice",
    criterion=_FORM,
)
def empty_comparison(context: Context) -> Iterator[Outcome]:
    """A table that compares leaves the compared figures of most indicators blank.

    What it checks: tables of last years, Renstra, national standard and peers with three indicators or more.
    Why it matters: a comparison with blanks compares nothing; where there is no standard the report must say so.
    Formula: blank cells in the compared column > half of the indicators.
    Example: a column "Target Nasional" with one figure for five indicators.
    When it stays silent: a dash or "belum ada" in the cell, half and more filled, merged cells.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    for table in context.reading.tables:
        if table.kind not in _COMPARED:
            continue
        rows = _indicator_rows(context, table)
        for index, column in enumerate(table.columns):
            blank = [row for row in rows if _blank(context, table, row, index)]
            if _is_compared(context, table, column) and len(rows) >= _FEWEST and 2 * len(blank) > len(rows):
                message = phrase(
                    "DOC-EMPTYCMP.blank",
                    place=context.wording.table(table.id, table.pages[0]),
                    compared=both(f"compared.{table.kind}"),
                    blank=len(blank),
                    rows=len(rows),
                )
                cells = tuple((table.id, row.index, index) for row in blank)
                facts = tuple(fact for row in rows for fact in context.row(table.id, row.index))[:2]
                yield Outcome(draft=Draft(message, cells=cells, facts=facts, table=table.id, page=table.pages[0]))
                break


def _is_compared(context: Context, table: Table, column: Column) -> bool:
    """Whether a column holds what the year's results are compared with."""
    if table.kind in ("peers", "national_standard"):
        return column.entity is not None
    if table.kind == "renstra_progress":
        return column.role == "target"
    return column.role in ("realization", "achievement") and column.period not in (None, str(context.year))


def _indicator_rows(context: Context, table: Table) -> list[Row]:
    """The rows of a table that have an indicator of their own and at least one figure."""
    columns = [index for index, column in enumerate(table.columns) if column.role in ("indicator", "name")]
    return [
        row
        for row in context.rows(table.id)
        if row.kind == "data"
        and context.row(table.id, row.index)
        and any(context.cell_text(table.id, row.index, index) for index in columns)
    ]


def _blank(context: Context, table: Table, row: Row, column: int) -> bool:
    return not context.cell_text(table.id, row.index, column)


# A column is one that is filled where at least so many rows, and this share of them, have something in it.
_ROWS, _FILLED = 6, 0.8
_FILLED_IN = frozenset({"category", "achievement", "realization", "target", "unit", "source"})


@rule(
    "CELL-MISSING",
    title=Message(id="Sel kosong dalam kolom yang terisi", en="Blank cell in a filled column"),
    severity="notice",
)
def blank_cells(context: Context) -> Iterator[Outcome]:
    """A cell is blank in a column that is filled in nearly all other rows.

    What it checks: categories, targets, results, units and sources of rows that have an indicator and a figure.
    Why it matters: a blank is neither zero nor "none"; means and totals leave it out unseen.
    Formula: at least six rows, four fifths of them filled.
    Example: a column "Menunjang / Tidak Menunjang" with a word in 40 rows and four blanks.
    When it stays silent: merged cells, headings and totals, columns of amounts, a dash; comparisons with many blanks
        (DOC-EMPTYCMP).
    Source: none; a column that is filled in is filled in for every row.
    """
    for table in context.reading.tables:
        rows = _indicator_rows(context, table)
        for index, column in enumerate(table.columns):
            if column.role not in _FILLED_IN or len(rows) < _ROWS:
                continue
            blank = [row for row in rows if _blank(context, table, row, index) and not context.children(row)]
            if blank and len(rows) - len(blank) >= _FILLED * len(rows):
                yield _blanks(context, table, index, blank)


def _blanks(context: Context, table: Table, index: int, blank: Sequence[Row]) -> Outcome:
    names = [row.name for row in blank if row.name]
    shown = ", ".join(f"“{name[:70]}”" for name in dict.fromkeys(names[:3]))
    message = phrase(
        "CELL-MISSING.blank",
        column=table.columns[index].header or str(index + 1),
        place=context.wording.table(table.id, table.pages[0]),
        count=len(blank),
        names=shown,
    )
    cells = tuple((table.id, row.index, index) for row in blank)
    facts = tuple(fact for row in blank for fact in context.row(table.id, row.index)[:1])
    return Outcome(draft=Draft(message, cells=cells, facts=facts, table=table.id))
