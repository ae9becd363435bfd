"""The report's figures held against those of supporting documents: which belong together, and what a difference means.

A later plan supersedes an earlier one, an audited statement an unaudited one; a difference that report or document
explain is told and not accused.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractor.audit.context import Context
from extractor.audit.duplicate_facts import agree, comparable, subject_id
from extractor.facts.model import Reading, Sentence, Supporting
from schemas import Fact

Key = tuple[str, ...]
# Which plan binds where several set one target or budget, the strongest first.
RULING = ("lra", "calk", "pk_revised", "pk", "action_plan", "iku", "renja", "rkpd", "renstra")
PLANS = frozenset(RULING) - {"lra", "calk"}
MONEY = frozenset({"budget", "spending"})
RESULTS = frozenset({"realization", "achievement", "spending", "budget"})
SCORES = frozenset({"score", "realization", "weight"})
EXPLAINS = re.compile(
    r"\b(?:perubahan|revisi|direvisi|reviu|review|penyesuaian|disesuaikan|koreksi|dikoreksi|diperbarui|pemutakhiran|"
    r"pergeseran|refocusing|angka\s+sementara|angka\s+tetap|setelah\s+(?:di)?audit|hasil\s+audit|audited)\b",
    re.IGNORECASE,
)
UNAUDITED = re.compile(r"\bun-?audited\b|\bbelum\s+(?:di)?audit\b", re.IGNORECASE)
NOTE = re.compile(r"^\s*(?:\*|keterangan|catatan|ket\.)", re.IGNORECASE)
NAMED = 88
AGREES, SUPERSEDED, EXPLAINED, DIFFERS = "agrees", "superseded", "explained", "differs"


@dataclass(frozen=True, slots=True)
class Compared:
    """Figures of the report and of a document that say the same thing, and what came of it.

    `why` is the document that supersedes, or the sentence that explains; empty otherwise.
    """

    supporting: Supporting
    mine: tuple[Fact, ...]
    theirs: tuple[Fact, ...]
    outcome: str
    why: str = ""


def held_against(context: Context) -> tuple[Compared, ...]:
    """Every figure of the report that a supporting document prints too, in the order of documents and places."""
    mine = _by_key(context.reading, context.reading.document.fiscal_year)
    books = [(item, _by_key(item.reading, _own_year(item, context))) for item in context.reading.supporting]
    found: list[Compared] = []
    for supporting, theirs in books:
        for key, figures in theirs.items():
            others = _counterparts(supporting, key, mine, context)
            for own, same in others:
                found.append(_compared(context, supporting, own, figures, [(s, t.get(same, ())) for s, t in books]))
    return tuple(found)


def _own_year(supporting: Supporting, context: Context) -> int | None:
    return supporting.document.fiscal_year or context.reading.document.fiscal_year


def _by_key(reading: Reading, year: int | None) -> dict[Key, tuple[Fact, ...]]:
    """Figures by what they say, without those of which a document prints several values."""
    kinds = {table.id: table.kind for table in reading.tables}
    found: dict[Key, list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        key = _key(fact, year, kinds.get(fact.source.table or ""))
        if key is not None:
            found[key].append(fact)
    return {key: tuple(facts) for key, facts in found.items() if _one_value(facts)}


def _key(fact: Fact, year: int | None, kind: str | None) -> Key | None:
    """Subject, measure, period, plan and members of a figure that can be compared; None for others."""
    silent = fact.value is None and not fact.predicate
    if silent or fact.entity is not None or fact.cumulative or fact.source.table is None:
        return None
    subject, period = fact.subject, fact.period or (str(year) if year else "")
    plan = "renstra" if fact.basis == "renstra" or kind == "renstra_targets" else ""
    members = ";".join(f"{axis}={value}" for axis, value in sorted(fact.member.items()))
    if subject.kind == "indicator" and fact.measure in {"target", "realization", "achievement"}:
        return ("indicator", subject_id(subject), fact.measure, period, plan, members)
    if fact.measure in MONEY and subject.kind in {"budget_line", "total"} and kind != "efficiency":
        name = "total" if subject.level == "total" else subject_id(subject)
        return ("money", name, fact.measure, period, fact.phase or "", members)
    if fact.measure in SCORES and subject.kind in {"component", "total"} and kind == "akip_components":
        name = "total" if subject.kind == "total" or subject.level == "total" else subject_id(subject)
        return ("akip", name, fact.measure, period, "", members)
    return None


def _one_value(facts: Sequence[Fact]) -> bool:
    return all(same(facts[0], other) for other in facts)


def same(first: Fact, second: Fact) -> bool:
    """Whether two prints agree: by their values, or by their labels where one of them is a label alone."""
    if first.value is not None and second.value is not None:
        return agree(first, second)
    return not first.predicate or not second.predicate or first.predicate == second.predicate


def _counterparts(
    supporting: Supporting, key: Key, mine: dict[Key, tuple[Fact, ...]], context: Context
) -> Iterator[tuple[tuple[Fact, ...], Key]]:
    """The report's figures that a document's figure is held against, with the key that other documents have for it."""
    wanted = _wanted(supporting, key, context)
    for candidate in wanted:
        own = tuple(f for f in mine.get(candidate, ()))
        if own:
            yield own, key
            return


def _wanted(supporting: Supporting, key: Key, context: Context) -> tuple[Key, ...]:
    """Keys of the report that fit the figure of a document of this kind, the first that is there is taken."""
    kind, year = supporting.document.kind, str(context.reading.document.fiscal_year or "")
    sort, name, measure, period, plan, members = key
    if sort == "akip":
        return _shifted(key) if kind == "lhe" else ()
    if sort == "money":
        if kind not in {"lra", "calk", "pk", "pk_revised", "renja", "lkjip"} or not _in_time(kind, period, year):
            return ()
        phases = (plan, "", "revised") if kind in {"lra", "calk", "pk_revised"} or not plan else (plan, "")
        return tuple((sort, name, measure, period, phase, members) for phase in dict.fromkeys(phases))
    if measure == "target":
        if kind == "renstra":
            return ((sort, name, measure, period, "renstra", members),)
        return _targets(key, plan) if kind in PLANS and period == year else ()
    return (key,) if kind == "lkjip" and measure in RESULTS and _in_time(kind, period, year) else ()


def _targets(key: Key, plan: str) -> tuple[Key, ...]:
    """The target of the year as the report has it; a Renstra target that another plan quotes is that of the Renstra first."""
    sort, name, measure, period, _, members = key
    agreed = (sort, name, measure, period, "", members)
    return ((sort, name, measure, period, "renstra", members), agreed) if plan else (agreed,)


def _in_time(kind: str, period: str, year: str) -> bool:
    """Whether a period is the one that a kind of document is asked about; an unknown year is any."""
    if not year.isdigit():
        return True
    return period == (str(int(year) - 1) if kind == "lkjip" else year)


def _shifted(key: Key) -> tuple[Key, ...]:
    """The same score under the year of the evaluation and under the year that it is about."""
    period = key[3]
    years = (period, str(int(period) + 1), str(int(period) - 1)) if period.isdigit() else (period,)
    return tuple((*key[:3], shifted, *key[4:]) for shifted in years)


def _compared(
    context: Context,
    supporting: Supporting,
    mine: tuple[Fact, ...],
    theirs: tuple[Fact, ...],
    elsewhere: Sequence[tuple[Supporting, Sequence[Fact]]],
) -> Compared:
    if not comparable(mine[0], theirs[0]) or any(same(own, theirs[0]) for own in mine):
        return Compared(supporting, mine, theirs, AGREES)
    later = _superseding(supporting, mine, elsewhere) or _quoted(theirs, mine)
    if later:
        return Compared(supporting, mine, theirs, SUPERSEDED, later)
    told = _explained(context, supporting, mine, theirs)
    return Compared(supporting, mine, theirs, EXPLAINED if told else DIFFERS, told or "")


def _quoted(theirs: Sequence[Fact], mine: Sequence[Fact]) -> str | None:
    """Why a target of the Renstra is not held against that of the year's agreement: the agreement binds."""
    return "perjanjian kinerja" if theirs[0].basis == "renstra" and mine[0].basis != "renstra" else None


