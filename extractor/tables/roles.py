"""Kind of a table and roles of its columns, with the dimensions that the headers fix."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from extractor.tables.column_content import content_of
from extractor.tables.content_to_roles import by_content
from extractor.tables.context import DocumentContext
from extractor.tables.decided import UNDECIDED, Decided, give_roles, with_dimensions
from extractor.tables.dimensions import Frame, columns_of
from extractor.tables.draft import OPEN, Draft
from extractor.tables.header_rows import count_header_rows
from extractor.tables.header_words import paths, titles
from extractor.tables.kinds import settle, table_kind
from extractor.tables.view import View
from extractor.tables.words_to_roles import by_words
from schemas import Table


def classify_all(
    tables: Sequence[Table],
    context: DocumentContext,
    decided: Mapping[str, Decided] = MappingProxyType({}),
) -> tuple[Table, ...]:
    """All tables of a document in reading order; `decided` is what a person said of tables, by their id."""
    return tuple(
        classify(table, context, caption, decided.get(table.id, UNDECIDED))
        for table, caption in zip(tables, captions(tables), strict=True)
    )


def captions(tables: Sequence[Table]) -> list[str]:
    """The caption that speaks for each table of a document in reading order, empty where there is none.

    A table without caption right behind one with the same header goes on with it, so that caption speaks for it too.
    """
    out: list[str] = []
    caption, header, last = "", "", -9
    for table in tables:
        words = _header_text(table)
        if table.caption or words != header or table.pages[0] > last + 1:
            caption = table.caption or ""
        header, last = words, table.pages[1]
        out.append(caption)
    return out


def classify(table: Table, context: DocumentContext, caption: str | None = None, decided: Decided = UNDECIDED) -> Table:
    """The table with its kind, header rows and columns.

    `caption` speaks for a table that has none of its own; what a person `decided` wins over words and content.
    """
    view = View(table)
    header = count_header_rows(view) if decided.header_rows is None else decided.header_rows
    drafts = [Draft(path, content_of(view.column(i, header))) for i, path in enumerate(paths(view, header))]
    title = titles(view, header)
    above = table.caption or caption or ""
    words = " ".join(part for part in (above, title) if part)
    by_words(drafts, words)
    by_content(drafts, words)
    give_roles(drafts, decided)
    kind = decided.kind or table_kind(words, drafts)
    settle(drafts, kind, words, context.fiscal_year)
    if kind == "other" and not decided.kind:
        kind = table_kind(words, drafts)
    _same_code(drafts)
    give_roles(drafts, decided)
    columns = with_dimensions(columns_of(drafts, Frame(kind, above, title, context)), decided, context)
    return table.model_copy(update={"kind": kind, "header_rows": header, "columns": columns})


def _header_text(table: Table) -> str:
    """The words of the header, for comparing tables; empty where there is none."""
    return " ".join(cell.text for cell in table.cells if cell.row < table.header_rows)


def _same_code(drafts: Sequence[Draft]) -> None:
    """A code that is printed in several columns under one header is a code in each of them."""
    for left, right in pairwise(drafts):
        if left.role == "code" and right.path == left.path and right.role in ("no", OPEN):
            right.role = "code"
