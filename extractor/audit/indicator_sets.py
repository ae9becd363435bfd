"""Which indicators a report declares and which it reports."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.audit.context import Context
from extractor.audit.duplicate_facts import identity
from extractor.audit.outline import covers, telling
from extractor.audit.passages import Passages, one_covers
from extractor.audit.structure import chapter_pages, chapters
from extractor.facts.model import Sentence
from extractor.facts.names import NameBook
from schemas import Fact

_PLANS = frozenset({"performance_agreement", "iku"})
_RESULTS = frozenset({"achievement", "achievement_summary", "previous_years", "renstra_progress"})
# A name is reported where another one has this share of its words.
_REPORTED = 0.7
# Plan and results are compared where so many indicators, and this share of the plan's, are in both.
_BOTH, _SHARE = 3, 0.6


@dataclass(frozen=True, slots=True)
class Undone:
    """A declared indicator that the chapter on results says nothing about: as the plan's figure, or as a sentence tells it."""

    name: str
    page: int
    fact: Fact | None = None
    sentence: Sentence | None = None


def unreported(context: Context) -> Iterator[Undone]:
    """Indicators of agreement and IKU tables, and of the list of goals in the text, that no result and no sentence takes up."""
    if "3" not in chapters(context.reading):
        return
    pages = chapter_pages(context, "3")
    facts = [f for f in context.reading.facts if f.subject.kind == "indicator" and f.source.table is not None]
    kinds = {table.id: table.kind for table in context.reading.tables}
    planned = [f for f in facts if kinds[f.source.table or ""] in _PLANS and f.source.page < pages.start]
    results = {identity(f) for f in facts if f.source.page in pages}
    names = {identity(f): f for f in reversed(planned)}
    both = set(names) & results
    if len(both) >= _BOTH and len(both) >= _SHARE * len(names):
        for key, fact in names.items():
            if key not in results and not _spoken(context, fact.subject.name) and not _done(fact, facts):
                yield Undone(fact.subject.name, fact.source.page, fact=fact)
    yield from _declared(context, pages)


def _done(planned: Fact, facts: Sequence[Fact]) -> bool:
    """A table anywhere, that of the summary too, prints a result under this name or a longer or shorter one."""
    name = planned.subject.name
    return any(
        covers(fact.subject.name, name, _REPORTED) or covers(name, fact.subject.name, _REPORTED)
        for fact in facts
        if fact.measure in ("realization", "achievement")
    )


def _spoken(context: Context, name: str) -> bool:
    """Whether a sentence or a cell of the chapter on results has nearly all words of a name."""
    return bool(context.once(_told_of_results).covering(name, _REPORTED))


def _told_of_results(context: Context) -> Passages:
    """The sentences and cells of the chapter on results, each text once."""
    pages = chapter_pages(context, "3")
    told = [sentence.text for sentence in context.reading.sentences if sentence.page in pages]
    cells = [
        cell.text
        for table in context.reading.tables
        for cell in table.cells
        if cell.page in pages and len(cell.text) > 8
    ]
    return Passages(dict.fromkeys((*told, *cells)))


_OPENING = re.compile(r"\bindikator\s+(?:tujuan|sasaran)\s*:\s*$", re.IGNORECASE)
_CLOSING = re.compile(
    r"\b(?:sasaran|tujuan|indikator|program)\s*(?:\d|I{1,3}|strategis|tujuan|sasaran)?\s*(?:\d\s*)?:", re.IGNORECASE
)


def _declared(context: Context, pages: range) -> Iterator[Undone]:
    """Names under "Indikator tujuan :" of the plan that are no known indicator and that the results do not take up."""
    sentences = context.reading.sentences
    before = [(index, item) for index, item in enumerate(sentences[:-1]) if item.page < pages.start]
    openings = [index for index, item in before if item.place == "body" and _OPENING.search(item.text[-40:])]
    book = NameBook(context.reading.facts) if openings else NameBook(())
    for index in openings:
        line = sentences[index + 1]
        end = _CLOSING.search(line.text)
        text = line.text[: end.start()] if end else line.text
        known = book.mentions(text)
        left = text[: known[0].start] if known else text
        name = left.strip(" -•,;")
        if 3 <= len(telling(name)) <= 12 and known and not _spoken(context, name):
            yield Undone(name, line.page, sentence=line)


def undeclared(context: Context) -> list[Fact]:
    """Indicators with results in the chapter on results that neither agreement nor IKU nor Renstra declares."""
    kinds = {table.id: table.kind for table in context.reading.tables}
    facts = [f for f in context.reading.facts if f.subject.kind == "indicator" and f.source.table is not None]
    start = chapter_pages(context, "3").start
    plans = {
        identity(f)
        for f in facts
        if kinds[f.source.table or ""] in (*_PLANS, "renstra_targets")
        or (f.measure == "target" and f.source.page < start)
    }
    done: dict[str, Fact] = {}
    for fact in facts:
        if kinds[fact.source.table or ""] == "achievement" and fact.measure == "realization":
            done.setdefault(identity(fact), fact)
    both = plans & set(done)
    if len(both) < _BOTH or len(both) < _SHARE * len(done) or "2" not in chapters(context.reading):
        return []
    return [fact for key, fact in done.items() if key not in plans and not _planned(context, fact, plans, facts)]


def _planned(context: Context, fact: Fact, plans: set[str], facts: Sequence[Fact]) -> bool:
    """A plan has nearly the same name: matching did not see that they are one."""
    name = fact.subject.name
    names = {f.subject.name for f in facts if identity(f) in plans}
    if any(covers(other, name, _REPORTED) or covers(name, other, _REPORTED) for other in names):
        return True
    spoken = [s.text for s in context.reading.sentences if s.page < fact.source.page]
    return one_covers(spoken, name, _REPORTED) or bool(Passages(spoken).covered(name, _REPORTED))
