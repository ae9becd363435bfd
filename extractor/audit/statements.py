"""The evaluation matrix: for each performance statement, where the report tells what the evaluation asks about it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from extractor.audit.context import Context
from extractor.audit.duplicate_facts import identity
from extractor.audit.outline import covers
from extractor.audit.passages import Passages
from extractor.audit.structure import chapter_pages
from extractor.facts.model import Reading, Sentence, once
from extractor.facts.names import NameBook, squash
from extractor.notation.screened import Screened
from extractor.remembered import remembered
from schemas import Evidence, Fact, Statement, Table
from schemas.base import trusted

_CAUSES = Screened(
    re.compile(
        r"penyebab|disebabkan|dikarenakan|\bkarena\b|faktor|kendala|hambatan|didukung|keberhasilan|kegagalan|tindak\s+lanjut|solusi",
        re.IGNORECASE,
    ),
    "penyebab",
    "sebab",
    "karena",
    "faktor",
    "kendala",
    "hambatan",
    "didukung",
    "keberhasilan",
    "kegagalan",
    "tindak",
    "solusi",
)
_EFFICIENCY = Screened(
    re.compile(r"\befisien|\befesien|penggunaan\s+sumber\s+daya", re.IGNORECASE), "efisien", "efesien", "penggunaan"
)
_PROGRAMMES = Screened(re.compile(r"\b(?:program|kegiatan|sub\s+kegiatan)\b", re.IGNORECASE), "program", "kegiatan")
_NATIONAL = Screened(
    re.compile(r"\bnasional\b|\bstandar\s+pelayanan\s+minimal\b|\bspm\b", re.IGNORECASE), "nasional", "standar", "spm"
)
_SOURCE = Screened(
    re.compile(
        r"\bsumber(?:\s+data)?\s*:|\bdata\s+(?:diambil|bersumber)\b|\baplikasi\b|\bhasil\s+(?:survei|survey|penilaian|evaluasi)\b",
        re.IGNORECASE,
    ),
    "sumber",
    "data",
    "aplikasi",
    "hasil",
)
_SOURCE_LINE = re.compile(r"^\W*sumber\b", re.IGNORECASE)
# An objective is spoken of where a sentence has this share of its words.
_SPOKEN = 0.8
# A line of at most so many letters is no sentence about an objective.
_SHORTEST = 30
# Nor is a cell of at most so many.
_SHORTEST_CELL = 20


@once
def statements(reading: Reading) -> tuple[Statement, ...]:
    """The statements of a report in the order of its achievement tables, else of its agreement; none where it has neither."""
    context = Context(reading)
    own = _own(context)
    spoken = _spoken(context, own)
    return tuple(_statement(context, facts, spoken[key]) for key, facts in own.items())


def _own(context: Context) -> dict[str, list[Fact]]:
    """All table figures of each indicator that an achievement table reports, else that the agreement sets."""
    by_subject: dict[str, list[Fact]] = defaultdict(list)
    kinds = {table.id: table.kind for table in context.reading.tables}
    for fact in context.reading.facts:
        if fact.source.table is not None and fact.subject.kind == "indicator" and fact.source.document is None:
            by_subject[identity(fact)].append(fact)
    for kind, measure in (("achievement", "realization"), ("performance_agreement", "target")):
        listed = [
            fact
            for facts in by_subject.values()
            for fact in facts
            if kinds[fact.source.table or ""] == kind and fact.measure == measure and fact.entity is None
        ]
        if listed:
            ordered = sorted(listed, key=lambda fact: (fact.source.page, fact.id))
            return {key: by_subject[key] for key in dict.fromkeys(identity(fact) for fact in ordered)}
    return {}


def _spoken(context: Context, own: dict[str, list[Fact]]) -> dict[str, list[Sentence]]:
    """The sentences of chapter III that speak about each indicator: those that name it, and those that follow in its paragraph."""
    book = NameBook(fact for facts in own.values() for fact in facts)
    keys = {squash(fact.subject.name): key for key, facts in own.items() for fact in facts}
    goals: dict[str, list[str]] = defaultdict(list)
    for key, facts in own.items():
        if goal := _goal(facts):
            goals[goal].append(key)
    told = _sentences(context)
    found = zip(told, book.mentions_in([item.text for item in told]), strict=True)
    named = {item.id: [keys[squash(mention.subject.name)] for mention in mentions] for item, mentions in found}
    speaking = _speaking([item for item in told if not named[item.id] and len(item.text) > _SHORTEST], goals)
    out: dict[str, list[Sentence]] = {key: [] for key in own}
    current: list[str] = []
    paragraph = section = None
    for sentence in told:
        if about := named[sentence.id] or speaking.get(sentence.id):
            current = list(dict.fromkeys(about))
        elif sentence.section != section or (
            paragraph is not None and sentence.paragraph - paragraph > 1 and sentence.kind == "heading"
        ):
            current = []
        paragraph, section = sentence.paragraph, sentence.section
        for key in current:
            out[key].append(sentence)
    return out


def _speaking(sentences: Sequence[Sentence], goals: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The indicators of the objectives that sentences speak of, by the id of the sentence."""
    passages = Passages(sentence.text for sentence in sentences)
    found: dict[str, list[str]] = defaultdict(list)
    for goal, members in goals.items():
        for position in passages.covering(goal, _SPOKEN):
            found[sentences[position].id] += members
    return found


def _sentences(context: Context) -> list[Sentence]:
    """The sentences of chapter III, of all chapters where there is none."""
    pages = chapter_pages(context, "3")
    return [item for item in context.reading.sentences if item.place == "body" and (not pages or item.page in pages)]


