"""Pages and tables to a reading: identity, classified tables, facts of tables and of sentences."""

from collections.abc import Sequence

from extractor.facts.identity import identify
from extractor.facts.listings import entries
from extractor.facts.model import Reading
from extractor.facts.prose import paragraphs
from extractor.facts.sections import place
from extractor.facts.sentences import sentences_of
from extractor.facts.tables import read_tables
from extractor.facts.text_facts import text_facts
from extractor.pages.model import Page
from extractor.tables import Found
from extractor.tables.context import DocumentContext
from extractor.tables.roles import classify_all
from schemas import Fact


def read(pages: Sequence[Page], found: Found) -> Reading:
    """Everything that the pages say."""
    prose = paragraphs(pages, found.tables, found.furniture)
    placed, sections = place(prose)
    document = identify(prose, found.tables)
    context = DocumentContext(document.fiscal_year, document.agency, document.region)
    tables = classify_all(found.tables, context)
    of_tables = read_tables(tables)
    sentences = sentences_of(placed)
    facts = (*of_tables.facts, *text_facts(sentences, of_tables.facts, document))
    return Reading(
        document=document,
        tables=tables,
        rows=of_tables.rows,
        facts=_numbered(facts),
        sections=sections,
        sentences=sentences,
        listings=entries(prose),
        labels={page.number: label for page in pages if (label := page.label or found.furniture.label(page))},
        diagnostics=found.diagnostics,
    )


def _numbered(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts with ids in reading order of tables, then of sentences."""
    return tuple(fact.model_copy(update={"id": f"f{number:04d}"}) for number, fact in enumerate(facts, start=1))
