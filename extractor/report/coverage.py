"""What became of every page and of every number that the body prints."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.facts.model import Reading, Sentence
from extractor.facts.said import facts_by_sentence
from extractor.notation import find_numbers
from extractor.pages.model import Page
from schemas import Coverage, NumberCoverage, PageCoverage, Table

AS_FACT, NOT_UNDERSTOOD = "as_fact", "not_understood"
COUNTED = {"summary", "body"}
# Roles of a number in running text that make no figure of it.
NO_FIGURE = {"year", "date", "legal-reference", "identifier", "table-reference", "list-number"}
ROW_ROLES = {"no": "row-number", "code": "code"}
TEXT_ROLES = {"name", "indicator", "objective", "goal", "text", "formula", "source", "unit", "trend", "category"}


def coverage(pages: Sequence[Page], reading: Reading) -> Coverage:
    """The account of pages and numbers; the buckets of numbers add up to what is printed."""
    tables = Counter(number for table in reading.tables for number in range(table.pages[0], table.pages[1] + 1))
    shown = tuple(
        PageCoverage(
            page=page.number,
            label=reading.labels.get(page.number),
            reader=page.reader,
            reason=page.reason,
            tables=tables[page.number],
        )
        for page in pages
    )
    counts = Counter(bucket for bucket in _buckets(reading))
    ignored = {k: counts[k] for k in sorted(counts) if k not in {AS_FACT, NOT_UNDERSTOOD}}
    numbers = NumberCoverage(
        printed=sum(counts.values()),
        as_fact=counts[AS_FACT],
        ignored=ignored,
        not_understood=counts[NOT_UNDERSTOOD],
    )
    return Coverage(pages=shown, numbers=numbers)


def _buckets(reading: Reading) -> Iterator[str]:
    """The bucket of every number in the sentences and tables of the summary and the chapters."""
    facts_of = facts_by_sentence(reading)
    for sentence in reading.sentences:
        if sentence.place in COUNTED:
            yield from _of_sentence(sentence, len(facts_of.get(sentence.id, ())))
    place = _places(reading.sentences)
    cells = {(f.source.table, f.source.row, f.source.column) for f in reading.facts}
    for table in reading.tables:
        if place(table.pages[0]) in COUNTED:
            yield from _of_table(table, cells)


def _of_sentence(sentence: Sentence, left: int) -> Iterator[str]:
    """Buckets of the numbers of a sentence that so many facts were read from."""
    tokens = find_numbers(sentence.text)
    if sentence.kind in {"caption", "heading", "footer"}:
        yield from (sentence.kind for _ in tokens)
        return
    if tokens and not any(len(word) > 2 and word.isalpha() for word in sentence.text.split()):
        yield from ("chart" for _ in tokens)
        return
    for token in tokens:
        if token.role in NO_FIGURE:
            yield token.role
        elif left > 0:
            left -= 1
            yield AS_FACT
        else:
            yield NOT_UNDERSTOOD


def _places(sentences: Sequence[Sentence]) -> "PlaceOf":
    """A look-up of the part of the report that a page belongs to."""
    return PlaceOf(sentences)


class PlaceOf:
    """The part of the report that a page belongs to: that of the last sentence at or before its end."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._pages = [s.page for s in sentences]
        self._places = [s.place for s in sentences]

    def __call__(self, page: int) -> str:
        """front, summary, body or appendix; body where no sentence stands before."""
        index = bisect_right(self._pages, page) - 1
        return self._places[index] if index >= 0 else "body"


def _of_table(table: Table, cells: set[tuple[str | None, int | None, int | None]]) -> Iterator[str]:
    """Buckets of the numbers of a table's cells."""
    for cell in table.cells:
        tokens = find_numbers(cell.text)
        if not tokens:
            continue
        role = table.columns[cell.column].role if cell.column < len(table.columns) else "other"
        if (table.id, cell.row, cell.column) in cells:
            bucket = AS_FACT
        elif cell.row < table.header_rows:
            bucket = "header"
        elif role in ROW_ROLES:
            bucket = ROW_ROLES[role]
        elif role in TEXT_ROLES or cell.column_span > 1:
            bucket = "text-cell"
        else:
            bucket = NOT_UNDERSTOOD
        yield from (bucket for _ in tokens)