def _goal(facts: Sequence[Fact]) -> str | None:
    return next((fact.subject.path[-1] for fact in facts if fact.subject.path), None)


def _statement(context: Context, facts: Sequence[Fact], spoken: Sequence[Sentence]) -> Statement:
    year = str(context.year)
    kinds = [context.tables[fact.source.table or ""].kind for fact in facts]
    filled = [(fact, kind) for fact, kind in zip(facts, kinds, strict=True) if fact.printed.strip(" -")]

    def table(wanted: Callable[[Fact, str], bool]) -> Evidence | None:
        found = [fact for fact, kind in filled if wanted(fact, kind)]
        first = min(found, key=lambda fact: (fact.source.page, fact.id), default=None)
        return trusted(Evidence, page=first.source.page, table=first.source.table) if first else None

    def text(form: Screened) -> Evidence | None:
        return next((trusted(Evidence, page=s.page, sentence=s.text) for s in spoken if _has(form, s.text)), None)

    goal = _goal(facts)
    lead = next((fact for fact, kind in zip(facts, kinds, strict=True) if kind == "achievement"), facts[0])
    return Statement(
        indicator=lead.subject.name,
        canonical_id=lead.subject.canonical_id,
        objective=goal,
        target=table(lambda f, _: f.measure == "target" and f.basis not in ("renstra", "national") and f.period in (None, year)),
        realization=table(lambda f, _: f.measure == "realization" and f.entity is None and f.period in (None, year)),
        previous_years=table(lambda f, _: f.measure in ("realization", "achievement") and _earlier(f, context.year)),
        renstra=table(lambda f, kind: kind == "renstra_progress" and f.measure in ("target", "achievement"))
        or table(lambda f, kind: f.basis == "renstra" and f.measure == "achievement"),
        national=table(lambda f, _: f.basis == "national" and f.measure in ("target", "achievement")) or text(_NATIONAL),
        causes=text(_CAUSES),
        efficiency=_row_of(context, "efficiency", facts, goal) or text(_EFFICIENCY),
        programmes=_row_of(context, "program_support", facts, goal) or text(_PROGRAMMES),
        source=_source(context, lead) or text(_SOURCE),
    )  # fmt: skip


@remembered(1 << 14)
def _has(form: Screened, text: str) -> bool:
    """Whether a text holds a form; several indicators ask it of one sentence."""
    return form.search(text) is not None


def _earlier(fact: Fact, year: int | None) -> bool:
    """A figure of the agency for a year before the report's."""
    return (
        fact.entity is None
        and fact.period is not None
        and fact.period.isdigit()
        and year is not None
        and int(fact.period) < year
    )


def _row_of(context: Context, kind: str, facts: Iterable[Fact], goal: str | None) -> Evidence | None:
    """A row of a table of some kind that has the indicator or its objective."""
    rows = context.once(_rows_by_kind)[kind]
    names = {squash(fact.subject.name) for fact in facts}
    first = min((rows.places[name] for name in names if name in rows.places), default=None)
    if goal:
        spoken = rows.speaking_of(goal)
        first = spoken if first is None or (spoken is not None and spoken < first) else first
    return None if first is None else rows.evidence(first)


class _Rows:
    """The cells below the headings of all tables of a kind, in reading order."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._cells = [(table.id, cell) for table in tables for cell in table.cells if cell.row >= table.header_rows]
        self.places: dict[str, int] = {}
        for place, (_, cell) in enumerate(self._cells):
            self.places.setdefault(squash(cell.text), place)
        self._known: dict[str, int | None] = {}

    def evidence(self, place: int) -> Evidence:
        """Where a cell stands."""
        table, cell = self._cells[place]
        return trusted(Evidence, page=cell.page, table=table)

    def speaking_of(self, goal: str) -> int | None:
        """The place of the first cell that has nearly all words of an objective."""
        if goal not in self._known:
            told = ((place, cell.text) for place, (_, cell) in enumerate(self._cells))
            long = (item for item in told if len(item[1]) > _SHORTEST_CELL)
            self._known[goal] = next((place for place, text in long if covers(text, goal, _SPOKEN)), None)
        return self._known[goal]


def _rows_by_kind(context: Context) -> dict[str, _Rows]:
    """The cells of the tables that tell of efficiency and of programmes."""
    tables = context.reading.tables
    return {kind: _Rows(table for table in tables if table.kind == kind) for kind in ("efficiency", "program_support")}


def _source(context: Context, lead: Fact) -> Evidence | None:
    """A line "Sumber: …" under the table of the result, or a source column of a table with the indicator."""
    last = context.tables[lead.source.table or ""].pages[1]
    for sentence in context.once(_source_lines):
        if lead.source.page <= sentence.page <= last:
            return trusted(Evidence, page=sentence.page, sentence=sentence.text)
    return context.once(_sourced).get(squash(lead.subject.name))


def _sourced(context: Context) -> dict[str, Evidence]:
    """The first row of a table with a source column that has a text, and a source beside it, by the letters of the text."""
    found: dict[str, Evidence] = {}
    for table in context.reading.tables:
        column = next((index for index, item in enumerate(table.columns) if item.role == "source"), None)
        for cell in table.cells if column is not None else ():
            if context.cell_text(table.id, cell.row, column or 0):
                found.setdefault(squash(cell.text), trusted(Evidence, page=cell.page, table=table.id))
    return found


def _source_lines(context: Context) -> list[Sentence]:
    """The lines "Sumber: …" of a report."""
    return [sentence for sentence in context.reading.sentences if _SOURCE_LINE.match(sentence.text)]
