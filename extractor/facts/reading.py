"""Pages and tables to a reading: identity, classified tables, facts of tables and of sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts.document_kind import recognise
from extractor.facts.identity import identify, unknown
from extractor.facts.listings import entries
from extractor.facts.model import Reading, Sentence
from extractor.facts.prose import Paragraph, paragraphs
from extractor.facts.recognised import Pictured, recognised, with_confidence
from extractor.facts.sections import place
from extractor.facts.sentences import sentences_of
from extractor.facts.tables import read_tables
from extractor.facts.text_facts import text_facts
from extractor.pages.model import Page
from extractor.tables import Found
from extractor.tables.context import DocumentContext
from extractor.tables.furniture import Furniture
from schemas import Fact


@dataclass(frozen=True, slots=True)
class Text:
    """What the pages say beside their tables: paragraphs, running heads and feet, page numbers, what was recognised."""

    prose: list[Paragraph]
    footers: tuple[Sentence, ...]
    labels: dict[int, str]
    pictured: Pictured


def read(pages: Sequence[Page], found: Found) -> Reading:
    """Everything that the pages say."""
    return reading_of(text_of(pages, found), found)


def text_of(pages: Sequence[Page], found: Found) -> Text:
    """The text beside the tables, after which the words of the pages are not needed any more."""
    furniture = found.furniture
    labels = {page.number: label for page in pages if (label := page.label or furniture.label(page))}
    prose = paragraphs(pages, found.tables, furniture)
    return Text(prose, _footers(pages, furniture), labels, Pictured.of(pages))


def reading_of(text: Text, found: Found, jobs: int = 1) -> Reading:
    """Everything that is said in the text and in the tables; `jobs` processes share it."""
    prose = text.prose
    placed, sections = place(prose)
    document = identify(prose, found.tables)
    context = DocumentContext(document.fiscal_year, document.agency, document.region)
    of_tables = read_tables(found.tables, context, found.decided, jobs)
    tables = of_tables.tables
    document = document.model_copy(update={"kind": recognise(prose, tables).kind})
    sentences = sentences_of(placed)
    of_text = with_confidence(text_facts(sentences, of_tables.facts, document, jobs), text.pictured)
    facts = _numbered((*of_tables.facts, *of_text))
    return Reading(
        document=document,
        tables=tables,
        rows=of_tables.rows,
        facts=facts,
        sections=sections,
        sentences=sentences,
        listings=entries(prose),
        footers=text.footers,
        labels=text.labels,
        recognised=recognised(facts, tables, text.pictured),
        diagnostics=(*found.diagnostics, *unknown(document, bool(prose or found.tables))),
    )


def _footers(pages: Sequence[Page], furniture: Furniture) -> tuple[Sentence, ...]:
    """Running heads and feet, each text once (its page number aside), where it stands first."""
    seen: dict[str, Sentence] = {}
    for page in pages:
        for line in furniture.texts(page):
            text = re.sub(r"^\d{1,3}\s+(?=\D)|(?<=\D)\s*[|–-]?\s+(?:\d{1,3}|[ivxl]{1,5})$", "", line.text).strip()
            seen.setdefault(text, Sentence(f"r{len(seen)}", text, page.number, line.bbox, kind="footer"))
    return tuple(seen.values())


def _numbered(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts with ids in reading order of tables, then of sentences."""
    return tuple(fact.model_copy(update={"id": f"f{number:04d}"}) for number, fact in enumerate(facts, start=1))
