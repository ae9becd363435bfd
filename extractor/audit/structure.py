"""Which parts of a report a file holds: chapters, and the mandatory contents by headings, tables and captions."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

from extractor.audit.context import Context
from extractor.facts.model import Reading
from extractor.notation.screened import lowered

# A file with these chapters is the whole report; fewer are a chapter or a part of it.
_CHAPTERS = frozenset({"1", "2", "3", "4"})
_CLOSING = frozenset({"4", "5"})


def chapters(reading: Reading) -> frozenset[str]:
    """The numbers of the chapters that a file holds, by chapter headings and by the first number of sections."""
    found = {item.number for item in reading.sections if item.level == 1}
    return frozenset(found | {item.number.partition(".")[0] for item in reading.sections if "." in item.number})


def unended(reading: Reading) -> str | None:
    """The table with which a file ends that lacks the closing chapter: it may go on in another file.

    None where text follows the table, or the file has no chapters.
    """
    held = chapters(reading)
    if not held or held & _CLOSING:
        return None
    last = max([table.pages[1] for table in reading.tables] + [item.page for item in reading.sentences], default=0)
    table = next((item for item in reversed(reading.tables) if item.pages[1] == last), None)
    if table is None:
        return None
    top = min((cell.bbox[1] for cell in table.cells if cell.page == last), default=0.0)
    after = [item for item in reading.sentences if item.page == last and item.kind != "caption" and item.bbox[1] > top]
    return None if after else table.id


def is_whole(context: Context) -> bool:
    """Whether a file is a whole performance report with its four chapters; the closing may be a fifth one."""
    held = chapters(context.reading)
    return context.reading.document.kind == "lkjip" and held >= _CHAPTERS


@dataclass(frozen=True, slots=True)
class Part:
    """A mandatory part: names in two languages, the words of its headings, the kinds of its tables.

    `spoken` are words with which the text of its chapter would speak about it; where they occur it is not called absent.
    Both are searched in lower case.
    """

    id: str
    name: tuple[str, str]
    chapter: str
    words: re.Pattern[str]
    spoken: re.Pattern[str]
    kinds: tuple[str, ...] = ()


def _parts() -> tuple[Part, ...]:
    rows = yaml.load((Path(__file__).parent / "parts.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple(
        Part(
            row["id"],
            (row["name"], row["english"]),
            str(row["chapter"]),
            re.compile(row["words"]),
            re.compile(row["spoken"]),
            tuple(row.get("kinds", ())),
        )
        for row in rows
    )


PARTS = _parts()
"""The parts that PermenPANRB 53/2014, Lampiran II, asks of every performance report, from `parts.yaml`."""


def chapter_pages(context: Context, chapter: str) -> range:
    """The pages of a chapter: from its heading, else its first section, to that of the next one; lists of chapters aside."""
    return context.once(_pages_of_chapters).get(int(chapter), range(0))


def _pages_of_chapters(context: Context) -> dict[int, range]:
    """The pages of each chapter by its number."""
    starts: dict[int, int] = {}
    listed = Counter(item.page for item in context.reading.sections if item.level == 1)
    for item in context.reading.sections:
        if listed[item.page] >= _LISTED:
            continue
        number = item.number.partition(".")[0]
        if number.isdigit() and (item.level == 1 or "." in item.number):
            starts[int(number)] = min(item.page, starts.get(int(number), item.page))
    last = max((item.page for item in context.reading.sentences if item.place != "appendix"), default=0)
    return {
        chapter: range(
            start,
            min((page for number, page in starts.items() if number > chapter and page >= start), default=last) + 1,
        )
        for chapter, start in starts.items()
    }


def page_of(context: Context, part: Part) -> int | None:
    """The page where a part begins or is spoken of; null where neither table, heading, caption nor text tells of it."""
    reading = context.reading
    if part.chapter == "0":
        first = min((entry.page for entry in reading.listings if part.words.search(entry.title.lower())), default=None)
        for item in reading.sentences:
            earlier = first is None or item.page < first
            if earlier and (item.place == "summary" or part.words.match(lowered(item.text))):
                first = item.page
        return first
    pages = chapter_pages(context, part.chapter)
    found = [table.pages[0] for table in reading.tables if table.kind in part.kinds]
    earliest = pages.start if part.chapter == _RESULTS else 0
    titles = [item for item in reading.sections if item.page >= earliest]
    found += [item.page for item in titles if part.words.search(item.title.lower())]
    first = min(found, default=None)
    for sentence in reading.sentences:
        if first is not None and sentence.page >= first:
            break
        if sentence.place == "front":
            continue
        titled = sentence.page >= earliest and (
            len(sentence.text) <= _HEADING or sentence.kind in ("heading", "caption")
        )
        low = lowered(sentence.text)
        if (titled and part.words.search(low)) or (sentence.page in pages and part.spoken.search(low)):
            found.append(sentence.page)
            break
    return min(found, default=None)


# So many chapters that begin on one page are a list of contents.
_LISTED = 3
# The chapter of the results: what stands before it tells of plans.
_RESULTS = "3"
# A line of at most so many characters may be a heading that is set like text.
_HEADING = 120
