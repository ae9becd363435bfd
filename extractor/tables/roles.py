"""Kind of a table and roles of its columns, with the dimensions that the headers fix."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.tables.column_content import content_of
from extractor.tables.content_to_roles import by_content
from extractor.tables.context import DocumentContext
from extractor.tables.dimensions import Frame, columns_of
from extractor.tables.draft import OPEN, Draft
from extractor.tables.header_rows import count_header_rows
from extractor.tables.header_words import paths, titles
from extractor.tables.kinds import settle, table_kind
from extractor.tables.view import View
from extractor.tables.words_to_roles import by_words
from schemas import Table


def classify(table: Table, context: DocumentContext) -> Table:
    """The table with its kind, header rows and columns."""
    view = View(table)
    header = count_header_rows(view)
    drafts = [Draft(path, content_of(view.column(i, header))) for i, path in enumerate(paths(view, header))]
    by_words(drafts)
    by_content(drafts)
    title = titles(view, header)
    kind = table_kind(table, drafts, title)
    caption = " ".join(part for part in (table.caption, title) if part)
    settle(drafts, kind, caption, context.fiscal_year)
    _same_code(drafts)
    columns = columns_of(drafts, Frame(kind, table.caption or "", title, context))
    return table.model_copy(update={"kind": kind, "header_rows": header, "columns": columns})


def _same_code(drafts: Sequence[Draft]) -> None:
    """A code that is printed in several columns under one header is a code in each of them."""
    for left, right in pairwise(drafts):
        if left.role == "code" and right.path == left.path and right.role in ("no", OPEN):
            right.role = "code"
