"""The list of contents, and the page numbers of all lists, against the report itself."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome
from extractor.audit.outline import Mark, captions, cover_each_other, covers, headings, lacks, plain_number
from extractor.audit.phrases import both, phrase
from extractor.audit.registry import rule
from extractor.facts.model import Entry
from schemas import Criterion, Message

_FORM = Criterion(regulation="PermenPANRB 53/2014", article="Lampiran II")
# A list that is compared has at least so many lines.
_FEWEST = 4
# Titles are one where they share this much, and say different things where both lack this many words of the other.
_SAME, _LACKING = 0.8, 2


def numbered(context: Context) -> list[Entry]:
    """The lines of the list of contents that name a numbered section."""
    return [item for item in context.reading.listings if item.listing == "contents" and "." in item.number]


@rule(
    "DOC-TOC",
    title=Message(id="Daftar isi berbeda dengan isi laporan", en="List of contents differs from the headings"),
    severity="warning",
    effect=Message(
        id="Pembaca tidak menemukan bagian yang dicarinya.", en="A reader does not find the part that is looked for."
    ),
    criterion=_FORM,
)
def contents(context: Context) -> Iterator[Outcome]:
    """A line of the list of contents has another number or title than the heading.

    What it checks: numbers that stand twice in the list, sections that have another number in the text, titles that
        differ.
    Why it matters: evaluators look for the mandatory parts by the list of contents.
    Formula: number and title of each line = number and title of one heading.
    Example: the list says "2.6 Rencana Anggaran", the text has "2.6 Rencana Kerja" and "2.7 Rencana Anggaran".
    When it stays silent: fewer than four numbered lines or headings; a title that is a short form of the other; other
        spelling; a heading that was not found.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    lines, marks = numbered(context), context.once(headings)
    if len(lines) < _FEWEST or len(marks) < _FEWEST:
        return
    by_number = {plain_number(mark.number): mark for mark in marks}
    renamed: list[tuple[Entry, Mark]] = []
    seen: dict[str, Entry] = {}
    for line in lines:
        number = plain_number(line.number)
        here = by_number.get(number)
        moved = _moved(line, here, marks)
        if number in seen and not _equal(line.title, seen[number].title):
            yield _twice(line, seen[number], moved)
        elif moved and here and not _equal(line.title, here.title):
            yield _other_number(line, here, moved)
        elif here and not _one_title(line.title, here.title):
            renamed.append((line, here))
        seen.setdefault(number, line)
    if renamed:
        yield _renamed(renamed)


def _one_title(first: str, second: str) -> bool:
    """Whether two titles may be one: one says what the other says, in other words or shorter."""
    if covers(second, first, _SAME) or covers(first, second, _SAME):
        return True
    return min(len(lacks(first, second)), len(lacks(second, first))) < 1 or not (
        len(lacks(first, second)) >= _LACKING or len(lacks(second, first)) >= _LACKING
    )


def _moved(line: Entry, here: Mark | None, marks: Sequence[Mark]) -> Mark | None:
    """The heading with another number whose title is that of the line."""
    found = [mark for mark in marks if mark is not here and "." in mark.number]
    same = [mark for mark in found if _equal(line.title, mark.title)]
    return same[0] if len(same) == 1 else None


def _equal(first: str, second: str) -> bool:
    """Whether two titles say the same, neither of them more."""
    return cover_each_other(first, second, _SAME)


def _twice(line: Entry, first: Entry, moved: Mark | None) -> Outcome:
    place = both("DOC-TOC.other_place", page=moved.page, number=moved.number) if moved else ("", "")
    message = phrase("DOC-TOC.twice", number=line.number, first=first.title, second=line.title, where=place)
    return _told(line, message, moved, "warning")


def _other_number(line: Entry, here: Mark, moved: Mark) -> Outcome:
    message = phrase(
        "DOC-TOC.moved",
        number=line.number,
        title=line.title,
        actual=moved.number,
        page=moved.page,
        other=here.title,
        other_page=here.page,
    )
    return _told(line, message, moved, "warning")


def _renamed(pairs: Sequence[tuple[Entry, Mark]]) -> Outcome:
    listed = "; ".join(f"{line.number} “{line.title}” — “{mark.title}” (hal. {mark.page})" for line, mark in pairs)
    message = phrase("DOC-TOC.renamed", listed=listed)
    sentences = [item for line, mark in pairs for item in (line.line, mark.sentence) if item]
    return Outcome(
        draft=Draft(message, severity="notice", sentences=tuple(sentences), page=pairs[0][0].page, lead="sentences")
    )


