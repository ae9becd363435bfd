"""Budget lines one by one: nothing spent, nothing granted, the phase of the total, and codes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome
from extractor.audit.phrases import phrase
from extractor.audit.registry import part, rule
from extractor.audit.wording import joined
from extractor.facts.model import Row
from extractor.facts.names import squash
from schemas import Fact, Message, Table

_LINES = ("program", "activity", "sub_activity")
_SHOWN = 8


@rule(
    "BUD-ZERO",
    title=Message(id="Anggaran atau realisasi 0", en="Budget or spending of 0"),
    severity="warning",
    effect=Message(
        id="Kegiatan yang tidak dilaksanakan memengaruhi capaian.",
        en="An activity that was not carried out bears on results.",
    ),
)
def spent_without_budget(context: Context) -> Iterator[Outcome]:
    """Spending on a line without budget, or nothing spent of a budget without a word on it.

    What it checks: programmes, activities and sub activities with spending above 0 and a budget of 0 (warning); with a budget and
        spending of 0 that no sentence names (notice, one per table).
    Why it matters: an activity that was not carried out bears on results and must be explained.
    Formula: none.
    Example: pagu 0, realisasi 7.500.000.
    When it stays silent: both are 0; a dash or blank; a quarter of the year; the text names the line.
    Source: PermenPANRB 53/2014, Lampiran II (explanation of success and failure).
    """
    for budget, spending in _pairs(context):
        if budget.value == 0 and spending.value:
            message = phrase(
                "BUD-ZERO.unfunded",
                name=spending.subject.name,
                place=context.wording.fact(spending),
                printed=spending.printed,
            )
            yield Outcome(draft=Draft(message, reported=spending, facts=(spending, budget)))


def _pairs(context: Context) -> Iterator[tuple[Fact, Fact]]:
    """Budget and spending of the lines of each table, where a row has one of each; quarters are left out."""
    for table in context.reading.tables:
        for row in context.rows(table.id):
            if row.kind not in ("data", "group") or row.level not in _LINES:
                continue
            facts = [fact for fact in context.row(table.id, row.index) if fact.phase != "initial"]
            budgets = [fact for fact in facts if fact.measure == "budget" and fact.value is not None]
            spent = [fact for fact in facts if fact.measure == "spending" and fact.value is not None]
            if len(budgets) == len(spent) == 1 and "-" not in (spent[0].period or ""):
                yield budgets[0], spent[0]


@part("BUD-ZERO")
def nothing_spent(context: Context) -> Iterator[Outcome]:
    """Lines with a budget of which nothing was spent and that no sentence names; one notice per table."""
    by_table: dict[str, list[Fact]] = defaultdict(list)
    text = ""
    for budget, spending in _pairs(context):
        if not budget.value or spending.value != 0:
            continue
        text = text or squash(" ".join(sentence.text for sentence in context.reading.sentences))
        if squash(spending.subject.name) not in text:
            by_table[spending.source.table or ""].append(spending)
    for facts in by_table.values():
        names = [f"“{fact.subject.name}”" for fact in facts[:_SHOWN]]
        listed = (joined(names), joined(names, "and"))
        message = phrase("BUD-ZERO.unspent", listed=listed, place=context.wording.fact(facts[0]))
        yield Outcome(draft=Draft(message, severity="notice", reported=facts[0], facts=tuple(facts[:_SHOWN])))


_INITIAL = re.compile(r"\b(?:murni|induk|sebelum\s+perubahan|perjanjian\s+kinerja|awal|renja|rencana)\b", re.IGNORECASE)


@rule(
    "BUD-PHASE",
    title=Message(id="Pagu sebelum perubahan dipakai", en="Budget before the change is used"),
    severity="warning",
    effect=Message(
        id="Persentase serapan terhadap pagu lama tidak dapat dibandingkan.",
        en="Absorption of the old budget cannot be compared.",
    ),
    preview=True,
)
def phase_of_total(context: Context) -> Iterator[Outcome]:
    """A table of spending is measured by the total budget before the change.

    What it checks: totals of tables with budget and spending against the totals before and after the change that another table
        prints.
    Why it matters: spending is measured by the budget after the change (APBD Perubahan).
    Formula: total = total before the change, and not the one after it.
    Example: 26.254.000.000 before and 27.346.000.000 after the change; 26.254.000.000 as pagu beside the spending.
    When it stays silent: the table says itself that it holds the first budget; no table prints both phases; both are equal.
    Source: PP 12/2019 (change of the budget), wording not compared.
    """
    year = str(context.year)
    totals = [
        fact
        for fact in context.reading.facts
        if fact.measure == "budget" and fact.subject.level == "total" and fact.value and fact.source.table is not None
    ]
    initial = {fact.value: fact for fact in totals if fact.phase == "initial" and fact.period in (None, year)}
    revised = {fact.value: fact for fact in totals if fact.phase == "revised" and fact.period in (None, year)}
    if len(initial) != 1 or len(revised) != 1 or initial.keys() == revised.keys():
        return
    old, new = next(iter(initial.values())), next(iter(revised.values()))
    for fact in totals:
        table = context.tables[fact.source.table or ""]
        spent = any(item.measure == "spending" for item in context.row(table.id, fact.source.row or 0))
        if fact.phase is not None or fact.value != old.value or fact.period != year or not spent:
            continue
        if not _INITIAL.search(f"{table.caption or ''} {table.columns[fact.source.column or 0].header}"):
            message = phrase(
                "BUD-PHASE.total",
                printed=fact.printed,
                place=context.wording.fact(fact),
                first=context.wording.fact(old),
                initial=old.printed,
                revised=new.printed,
            )
            yield Outcome(draft=Draft(message, reported=fact, facts=(fact, old, new)))


@rule(
    "BUD-CODE",
    title=Message(id="Kode anggaran tidak sesuai", en="Budget code does not fit"),
    severity="warning",
    effect=Message(id="Baris tidak dapat dicocokkan dengan DPA.", en="The row cannot be matched with the DPA."),
    preview=True,
)
def code_of_parent(context: Context) -> Iterator[Outcome]:
    """A code does not begin with the code of the row above it, or stands twice.

    What it checks: codes of programmes, activities and sub activities: each begins with the code of its parent, as at least two of
        its siblings do; no code stands for two names under one parent.
    Why it matters: rows are matched with the DPA by their codes.
    Formula: code = code of the parent + one part.
    Example: 5.03.02.2.01.04 below 5.03.02.2.02, whose other rows are 5.03.02.2.02.01 and 5.03.02.2.02.02.
    When it stays silent: fewer than two siblings fit; no codes. Names are not compared with the national list, for its codes changed
        with each edition.
    Source: Permendagri 90/2019 (structure of codes), wording not compared.
    """
    for table in context.reading.tables:
        coded = [row for row in context.rows(table.id) if row.code and row.code.count(".") >= 2]
        for parent, children in _families(coded):
            fitting = [row for row in children if str(row.code).startswith(f"{parent.code}.")]
            odd = [row for row in children if row not in fitting]
            if len(fitting) >= 2 and len(odd) == 1:
                yield _code_outcome(context, table, odd[0], "BUD-CODE.parent", parent=str(parent.code))
            yield from _twice(context, table, children)


def _families(rows: Sequence[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Each coded row with the rows below it whose code has one part more, up to the next row of its own depth or higher."""
    for index, parent in enumerate(rows):
        depth, children = str(parent.code).count("."), []
        for row in rows[index + 1 :]:
            if str(row.code).count(".") <= depth:
                break
            children.append(row)
        least = min((str(row.code).count(".") for row in children), default=0)
        yield parent, [row for row in children if str(row.code).count(".") == least]


def _twice(context: Context, table: Table, rows: Sequence[Row]) -> Iterator[Outcome]:
    seen: dict[str, Row] = {}
    for row in rows:
        first = seen.setdefault(str(row.code), row)
        if first is not row and first.name and row.name and fuzz.ratio(first.name.lower(), row.name.lower()) < 70:
            yield _code_outcome(context, table, row, "BUD-CODE.twice", other=first.name)


def _code_outcome(context: Context, table: Table, row: Row, key: str, **gaps: str) -> Outcome:
    facts = tuple(context.row(table.id, row.index)[:2])
    page = facts[0].source.page if facts else table.pages[0]
    message = phrase(key, code=str(row.code), name=row.name, place=context.wording.table(table.id, page), **gaps)
    cells = tuple(
        (table.id, row.index, index) for index, item in enumerate(table.columns) if item.role in ("code", "no")
    )
    return Outcome(draft=Draft(message, facts=facts, cells=cells[:1], table=table.id, page=page))
