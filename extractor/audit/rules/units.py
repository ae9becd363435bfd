"""Units against the values that they are printed with."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extractor.audit.context import Context
from extractor.audit.efficiencies import columns
from extractor.audit.outcome import Draft, Outcome
from extractor.audit.phrases import both, phrase
from extractor.audit.registry import part, rule
from extractor.audit.wording import joined
from schemas import Fact, Message
from schemas.catalogue import catalogue

_PERCENT = re.compile(r"%|\bpersen")
_RATIOS = frozenset(["capaian / serapan", "serapan / capaian", "pagu / realisasi", "rata-rata capaian / serapan"])
_WHOLE = frozenset(["orang", "dokumen", "laporan", "paket", "unit", "lembaga", "kegiatan", "kali"])
_FAMILIES = {"%": "persen", "persentase": "persen", "prosentase": "persen", "org": "orang", "poin": "nilai", "point": "nilai",
             "skor": "nilai", "angka": "nilai"}  # fmt: skip


@rule(
    "VAL-UNIT",
    title=Message(id="Satuan tidak sesuai dengan nilainya", en="Unit does not fit the value"),
    severity="notice",
    effect=Message(id="Angka yang sama dibaca lain.", en="The same figure reads differently."),
)
def ratio_as_percent(context: Context) -> Iterator[Outcome]:
    """A unit does not fit the values that are printed with it.

    What it checks: efficiency columns headed "(%)" with ratios; counted things with decimals; one indicator with two units.
    Why it matters: 1,07 per cent and a ratio of 1,07 are different things.
    Formula: the formula that the rows follow gives a ratio; a count is a whole number.
    Example: a column "Efisiensi (%)" with 1,067 = 95,66 / 89,58.
    When it stays silent: no formula fits half of the rows; a cell prints the per cent sign itself; averages of counts.
    Source: none; the heading says the unit of its column.
    """
    for column in context.once(columns):
        first = column.results[0]
        form = column.form.name if column.form else ""
        table = context.tables[first.source.table or ""]
        header = table.columns[first.source.column or 0].header
        if (
            form not in _RATIOS
            or not _PERCENT.search(header.lower())
            or any("%" in item.printed for item in column.results)
        ):
            continue
        facts = column.results[:6]
        listed = [fact.printed for fact in facts]
        chosen = column.chosen(first)
        draft = Draft(
            phrase(
                "VAL-UNIT.ratio",
                place=context.wording.fact(first),
                listed=(joined(listed), joined(listed, "and")),
                formula=(
                    both("VAL-UNIT.example", form=form, formula=chosen.formula)
                    if chosen
                    else both("VAL-UNIT.form", form=form)
                ),
            ),
            reported=first,
            facts=tuple(facts),
        )
        yield Outcome(draft=draft)


@part("VAL-UNIT")
def part_of_a_person(context: Context) -> Iterator[Outcome]:
    """A realisation with decimals of something that is counted: 12,5 orang."""
    for fact in context.reading.facts:
        if (
            fact.measure not in ("target", "realization")
            or fact.subject.kind != "indicator"
            or fact.source.table is None
            or fact.value is None
            or (unit := _family(fact.unit)) not in _WHOLE
            or fact.value == fact.value.to_integral_value()
            or re.search(r"\brata|\brasio|\bindeks|\bper\b|\bpersen", fact.subject.name, re.IGNORECASE)
        ):
            continue
        draft = Draft(
            phrase(
                "VAL-UNIT.whole",
                name=fact.subject.name,
                place=context.wording.fact(fact),
                unit=unit,
                printed=fact.printed,
            ),
            reported=fact,
            facts=(fact,),
        )
        yield Outcome(draft=draft)


def _family(unit: str | None) -> str:
    text = (unit or "").strip().lower().rstrip(".")
    return _FAMILIES.get(text, text)


@part("VAL-UNIT")
def two_units(context: Context) -> Iterator[Outcome]:
    """One figure of one indicator with two units, each printed in the column of units of its table."""
    told: set[str] = set()
    by_figure: dict[tuple[str, str, str | None, Decimal], dict[str, Fact]] = defaultdict(dict)
    for fact in context.reading.facts:
        key = fact.subject.canonical_id
        if fact.measure not in ("target", "realization") or fact.entity is not None or fact.value is None:
            continue
        if fact.subject.kind == "indicator" and key is not None and (unit := _unit_cell(context, fact)):
            by_figure[key, fact.measure, fact.period, fact.value].setdefault(_family(unit), fact)
    for (subject, *_), units in by_figure.items():
        if len(units) == 2 and subject not in told:
            told.add(subject)
            yield Outcome(draft=_two_draft(context, units))


def _unit_cell(context: Context, fact: Fact) -> str:
    """What the column of units prints in the row of a fact; empty unless it is one known unit."""
    table, row = context.tables.get(fact.source.table or ""), fact.source.row
    columns = [index for index, item in enumerate(table.columns) if item.role == "unit"] if table else []
    if table is None or row is None or len(columns) != 1:
        return ""
    text = context.cell_text(table.id, row, columns[0]).strip().lower()
    return text if text in _known_units() else ""


@cache
def _known_units() -> frozenset[str]:
    """Spellings of units that are no rates."""
    return frozenset(
        name.lower()
        for unit in catalogue().units
        if unit.kind != "rate"
        for name in (unit.id, unit.name, *unit.synonyms)
    )


def _two_draft(context: Context, units: dict[str, Fact]) -> Draft:
    facts = tuple(units.values())
    places = [context.wording.fact(fact) for fact in facts]
    words = [
        joined((f"{unit} {link} {place[language]}" for unit, place in zip(units, places, strict=True)), last)
        for language, (link, last) in enumerate((("di", "dan"), ("in", "and")))
    ]
    return Draft(
        phrase("VAL-UNIT.two", name=facts[0].subject.name, listed=(words[0], words[1])),
        facts=facts,
        reported=facts[0],
    )
