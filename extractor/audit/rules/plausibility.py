"""Values that cannot be or hardly be, and indicators that stand twice."""

from collections.abc import Iterator
from decimal import Decimal

from extractor.audit.duplicate_facts import identity
from extractor.audit.observation import Observation
from extractor.audit.phrases import phrase
from extractor.audit.plausible import (
    ToldShare,
    copied_percentages,
    impossible_shares,
    repeated_indicators,
    target_equals_realization,
    told_shares,
)
from extractor.audit.wording import Wording, measure_words
from extractor.facts.model import Reading
from schemas import Cell, Table


def share_range(reading: Reading) -> Iterator[Observation]:
    """VAL-RANGE: a share of a whole above 100 per cent."""
    wording = Wording(reading)
    for fact in impossible_shares(reading.facts):
        place, english = wording.fact(fact), measure_words(fact.measure)
        yield Observation(
            check="VAL-RANGE",
            severity="warning",
            message=phrase(
                "VAL-RANGE.share",
                measure=(english[0].capitalize(), english[1]),
                name=fact.subject.name,
                printed=fact.printed,
                place=place,
            ),
            facts=(fact,),
            printed=fact.printed,
            value=fact.value,
            low=Decimal(0),
            high=Decimal(100),
            expected="0–100%",
        )


def share_in_text(reading: Reading) -> Iterator[Observation]:
    """VAL-RANGE: a share above 100 per cent that a sentence tells."""
    by_claim: dict[tuple[str, Decimal], list[ToldShare]] = {}
    for told in told_shares(reading):
        by_claim.setdefault((told.name.lower(), told.value), []).append(told)
    for members in by_claim.values():
        told = members[0]
        yield Observation(
            check="VAL-RANGE",
            severity="warning",
            message=phrase("VAL-RANGE.text", page=told.sentence.page, name=told.name, printed=told.printed),
            sentences=tuple(member.sentence for member in members),
            printed=told.printed,
            value=told.value,
            low=Decimal(0),
            high=Decimal(100),
            expected="0–100%",
            lead="sentences",
        )


def copied_percentage(reading: Reading) -> Iterator[Observation]:
    """VAL-COPYPCT: a performance figure that repeats the budget percentage of its line."""
    wording = Wording(reading)
    for fact, twin in copied_percentages(reading.facts, reading.tables):
        here, there = wording.fact(fact), wording.fact(twin)
        yield Observation(
            check="VAL-COPYPCT",
            severity="warning",
            message=phrase("VAL-COPYPCT.cell", name=fact.subject.name, printed=fact.printed, here=here, there=there),
            facts=(fact, twin),
            printed=fact.printed,
            value=fact.value,
            slip="shifted-column",
        )


def same_target(reading: Reading) -> Iterator[Observation]:
    """VAL-SAME: a target that is the realisation to the second decimal."""
    wording = Wording(reading)
    for target, realization in target_equals_realization(reading.facts):
        place = wording.fact(target)
        yield Observation(
            check="VAL-SAME",
            severity="warning",
            message=phrase("VAL-SAME.cell", name=target.subject.name, printed=target.printed, place=place),
            facts=(target, realization),
            printed=target.printed,
            value=target.value,
        )


def repeated_indicator(reading: Reading) -> Iterator[Observation]:
    """IND-DUP: one indicator on two rows of the same parent."""
    wording = Wording(reading)
    for table in reading.tables:
        for first, second, text in repeated_indicators(table, reading.rows.get(table.id, ())):
            cells = _cells(table, text, (first, second))
            page = cells[-1].page if cells else table.pages[0]
            place = wording.table(table.id, page)
            yield Observation(
                check="IND-DUP",
                severity="warning",
                message=phrase("IND-DUP.twice", text=text, place=place),
                facts=tuple(
                    fact
                    for fact in reading.facts
                    if fact.source.table == table.id and fact.source.row in (first, second)
                ),
                table=table.id,
                page=page,
                cells=tuple((table.id, cell.row, cell.column) for cell in cells),
            )


def _cells(table: Table, text: str, rows: tuple[int, int]) -> list[Cell]:
    same = " ".join(text.lower().split())
    return [cell for cell in table.cells if cell.row in rows and " ".join(cell.text.lower().split()) == same]


def outlier(reading: Reading) -> Iterator[Observation]:
    """VAL-OUTLIER: an achievement above 150 or below 25 per cent, one notice per indicator."""
    wording = Wording(reading)
    seen: set[tuple[str, Decimal]] = set()
    for fact in reading.facts:
        if fact.measure != "achievement" or fact.value is None or not fact.source.table or 25 <= fact.value <= 150:
            continue
        percent = "%" in fact.printed or fact.unit in ("%", "persen")
        if (
            (identity(fact), fact.value) in seen
            or fact.value > 100_000
            or not (percent and fact.subject.kind == "indicator")
        ):
            continue
        seen.add((identity(fact), fact.value))
        place = wording.fact(fact)
        yield Observation(
            check="VAL-OUTLIER",
            severity="notice",
            message=phrase("VAL-OUTLIER.cell", name=fact.subject.name, printed=fact.printed, place=place),
            facts=(fact,),
            printed=fact.printed,
            value=fact.value,
        )