def _told(line: Entry, message: Message, mark: Mark | None, severity: str) -> Outcome:
    sentences = (line.line, *([mark.sentence] if mark and mark.sentence else []))
    return Outcome(draft=Draft(message, severity=severity, sentences=sentences, page=line.page, lead="sentences"))


@rule(
    "DOC-TOCPAGE",
    title=Message(id="Nomor halaman dalam daftar keliru", en="Wrong page number in a list"),
    severity="warning",
    criterion=_FORM,
)
def pages(context: Context) -> Iterator[Outcome]:
    """Page numbers of a list fall back, or are not those of the parts.

    What it checks: lists of contents, tables and figures: numbers that decrease; parts that stand on another page.
    Why it matters: a number that falls back shows that the list was not renewed after the last change.
    Formula: each page number ≥ the one above; the number printed on the page of the heading or caption.
    Example: 51, 40, 60: the 40 is wrong.
    When it stays silent: numbers by chapter ("III-4") or in Roman figures; pages are compared only where most of the
        lines of a list agree with the numbers printed on the pages.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    for listing, group in groupby(context.reading.listings, key=lambda line: line.listing):
        lines = [line for line in group if line.label and line.label.isdigit()]
        wrong = _falling(lines)
        for line in wrong:
            yield _falls(context, line, lines)
        yield from _elsewhere(context, listing, [line for line in lines if line not in wrong])


def _falling(lines: Sequence[Entry]) -> list[Entry]:
    """The fewest lines without which the numbers never decrease."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    values = [int(line.label or 0) for line in lines]
    for index, value in enumerate(values):
        place = bisect_right(tails, value)
        tails[place:] = [value, *tails[place + 1 :]]
        before.append(ends[place - 1] if place else None)
        ends[place:] = [index, *ends[place + 1 :]]
    kept: set[int] = set()
    index_now: int | None = ends[-1] if ends else None
    while index_now is not None:
        kept.add(index_now)
        index_now = before[index_now]
    return [line for index, line in enumerate(lines) if index not in kept]


def _falls(context: Context, line: Entry, lines: Sequence[Entry]) -> Outcome:
    index = lines.index(line)
    neighbour = lines[index - 1] if index else lines[index + 1]
    mark = _mark_of(context, line)
    right = context.reading.labels.get(mark.page) if mark else None
    told = right is not None and right != line.label
    message = phrase(
        "DOC-TOCPAGE.falls",
        listing=both(f"listing.{line.listing}"),
        number=line.number,
        title=line.title,
        label=line.label or "",
        neighbour=f"{neighbour.number} {neighbour.title}".strip(),
        other=neighbour.label or "",
        right=both("DOC-TOCPAGE.right", right=right or "") if told else ("", ""),
    )
    severity = "warning" if line.listing == "contents" else "notice"
    return Outcome(
        draft=Draft(
            message, severity=severity, sentences=(line.line,), printed=line.label, page=line.page, lead="sentences"
        )
    )


def _mark_of(context: Context, line: Entry) -> Mark | None:
    """The heading or caption of a line, by number and title."""
    marks = (
        context.once(headings)
        if line.listing == "contents"
        else context.once(captions)
        if line.listing == "tables"
        else ()
    )
    number = plain_number(line.number)
    same = [mark for mark in marks if number and plain_number(mark.number) == number]
    return same[0] if len(same) == 1 and _one_title(line.title, same[0].title) else None


def _elsewhere(context: Context, listing: str, lines: Sequence[Entry]) -> Iterator[Outcome]:
    """One notice for a list of which a few lines name another page than the part stands on."""
    labels = context.reading.labels
    known = [(line, labels[mark.page]) for line in lines if (mark := _mark_of(context, line)) and mark.page in labels]
    off = [(line, label) for line, label in known if label.isdigit() and label != line.label]
    if not off or 2 * len(off) >= len(known):
        return
    listed = "; ".join(f"{line.number} {line.title}: {line.label} → {label}" for line, label in off)
    message = phrase("DOC-TOCPAGE.elsewhere", listing=both(f"listing.{listing}"), listed=listed)
    sentences = tuple(line.line for line, _ in off)
    yield Outcome(draft=Draft(message, severity="notice", sentences=sentences, page=off[0][0].page, lead="sentences"))
