"""What sentences claim about the tables: numbers of rows, all targets met, highest, rise and fall."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from extractor.audit.candidates import candidates
from extractor.audit.duplicate_facts import half
from extractor.audit.observation import Observation
from extractor.audit.phrases import both, phrase
from extractor.audit.text_claims import (
    ALL,
    COUNT,
    MOVE,
    SUPERLATIVE,
    TIMES,
    Contradiction,
    Count,
    claims_all_met,
    counts,
    leap,
    movement,
    superlative,
    times_against_periods,
)
from extractor.audit.text_figures import show
from extractor.audit.wording import Wording, joined, quoted
from extractor.facts.model import Reading, Sentence
from schemas import Fact, Table

_LEVEL_WORDS = {
    "program": ("program", "programmes"),
    "activity": ("kegiatan", "activities"),
    "sub_activity": ("sub kegiatan", "sub-activities"),
    "objective": ("sasaran", "objectives"),
    "indicator": ("indikator", "indicators"),
}
_BUDGET = ("program", "activity", "sub_activity")
_RESULTS = ("objective", "indicator")


def row_counts(reading: Reading) -> Iterator[Observation]:
    """CNT-CLAIM: numbers of programmes, activities, objectives and indicators against the rows of the nearest table."""
    wording = Wording(reading)
    for sentence in candidates(reading, COUNT):
        claimed = counts(sentence.text) if sentence.kind in ("sentence", "item") else {}
        for names, found in ((_BUDGET, _budget_tables), (_RESULTS, _result_tables)):
            levels = {name: claimed[name] for name in names if name in claimed}
            if len(levels) < 2 or ("activity" in levels and "program" not in levels):
                continue
            for table, rows in found(reading, sentence)[:1]:
                yield from _count_drafts(sentence, levels, table, rows, wording)


def _count_drafts(
    sentence: Sentence, claimed: Mapping[str, Count], table: Table, found: Mapping[str, int], wording: Wording
) -> Iterator[Observation]:
    """Slips of a claim of which at least one number fits: then the table is the one that is meant."""
    if any(name not in found for name in claimed):
        return
    wrong = [item for name, item in claimed.items() if found[name] != item.number]
    if not wrong or len(wrong) == len(claimed) or any(abs(found[item.level] - item.number) > 3 for item in wrong):
        return
    place = wording.table(table.id, table.pages[0])
    for item in wrong:
        words = _LEVEL_WORDS[item.level]
        yield Observation(
            check="CNT-CLAIM",
            severity="warning",
            message=phrase(
                "CNT-CLAIM.text",
                page=sentence.page,
                text=(item.text, str(item.number)),
                words=words,
                place=place,
                found=found[item.level],
                sentence=quoted(sentence.text, 200),
            ),
            sentences=(sentence,),
            printed=item.text if item.text.isdigit() else None,
            value=Decimal(item.number) if item.text.isdigit() else None,
            expected=str(found[item.level]),
            expected_value=Decimal(found[item.level]),
            lead="sentences",
        )


def _budget_tables(reading: Reading, sentence: Sentence) -> list[tuple[Table, dict[str, int]]]:
    """Tables with rows on all three levels, the next one after the sentence first."""
    out = []
    for table in reading.tables:
        found = {
            level: len(
                {
                    row.index
                    for row in reading.rows.get(table.id, ())
                    if row.level == level and row.kind in ("data", "group")
                }
            )
            for level in _BUDGET
        }
        if all(found.values()):
            out.append((table, found))
    near = [(table, found) for table, found in out if -3 <= table.pages[0] - sentence.page <= 3]
    return sorted(near, key=lambda item: (item[0].pages[0] < sentence.page, abs(item[0].pages[0] - sentence.page)))


def _result_tables(reading: Reading, sentence: Sentence) -> list[tuple[Table, dict[str, int]]]:
    """Achievement tables of the page or the one before, the last one first, with their objectives and indicators."""
    out = []
    for table in reading.tables:
        if table.kind == "achievement" and 0 <= sentence.page - table.pages[1] <= 1:
            found = {"objective": len(_objectives(reading, table)), "indicator": len(_indicators(reading, table))}
            if all(found.values()):
                out.append((table, found))
    return sorted(out, key=lambda item: -item[0].pages[1])


def _objectives(reading: Reading, table: Table) -> set[str]:
    columns = {index for index, column in enumerate(table.columns) if column.role == "objective"}
    return {
        " ".join(cell.text.lower().split())
        for cell in table.cells
        if cell.column in columns and cell.row >= table.header_rows and len(cell.text) > 8
    }


def _indicators(reading: Reading, table: Table) -> set[int]:
    return {
        fact.source.row
        for fact in reading.facts
        if fact.source.table == table.id and fact.subject.kind == "indicator" and fact.source.row is not None
    }


def all_targets_met(reading: Reading) -> Iterator[Observation]:
    """NV-CLAIM: "all indicators reached their target" beside a table with achievements below 100."""
    wording = Wording(reading)
    for sentence in candidates(reading, ALL):
        if sentence.kind not in ("sentence", "item") or not claims_all_met(sentence.text):
            continue
        for table, _ in _result_tables(reading, sentence)[:1]:
            below = [fact for fact in reading.facts if fact.source.table == table.id and _is_below(fact, reading)]
            if below:
                place = wording.table(table.id, table.pages[0])
                listed = joined(f"{fact.subject.name} {fact.printed}" for fact in below)
                yield Observation(
                    check="NV-CLAIM",
                    severity="warning",
                    message=phrase(
                        "NV-CLAIM.all_met",
                        page=sentence.page,
                        place=place,
                        listed=listed,
                        sentence=quoted(sentence.text, 160),
                    ),
                    facts=tuple(below),
                    sentences=(sentence,),
                    lead="sentences",
                )


def _is_below(fact: Fact, reading: Reading) -> bool:
    own = fact.period in (None, str(reading.document.fiscal_year))
    return fact.measure == "achievement" and own and fact.value is not None and fact.value + half(fact) < 100


def ordering(reading: Reading) -> Iterator[Observation]:
    """NV-CLAIM and VAL-RANGE: highest and lowest, rise and fall, against the two figures of the sentence."""
    for sentence in candidates(reading, SUPERLATIVE, MOVE):
        if sentence.kind not in ("sentence", "item"):
            continue
        if found := superlative(sentence.text):
            yield _contradiction("NV-CLAIM", sentence, found)
        if found := movement(sentence.text):
            yield _contradiction("VAL-RANGE" if leap(found) else "NV-CLAIM", sentence, found)


def times(reading: Reading) -> Iterator[Observation]:
    """NV-CLAIM: "twice" beside a range of four quarters."""
    for sentence in candidates(reading, TIMES):
        found = times_against_periods(sentence.text) if sentence.kind in ("sentence", "item") else None
        if found:
            yield Observation(
                check="NV-CLAIM",
                severity="warning",
                message=phrase("NV-CLAIM.times", page=sentence.page, count=found[1], sentence=quoted(found[0], 160)),
                sentences=(sentence,),
                lead="sentences",
            )


def _contradiction(check: str, sentence: Sentence, found: Contradiction) -> Observation:
    first, second = found.first, found.second
    if check == "VAL-RANGE":
        told = both("VAL-RANGE.leap", second=second.text, first=first.text, word=found.word)
    else:
        told = both("NV-CLAIM.unfit", second=second.text, first=first.text, word=found.word)
    return Observation(
        check=check,
        severity="warning",
        message=phrase("NV-CLAIM.word", page=sentence.page, told=told, sentence=quoted(sentence.text, 240)),
        sentences=(sentence,),
        printed=second.text if check == "VAL-RANGE" else f"{first.text}; {second.text}",
        value=second.value if check == "VAL-RANGE" else None,
        expected=None if check == "VAL-RANGE" else show(max(first.value, second.value)),
        lead="sentences",
    )