def _superseding(
    supporting: Supporting, mine: Sequence[Fact], elsewhere: Sequence[tuple[Supporting, Sequence[Fact]]]
) -> str | None:
    """The file of a document that binds more and agrees with the report."""
    kind = supporting.document.kind
    if kind not in RULING:
        return None
    for other, figures in elsewhere:
        stronger = other.document.kind in RULING and RULING.index(other.document.kind) < RULING.index(kind)
        audited = other.document.kind == kind and _unaudited(supporting) and not _unaudited(other)
        if (stronger or audited) and any(same(own, figure) for own in mine for figure in figures):
            return other.document.file
    return None


def _unaudited(supporting: Supporting) -> bool:
    """Whether a document says of itself that it was not audited yet."""
    return any(UNAUDITED.search(sentence.text) for sentence in supporting.reading.sentences if sentence.page <= 2)


def _explained(context: Context, supporting: Supporting, mine: Sequence[Fact], theirs: Sequence[Fact]) -> str | None:
    """The words of report or document that explain a difference of this figure."""
    if supporting.document.kind in {"lra", "calk"} and _unaudited(supporting):
        return "unaudited"
    for reading, facts in ((context.reading, mine), (supporting.reading, theirs)):
        for fact in facts:
            told = _heading_tells(reading, fact) or _sentence_tells(reading, fact)
            if told:
                return told
    return None


def _heading_tells(reading: Reading, fact: Fact) -> str | None:
    """The column heading or a note under the table that names a change."""
    table = next((item for item in reading.tables if item.id == fact.source.table), None)
    if table is None or fact.source.column is None or fact.source.column >= len(table.columns):
        return None
    header = table.columns[fact.source.column].header
    if EXPLAINS.search(header):
        return header
    notes = [row.name for row in reading.rows.get(table.id, ()) if row.kind == "note" and EXPLAINS.search(row.name)]
    return next((note for note in notes if _names(note, fact) or NOTE.match(note)), None)


def _sentence_tells(reading: Reading, fact: Fact) -> str | None:
    """A sentence that names the subject and a change, or a note beside the table."""
    for sentence in reading.sentences:
        if EXPLAINS.search(sentence.text) and (_names(sentence.text, fact) or _is_note(sentence, fact)):
            return sentence.text
    return None


def _is_note(sentence: Sentence, fact: Fact) -> bool:
    return bool(NOTE.match(sentence.text)) and abs(sentence.page - fact.source.page) <= 1


def _names(text: str, fact: Fact) -> bool:
    name = fact.subject.name.lower()
    return len(name) >= 8 and fuzz.partial_ratio(name, text.lower()) >= NAMED
